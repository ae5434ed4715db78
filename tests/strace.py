"""Finding `strace`, with which tests see and refuse what a real process asks of the system."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest


def found_strace() -> str:
    """The program; a test that needs it is skipped where it is not or may not trace."""
    found = shutil.which("strace")
    works = found and subprocess.run([found, "true"], capture_output=True, check=False)  # noqa: S603
    if found and works.returncode == 0:
        return found
    reason = "strace is not here, or may not trace"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
