"""What the objects of a project must not say about texts, types and one another."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from annotator.model.ids import DocumentId, EntityId, Kind, MentionId, Ref
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.store.check_rows import Rows
from annotator.store.finding import Finding, found, ref_of
from annotator.store.rows import (
    ENTITIES,
    EVIDENCE,
    MENTIONS,
    NOTES,
    RELATIONS,
    STATEMENTS,
)
from annotator.store.tables import LINKABLE, NOTABLE

N = TypeVar("N", bound=Hashable)


def value_findings(rows: Rows) -> Iterator[Finding]:
    """Everything that is wrong between the objects of a project and their texts and types."""
    yield from _mentions(rows)
    yield from _statements(rows)
    yield from _entities(rows)
    yield from _places(rows)
    yield from _ends(rows)
    yield from _types(rows)


def _outside(rows: Rows, document: DocumentId, spans: Iterable[Span]) -> Span | None:
    """The first of some spans that ends behind a text; a missing text is told elsewhere."""
    length = rows.lengths.get(document)
    if length is None:
        return None
    return next((span for span in spans if span.end > length), None)


def _behind(where: Ref, what: str, span: Span) -> Finding:
    problem = f"its {what} {span.start}..{span.end} lies behind the end of the text"
    return found("span", where, problem)


def _mentions(rows: Rows) -> Iterator[Finding]:
    for mention in rows.of(MENTIONS):
        where = Ref("mention", mention.id)
        outside = _outside(rows, mention.document, mention.spans)
        if outside:
            yield _behind(where, "span", outside)
        if mention.head and not any(span.contains(mention.head) for span in mention.spans):
            yield found("span", where, "its head lies outside of it")


def _statements(rows: Rows) -> Iterator[Finding]:
    statements = {statement.id: statement for statement in rows.of(STATEMENTS)}
    homes = {mention.id: mention.document for mention in rows.of(MENTIONS)}
    parents = {one.id: (one.parent,) for one in statements.values() if one.parent is not None}
    for statement in statements.values():
        where = Ref("statement", statement.id)
        outside = _outside(rows, statement.document, statement.parts)
        if outside:
            yield _behind(where, "part", outside)
        parent = statements.get(statement.parent) if statement.parent is not None else None
        if parent and parent.document != statement.document:
            yield found("document", where, "it is nested in a statement of another document")
        for role, mention in _roles(statement):
            if homes.get(mention, statement.document) != statement.document:
                problem = f"its {role} is a mention of another document"
                yield found("document", where, problem)
    for id in _in_loops(parents):
        yield found("loop", Ref("statement", id), "it is nested in itself")


def _roles(statement: Statement) -> Iterator[tuple[str, MentionId]]:
    parties = {
        "source": statement.source,
        "addressee": statement.addressee,
        "time": statement.time,
        "place": statement.place,
    }
    for role, party in parties.items():
        if party is not None and party.mention is not None:
            yield role, party.mention


def _entities(rows: Rows) -> Iterator[Finding]:
    members: dict[EntityId, tuple[EntityId, ...]] = {}
    for entity in rows.of(ENTITIES):
        where = Ref("entity", entity.id)
        members[entity.id] = entity.members
        if len(set(entity.members)) < len(entity.members):
            yield found("row", where, "an entity is its member twice")
        if not entity.name.strip():
            yield found("row", where, "it has no name")
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


def _places(rows: Rows) -> Iterator[Finding]:
    for where, span, document in _placed(rows):
        if document is None:
            yield found("span", where, "it has a span, and no document")
        elif _outside(rows, document, (span,)):
            yield _behind(where, "span", span)


def _placed(rows: Rows) -> Iterator[tuple[Ref, Span, DocumentId | None]]:
    """The spans of evidence, relations and notes, with their documents."""
    for evidence in rows.of(EVIDENCE):
        if evidence.span:
            yield Ref("evidence", evidence.id), evidence.span, evidence.document
    for relation in rows.of(RELATIONS):
        if relation.span:
            yield Ref("relation", relation.id), relation.span, relation.document
    for note in rows.of(NOTES):
        if note.span:
            on_document = note.target.kind == "document"
            document = DocumentId(note.target.id) if on_document else None
            yield Ref("note", note.id), note.span, document


def _ends(rows: Rows) -> Iterator[Finding]:
    """Links to one of several kinds: exactly one column of each must be filled."""
    ends = {
        "relation": (("source", LINKABLE), ("target", LINKABLE)),
        "note": (("target", NOTABLE),),
    }
    for table, links in ends.items():
        for id, row in rows.tables[table].items():
            for name, kinds in links:
                filled = sum(f"{name}_{kind}" in row for kind in kinds)
                if filled != 1:
                    where = ref_of(table, id)
                    yield Finding(
                        "link", where, f"{table.capitalize()} {id}: it has {filled} {name}s."
                    )


def _types(rows: Rows) -> Iterator[Finding]:
    """Types, kinds and relation types that the project's schema does not have."""
    schema = rows.tables["project"].get(1, {}).get("schema")
    known = _ids(str(schema))
    if known is None:
        yield Finding("type", Ref("project", 1), "The project's schema cannot be read.")
        return
    uses = (
        ("entity_type", "mention", "type"),
        ("entity_type", "entity", "type"),
        ("statement_kind", "statement", "kind"),
        ("relation_type", "relation", "type"),
    )
    for group, table, column in uses:
        for id, row in rows.tables[table].items():
            if column in row and row[column] not in known[group]:
                problem = f"the schema has no {group.replace('_', ' ')} {row[column]!r}"
                yield found("type", Ref(cast("Kind", table), id), problem)


def _ids(schema: str) -> dict[str, frozenset[str]] | None:
    """The ids of each group of a schema; None when it is no schema."""
    groups = ("entity_type", "statement_kind", "relation_type")
    try:
        tree = json.loads(schema)
        return {group: frozenset(one["id"] for one in tree.get(group, ())) for group in groups}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
