"""What can be said of one row alone: that it reads as a value, and is as annotator writes it.

A row that is as the history says was written by annotator. So only what differs, or what a quick
look by SQLite finds odd, is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from annotator.model.ids import EntityId, Ref
from annotator.store.columns import Cell, integer
from annotator.store.finding import Finding, found, ref_of
from annotator.store.guarded import UNREADABLE
from annotator.store.reading import lenient, row_of
from annotator.store.rows import (
    CLAIMS,
    DOCUMENTS,
    ENTITIES,
    EVIDENCE,
    MENTIONS,
    NOTES,
    RELATIONS,
    STATEMENTS,
    Codec,
    Value,
)
from annotator.store.tables import BY_NAME, Table

CODECS: dict[str, Codec[Any]] = {
    codec.kind: codec
    for codec in (
        DOCUMENTS,
        ENTITIES,
        MENTIONS,
        CLAIMS,
        STATEMENTS,
        EVIDENCE,
        RELATIONS,
        NOTES,
    )
}


MOST_SPANS = 1 << 20
"""Spans longer than this, as text, are not even read: they would fill the memory."""


def row_findings(db: Database, table: Table, id: int) -> Iterator[Finding]:
    """What is wrong with a row, whatever others say."""
    with lenient(db) as decoder:
        row = row_of(db, table.name, id)
    if row is None:
        return
    where = ref_of(table.name, id)
    if decoder.broken:
        yield Finding("row", where, f"{table.name} {id}: it holds text that is not UTF-8.")
    if table.name in CODECS:
        yield from _odd_cells(db, CODECS[table.name], id, row)


def value_of(db: Database, codec: Codec[Any], id: int) -> Value | None:
    """The value of a row; None where there is no row, or it cannot be read as one."""
    with lenient(db):
        row = row_of(db, codec.kind, id)
    if row is None:
        return None
    try:
        value = _read(db, codec, id, row)
    except UNREADABLE:
        return None
    return value


def blank(table: str) -> dict[str, Cell]:
    """A row of a table with nothing in it."""
    return dict.fromkeys(BY_NAME[table].columns)


def _odd_cells(db: Database, codec: Codec[Any], id: int, row: dict[str, Cell]) -> Iterator[Finding]:
    where = Ref(codec.kind, id)
    try:
        value = _read(db, codec, id, row)
        outward = codec.outward(value)
    except UNREADABLE as error:
        yield found("row", where, f"it cannot be read ({error})")
        return
    written = {name: cell for name, cell in outward.items() if cell is not None}
    wrong = sorted(
        name for name in set(written) | set(row) - {"id"} if written.get(name) != row.get(name)
    )
    if wrong:
        problem = f"its columns {', '.join(wrong)} are not as annotator writes them"
        yield found("row", where, problem)


def _read(db: Database, codec: Codec[Any], id: int, row: dict[str, Cell]) -> Value:
    if any(len(str(row.get(name, ""))) > MOST_SPANS for name in ("spans", "content", "quoted")):
        raise ValueError("it is in more pieces than anybody ever made")
    value: Value = codec.inward({**blank(codec.kind), **row}, _members(db, codec, id))
    return value


def _members(db: Database, codec: Codec[Any], id: int) -> list[EntityId]:
    if not codec.members:
        return []
    sql = f'SELECT entity FROM "{codec.members}" WHERE owner = ? ORDER BY id'
    return [EntityId(integer(entity)) for (entity,) in db.execute(sql, [id]).fetchall()]
