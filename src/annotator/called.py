"""How this program is started from where the reader is, for commands that are told to be run."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

NAME = "annotator"


def called() -> str:
    """`annotator` where the shell finds it, else the path or the Python by which it was started."""
    start = Path(sys.argv[0])
    if start.name == "__main__.py" and start.parent.name == NAME:
        python = Path(sys.executable)
        found = shutil.which(python.name)
        same = found is not None and Path(found).resolve() == python.resolve()
        return f"{python.name if same else shlex.quote(str(python))} -m {NAME}"
    if start.name != NAME or shutil.which(NAME) is not None:
        return NAME
    return shlex.quote(str(start))
