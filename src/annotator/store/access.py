"""How a project file may be used: written, or only read and why, or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.store.connection import connect
from annotator.store.errors import StoreError, code_of
from annotator.store.lock import ProjectLock

_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_AUTH,
}
"""What SQLite says of the moment or the machine; anything else it says of the file."""
_HEADER_BYTES = 100
_ROLLBACK = b"\x01\x01"
"""How the header says that changes go through a journal; else SQLite would make files to read."""
_PAGE_SIZE = 4096
"""In which SQLite writes our files; of others only SQLite judges."""


@dataclass(frozen=True, slots=True)
class Access:
    """The lock of who may write; without it, why not.

    `damage` is what SQLite found wrong in the file. `immutable` says that nobody writes the file
    while it is read, so that no file need be made beside it. `private` says that what is read is a
    copy brought up to date of a file that is older, and `left_at` why the file itself was not.
    """

    lock: ProjectLock | None = None
    held_by: str = ""
    protected: str = ""
    damage: str = ""
    immutable: bool = False
    private: bool = False
    left_at: str = ""

    def read_only_reason(self, name: str) -> str:
        """A sentence on why nothing can be written and what to do; empty when it can."""
        if self.lock:
            return ""
        if self.left_at:
            return (
                f"{name} is open for reading only: an earlier annotator wrote it, and it was not "
                f"brought up to date ({self.left_at}). The file is as it was."
            )
        if self.damage:
            return (
                f"{name} is damaged: open a backup or run `annotator check`; nothing was written."
            )
        if self.held_by:
            return (
                f"{name} is open for reading only: {self.held_by} has it open. "
                "Close it there, then open it again."
            )
        if self.protected:
            return (
                f"{name} is open for reading only: {self.protected} is write-protected. "
                "Copy the file to a folder that you may write in, and open the copy."
            )
        return f"{name} was opened for reading only."


def gain(path: Path, *, read_only: bool) -> Access:
    """Find out how a file may be used, before anything is written to it.

    Raises StoreError when that cannot be found out now.
    """
    path = path.resolve()  # SQLite's own files lie beside the one that a link points to
    protected = _protected(path)
    taken = None if read_only or protected else ProjectLock.take(path)
    lock = taken if isinstance(taken, ProjectLock) else None
    # A journal is what a killed process left: SQLite must first put back what it holds.
    left = _has_companion(path)
    try:
        immutable = lock is not None and not left and _header(path)[18:20] != _ROLLBACK
        damage = _damage(path, read_only=lock is None or not left, immutable=immutable)
    except BaseException:
        if lock:
            lock.release()
        raise
    if damage and lock:
        lock.release()
        lock = None
    return Access(lock, taken if isinstance(taken, str) else "", protected, damage, immutable)


def _protected(path: Path) -> str:
    if not os.access(path, os.W_OK):
        return "the file"
    return "" if os.access(path.parent, os.W_OK) else "its folder"


def _has_companion(path: Path) -> bool:
    return any(path.with_name(path.name + end).exists() for end in ("-journal", "-wal"))


def _damage(path: Path, *, read_only: bool, immutable: bool) -> str:
    """The first thing that a quick look finds wrong with the pages of a file; empty for nothing."""
    try:
        with closing(connect(path, read_only=read_only, immutable=immutable).conn) as connection:
            row = connection.execute("PRAGMA quick_check(1)").fetchone()
    except StoreError as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and code_of(cause) in _PASSING:
            raise
        return _cut(path) or str(cause or error)
    if row == ("ok",):
        return ""
    # SQLite puts a line before what it found, with the name of the database in its own terms
    return str(row[0]).splitlines()[-1] if row else "nothing can be read"


def _cut(path: Path) -> str:
    """That a damaged file is shorter than it says, in words."""
    header, there = _header(path), path.stat().st_size
    size, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    valid = header[24:28] == header[92:96] and size == _PAGE_SIZE
    if valid and there < size * pages:
        return f"the file is cut off: {there} of {size * pages} bytes are there"
    return ""


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER_BYTES)
