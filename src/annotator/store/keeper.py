"""Keeps every step: in the project file, or in memory for as long as the file cannot be written.

When the file refuses a step, the whole project is copied into memory, the step is done there, and
work goes on there. What was done in memory is done in the file as soon as it can be, by the same
patches; the hashes of the history prove that it is the same. A file that somebody else has moved,
replaced or written to is never written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar, cast

from sqlite_utils import Database

from annotator.store.change import Touched
from annotator.store.copying import copy_pages
from annotator.store.errors import StoreError, Unwritable
from annotator.store.guarded import GuardedConnection
from annotator.store.journal import before_the_step
from annotator.store.keeping import Keeping
from annotator.store.own_file import OwnFile, last_of
from annotator.store.replaying import replay, steps_after, touched_after
from annotator.store.tables import FORMAT_VERSION
from annotator.store.trouble import Cause, Trouble, trouble_of

T = TypeVar("T")
Run = Callable[[Callable[[], object]], object]
"""Runs something to its end, elsewhere if need be."""

_PATIENT_MS = 20_000
"""A backup of a large project reads it for some seconds; an import need not fail for that."""


def at_once(work: Callable[[], object]) -> None:
    """The plain way to run something."""
    work()


class Keeper(Keeping):
    """Begins and ends transactions.

    All read and write through one `Database`, whose connection is the file's or memory's.
    """

    def __init__(self, db: Database, path: Path) -> None:
        super().__init__(path)
        self._db = db
        self._file = OwnFile(db, path, self._where)
        self._memory = False
        self._keeps = True
        self._under_way = False
        self._alone: Run = at_once
        self._base = 0
        self._next = self._file.last
        self._done: object = None

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The labels of the steps that are in memory only, oldest first."""
        if not self._memory:
            return ()
        return tuple(step.label for step in steps_after(self._db, self._base))

    @property
    def at_risk(self) -> bool:
        """Whether something would be lost if the project were closed now."""
        return bool(self.unsaved) or (self.trouble is not None and self.trouble.file_is_away)

    # Transactions

    def begin(self, *, keep: bool, alone: Run = at_once) -> None:
        """Begin a step; `keep` says that it must not be lost when the file refuses it.

        `alone` runs its end, which may take long when the step is large.
        """
        self._keeps, self._alone = keep, alone
        if not self._memory:
            self._begin_in_file()
        if self._memory:
            self._db.conn.execute("BEGIN")
        self._under_way = True
        # Links may be broken while a step is under way and must be whole when it ends.
        self._db.conn.execute("PRAGMA defer_foreign_keys = ON")

    def rescue(self, error: StoreError) -> None:
        """Go on in memory, in a new transaction, after the file refused a write of the step.

        Raises the error when that cannot be, or need not be.
        """
        if self._memory or not self._keeps:
            raise error
        self._file.shaken = True
        self.roll_back()
        self._into_memory(self._found() or trouble_of(error, self._path), error)
        self.begin(keep=True)

    def settle(self, finish: Callable[[], T], again: Callable[[], object]) -> T:
        """Finish a step and commit it; when the file refuses, do it `again` in memory."""
        try:
            return self._finished(finish)
        except Unwritable as error:
            self.rescue(error)
            if last_of(self._db) == self._next:
                # It is in the file, which could not say so for certain: it waits to be confirmed.
                return self._finished(lambda: cast("T", self._done))
            again()
            return self._finished(finish)

    def roll_back(self) -> None:
        """Take back what the transaction wrote, if SQLite has not done so already."""
        if self._db.conn.in_transaction:
            self._alone(lambda: self._db.conn.execute("ROLLBACK"))
        self._under_way = False
        if self._memory:
            self._tell()
        else:
            self._file.left()

    # Troubles

    def look(self) -> None:
        """Notice what happened to the file; do what waits in memory, if it can be done by now."""
        if self._under_way:
            return  # the step looks for itself, and changes the file
        if self._memory:
            self.retry()
        else:
            self._be_in(self._found())

    def retry(self) -> bool:
        """Do in the file what waits in memory. Returns whether nothing waits any more."""
        trouble = self._found()
        if trouble is None and self._memory:
            trouble = self._write_back()
        self._be_in(trouble)
        return trouble is None

    def drop(self) -> Touched:
        """Forget the steps that are in memory only. Returns what they touched."""
        if not self._memory:
            return {}
        touched = touched_after(self._db, self._base)
        self._leave_memory()
        with suppress(StoreError):
            self._file.settled(last_of(self._file.db))
        self._be_in(self._found(), always=True)
        return touched

    def close(self) -> None:
        """Close the file, and forget what is in memory."""
        if self._memory:
            self._leave_memory()
        self._file.db.conn.close()

    # Inside

    def _begin_in_file(self) -> None:
        trouble, error = self._found(), None
        if trouble is None:
            try:
                self._file.db.conn.execute("BEGIN IMMEDIATE")
            except Unwritable as refused:
                trouble, error = trouble_of(refused, self._path), refused
                self._file.shaken = True
            else:
                if self._file.is_untouched(self._next):
                    return
                self._file.db.conn.execute("ROLLBACK")
                self._file.changed = True
                trouble = self._trouble(Cause.CHANGED)
        error = error or Unwritable(trouble.sentence)
        if not self._keeps or not self._file.can_be_gone_on_from():
            self._be_in(trouble)
            raise error
        self._into_memory(trouble, error)

    def _finished(self, finish: Callable[[], T]) -> T:
        done = finish()
        self._done, self._next = done, last_of(self._db)
        self._alone(self._commit)
        self._under_way = False
        if self._memory:
            self._tell()
        else:
            self._file.left(self._next)
            self._be_in(self._found())
        return done

    def _commit(self) -> None:
        """Commit; a large step, which has a thread to itself, waits until nobody reads the file."""
        connection = self._db.conn
        if self._alone is at_once:
            connection.execute("COMMIT")
        else:
            with _waiting(connection, _PATIENT_MS):
                connection.execute("COMMIT")

    def _into_memory(self, trouble: Trouble, error: StoreError) -> None:
        memory = sqlite3.connect(":memory:", factory=GuardedConnection, check_same_thread=False)
        memory.path = self._path
        try:
            self._copied_to(memory, torn=not trouble.file_is_away)
            memory.execute("PRAGMA foreign_keys = ON")
        except (sqlite3.Error, StoreError, OSError) as failed:
            memory.close()
            self._be_in(trouble)
            raise error from failed
        self._db.conn = memory
        self._memory = True
        self._base = last_of(self._db)[0] if self._file.changed else self._file.last[0]
        self.trouble = trouble  # told with the step, once it is done

    def _copied_to(self, memory: sqlite3.Connection, *, torn: bool) -> None:
        """Copy what the file holds; where the last step is `torn`, what it held before that."""
        try:
            copy_pages(self._file.db.conn, memory)
        except (sqlite3.Error, StoreError):
            if not torn:
                raise
            memory.deserialize(before_the_step(self._path))

    def _write_back(self) -> Trouble | None:
        try:
            written = self._written_back()
        except Unwritable as error:
            return trouble_of(error, self._path)
        except StoreError:
            written = False
        if not written:
            self._file.changed = True
            return self._trouble(Cause.CHANGED)
        last = last_of(self._db)
        self._leave_memory()
        self._file.settled(last)
        return self._found()

    def _written_back(self) -> bool:
        """Do in the file what it lacks; False when somebody else has written to it."""
        file = self._file.db.conn
        # It is tried every other second: the window must not wait for half a second each time.
        with _waiting(file, 0):
            try:
                file.execute("BEGIN IMMEDIATE")
                file.execute("PRAGMA defer_foreign_keys = ON")
                if not self._file.goes_on_to(self._db):
                    return False
                replay(self._db, self._file.db, last_of(self._file.db)[0])
                # Of nothing to write there would be no proof that all of it is on the disk.
                file.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
                file.execute("COMMIT")
            finally:
                if file.in_transaction:
                    file.execute("ROLLBACK")
        return True

    def _leave_memory(self) -> None:
        memory, self._db.conn = self._db.conn, self._file.db.conn
        self._memory = False
        memory.close()

    def _found(self) -> Trouble | None:
        cause = self._file.look()
        return self._trouble(cause) if cause else None


@contextmanager
def _waiting(connection: sqlite3.Connection, milliseconds: int) -> Iterator[None]:
    """Wait so long for other programs, and afterwards as long as before."""
    (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {before}")
