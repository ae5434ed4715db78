"""An open project: its transactions, its history, and who is told about changes."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from annotator.store.change import Change
from annotator.store.connection import check_header, check_objects, connect
from annotator.store.errors import ProjectReadOnly, StoreError, translated
from annotator.store.history import History
from annotator.store.lock import ProjectLock
from annotator.store.migrations import migrate
from annotator.store.queries import Queries
from annotator.store.tables import FORMAT_VERSION
from annotator.store.transaction import Transaction

Clock = Callable[[], datetime]
Listener = Callable[[Change], None]


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The one way to the project file. Made by `create` and `open`; lives on one thread."""

    def __init__(
        self, path: Path, db: Database, lock: ProjectLock | None, *, author: str, clock: Clock
    ) -> None:
        self.path = path
        self.read_only = lock is None
        self.held_by = ""
        self.author = author
        self.queries = Queries(db)
        self.history = History(db)
        self._db = db
        self._lock = lock
        self._clock = clock
        self._listeners: list[Listener] = []
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
                db.execute(
                    "INSERT INTO project (id, name, created_at, schema) VALUES (1, ?, ?, ?)",
                    [name or path.stem, created_at, schema],
                )
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
        """Open a project; one that cannot be written, or that another holds, opens read-only.

        Raises StoreError and its kin; then nothing was written.
        """
        version = check_header(path)
        lock: ProjectLock | str | None = None
        if not read_only and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            lock = ProjectLock.take(path)
        writer = lock if isinstance(lock, ProjectLock) else None
        db: Database | None = None
        try:
            db = connect(path, read_only=writer is None)
            if version < FORMAT_VERSION and writer:
                with translated(path):
                    migrate(db)
            check_objects(db, path)
        except BaseException:
            if db:
                db.close()
            if writer:
                writer.release()
            raise
        store = cls(path, db, writer, author=author or getpass.getuser(), clock=clock)
        store.held_by = lock if isinstance(lock, str) else ""
        return store

    def close(self) -> None:
        """Close the file and let others write it."""
        self._db.close()
        if self._lock:
            self._lock.release()

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
            self._current = tx = Transaction(self._db, author=self.author, now=now)
            try:
                yield tx
            finally:
                self._current = None
            if tx.rows.patches:
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
            holder = (
                f"{self.held_by} has it open" if self.held_by else "the file is write-protected"
            )
            raise ProjectReadOnly(
                f"{self.path.name} is open for reading only: {holder}. "
                "Close it there, or save a copy."
            )

    def _time(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
