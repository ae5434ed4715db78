"""What a type system says of the attributes and relations that come in: kinds, values, ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator.formats.base import NO_SCHEMA
from annotator.formats.layers.mapping import ATTRIBUTE, Layer
from annotator.formats.layers.nodes import (
    BOOLEAN,
    FLOATS,
    INTEGERS,
    SOURCE,
    STRING,
    TARGET,
    TypeSystem,
)
from annotator.model.schema import AttributeKind, AttributeType, RelationType, Schema

_CARRIERS = {
    "mention": "mention",
    "statement": "statement",
    "relation": "relation",
    "entity": "entity",
    "claim": "claim",
    "article": "document",
}
_KINDS: dict[str, AttributeKind] = {
    STRING: "text",
    BOOLEAN: "bool",
    **dict.fromkeys((*INTEGERS, *FLOATS), "number"),
}
Roles = Callable[[str], Layer]
"""What the nodes of a type are."""


def schema_of(layers: Iterable[tuple[str, Layer]], types: TypeSystem, role_of: Roles) -> Schema:
    """The schema of what some types of nodes become by their layers.

    An attribute that several types have is on all that they are; its kind is that of the first.
    """
    attributes: dict[str, AttributeType] = {}
    relations: dict[str, RelationType] = {}
    for type_, layer in layers:
        for each in _attributes(type_, layer, types):
            known = attributes.get(each.id, each)
            attributes[each.id] = replace(known, on=tuple(dict.fromkeys((*known.on, *each.on))))
        if layer.role == "relation" and layer.default:
            source, target = (_end(type_, end, types, role_of) for end in (SOURCE, TARGET))
            made = RelationType(layer.default, layer.default, source, target)
            relations.setdefault(layer.default, made)
    return replace(
        NO_SCHEMA,
        attributes=tuple(attributes.values()),
        relation_types=tuple(relations.values()),
    )


def _attributes(type: str, layer: Layer, types: TypeSystem) -> Iterator[AttributeType]:
    carrier = _CARRIERS.get(layer.role)
    for feature in types.features(type).values() if carrier else ():
        field, _, name = layer.field_of(feature.name).partition(":")
        known = types.get(feature.range)
        values = known.values if known else ()
        kind: AttributeKind | None = "choice" if values else _KINDS.get(feature.range)
        if field == ATTRIBUTE and kind and carrier and feature.name not in ("begin", "end"):
            yield AttributeType(name, name, (carrier,), kind, values)


def _end(type: str, feature: str, types: TypeSystem, role_of: Roles) -> tuple[str, ...]:
    """What an end of relations of a type can be, if all that it can be is the same."""
    named = types.features(type).get(feature)
    known = types.get(named.range) if named else None
    role = role_of(known.name).role if known else ""
    return (role,) if role in ("mention", "statement") else ()
