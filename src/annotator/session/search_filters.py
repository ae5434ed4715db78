"""What the filters of a search mean in a project: its entities, and the ids of its schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.model.entity import Entity
from annotator.model.ids import EntityId
from annotator.model.schema import EntityType, Schema, StatementKind
from annotator.store.store import Store
from annotator.text.query import Filter, NoQuery, Query, place

_NAMED = {"entity", "source", "about"}
_MOST = 2000


def entities_of(store: Store, filters: Sequence[Filter]) -> Mapping[Filter, Sequence[EntityId]]:
    """The entities that filters name. Raises NoQuery when there is none of a name."""
    return {each: _named(store, each) for each in filters if each.name in _NAMED}


def _named(store: Store, wanted: Filter) -> Sequence[EntityId]:
    entities = store.queries.entities
    exactly: Sequence[Entity] = entities.named(wanted.value)
    found = [entity.id for entity in exactly] or entities.matching(wanted.value, limit=_MOST)
    if not found:
        raise NoQuery(
            f"No entity is called “{wanted.value}” ({place(wanted.at)}). The entity panel (F6) has"
            " the names; a part of one will do."
        )
    return found


def in_terms_of(schema: Schema, query: Query) -> Query:
    """The query with the schema's ids for types and kinds, which may be typed by their labels."""
    known: Mapping[str, Sequence[EntityType | StatementKind]] = {
        "type": schema.entity_types,
        "kind": schema.statement_kinds,
    }
    filters = tuple(
        _known(each, known[each.name]) if each.name in known else each for each in query.filters
    )
    return replace(query, filters=filters)


def _known(wanted: Filter, known: Sequence[EntityType | StatementKind]) -> Filter:
    typed = wanted.value.casefold()
    for each in known:
        if typed in (each.id.casefold(), each.label.casefold()):
            return replace(wanted, value=each.id)
    raise NoQuery(
        f"The schema of this project has no {wanted.name} “{wanted.value}” ({place(wanted.at)})."
        f" It has {', '.join(each.id for each in known) or 'none'}."
    )
