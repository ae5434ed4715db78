"""Reading what can still be read of a damaged project file, row by row, into a new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from annotator.store.connection import connect
from annotator.store.errors import Damaged, StoreError
from annotator.store.migrations import make_tables
from annotator.store.shape import check_shape
from annotator.store.tables import CONTENT, HISTORY, Table

_PAGE = 4096
_BATCH = 500
_A_LEAF, _ONE_BY_ONE = 600, 20_000
"""Hardly any page holds more rows. Behind a stretch that cannot be read, so many ids are looked for
one by one, and then one for each page."""
_FARTHEST = 1 << 22
_INTERIOR = 5
_HEADER = 100
_SIZES = slice(24, 40)
"""Where the header says how large the file is, and which pages are free."""


def salvage(path: Path, db: Database) -> dict[str, str]:
    """Copy every row of a file that can be read into an empty project.

    Returns a sentence for each table that could not be read to its end, by its name. Raises Damaged
    when not even the tables can be found.
    """
    gaps: dict[str, str] = {}
    with _readable(path) as source:
        source.conn.text_factory = bytes
        for table in (*CONTENT, *HISTORY):
            lost = _copy(source, db, table)
            if lost:
                told = f"The table {table.name} could not be read everywhere: {lost}."
                gaps[table.name] = told
    return gaps


def new_tables(path: Path) -> Database:
    """An empty project file, without even a project's row; its links are not looked at."""
    db = connect(path, read_only=False)
    make_tables(db)
    db.conn.execute("PRAGMA foreign_keys = OFF")
    return db


@contextmanager
def _readable(path: Path) -> Iterator[Database]:
    """The file, or a copy with the list of tables of a new project where its own is lost."""
    try:
        with closing(connect(path, read_only=True, immutable=True)) as db:
            check_shape(db, path)
            yield db
            return
    except StoreError:
        pass
    copy = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        copy.write_bytes(_with_new_beginning(path, copy))
        with closing(_fitting(path, copy)) as db:
            yield db
    finally:
        copy.unlink(missing_ok=True)


def _fitting(path: Path, copy: Path) -> Database:
    db: Database | None = None
    try:
        db = connect(copy, read_only=True, immutable=True)
        check_shape(db, path)
    except StoreError as error:
        if db is not None:
            db.close()
        raise Damaged(
            f"{path.name}: the list of its tables is lost, and another one does not fit. "
            "Restore a backup."
        ) from error
    return db


def _with_new_beginning(path: Path, scratch: Path) -> bytes:
    """The bytes of a file with the pages that say which tables there are taken from a new project.

    Annotator makes the tables of a project in the same order each time, so they begin at the same
    pages in every file that began in this format.
    """
    new_tables(scratch).close()
    new, data = scratch.read_bytes(), bytearray(path.read_bytes())
    data += bytes(max(len(new) - len(data), -len(data) % _PAGE))
    for page in _schema_pages(new):
        at = (page - 1) * _PAGE
        data[at : at + _PAGE] = new[at : at + _PAGE]
    counter = new[24:28]
    data[_SIZES] = counter + (len(data) // _PAGE).to_bytes(4, "big") + bytes(8)
    data[92:96] = counter
    return bytes(data)


def _schema_pages(data: bytes) -> list[int]:
    """The pages of the list of tables: the first, and those that it names."""
    if data[_HEADER] != _INTERIOR:
        return [1]
    cells = int.from_bytes(data[_HEADER + 3 : _HEADER + 5], "big")
    start = _HEADER + 12
    places = [int.from_bytes(data[at : at + 2], "big") for at in range(start, start + 2 * cells, 2)]
    right = int.from_bytes(data[_HEADER + 8 : _HEADER + 12], "big")
    return [1, right, *(int.from_bytes(data[at : at + 4], "big") for at in places)]


def _copy(source: Database, db: Database, table: Table) -> str:
    """Copy the rows of a table; returns where it could not be read, in words."""
    names = list(table.columns)
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    insert = f'INSERT OR IGNORE INTO "{table.name}" ({listed}) VALUES ({marks})'
    gaps, refused, declared = 0, 0, [table.columns[name] for name in names]
    for row in _rows(source, f'SELECT {listed} FROM "{table.name}" NOT INDEXED'):
        if row is None:
            gaps += 1
            continue
        try:
            cells = [_cell(cell, type_) for cell, type_ in zip(row, declared, strict=True)]
            db.conn.execute(insert, cells)
        except (StoreError, ValueError, OverflowError):
            refused += 1
    words = [f"{gaps} stretches are unreadable"] if gaps else []
    return ", ".join([*words, *([f"{refused} rows make no sense"] if refused else [])])


def _cell(cell: Any, type_: type) -> Any:  # noqa: ANN401 - what SQLite gives and takes
    return cell.decode("utf-8", "replace") if type_ is str and isinstance(cell, bytes) else cell


def _rows(source: Database, select: str) -> Iterator[Any]:
    """The rows in the order of their ids; None for each stretch that cannot be read."""
    last, far = 0, _last_id(source, select)
    while True:
        before = last
        try:
            sql = f"{select} WHERE id > ? ORDER BY id LIMIT {_BATCH}"
            for row in source.conn.execute(sql, [last]):
                if not isinstance(row[0], int) or row[0] <= last:
                    break  # pages form a ring
                last = row[0]
                yield row
        except StoreError:
            yield None
            row = _next_readable(source, select, last, far)
            if row is None:
                return
            last = row[0]
            yield row
        else:
            if last == before:
                return


def _last_id(source: Database, select: str) -> int:
    with suppress(StoreError):
        row = source.conn.execute(f"{select} ORDER BY id DESC LIMIT 1").fetchone()
        return row[0] if row else 0
    return _FARTHEST


def _next_readable(source: Database, select: str, last: int, far: int) -> Any:  # noqa: ANN401
    """The first row behind an unreadable stretch that can be read; None for none."""
    id, misses = last + 1, 0
    while id <= far:
        with suppress(StoreError):
            row = source.conn.execute(f"{select} WHERE id = ?", [id]).fetchone()
            if row is not None:
                return row
        misses += 1
        id += 1 if misses < _ONE_BY_ONE else _A_LEAF
    return None
