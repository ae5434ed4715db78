"""Whether the file of an open project is still where it was, and as we left it.

Only looked at from outside: to open it beside SQLite and close it again would drop SQLite's locks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.store.trouble import Cause


@dataclass(frozen=True, slots=True)
class Footprint:
    """Which file it is, and what changes when somebody writes to it."""

    device: int
    inode: int
    size: int
    modified_ns: int


def footprint(path: Path) -> Footprint | None:
    """The footprint of what is at a path now; None where nothing can be found."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Footprint(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class Whereabouts:
    """Remembers how a file was left."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left = footprint(path)

    def look(self) -> Cause | None:
        """GONE or REPLACED; CHANGED when somebody may have written to it; None when nobody did."""
        now = footprint(self._path)
        if now is None:
            return Cause.GONE
        if self._left is None or not _same_file(now, self._left):
            return Cause.REPLACED
        return None if now == self._left else Cause.CHANGED

    def left(self) -> None:
        """Take the file as it is now for as we left it; one in its place stays a stranger."""
        now = footprint(self._path)
        if now is not None and (self._left is None or _same_file(now, self._left)):
            self._left = now


def _same_file(one: Footprint, other: Footprint) -> bool:
    return (one.device, one.inode) == (other.device, other.inode)
