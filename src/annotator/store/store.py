"""An open project: its transactions, its history, and who is told about changes."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from annotator.store.access import Access, gain
from annotator.store.change import Change
from annotator.store.connection import check_header, check_objects, connect
from annotator.store.errors import Damaged, ProjectReadOnly, StoreError, translated
from annotator.store.history import History
from annotator.store.migrations import migrate, new_project
from annotator.store.queries import Queries
from annotator.store.tables import FORMAT_VERSION
from annotator.store.texts import Texts
from annotator.store.transaction import Transaction

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
        self.read_only_reason = access.read_only_reason(path.name)
        self.held_by = access.held_by
        self.damage = access.damage
        self.author = author
        self._texts = Texts(db)
        self.queries = Queries(db, self._texts)
        self.history = History(db, self._texts)
        self._db = db
        self._access = access
        self._clock = clock
        self._listeners: list[Listener] = []
        self.on_failed_listener: Callable[[Exception], None] = _rise
        """Hears what a listener failed with, when all have heard of the change; else it rises."""
        self._current: Transaction | None = None

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
                migrate(db)
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
    ) -> Store:
        """Open a project; one that is damaged, protected or held by another opens read-only.

        Then `read_only_reason` is a sentence on why, and `damage` what SQLite found, if anything.

        Raises StoreError and its kin; then nothing was written.
        """
        version = check_header(path)
        access = gain(path, read_only=read_only)
        try:
            db = _connected(path, access, version)
        except BaseException:
            if access.lock:
                access.lock.release()
            raise
        return cls(path, db, access, author=author or getpass.getuser(), clock=clock)

    def close(self) -> None:
        """Close the file and let others write it."""
        self._db.close()
        if self._access.lock:
            self._access.lock.release()

    def reader(self) -> Database:
        """A connection of its own to what was committed, for reading. Raises StoreError."""
        immutable = self._access.immutable and self.read_only
        return connect(self.path, read_only=True, immutable=immutable)

    @contextmanager
    def transaction(self, label: str) -> Iterator[Transaction]:
        """One step of history: all writes inside are committed together, or none.

        A transaction inside another joins it. Listeners hear of the change after the commit. Raises
        ProjectReadOnly, or StoreError with a sentence when the commit fails; then nothing of the
        step is kept.
        """
        if self._current:
            yield self._current
            return
        self._refuse_read_only()
        now = self._time()
        change: Change | None = None
        with translated(self.path), self._atomic():
            self._current = tx = Transaction(self._db, self._texts, author=self.author, now=now)
            try:
                yield tx
            finally:
                self._current = None
            if tx.rows.patches:
                tx.rows.derived.flush()
                change = self.history.record(label, tx.rows.patches, author=self.author, at=now)
        if change:
            self._tell(change)

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

    def _travel(self, step: Callable[..., Change | None]) -> Change | None:
        self._refuse_read_only()
        with translated(self.path), self._atomic():
            change = step(author=self.author, at=self._time())
        if change:
            self._tell(change)
        return change

    @contextmanager
    def _atomic(self) -> Iterator[None]:
        with self._db.atomic():
            # Links may be broken while a step is under way and must be whole when it ends.
            self._db.execute("PRAGMA defer_foreign_keys = ON")
            yield

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise ProjectReadOnly(self.read_only_reason)

    def _time(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")

    def _tell(self, change: Change) -> None:
        """Tell everyone; the step is committed, and one who fails keeps nobody from hearing it."""
        failed: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception as error:
                failed.append(error)
        for each in failed:
            self.on_failed_listener(each)


def _rise(error: Exception) -> None:
    raise error


def _connected(path: Path, access: Access, version: int) -> Database:
    """The connection of a store, to tables of the present version that are all ours."""
    writes = access.lock is not None
    db: Database | None = None
    try:
        db = connect(path, read_only=not writes, immutable=access.immutable and not writes)
        if version < FORMAT_VERSION and writes:
            with translated(path):
                migrate(db)
        check_objects(db, path)
    except BaseException as error:
        if db:
            db.close()
        if access.damage and isinstance(error, StoreError):
            # not even the tables can be found
            found = " ".join(access.damage.split())
            told = f"{path.name} is damaged and cannot be read ({found})."
            raise Damaged(f"{told} Open a backup; nothing was written.") from error
        raise
    return db
