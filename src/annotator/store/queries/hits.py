"""Finding annotations by what they are, a stretch of documents at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from annotator.model.ids import DocumentId, EntityId, Ref
from annotator.model.span import Span
from annotator.store.columns import Cell
from annotator.store.guarded import UNREADABLE, readable
from annotator.store.queries.reader import containing
from annotator.text.query import Filter

Condition = tuple[str, list[Cell]]
Entities = Mapping[Filter, Sequence[EntityId]]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found: words, or the extent of an annotation (`ref`)."""

    document: DocumentId
    span: Span
    ref: Ref | None = None


class Hits:
    """Documents, mentions and statements that pass filters; `entities` are those a filter names."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def last_document(self) -> int:
        """The highest id of a document; 0 where there is none."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()[0])

    def text(self, document: DocumentId) -> str | None:
        """The text of a document, read past those that are kept; None if it cannot be read."""
        row = self._db.execute("SELECT text FROM source_text WHERE id = ?", [document]).fetchone()
        try:
            return bytes(row[0]).decode("utf-8")
        except UNREADABLE:
            return None

    def documents(self, ids: Sequence[DocumentId], filters: Iterable[Filter]) -> list[DocumentId]:
        """Those of some documents that pass the filters about documents, in the same order."""
        conditions = [_document_condition(each) for each in filters if each.name in _DOCUMENT]
        if not conditions:
            return list(ids)
        passed: set[int] = set()
        for first in range(0, len(ids), _BATCH):
            part = list(ids[first : first + _BATCH])
            where, values = _all_of([(f"id IN ({_marks(part)})", [*part]), *conditions])
            rows = self._db.execute(f"SELECT id FROM document d WHERE {where}", values)
            passed |= {id for (id,) in rows.fetchall()}
        return [id for id in ids if id in passed]

    def mentions(
        self, filters: Iterable[Filter], entities: Entities, first: int, last: int
    ) -> list[Hit]:
        """The mentions that pass, in the documents of a range of ids, in text order."""
        conditions = _conditions(filters, entities, _MENTION)
        return self._hits("mention", "start", '"end"', conditions, first, last)

    def statements(
        self, filters: Iterable[Filter], entities: Entities, first: int, last: int
    ) -> list[Hit]:
        """The statements that pass, by the extent of their content, in text order."""
        conditions = _conditions(filters, entities, _STATEMENT)
        end = "(SELECT max(json_extract(p.value, '$[1]')) FROM json_each(a.content) p)"
        return self._hits("statement", "content_start", end, conditions, first, last)

    def _hits(
        self, table: str, start: str, end: str, conditions: list[Condition], first: int, last: int
    ) -> list[Hit]:
        where, values = _all_of([("a.document BETWEEN ? AND ?", [first, last]), *conditions])
        sql = (
            f'SELECT a.id, a.document, a.{start}, {end} FROM "{table}" a WHERE {where}'
            f" ORDER BY a.document, a.{start}, a.id"
        )
        rows = self._db.execute(sql, values).fetchall()
        with readable(self._db, f"a {table}"):
            return [
                Hit(
                    DocumentId(document),
                    Span(begin, stop),
                    Ref("mention" if table == "mention" else "statement", id),
                )
                for id, document, begin, stop in rows
            ]


def _conditions(
    filters: Iterable[Filter], entities: Entities, known: Mapping[str, Callable[..., Condition]]
) -> list[Condition]:
    found: list[Condition] = []
    documents: list[Condition] = []
    status_given = False
    for each in filters:
        if each.name in _DOCUMENT:
            documents.append(_document_condition(each))
        else:
            status_given = status_given or each.name == "status"
            found.append(_unless(each, known[each.name](each.value, entities.get(each, ()))))
    if not status_given:
        found.append(("a.status = 'accepted'", []))
    if documents:
        where, values = _all_of([("d.id = a.document", []), *documents])
        found.append((f"EXISTS (SELECT 1 FROM document d WHERE {where})", values))
    return found


def _document_condition(wanted: Filter) -> Condition:
    return _unless(wanted, _DOCUMENT[wanted.name](wanted.value))


def _unless(wanted: Filter, condition: Condition) -> Condition:
    sql, values = condition
    return (f"NOT coalesce({sql}, 0)", values) if wanted.excluded else condition


def _all_of(conditions: Sequence[Condition]) -> tuple[str, list[Cell]]:
    where = " AND ".join(f"({sql})" for sql, _ in conditions)
    return where, [value for _, values in conditions for value in values]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _same(column: str) -> Callable[[str, Sequence[EntityId]], Condition]:
    return lambda value, _: (f"a.{column} = ?", [value])


def _filled(column: str) -> Callable[[str, Sequence[EntityId]], Condition]:
    return lambda value, _: (f"a.{column} IS {'NOT ' if value == 'yes' else ''}NULL", [])


def _doubt(value: str, _: Sequence[EntityId]) -> Condition:
    return "coalesce(a.doubt, 0) = ?", [int(value == "yes")]


def _entity(_: str, entities: Sequence[EntityId]) -> Condition:
    return f"a.entity IN ({_marks(entities)})", [*entities]


def _source(_: str, entities: Sequence[EntityId]) -> Condition:
    marks = _marks(entities)
    through = f"SELECT id FROM mention WHERE entity IN ({marks})"
    # a statement that names an entity as well as a mention goes by the entity
    sql = f"a.source_entity IN ({marks}) OR (a.source_mention IN ({through})"
    return f"{sql} AND a.source_entity IS NULL)", [*entities, *entities]


def _about(_: str, entities: Sequence[EntityId]) -> Condition:
    sql = f"SELECT owner FROM statement_about WHERE entity IN ({_marks(entities)})"
    return f"a.id IN ({sql})", [*entities]


_ANY: Mapping[str, Callable[[str, Sequence[EntityId]], Condition]] = {
    "status": _same("status"),
    "by": _same("author"),
    "doubt": _doubt,
}
_MENTION = {
    **_ANY,
    "type": _same("type"),
    "level": _same("level"),
    "entity": _entity,
    "linked": _filled("entity"),
}
_STATEMENT = {
    **_ANY,
    "kind": _same("kind"),
    "form": _same("form"),
    "source": _source,
    "about": _about,
    "linked": _filled("source_entity"),
}


def _like(column: str, *, from_the_start: bool = False) -> Callable[[str], Condition]:
    def condition(value: str) -> Condition:
        pattern = containing(value)
        return f"d.{column} LIKE ? ESCAPE '\\'", [pattern[1:] if from_the_start else pattern]

    return condition


def _language(value: str) -> Condition:
    return "d.language = ? OR d.language LIKE ?", [value, f"{value}-%"]


_DOCUMENT: Mapping[str, Callable[[str], Condition]] = {
    "state": lambda value: ("d.state = ?", [value]),
    "lang": _language,
    "published": _like("published", from_the_start=True),
    "publisher": _like("publisher"),
    "title": _like("title"),
}
