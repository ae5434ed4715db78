"""What all queries share: rows of one table as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar

from sqlite_utils import Database

from annotator.model.ids import DocumentId, EntityId
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.store.bins import bins_over
from annotator.store.columns import Cell, Row
from annotator.store.guarded import UNREADABLE, unreadable
from annotator.store.rows import Codec, Value
from annotator.store.tables import stored_columns

V = TypeVar("V", bound=Value)
_CHUNK = 500
_LONGEST = 2_000
"""So much of pasted words is looked for in names and titles; SQLite refuses longer patterns."""


def containing(words: str) -> str:
    """The pattern of LIKE, with a backslash as ESCAPE, for what has some words in it."""
    escaped = words[:_LONGEST].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


class Reader(Generic[V]):
    """Reads the values of one kind."""

    codec: Codec[V]

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, id: int) -> V | None:
        """The object with an id, or None."""
        return next(iter(self._where("id = ?", [id])), None)

    def get(self, id: int) -> V:
        """The object with an id. Raises KeyError when there is none."""
        value = self.find(id)
        if value is None:
            raise KeyError(f"{self.codec.kind} {id}")
        return value

    def some(self, ids: Sequence[int]) -> list[V]:
        """The objects of some ids; those that are gone are left out."""
        found: list[V] = []
        for first in range(0, len(ids), _CHUNK):
            chunk = list(ids[first : first + _CHUNK])
            found += self._where(f"id IN ({', '.join('?' * len(chunk))})", chunk)
        return found

    def all(self) -> list[V]:
        """Every object of the kind, in id order."""
        return self._where("1 ORDER BY id", [])

    def each(self, order: str = "id") -> Iterator[V]:
        """Every object of the kind, read in passing: only some hundreds are in memory at a time.

        `order` names columns; quick where an index has the first of them.
        """
        return chain.from_iterable(self._chunks(order))

    def _chunks(self, order: str) -> Iterator[list[V]]:
        names = stored_columns(self.codec.kind)
        listed = ", ".join(f'"{name}"' for name in names)
        cursor = self._db.execute(f'SELECT {listed} FROM "{self.codec.kind}" ORDER BY {order}')
        while found := cursor.fetchmany(_CHUNK):
            yield self._values([dict(zip(names, row, strict=True)) for row in found])

    def not_accepted(self) -> list[int]:
        """The ids of what is suggested or rejected, in id order."""
        sql = f"SELECT id FROM \"{self.codec.kind}\" WHERE status <> 'accepted' ORDER BY id"
        return [id for (id,) in self._db.execute(sql)]

    def last_id(self) -> int:
        """The highest id in use; 0 for none."""
        sql = f'SELECT coalesce(max(id), 0) FROM "{self.codec.kind}"'
        return int(self._db.execute(sql).fetchone()[0])

    def count(self, status: Status | None = None) -> int:
        """How many objects of the kind the project has; those of one status if given."""
        condition, values = ("", []) if status is None else (" WHERE status = ?", [status.value])
        sql = f'SELECT count(*) FROM "{self.codec.kind}"{condition}'
        return int(self._db.execute(sql, values).fetchone()[0])

    def _where(self, condition: str, values: Sequence[Cell]) -> list[V]:
        """The values of the rows that meet an SQL condition (which may order and limit)."""
        sql = f'SELECT * FROM "{self.codec.kind}" WHERE {condition}'
        return self._values(list(self._rows(sql, values)))

    def _values(self, rows: Sequence[Row]) -> list[V]:
        lists = self._lists([int(str(row["id"])) for row in rows])
        return [self._value(row, lists) for row in rows]

    def _value(self, row: Row, lists: Mapping[int, Sequence[EntityId]]) -> V:
        try:
            return self.codec.inward(row, lists.get(int(str(row["id"])), ()))
        except UNREADABLE as error:
            raise unreadable(self._db, f"{self.codec.kind} {row['id']!s}", error) from error

    def _overlap(self, document: DocumentId, span: Span) -> tuple[str, list[Cell]]:
        """An SQL condition for rows whose extent overlaps a stretch, through the bins.

        One range of the index for each size of bin; the signs keep SQLite from reading everything
        that starts before the end of the stretch instead.
        """
        within = (
            f'SELECT id FROM "{self.codec.kind}" WHERE document = ? AND bin BETWEEN ? AND ?'
            ' AND +start < ? AND +"end" > ?'
        )
        ranges = bins_over(span)
        values: list[Cell] = []
        for first, last in ranges:
            values += [document, first, last, span.end, span.start]
        return f"id IN ({' UNION ALL '.join([within] * len(ranges))})", values

    def _rows(self, sql: str, values: Sequence[Cell]) -> Iterator[Row]:
        cursor = self._db.execute(sql, list(values))
        names = [column[0] for column in cursor.description]
        # All at once: fetching row by row would ask after errors for each of them.
        return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())

    def _lists(self, ids: Sequence[int]) -> dict[int, list[EntityId]]:
        lists: dict[int, list[EntityId]] = defaultdict(list)
        if self.codec.members is None:
            return lists
        for first in range(0, len(ids), _CHUNK):
            chunk = ids[first : first + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            table = self.codec.members
            sql = f'SELECT owner, entity FROM "{table}" WHERE owner IN ({marks}) ORDER BY id'
            for owner, entity in self._db.execute(sql, list(chunk)):
                lists[owner].append(EntityId(entity))
        return lists
