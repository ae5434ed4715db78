"""The thing that mentions refer to, across the whole project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.attributes import AttributeValue
from annotator.model.ids import EntityId
from annotator.model.provenance import Provenance


class Realis(StrEnum):
    """Whether an event really happened."""

    ACTUAL = "actual"
    ALLEGED = "alleged"
    UNREALISED = "unrealised"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class EventFrame:
    """Who did what to whom, for an entity that is an event."""

    agent: EntityId | None = None
    target: EntityId | None = None
    time: EntityId | None = None
    place: EntityId | None = None
    realis: Realis | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name, a type, and what else is known about one thing.

    `kb_id` names it in a knowledge base, as `wikidata:Q419`. `members` are the entities of a group.
    """

    id: EntityId
    name: str
    type: str
    provenance: Provenance
    aliases: tuple[str, ...] = ()
    kb_id: str | None = None
    description: str | None = None
    members: tuple[EntityId, ...] = ()
    event: EventFrame = EventFrame()
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)
