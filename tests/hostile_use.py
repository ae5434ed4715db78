"""Runs the scripts that use hostile files in processes with limits (see `tests/limited.py`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def used(script: Path, harmless: Path, paths: Iterable[Path]) -> list[dict[str, object]]:
    """What came of using each path, in order, after one that is harmless."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, script, harmless, *paths],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
