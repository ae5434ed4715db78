"""Types that files use and no configuration declares: they are declared as they are met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.formats.brat.conf_in import LEVELS, VERB
from annotator.model.mention import Level, Mention
from annotator.model.relation import Relation
from annotator.model.schema import EntityType, RelationType, Schema


class Undeclared:
    """The types that were met so far in all documents."""

    def __init__(self) -> None:
        self._types: dict[str, EntityType] = {}
        self._relations: dict[str, RelationType] = {}

    def meet(
        self, mentions: tuple[Mention, ...], relations: Iterable[Relation], schema: Schema
    ) -> None:
        """Take note of types that a schema lacks; mentions are numbered from 1.

        What is always an event has verbs only. What always comes from events is a role of these.
        """
        for type_, verb in sorted({(each.type, each.level is Level.VRB) for each in mentions}):
            levels: tuple[str, ...] = VERB if verb else LEVELS
            known = self._types.get(type_)
            if known is not None:
                levels = tuple(level for level in Level if level in (*known.levels, *levels))
            if known is not None or schema.entity_type(type_) is None:
                self._types[type_] = EntityType(type_, type_, "", "", "", levels)
        for relation in relations:
            if schema.relation_type(relation.type) is None:
                self._meet(relation, mentions)

    def _meet(self, relation: Relation, mentions: tuple[Mention, ...]) -> None:
        source, name = relation.source, relation.type
        mention = mentions[source.id - 1] if source.kind == "mention" else None
        event = mention is not None and mention.level is Level.VRB
        sources = (mention.type,) if mention is not None and event else ()
        known = self._relations.get(name)
        if known is not None:
            both = known.sources and sources
            sources = tuple(dict.fromkeys((*known.sources, *sources))) if both else ()
        self._relations[name] = RelationType(name, name, sources, ())

    def with_all(self, schema: Schema) -> Schema:
        """A schema with what it lacks."""
        if not self._types and not self._relations:
            return schema
        return replace(
            schema,
            entity_types=(*schema.entity_types, *self._types.values()),
            relation_types=(*schema.relation_types, *self._relations.values()),
        )
