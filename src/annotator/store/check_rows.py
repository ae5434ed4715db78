"""Reading every row of a project to check it, and what can be said of a row or a text alone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlite_utils import Database

from annotator.model.ids import EntityId, Ref
from annotator.store.columns import Cell
from annotator.store.finding import Finding, found, ref_of
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
from annotator.store.tables import CONTENT, Table

V = TypeVar("V", bound=Value)
CODECS: tuple[Codec[Any], ...] = (
    DOCUMENTS,
    ENTITIES,
    MENTIONS,
    CLAIMS,
    STATEMENTS,
    EVIDENCE,
    RELATIONS,
    NOTES,
)
RowsById = dict[int, dict[str, Cell]]


@dataclass(slots=True)
class Rows:
    """A project in memory: rows without empty cells and heavy columns, and the values they hold.

    `lengths` has the code points of each document whose text can be read.
    """

    tables: dict[str, RowsById] = field(default_factory=dict)
    values: dict[str, dict[int, Value]] = field(default_factory=lambda: defaultdict(dict))
    lengths: dict[int, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, codec: Codec[V]) -> Iterable[V]:
        """The values of one kind, in id order."""
        return cast("Iterable[V]", self.values[codec.kind].values())


class _Decoder:
    """Decodes text cells, and remembers when one was not UTF-8 instead of ending the reading."""

    def __init__(self) -> None:
        self.broken = False

    def __call__(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self.broken = True
            return data.decode("utf-8", "replace")


def read_rows(db: Database) -> Rows:
    """Every row and value of a project, with what is wrong with each of them alone."""
    rows = Rows()
    decoder = _Decoder()
    db.conn.text_factory = decoder
    try:
        for table in CONTENT:
            rows.tables[table.name] = {row["id"]: row for row in _read(db, table)}
            if decoder.broken:
                rows.findings += _not_utf8(db, table, decoder)
    finally:
        db.conn.text_factory = str
    for codec in CODECS:
        _read_values(rows, codec)
    _read_texts(db, rows)
    return rows


def _read(db: Database, table: Table, condition: str = "1") -> Iterator[dict[str, Any]]:
    left_out = {table.heavy, *table.derived}
    columns = [name for name in table.columns if name not in left_out]
    names = ", ".join(f'"{name}"' for name in columns)
    for cells in db.execute(f'SELECT {names} FROM "{table.name}" WHERE {condition} ORDER BY id'):
        pairs = zip(columns, cells, strict=True)
        yield {name: cell for name, cell in pairs if cell is not None}


def _not_utf8(db: Database, table: Table, decoder: _Decoder) -> Iterator[Finding]:
    """Read the rows of a table again, one at a time, to name those that hold broken text."""
    for (id,) in db.execute(f'SELECT id FROM "{table.name}" ORDER BY id').fetchall():
        decoder.broken = False
        list(_read(db, table, f"id = {int(id)}"))
        if decoder.broken:
            where = ref_of(table.name, id)
            yield Finding("row", where, f"{table.name} {id}: it holds text that is not UTF-8.")
    decoder.broken = False


def _read_values(rows: Rows, codec: Codec[Any]) -> None:
    lists: Mapping[int, list[EntityId]] = _lists(rows, codec)
    blank = _blank(codec.kind)
    for id, row in rows.tables[codec.kind].items():
        where = Ref(codec.kind, id)
        try:
            value = codec.inward({**blank, **row}, lists.get(id, ()))
        except (ValueError, KeyError, TypeError, AssertionError, AttributeError) as error:
            rows.findings.append(found("row", where, f"it cannot be read ({error})"))
            continue
        rows.values[codec.kind][id] = value
        written = {name: cell for name, cell in codec.outward(value).items() if cell is not None}
        if written != {name: cell for name, cell in row.items() if name != "id"}:
            wrong = sorted(
                name
                for name in set(written) | set(row) - {"id"}
                if written.get(name) != row.get(name)
            )
            problem = f"its columns {', '.join(wrong)} are not as annotator writes them"
            rows.findings.append(found("row", where, problem))


def _blank(table: str) -> dict[str, Cell]:
    columns = next(one.columns for one in CONTENT if one.name == table)
    return dict.fromkeys(columns)


def _lists(rows: Rows, codec: Codec[Any]) -> dict[int, list[EntityId]]:
    lists: dict[int, list[EntityId]] = defaultdict(list)
    for row in rows.tables[codec.members].values() if codec.members else ():
        owner, entity = row["owner"], row["entity"]
        assert isinstance(owner, int)
        assert isinstance(entity, int)
        lists[owner].append(EntityId(entity))
    return lists


def _read_texts(db: Database, rows: Rows) -> None:
    sql = (
        "SELECT document.id, sha256, length, text FROM document"
        " LEFT JOIN source_text ON source_text.id = document.id ORDER BY document.id"
    )
    for id, sha256, length, data in db.execute(sql):
        problem = _text_problem(data, sha256, length)
        if problem:
            rows.findings.append(found("text", Ref("document", id), problem))
        if data is not None:
            rows.lengths[id] = len(data.decode("utf-8", "replace"))


def _text_problem(data: bytes | None, sha256: str, length: int) -> str | None:
    if data is None:
        return "its text is missing"
    if hashlib.sha256(data).hexdigest() != sha256:
        return "its text is not the one that was imported (the hash differs)"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"its text is not UTF-8 at byte {error.start}"
    return None if len(text) == length else f"its text has {len(text)} characters, not {length}"
