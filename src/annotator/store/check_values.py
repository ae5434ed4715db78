"""What the objects of a project must not say about texts, types and one another.

SQLite looks for it, by whole tables; what it finds odd is then looked at as a value.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from sqlite_utils import Database

from annotator.model.ids import Kind, Ref
from annotator.model.mention import Mention
from annotator.model.relation import LINKABLE, NOTABLE
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.store.check_odd import ODD
from annotator.store.check_rows import CODECS, row_findings, value_of
from annotator.store.columns import Cell
from annotator.store.finding import Finding, found
from annotator.store.reading import rows
from annotator.store.tables import BY_NAME

N = TypeVar("N", bound=Hashable)
_PLACED = {"evidence": "document", "relation": "document", "note": "target_document"}
_ENDS = {
    "relation": (("source", LINKABLE), ("target", LINKABLE)),
    "note": (("target", NOTABLE),),
}


def value_findings(db: Database) -> Iterator[Finding]:
    """Everything that is wrong between the objects of a project and their texts and types."""
    yield from _odd_rows(db)
    yield from _other_documents(db)
    yield from _entities(db)
    yield from _loops(db)
    yield from _places(db)
    yield from _ends(db)
    yield from _types(db)


def _odd_rows(db: Database) -> Iterator[Finding]:
    """Rows that SQLite cannot tell to be right at a glance."""
    for kind, odd in ODD.items():
        for (id,) in rows(db, odd):
            yield from row_findings(db, BY_NAME[kind], id)
            value = value_of(db, CODECS[kind], id)
            if isinstance(value, Mention):
                yield from _mention(db, value)
            elif isinstance(value, Statement):
                yield from _outside(db, Ref("statement", id), value.document, value.parts, "part")


def _mention(db: Database, mention: Mention) -> Iterator[Finding]:
    where = Ref("mention", mention.id)
    yield from _outside(db, where, mention.document, mention.spans, "span")
    if mention.head and not any(span.contains(mention.head) for span in mention.spans):
        yield found("span", where, "its head lies outside of it")


def _outside(
    db: Database, where: Ref, document: int, spans: Iterable[Span], what: str
) -> Iterator[Finding]:
    """The first of some spans that ends behind a text; a missing text is told elsewhere."""
    row = db.execute("SELECT length FROM document WHERE id = ?", [document]).fetchone()
    span = next((span for span in spans if row and span.end > row[0]), None)
    if span:
        problem = f"its {what} {span.start}..{span.end} lies behind the end of the text"
        yield found("span", where, problem)


def _other_documents(db: Database) -> Iterator[Finding]:
    """Statements that are nested in, or name as a part, what lies in another document."""
    sql = "SELECT s.id FROM statement s JOIN {0} o ON o.id = s.{1} WHERE o.document != s.document"
    for (id,) in db.execute(sql.format("statement", "parent")).fetchall():
        where = Ref("statement", id)
        yield found("document", where, "it is nested in a statement of another document")
    for role in ("source", "addressee", "time", "place"):
        for (id,) in db.execute(sql.format("mention", f"{role}_mention")).fetchall():
            problem = f"its {role} is a mention of another document"
            yield found("document", Ref("statement", id), problem)


def _entities(db: Database) -> Iterator[Finding]:
    twice = "SELECT DISTINCT owner FROM entity_member GROUP BY owner, entity HAVING count(*) > 1"
    for (id,) in db.execute(twice).fetchall():
        yield found("row", Ref("entity", id), "an entity is its member twice")
    for id, name in rows(db, "SELECT id, name FROM entity WHERE trim(name) = '' OR name < '!'"):
        if not name.strip():
            yield found("row", Ref("entity", id), "it has no name")


def _loops(db: Database) -> Iterator[Finding]:
    nested = db.execute("SELECT id, parent FROM statement WHERE parent IS NOT NULL").fetchall()
    for id in _in_loops({id: (parent,) for id, parent in nested}):
        yield found("loop", Ref("statement", id), "it is nested in itself")
    members: dict[int, tuple[int, ...]] = {}
    for owner, entity in rows(db, "SELECT owner, entity FROM entity_member"):
        members[owner] = (*members.get(owner, ()), entity)
    for id in _in_loops(members):
        yield found("loop", Ref("entity", id), "it is a member of itself")


def _in_loops(links: Mapping[N, tuple[N, ...]]) -> list[N]:
    """The nodes from which following the links leads back to them, or to such a loop.

    Nodes that lead nowhere are taken away until only these are left.
    """
    waiting = {node: {next_ for next_ in nexts if next_ in links} for node, nexts in links.items()}
    backwards: dict[N, list[N]] = {}
    for node, nexts in waiting.items():
        for next_ in nexts:
            backwards.setdefault(next_, []).append(node)
    ends = [node for node, nexts in waiting.items() if not nexts]
    while ends:
        end = ends.pop()
        del waiting[end]
        for node in backwards.get(end, ()):
            waiting[node].discard(end)
            if not waiting[node]:
                ends.append(node)
    return list(waiting)


def _places(db: Database) -> Iterator[Finding]:
    """The spans of evidence, relations and notes."""
    for table, document in _PLACED.items():
        sql = (
            f'SELECT t.id, t.start, t."end", t."{document}" IS NULL FROM "{table}" t'
            f' LEFT JOIN document d ON d.id = t."{document}"'
            f' WHERE t.start IS NOT NULL AND (t."{document}" IS NULL OR t."end" > d.length)'
        )
        for id, start, end, homeless in db.execute(sql).fetchall():
            where = Ref(cast("Kind", table), id)
            behind = f"its span {start}..{end} lies behind the end of the text"
            yield found("span", where, "it has a span, and no document" if homeless else behind)


def _ends(db: Database) -> Iterator[Finding]:
    """Links to one of several kinds: exactly one column of each must be filled."""
    for table, links in _ENDS.items():
        for name, kinds in links:
            filled = " + ".join(f'("{name}_{kind}" IS NOT NULL)' for kind in kinds)
            sql = f'SELECT id, {filled} FROM "{table}" WHERE {filled} != 1'
            for id, count in db.execute(sql).fetchall():
                where = Ref(cast("Kind", table), id)
                yield found("link", where, f"it has {count} {name}s")


def _types(db: Database) -> Iterator[Finding]:
    """Types, kinds and relation types that the project's schema does not have."""
    row = db.execute("SELECT CAST(schema AS BLOB) FROM project WHERE id = 1").fetchone()
    known = schema_ids(row and row[0])
    if known is None:
        yield Finding("type", Ref("project", 1), "The project's schema cannot be read.")
        return
    uses: tuple[tuple[str, Kind, str], ...] = (
        ("entity_type", "mention", "type"),
        ("entity_type", "entity", "type"),
        ("statement_kind", "statement", "kind"),
        ("relation_type", "relation", "type"),
    )
    for group, table, column in uses:
        wanted: list[Cell] = [json.dumps(sorted(known[group]))]
        sql = (
            f'SELECT id, CAST("{column}" AS BLOB) FROM "{table}"'
            f' WHERE "{column}" NOT IN (SELECT value FROM json_each(?))'
        )
        for id, type_ in rows(db, sql, wanted):
            words = (
                f"the schema has no {group.replace('_', ' ')} {type_.decode('utf-8', 'replace')!r}"
            )
            yield found("type", Ref(table, id), words)


def schema_ids(schema: bytes | None) -> dict[str, frozenset[str]] | None:
    """The ids of each group of a schema; None when it is no schema."""
    groups = ("entity_type", "statement_kind", "relation_type")
    try:
        tree = json.loads(schema or b"")
        return {group: frozenset(one["id"] for one in tree.get(group, ())) for group in groups}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
