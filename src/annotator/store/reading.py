"""How many rows are read: in batches that fill no memory, and past text that is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any

from sqlite_utils import Database

from annotator.store.columns import Cell
from annotator.store.errors import told, translated
from annotator.store.guarded import GuardedConnection
from annotator.store.tables import BY_NAME

_BATCH = 2000
Read = Callable[[str, Sequence[Cell]], list[Any]]


def rows(
    db: Database, sql: str, parameters: Sequence[Cell] = (), *, together: int = _BATCH
) -> Generator[Any, None, None]:
    """The rows of a query, fetched so many together. Raises StoreError."""
    with closing(batches(db, sql, parameters, together=together)) as found:
        for batch in found:
            yield from batch


def batches(
    db: Database, sql: str, parameters: Sequence[Cell] = (), *, together: int = _BATCH
) -> Generator[list[Any], None, None]:
    """The same, a batch at a time."""
    assert isinstance(db.conn, GuardedConnection)
    with translated(db.conn.path):
        cursor = db.conn.cursor(sqlite3.Cursor)  # the guarded one looks at each row by itself
        try:
            cursor.execute(sql, parameters)
            while batch := cursor.fetchmany(together):
                yield batch
        finally:
            # a row that could not be read would keep its tables locked; of a closed file nothing is
            with suppress(sqlite3.ProgrammingError):
                cursor.close()


def reader(db: Database) -> Read:
    """A function for many small queries, which gives all their rows. It raises StoreError."""
    assert isinstance(db.conn, GuardedConnection)
    path, cursor = db.conn.path, db.conn.cursor(sqlite3.Cursor)

    def read(sql: str, parameters: Sequence[Cell] = ()) -> list[Any]:
        try:
            return cursor.execute(sql, parameters).fetchall()  # type: ignore[no-any-return]
        except sqlite3.Error as error:
            raise told(error, path) from error

    return read


class Decoder:
    """Decodes text cells, and remembers when one was not UTF-8 instead of ending the reading."""

    def __init__(self) -> None:
        self.broken = False

    def __call__(self, data: bytes) -> str:
        """The text of a cell."""
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self.broken = True
            return data.decode("utf-8", "replace")


@contextmanager
def lenient(db: Database) -> Iterator[Decoder]:
    """Read text cells whatever bytes they hold."""
    decoder = Decoder()
    db.conn.text_factory = decoder
    try:
        yield decoder
    finally:
        db.conn.text_factory = str


def row_of(db: Database, table: str, id: int) -> dict[str, Cell] | None:
    """A row as history knows it: without empty, heavy and derived cells; None for none."""
    declared = BY_NAME[table]
    left_out = {declared.heavy, *declared.derived}
    columns = [name for name in declared.columns if name not in left_out]
    names = ", ".join(f'"{name}"' for name in columns)
    cells = db.execute(f'SELECT {names} FROM "{table}" WHERE id = ?', [id]).fetchone()
    if cells is None:
        return None
    return {name: cell for name, cell in zip(columns, cells, strict=True) if cell is not None}
