"""How a process of ours that reads files is started: as this program, whatever started that."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def command(module: str) -> list[str]:
    """The words that start a module, one of those that `annotator.__main__` knows."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "-m", module]
    # -P: nothing that lies in the current folder is taken for a module
    return [sys.executable, "-P", "-B", "-X", "utf8", "-m", module]


def environment() -> dict[str, str]:
    """The child finds every module where this process finds it, from whatever folder."""
    path = os.pathsep.join(str(Path(each).absolute()) for each in sys.path if each)
    return {**os.environ, "PYTHONPATH": path}
