"""A connection whose every error reaches the user as a sentence, wherever a row is read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlite_utils import Database

from annotator.store.errors import Damaged, told
from annotator.store.tables import BY_NAME

T = TypeVar("T")
UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AssertionError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What making a value of a row raises when the row holds what annotator never writes."""


class GuardedConnection(sqlite3.Connection):
    """Raises StoreError in the place of SQLite's errors; misuse by ourselves stays what it is."""

    path = Path("The project")

    def cursor(self, factory: Any = None) -> Any:  # noqa: ANN401 - the signature of sqlite3
        """A cursor that does the same."""
        return super().cursor(factory or _Cursor)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401
        """Run a statement and return its cursor."""
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:  # noqa: ANN401
        """Run a statement for each of many parameters."""
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.executemany(sql, parameters)

    def told(self, error: Exception) -> Exception:
        """The error to raise in the place of one of SQLite's."""
        if isinstance(error, sqlite3.ProgrammingError):
            return error
        column = _NOT_UTF8.match(str(error))
        if column:  # SQLite's words quote the text itself, which belongs into no report
            where = _misencoded(self, column[1])
            return Damaged(
                f"{self.path.name}: {where} is not UTF-8: it is damaged. Restore a backup."
            )
        if isinstance(error, sqlite3.Error):
            return told(error, self.path)
        # a name in the file that is no text, a length or an id that cannot be
        return Damaged(f"{self.path.name}: it is damaged ({error}). Restore a backup.")


_NOT_UTF8 = re.compile(r"Could not decode to UTF-8 column '(\w+)'")
_MOST_LOOKED_AT = 100_000


def _misencoded(connection: sqlite3.Connection, column: str) -> str:
    """The first row, in words, whose text in a column cannot be decoded."""
    for table in BY_NAME.values():
        if column not in table.columns:
            continue
        sql = f'SELECT id, CAST("{column}" AS BLOB) FROM "{table.name}" LIMIT {_MOST_LOOKED_AT}'
        for id, data in sqlite3.Cursor(connection).execute(sql):
            try:
                (data or b"").decode("utf-8")
            except UnicodeDecodeError as error:
                return f"the {column} of {table.name} {id}, at byte {error.start},"
    return f"a text in a column {column}"


_RAISED = (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError)


class _Cursor(sqlite3.Cursor):
    """Fetching fails as well as executing: SQLite reads a page when its row is asked for."""

    connection: GuardedConnection

    def execute(self, sql: str, parameters: Any = (), /) -> Self:  # noqa: ANN401
        return self._guarded(super().execute, sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> Self:  # noqa: ANN401
        return self._guarded(super().executemany, sql, parameters)

    def fetchone(self) -> Any:  # noqa: ANN401
        return self._guarded(super().fetchone)

    def fetchall(self) -> list[Any]:
        return self._guarded(super().fetchall)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        return self._guarded(super().fetchmany, self.arraysize if size is None else size)

    def __next__(self) -> Any:  # noqa: ANN401
        try:
            return super().__next__()
        except _RAISED as error:
            raise self.connection.told(error) from error

    def _guarded(self, call: Callable[..., T], *arguments: object) -> T:
        try:
            return call(*arguments)
        except _RAISED as error:
            raise self.connection.told(error) from error


@contextmanager
def readable(db: Database, what: str) -> Iterator[None]:
    """Raise Damaged where a value cannot be made of what is stored; `what` says of which."""
    try:
        yield
    except UNREADABLE as error:
        raise unreadable(db, what, error) from error


def unreadable(db: Database, what: str, error: Exception) -> Damaged:
    """The sentence for a row that holds what annotator never writes."""
    name = db.conn.path.name if isinstance(db.conn, GuardedConnection) else "The project"
    reason = str(error) or "a value is not of its kind"
    return Damaged(
        f"{name}: {what} cannot be read ({reason}). Run `annotator check` on it,"
        " or restore a backup."
    )
