"""One window writes a project at a time; a second one is told who holds it.

The lock is a small file in the user's runtime folder, named after the project file's device and
inode, held by the operating system for as long as the process lives. So the project itself stays
one file, and a killed process leaves no lock behind.
"""

from __future__ import annotations

import getpass
import os
import socket
import tempfile
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: SQLite's own locks still keep each commit whole
    fcntl = None  # type: ignore[assignment]


def _folder() -> Path:
    """The user's runtime folder; on machines that have none, a private temporary one."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder /= f"annotator-{getpass.getuser()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path_for(project: Path) -> Path:
    status = project.stat()
    return _folder() / f"{status.st_dev:x}-{status.st_ino:x}.lock"


class ProjectLock:
    """Held by the process that may write a project."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def take(cls, project: Path) -> ProjectLock | str:
        """The lock, or a few words on who holds it."""
        file = _path_for(project).open("a+", encoding="utf-8")
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                holder = file.read().strip()
                file.close()
                return holder or "another window"
        file.seek(0)
        file.truncate()
        file.write(f"{getpass.getuser()} on {socket.gethostname()}, process {os.getpid()}")
        file.flush()
        return cls(file)

    @staticmethod
    def is_free(project: Path) -> bool:
        """Whether nobody holds the lock; False where that cannot be found out."""
        if fcntl is None:
            return False
        try:
            with _path_for(project).open("a+", encoding="utf-8") as file:
                # Shared, and gone at once: whoever wants to write is not kept out by the question.
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let another process write."""
        self._file.close()
