"""What all documents of an export to brat have in common, and small things said everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.formats.brat.ann_lines import AnnLines, Used
from annotator.formats.brat.beside import Beside
from annotator.formats.brat.entities_in import IMPORTED
from annotator.formats.brat.fragments import fits_on_a_line
from annotator.formats.brat.names import (
    ATTRIBUTES,
    COREF,
    EQUIVALENCE,
    OURS,
    TAG_SET,
    VERB,
    StoredNames,
    tells_form,
    tells_kind,
)
from annotator.formats.labels import names_in
from annotator.formats.losses import Tally
from annotator.model.annotations import ProjectContent
from annotator.model.attributes import AttributeValue
from annotator.model.mention import Level
from annotator.model.provenance import Provenance, Status
from annotator.model.schema import Schema
from annotator.model.span import Span, Spans

More = dict[str, object]
"""What a note of ours says of an object, as JSON."""
_NAME = re.compile(r"[a-zA-Z0-9_-]+")


@dataclass(slots=True)
class Writing:
    """One export: names, the entities and claims by id, what stands beside, and what is lost."""

    schema: Schema
    entities: Mapping[int, tuple[str, str | None]]
    """Their names, and their ids in a knowledge base."""
    claims: Mapping[int, str]
    beside: Beside
    tally: Tally
    provenance: bool = False
    undecided: bool = False
    """Whether what is suggested or rejected is written, too."""
    coreference: bool = True
    equivalences: Mapping[int, str] = field(default_factory=dict)
    """What the file that they are from calls that the mentions of an entity are the same."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Those that are called otherwise in brat, by their ids."""
    types: StoredNames = field(default_factory=lambda: StoredNames(OURS))
    relations: StoredNames = field(default_factory=StoredNames)
    events: dict[str, str] = field(default_factory=dict)
    """What mentions by a verb are called as events, by their types."""
    roles: frozenset[str] = frozenset()
    """The types of relations that only events have: those of verbs are roles in them."""
    used: Used = field(default_factory=dict)
    played: dict[str, set[str]] = field(default_factory=dict)
    """The types of relations that are roles in events, by what these are called."""
    related: set[str] = field(default_factory=set)
    """The types of relations that have lines of their own."""

    def __post_init__(self) -> None:
        for type_ in self.schema.entity_types:
            self.types.of(type_.id, type_.map.get(TAG_SET))
            if type_.levels == (Level.VRB,):
                self.events[type_.id] = self.event(type_.id)
        verbs = {each.id for each in self.schema.entity_types if Level.VRB in each.levels}
        named = names_in(TAG_SET, self.schema.relation_types, _is_relation_name)
        for relation in self.schema.relation_types:
            name = self.relations.of(relation.id, named.get(relation.id))
            # a name that ends in a digit would be taken for the second of its kind
            if relation.sources and set(relation.sources) <= verbs and not name[-1].isdigit():
                self.roles |= {relation.id}

    def event(self, type_: str) -> str:
        """What the events are called that are mentions of a type by a verb."""
        if type_ in self.events:
            return self.events[type_]
        name, known = self.types.of(type_), self.schema.entity_type(type_)
        only = known is not None and known.levels == (Level.VRB,) and not name.endswith(VERB)
        return name if only else name + VERB

    def leaves_out(self, made: Provenance) -> bool:
        """Whether something is left out since nobody accepted it."""
        return made.status is not Status.ACCEPTED and not self.undecided

    def made(self, made: Provenance, more: More) -> int:
        """Say who made something, if that is wanted; returns 1 where something is not said."""
        if not self.provenance:
            return int(made != Provenance("", "", made.status, IMPORTED.origin))
        more["provenance"] = {
            "author": made.author,
            "created_at": made.created_at,
            "status": made.status,
            "origin": made.origin,
            "modified_at": made.modified_at,
            "confidence": made.confidence,
        }
        return 0


def attribute_names(schema: Schema) -> dict[str, str]:
    """The attributes of a schema that are called otherwise in brat, by their ids."""
    return names_in(TAG_SET, schema.attributes, _is_attribute_name)


def equivalences(content: ProjectContent, names: Mapping[str, str]) -> dict[int, str]:
    """What each entity says that a file called its mentions; `names` are those of attributes."""
    id = next((id for id, name in names.items() if name == EQUIVALENCE), EQUIVALENCE)
    said = ((entity.id, entity.attributes.get(id)) for entity in content.entities)
    return {entity: type_ for entity, type_ in said if isinstance(type_, str) and is_name(type_)}


def _is_relation_name(name: str) -> bool:
    return is_name(name) and name != COREF


def _is_attribute_name(name: str) -> bool:
    own = name in ATTRIBUTES or tells_form(name) or tells_kind(name)
    return is_name(name) and not own


def is_name(name: str) -> bool:
    """Whether brat takes something for the name of a type or an attribute."""
    return _NAME.fullmatch(name) is not None


def pairs(spans: Spans) -> list[list[int]]:
    """Spans as JSON has them."""
    return [pair(span) for span in spans]


def pair(span: Span) -> list[int]:
    """A span as JSON has it."""
    return [span.start, span.end]


def status_of(made: Provenance, more: More) -> None:
    """Say of what can have no attribute in brat that it is no accepted annotation."""
    if made.status is not Status.ACCEPTED:
        more["status"] = made.status


def write_attributes(
    lines: AnnLines,
    target: str,
    attributes: Mapping[str, AttributeValue],
    more: More,
    taken: frozenset[str],
    names: Mapping[str, str],
) -> None:
    """Write attributes as lines where a line can say them.

    `taken` are names that mean another, `names` what some are called in brat.
    """
    rest: dict[str, AttributeValue] = {}
    for id, value in sorted(attributes.items()):
        name = names.get(id, id)
        values = value if isinstance(value, tuple) and len(value) > 1 else (value,)
        if name in taken or not is_name(name):
            rest[id] = value
        elif value is True:
            lines.attribute(name, target)
        elif all(isinstance(each, str) and fits_on_a_line(each) for each in values):
            for each in values:
                lines.attribute(name, target, str(each))
        else:
            rest[id] = value
    if rest:
        more["attributes"] = rest
