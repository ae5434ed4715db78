"""How a project file may be used: written, or only read and why, or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.store.connection import connect
from annotator.store.errors import Damaged, NotAProject, StoreError, code_of
from annotator.store.lock import ProjectLock
from annotator.store.search_tables import is_of_index
from annotator.store.shape import check_shape

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
_SWITCHED = "another program switched it to a journal that can lose steps"
_PAGE_SIZE = 4096
"""In which SQLite writes our files; of others only SQLite judges."""
_LARGEST = 1 << 36
"""No project has 64 GB; of a file with holes that says so, SQLite would count pages for long."""
_READ_AT_ONCE = 16 << 20
"""A file up to this size is read whole in some hundredths of a second."""
_MOST_FAULTS = 100
"""So many faults are looked for; a file that has more is not read."""
_USED_TWICE = "2nd reference to page"
"""How SQLite says that pages form a ring or a net: a walk through such a table may never end."""
_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""How a journal ends that names another file, which SQLite would delete. Ours never do."""


@dataclass(frozen=True, slots=True)
class Access:
    """The lock of who may write; without it, why not.

    `damage` is what is wrong in the file. `immutable` says that nobody writes the file
    while it is read, so that no file need be made beside it. `private` says that what is read is a
    copy brought up to date of a file that is older, and `left_at` why the file itself was not.
    `put_back` says that what was being written when its process ended was taken back.
    """

    lock: ProjectLock | None = None
    held_by: str = ""
    protected: str = ""
    damage: str = ""
    immutable: bool = False
    private: bool = False
    left_at: str = ""
    put_back: bool = False

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
            ways = "restore a backup or run `annotator check`"
            return f"{name} is damaged: {ways}; nothing was written."
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


def gain(path: Path, *, read_only: bool, checked_later: bool = False) -> Access:
    """Find out how a file may be used, before anything is written to it.

    Of a large one that is `checked_later` only the beginning is read. Raises NotAProject when it
    holds what annotator never makes, StoreError when nothing can be found out now.
    """
    path = path.resolve()  # SQLite's own files lie beside the one that a link points to
    left = _journal_left(path)
    immutable = _header(path)[18:20] != _ROLLBACK
    protected = _protected(path)
    taken = None if read_only or protected else ProjectLock.take(path)
    lock = taken if isinstance(taken, ProjectLock) else None
    try:
        most = _READ_AT_ONCE if checked_later else _LARGEST
        damage = _damage(path, most, read_only=lock is None or not left, immutable=immutable)
        if immutable:
            damage = damage or _SWITCHED
    except BaseException:
        if lock:
            lock.release()
        raise
    if damage and lock:
        lock.release()
        lock = None
    held_by = taken if isinstance(taken, str) else ""
    put_back = left and lock is not None and not _journal_left(path)
    return Access(lock, held_by, protected, damage, immutable, put_back=put_back)


def _protected(path: Path) -> str:
    if not os.access(path, os.W_OK):
        return "the file"
    return "" if os.access(path.parent, os.W_OK) else "its folder"


def _journal_left(path: Path) -> bool:
    """Whether a killed process left a journal, from which SQLite must put back what it holds.

    Raises StoreError when what lies beside the project is not what annotator leaves there.
    """
    foreign = path.with_name(f"{path.name}-wal")
    if foreign.exists():
        raise StoreError(
            f"{foreign.name} lies beside {path.name}: another program is writing to the project, "
            "or was killed while it did. Close the project there, then open it here."
        )
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists():
        return False
    with journal.open("rb") as file:
        file.seek(max(0, journal.stat().st_size - len(_SUPER_JOURNAL)))
        if file.read() == _SUPER_JOURNAL:
            raise StoreError(
                f"{journal.name} was not written by annotator: it would delete another file. "
                f"Delete it, and restore a backup of {path.name}."
            )
    return True


def _damage(path: Path, most: int, *, read_only: bool, immutable: bool) -> str:
    """The first thing that a quick look finds wrong with the pages of a file; empty for nothing.

    The pages of a file larger than `most` are not read.

    The quick look evaluates what the file says of its tables, so that comes first: raises
    NotAProject when it is not what annotator says; Damaged when it is unsafe to read.
    """
    if path.stat().st_size > _LARGEST:
        raise NotAProject(
            f"{path.name} is not a project as annotator makes them (it has more than "
            f"{_LARGEST >> 30} GB). Restore a backup; nothing was written."
        )
    try:
        with closing(connect(path, read_only=read_only, immutable=immutable)) as db:
            check_shape(db, path)
            if path.stat().st_size > most:
                return _cut(path)
            rows = db.execute(f"PRAGMA quick_check({_MOST_FAULTS})").fetchall()
    except NotAProject:
        raise
    except StoreError as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and code_of(cause) in _PASSING:
            raise
        return _cut(path) or str(cause or error)
    told = [str(row[0]) for row in rows]
    faults = [fault for fault in told if not is_of_index(fault)]
    return _first_of(faults or ["ok"] if told else [], path)


def _first_of(faults: list[str], path: Path) -> str:
    if faults == ["ok"]:
        return ""
    if len(faults) >= _MOST_FAULTS or any(_USED_TWICE in fault for fault in faults):
        raise Damaged(
            f"{path.name} is damaged so that reading it might never end. Restore a backup, or run "
            "`annotator repair` on it; nothing was written."
        )
    # SQLite puts a line before what it found, with the name of the database in its own terms
    return faults[0].splitlines()[-1] if faults else "nothing can be read"


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
