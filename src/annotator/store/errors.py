"""What can go wrong with a project file, in sentences for an analyst."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.store.disks import full_disk


class StoreError(AnnotatorError):
    """The project file cannot be read or written."""


class NotAProject(StoreError):
    """The file exists and is something else."""


class NewerProject(StoreError):
    """A later version of annotator wrote the file."""


class Unwritable(StoreError):
    """The file cannot be written now: the disk, another program or its owner is in the way."""


class ProjectReadOnly(Unwritable):
    """The project can be read, not written."""


class Damaged(StoreError):
    """The project file holds what annotator did not write there."""


class NotUtf8(Damaged):
    """A cell of the file holds text that is none."""


class Rejected(StoreError):
    """A write that would break a rule of the project, such as a link to something deleted."""


_ADVICE = (
    ("readonly", "it cannot be written (read-only, moved or replaced). Open it where it is now"),
    ("locked", "another program is writing to it. Wait a moment and repeat the last step"),
    ("malformed", "it is damaged. Run `annotator check` on it, or restore a backup"),
    ("decode to utf-8", "it is damaged. Run `annotator check` on it, or restore a backup"),
    ("too big", "it is damaged: a value is longer than annotator writes. Restore a backup"),
    ("not a database", "it is damaged or not an annotator project. Restore a backup"),
    ("disk i/o", "the disk reported an error. Check the disk, then repeat the last step"),
    ("unable to open", "it cannot be opened. Check that the folder exists and may be written"),
)


_FULL = "disk is full"
_ERROR_CLASS = 0xFF
_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_READONLY: ProjectReadOnly,
    sqlite3.SQLITE_FULL: Unwritable,
    sqlite3.SQLITE_IOERR: Unwritable,
    sqlite3.SQLITE_CANTOPEN: Unwritable,
    sqlite3.SQLITE_PERM: Unwritable,
    sqlite3.SQLITE_BUSY: Unwritable,
    sqlite3.SQLITE_LOCKED: Unwritable,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
}


def sentence(error: sqlite3.Error, path: Path) -> str:
    """What an SQLite error means for the person at the screen, and what to do next."""
    words = str(error).lower()
    if _FULL in words:
        return f"{path.name}: {full_disk(path)}. Free some space there and repeat the last step."
    advice = next((advice for sign, advice in _ADVICE if sign in words), "")
    advice = advice or f"SQLite says: {error}. Repeat the last step, or run `annotator check` on it"
    return f"{path.name}: {advice}."


def told(error: sqlite3.Error, path: Path) -> StoreError:
    """The `StoreError` that stands for an SQLite error."""
    if isinstance(error, sqlite3.IntegrityError):
        return Rejected(
            f"{path.name}: the step would break the project ({error}). Nothing was changed."
        )
    kind = _KINDS.get(code_of(error), StoreError)
    if "decode to utf-8" in str(error).lower():
        kind = NotUtf8
    return kind(sentence(error, path))


def code_of(error: sqlite3.Error) -> int:
    """SQLite's number for a kind of error; 0 where the error is Python's own."""
    return getattr(error, "sqlite_errorcode", 0) & _ERROR_CLASS


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `StoreError`s with a sentence; everything else passes."""
    try:
        yield
    except sqlite3.Error as error:
        raise told(error, path) from error
