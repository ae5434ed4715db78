"""An open project: its transactions, its history, and who is told about changes."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from annotator.store.access import Access, gain
from annotator.store.change import Change, StepKind
from annotator.store.connection import check_header, connect
from annotator.store.copying import ReportCopied, copy_project
from annotator.store.errors import (
    Damaged,
    ProjectReadOnly,
    StoreError,
    Unwritable,
    translated,
)
from annotator.store.history import History
from annotator.store.keeper import Keeper, Run, at_once
from annotator.store.keeping import Keeping, Onlooker
from annotator.store.kept_rows import KeptRows
from annotator.store.migrations import make_tables, new_project
from annotator.store.own_file import last_of
from annotator.store.queries import Queries
from annotator.store.search_index import SearchIndex
from annotator.store.streamed_rows import StreamedRows
from annotator.store.texts import Texts
from annotator.store.transaction import Transaction
from annotator.store.upgrading import Upgrade, close_quietly, private_copy, up_to_date

MOST_UNSAVED = 20
"""So many steps are kept in memory while the file cannot be written; then no more are taken, so
that nobody works on for hours without a file."""
Clock = Callable[[], datetime]
Listener = Callable[[Change], None]


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The one way to the project file. Made by `create` and `open`; lives on one thread."""

    def __init__(
        self, path: Path, db: Database, access: Access, *, author: str, clock: Clock
    ) -> None:
        self.path = path
        self.read_only = access.lock is None
        self._why_read_only = access.read_only_reason(path.name)
        self.held_by = access.held_by
        self.damage = access.damage
        self.put_back = access.put_back
        self.author = author
        self._texts = Texts(db)
        self.keeping: Keeping = Onlooker(path, held=bool(access.held_by))
        self.queries = Queries(db, self._texts)
        self.history = History(db, self._texts)
        self.search_index = SearchIndex(db, None if self.read_only else self.aside)
        self._db = db
        self._access = access
        self._clock = clock
        self._listeners: list[Listener] = []
        self.on_failed_listener: Callable[[Exception], None] = _rise
        """Hears what a listener failed with, when all have heard of the change; else it rises."""
        self._current: Transaction | None = None
        self._keeper: Keeper | None = None
        self.began_after = 0
        """The last step that was there when the project was opened to be written."""
        if not self.read_only:
            self.keeping = self._keeper = Keeper(db, path)
            self.began_after = last_of(db)[0]

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        schema: str,
        name: str = "",
        author: str | None = None,
        clock: Clock = _now,
    ) -> Store:
        """Make a new project file with a copy of a schema (JSON) and open it.

        Raises StoreError when something is at the path already, or when it cannot be written.
        """
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644))
        except FileExistsError as error:
            raise StoreError(f"{path} exists already. Choose another name, or open it.") from error
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be made ({error.strerror}). Choose a folder that exists."
            ) from error
        try:
            with closing(connect(path, read_only=False)) as db, translated(path), db.atomic():
                make_tables(db)
                created_at = clock().isoformat(timespec="seconds")
                new_project(db, name=name or path.stem, created_at=created_at, schema=schema)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return cls.open(path, author=author, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: str | None = None,
        clock: Clock = _now,
        read_only: bool = False,
        upgrade: Upgrade | None = None,
        checked_later: bool = False,
    ) -> Store:
        """Open a project; one that is damaged, protected or held by another opens read-only.

        Then `read_only_reason` is a sentence on why, and `damage` what SQLite found, if anything.
        A file of an earlier version is brought up to date by an `upgrade`, or shown from a copy.
        Who opens a large one to be `checked_later` does not wait until all of it is read.

        Raises StoreError and its kin; then nothing was written.
        """
        check_header(path)
        access = gain(path, read_only=read_only, checked_later=checked_later)
        try:
            db, access = _connected(path, access, upgrade)
        except BaseException:
            if access.lock:
                access.lock.release()
            raise
        try:
            return cls(path, db, access, author=author or getpass.getuser(), clock=clock)
        except BaseException:
            db.close()
            if access.lock:
                access.lock.release()
            raise

    @property
    def read_only_reason(self) -> str:
        """A sentence on why nothing can be written now and what to do; empty when it can."""
        trouble = self.keeping.trouble
        if trouble is not None and trouble.is_news:
            return trouble.sentence
        return self._why_read_only

    def close(self) -> None:
        """Close the file and let others write it.

        What is only in memory is forgotten; `keeping.at_risk` says whether anything is.
        """
        if self._keeper:
            self._keeper.close()
        self._db.close()
        if self._access.lock:
            self._access.lock.release()

    def reader(self) -> Database:
        """A connection of its own to what was committed, for reading. Raises StoreError."""
        if self._access.private:
            return private_copy(self._db, self.path)
        immutable = self._access.immutable and self.read_only
        return connect(self.path, read_only=True, immutable=immutable)

    @contextmanager
    def snapshot(self) -> Iterator[Queries]:
        """The project as it is now, for another thread if need be; nobody can write it meanwhile.

        On a connection of its own, or on that of the project where only that has it all. Raises
        StoreError.
        """
        if self._access.private or self.keeping.unsaved:
            yield self.queries
            return
        with closing(self.reader()) as db:
            db.execute("BEGIN")
            yield Queries(db, Texts(db))

    @contextmanager
    def transaction(
        self, label: str, *, repeatable: bool = False, alone: Run = at_once
    ) -> Iterator[Transaction]:
        """One step of history: all writes inside are committed together, or none.

        A transaction inside another joins it. Listeners hear of the change after the commit. When
        the file refuses the step it is done in memory, and `unsaved` names it, unless it is
        `repeatable`: an import, whose files lie elsewhere, and which may be larger than memory.
        `alone` runs what may take long when the step ends. Raises ProjectReadOnly, or StoreError
        with a sentence; then nothing of the step is kept.
        """
        if self._current:
            yield self._current
            return
        keeper = self._writing(keep=not repeatable)
        now = self._time()
        begin = partial(self.history.begin, label, author=self.author, at=now)
        with translated(self.path), self._step(keeper, keep=not repeatable, alone=alone):
            kept = None if repeatable else KeptRows(self._db, self._texts, keeper.rescue)
            rows = kept or StreamedRows(self._db, self._texts, begin)
            self._current = tx = Transaction(self._db, rows, author=self.author, now=now)
            tx.label = label
            try:
                yield tx
            finally:
                self._current = None
            change = keeper.settle(lambda: self._recorded(tx), kept.again if kept else _nothing)
        if change:
            self._tell(change)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Writes outside of history, of what can be made again from the rest: all, or none.

        Raises ProjectReadOnly, or StoreError when the file cannot be written now.
        """
        keeper = self._writing(keep=False)
        with translated(self.path), self._step(keeper, keep=False):
            yield
            keeper.settle(_nothing, _nothing)

    def undo(self) -> Change | None:
        """Take the last step back; None when there is none."""
        return self._travel(self.history.undo)

    def redo(self) -> Change | None:
        """Bring the last undone step back; None when there is none."""
        return self._travel(self.history.redo)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every change. Returns the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def drop_unsaved(self) -> None:
        """Forget the steps that are only in memory."""
        if self._keeper:
            touched = self._keeper.drop()
            if touched:
                self._tell(Change("Drop what was not saved", touched, StepKind.UNDO))

    def copy_to(self, target: Path, progress: ReportCopied | None = None) -> None:
        """Write a copy of the project with all that is only in memory. Raises StoreError."""
        if target.exists() and self.path.exists() and target.samefile(self.path):
            raise StoreError(f"{target.name} is this project. Choose another name for the copy.")
        copy_project(self._db.conn, target, progress)

    def stand_down(self) -> None:
        """Write no more, so that another window may."""
        self.read_only = True
        self._why_read_only = f"{self.path.name} is being opened again."
        if self._access.lock:
            self._access.lock.release()

    def stop_writing(self, damage: str) -> None:
        """Write no more, since the file turned out to be damaged; `damage` says what was found."""
        self.read_only = True
        self.damage = damage
        self._why_read_only = Access(damage=damage).read_only_reason(self.path.name)

    def _travel(self, step: Callable[..., Change | None]) -> Change | None:
        keeper = self._writing(keep=True)
        at = self._time()
        with translated(self.path), self._step(keeper, keep=True):
            change = keeper.settle(lambda: step(author=self.author, at=at), _nothing)
        if change:
            self._tell(change)
        return change

    def _recorded(self, tx: Transaction) -> Change | None:
        rows = tx.rows
        rows.settle()
        if not rows.patches and not rows.recording:
            return None
        rows.derived.flush()
        return self.history.record(
            tx.label, rows.patches, author=self.author, at=tx.now, begun=rows.recording
        )

    @contextmanager
    def _step(self, keeper: Keeper, *, keep: bool, alone: Run = at_once) -> Iterator[None]:
        keeper.begin(keep=keep, alone=alone)
        try:
            yield
        except BaseException:
            keeper.roll_back()
            raise

    def _writing(self, *, keep: bool) -> Keeper:
        """The keeper of a file that may be written; raises when a step would be too much."""
        if self.read_only or self._keeper is None:
            raise ProjectReadOnly(self.read_only_reason)
        waiting = len(self._keeper.unsaved)
        if (waiting and not keep) or waiting >= MOST_UNSAVED:
            steps = "1 step is" if waiting == 1 else f"{waiting} steps are"
            raise Unwritable(
                f"{steps} not saved yet, and this needs the file. Save a copy elsewhere, or mend "
                "what is in the way; then repeat it."
            )
        return self._keeper

    def _time(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")

    def _tell(self, change: Change) -> None:
        """Tell everyone; the step is committed, and one who fails keeps nobody from hearing it."""
        failed: list[Exception] = []
        if change.touches("document"):
            self.search_index.forget()
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception as error:
                failed.append(error)
        for each in failed:
            self.on_failed_listener(each)


def _rise(error: Exception) -> None:
    raise error


def _nothing() -> None:
    """Nothing has to be done again."""


def _connected(path: Path, access: Access, upgrade: Upgrade | None) -> tuple[Database, Access]:
    """The connection of a store, to tables of the present version that are all ours."""
    writes = access.lock is not None
    db: Database | None = None
    try:
        db = connect(path, read_only=not writes, immutable=access.immutable and not writes)
        return up_to_date(db, path, access, upgrade)
    except BaseException as error:
        close_quietly(db)
        if access.damage and isinstance(error, StoreError):
            # not even the tables can be found
            found = " ".join(access.damage.split())
            told = f"{path.name} is damaged and cannot be read ({found})."
            raise Damaged(f"{told} Restore a backup; nothing was written.") from error
        raise
