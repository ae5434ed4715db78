"""Why the file of an open project cannot be written now, and what somebody can do about it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from annotator.store.disks import disk_of, full_disk
from annotator.store.errors import StoreError, code_of


class Cause(Enum):
    """What is in the way: what it is in words, and what to do."""

    FULL = ("the disk is full", "Free some space there")
    PROTECTED = ("the file or its folder is write-protected", "Allow writing there")
    CLOSED = (
        "no file can be made beside it, as SQLite must for every step",
        "Allow writing in its folder, or close some programs",
    )
    BUSY = ("another program is using the file", "Close that program, or wait a moment")
    FAILING = ("the disk reported an error", "Check the disk")
    GONE = ("it was moved, renamed or deleted", "Put it back, or save a copy elsewhere")
    REPLACED = (
        "another file has taken its place, perhaps by synchronising",
        "The window still shows yours. Save a copy of it elsewhere, or open what is there now",
    )
    CHANGED = (
        "another program has written to it, perhaps by synchronising",
        "Open it again to see what is there now",
    )
    FREED = ("whoever was writing to it has closed it", "Open it again to annotate")
    OVERTAKEN = ("whoever is writing to it has changed it", "Open it again to see the changes")


_CAUSES = {
    sqlite3.SQLITE_FULL: Cause.FULL,
    sqlite3.SQLITE_READONLY: Cause.PROTECTED,
    sqlite3.SQLITE_CANTOPEN: Cause.CLOSED,
    sqlite3.SQLITE_PERM: Cause.PROTECTED,
    sqlite3.SQLITE_BUSY: Cause.BUSY,
    sqlite3.SQLITE_LOCKED: Cause.BUSY,
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps a project file from being written, or from being up to date on the screen."""

    cause: Cause
    name: str
    disk: str = ""
    """What is the matter with the disk, where it is that; with its place, and what is free."""

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the person at the screen."""
        what, advice = self.cause.value
        what = self.disk or what
        if self.is_news:
            return f"{self.name} is open for reading, and {what}. {advice}."
        return f"{self.name} cannot be written: {what}. {advice}."

    @property
    def is_news(self) -> bool:
        """Whether nothing is wrong: a window that only reads could show more by now."""
        return self.cause in (Cause.FREED, Cause.OVERTAKEN)

    @property
    def may_pass(self) -> bool:
        """Whether trying again can help."""
        return self.cause is not Cause.CHANGED and not self.is_news

    @property
    def file_is_away(self) -> bool:
        """Whether what the window shows is no longer in the file of that name."""
        return self.cause in (Cause.GONE, Cause.REPLACED)


def trouble_of(error: StoreError, path: Path) -> Trouble:
    """The trouble that a failed write of a project stands for."""
    cause = error.__cause__
    code = code_of(cause) if isinstance(cause, sqlite3.Error) else sqlite3.SQLITE_IOERR
    found = _CAUSES.get(code, Cause.FAILING)
    if found is Cause.FULL:
        return Trouble(found, path.name, full_disk(path))
    if found is Cause.FAILING:
        return Trouble(found, path.name, f"{found.value[0]} ({disk_of(path)})")
    return Trouble(found, path.name)
