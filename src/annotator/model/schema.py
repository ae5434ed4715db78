"""The schema of a project (its tagset): types, kinds, attributes, colours and keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AttributeKind = Literal["choice", "multi", "text", "number", "date", "bool"]


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of mention and entity, with its key and its colour in each theme.

    `map` gives the name of the type in other tag sets, as `{"conll": "PER"}`.
    """

    id: str
    label: str
    key: str
    light: str
    dark: str
    levels: tuple[str, ...] = ("NAM", "NOM", "PRO")
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatementKind:
    """What a source does by saying something; its key is a digit."""

    id: str
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of link.

    `sources` and `targets` are entity type ids, or `entity`, `mention`, `statement`, `claim`.
    `map` is as that of an entity type.
    """

    id: str
    label: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttributeType:
    """An extra named value that objects of the kinds in `on` may carry.

    `map` is as that of an entity type.
    """

    id: str
    label: str
    on: tuple[str, ...]
    kind: AttributeKind
    values: tuple[str, ...] = ()
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything a project's annotations are made of; ids are unique within each group."""

    name: str
    version: str
    entity_types: tuple[EntityType, ...]
    statement_kinds: tuple[StatementKind, ...] = ()
    relation_types: tuple[RelationType, ...] = ()
    attributes: tuple[AttributeType, ...] = ()

    def entity_type(self, id: str) -> EntityType | None:
        """The entity type of an id, if the schema has it."""
        return next((kind for kind in self.entity_types if kind.id == id), None)

    def statement_kind(self, id: str | None) -> StatementKind | None:
        """The statement kind of an id, if the schema has it."""
        return next((kind for kind in self.statement_kinds if kind.id == id), None)

    def relation_type(self, id: str) -> RelationType | None:
        """The relation type of an id, if the schema has it."""
        return next((kind for kind in self.relation_types if kind.id == id), None)
