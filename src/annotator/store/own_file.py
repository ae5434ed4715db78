"""Whether a project file is still the one that we opened, and holds what we wrote and no more."""

from __future__ import annotations

from contextlib import closing
from copy import copy
from pathlib import Path

from sqlite_utils import Database

from annotator.store.connection import connect
from annotator.store.errors import StoreError
from annotator.store.trouble import Cause
from annotator.store.whereabouts import Whereabouts

Last = tuple[int, str]
"""Id and hash of a last step."""
_NONE: Last = (0, "")


def last_of(db: Database) -> Last:
    """The last step of a project."""
    row = db.conn.execute("SELECT id, hash FROM step ORDER BY id DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else _NONE


def holds(db: Database, step: Last) -> bool:
    """Whether a project has a step, and so all before it."""
    row = db.conn.execute("SELECT id, hash FROM step WHERE id = ?", [step[0]]).fetchone()
    return (tuple(row) if row else _NONE) == step


class OwnFile:
    """The connection to the file, and what it held after our last step (`last`).

    `changed` says that somebody else wrote to it: from then on it is not ours. `shaken` says that
    SQLite met an error; it then counts as if somebody had written, and takes its own time to put
    back what it wrote.
    """

    def __init__(self, db: Database, path: Path, where: Whereabouts) -> None:
        self.db = copy(db)
        self.changed = False
        self.shaken = False
        self.last = last_of(db)
        self._path = path
        self._where = where
        self._seen = self._version()

    def look(self) -> Cause | None:
        """What a look at the file from outside finds."""
        cause = self._where.look()
        if cause is None and self.changed:
            return Cause.CHANGED
        if cause is Cause.CHANGED and not self.changed:
            # What is in a shaken file is compared before the next write.
            if self.shaken or self._is_as_we_left_it():
                self._where.left()
                return None
            self.changed = True
        return cause

    def left(self, last: Last | None = None) -> None:
        """Take the file as it is now for as our own write left it, with the last step of that."""
        self.last = last or self.last
        self._where.left()

    def settled(self, last: Last) -> None:
        """After an error: the file is known again, and this is its last step."""
        self.left(last)
        self._seen, self.shaken = self._version(), False

    def is_untouched(self, pending: Last) -> bool:
        """Whether nobody else wrote since our last step; asked when nobody else can.

        After an error the step that was `pending` may be there or not.
        """
        if self.shaken and last_of(self.db) in (self.last, pending):
            self.settled(last_of(self.db))
        return self._counts_as_seen()

    def goes_on_to(self, later: Database) -> bool:
        """Whether a project in memory goes on from what the file holds; asked as the one before."""
        return (self.shaken or self._counts_as_seen()) and holds(later, last_of(self.db))

    def can_be_gone_on_from(self) -> bool:
        """Whether what the connection reads goes on from our own last step.

        It does not when another copy was written over the file; and when that copy happens to have
        the count of changes that SQLite expects, its cache is of one and its pages are of another.
        """
        try:
            if self.changed and self._counts_as_seen():
                return False
            return holds(self.db, self.last)
        except StoreError:
            return False

    def _is_as_we_left_it(self) -> bool:
        """Whether nobody wrote to a file that looks as if somebody had."""
        try:
            with closing(connect(self._path, read_only=True)) as fresh:
                return self._counts_as_seen() and last_of(fresh) == self.last
        except StoreError:
            return False

    def _counts_as_seen(self) -> bool:
        return self._version() == self._seen

    def _version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self.db.conn.execute("PRAGMA data_version").fetchone()[0])
