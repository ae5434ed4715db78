"""What the articles of an export share: keys, names of types, what is written with which."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotator.formats.labels import OWN, Labels
from annotator.formats.layers.keys import NO_XML, Id, address_of, keys_of
from annotator.formats.layers.nodes import DOUBLE, STRING, TypeSystem, Value
from annotator.formats.layers.own_types import REST, attribute_features, is_text, own_types
from annotator.formats.losses import Tally
from annotator.model.annotations import ProjectContent
from annotator.model.attributes import AttributeValue
from annotator.model.claim import Evidence
from annotator.model.ids import ClaimId, EntityId, Ref
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.schema import AttributeType

UNSIGNED = "authors and times of annotations (the option provenance writes them)"
ELSEWHERE = "links to what is not in the same article"
_IN_TEXT = ("mention", "statement")
_HOSTS = ("document", "mention", "statement", "relation", "evidence")


@dataclass(frozen=True, slots=True)
class Style:
    """How annotations are written: with type names of a tag set or our own, and who made them when.

    Of attributes only texts have features of their own, unless it is `typed`. With `blanks` white
    space is a token where anything begins or ends in it.
    """

    types: str = OWN
    provenance: bool = True
    typed: bool = True
    blanks: bool = False


class Shared:
    """Built once from a project; what belongs to texts is taken out of it as these are written."""

    def __init__(self, content: ProjectContent, style: Style) -> None:
        self.content = content
        self.style = style
        self.tally = Tally()
        self.entities: dict[EntityId, str] = keys_of(
            lambda: ((each.id, each.name) for each in content.entities)
        )
        self.claims: dict[ClaimId, str] = keys_of(
            lambda: ((each.id, each.text) for each in content.claims)
        )
        self._addresses = {
            each.id: address_of(each.kb_id) for each in content.entities if each.kb_id
        }
        self._labels = Labels(content.schema, style.types)
        self.types: TypeSystem = own_types(self._attributes)
        self._own: dict[str, Mapping[str, str]] = {}
        self.relations: dict[Ref, list[Relation]] = {}
        self.notes: dict[Ref, list[Note]] = {}
        self.evidence: dict[int, list[Evidence]] = {}
        self._sort()

    @property
    def _attributes(self) -> tuple[AttributeType, ...]:
        """Those that may have features of their own."""
        declared = self.content.schema.attributes
        return declared if self.style.typed else tuple(filter(is_text, declared))

    def _sort(self) -> None:
        """Put what is written with a text where that text will find it."""
        for relation in self.content.relations:
            if (place := place_of(relation)) is not None:
                self.relations.setdefault(place, []).append(relation)
        for note in self.content.notes:
            if note.target.kind in _HOSTS:
                self.notes.setdefault(note.target, []).append(note)
        for evidence in self.content.evidence:
            if evidence.document is not None:
                self.evidence.setdefault(evidence.document, []).append(evidence)

    def type_name(self, id: str) -> str:
        """What a type is called."""
        return self._labels.of(id)

    def entity(self, id: EntityId | None) -> str | None:
        """The key of an entity."""
        return self._key(self.entities, id)

    def claim(self, id: ClaimId | None) -> str | None:
        """The key of a claim."""
        return self._key(self.claims, id)

    def _key(self, keys: Mapping[Id, str], id: Id | None) -> str | None:
        if id is None:
            return None
        if id not in keys:
            self.tally.add(ELSEWHERE)
        return keys.get(id)

    def entity_keys(self, ids: Iterable[EntityId]) -> Iterator[str]:
        """The keys of some entities."""
        return (key for key in map(self.entity, ids) if key is not None)

    def address(self, id: EntityId | None) -> str | None:
        """What a knowledge base calls an entity."""
        return None if id is None else self._addresses.get(id)

    def made(self, made: Provenance) -> dict[str, Value]:
        """Where an object comes from, as features; what is usual is not said."""
        told: dict[str, Value | None] = {
            "decision": None if made.status is Status.ACCEPTED else made.status.value
        }
        if self.style.provenance:
            told["made_by"], told["made_at"] = made.author or None, made.created_at or None
            told["origin"] = None if made.origin == "human" else made.origin
            told["changed_at"], told["confidence"] = made.modified_at, made.confidence
        elif made.author or made.created_at:
            self.tally.add(UNSIGNED)
        return said(told)

    def attributes(
        self, attributes: Mapping[str, AttributeValue], carrier: str
    ) -> dict[str, Value]:
        """Attributes of an object as features; those that have none of their own as JSON."""
        if not attributes:
            return {}
        own = self._own.get(carrier)
        if own is None:
            own = self._own[carrier] = attribute_features(self._attributes, carrier)
        found: dict[str, Value] = {}
        rest: dict[str, AttributeValue] = {}
        for name, value in attributes.items():
            if name in own and _fits(value, own[name]):
                found[name] = value if not isinstance(value, tuple) else list(value)
            else:
                rest[name] = value
        return found | ({REST: json_of(rest)} if rest else {})


def place_of(relation: Relation) -> Ref | None:
    """With what a relation is written: an end in a text, or the text of its evidence; else None."""
    for end in (relation.source, relation.target):
        if end.kind in _IN_TEXT:
            return end
    return None if relation.document is None else Ref("document", relation.document)


def said(features: Mapping[str, Value | None]) -> dict[str, Value]:
    """The features that have a value."""
    return {name: value for name, value in features.items() if value is not None}


def json_of(attributes: Mapping[str, AttributeValue]) -> str:
    """Attributes or other facts as JSON, in the order of their names, that XML can hold."""
    said = json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True)
    return NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", said)


def _fits(value: AttributeValue, values: str) -> bool:
    if values == STRING:
        return isinstance(value, str)
    if values == DOUBLE:
        return isinstance(value, float | int) and not isinstance(value, bool)
    return isinstance(value, bool)
