"""Entities and claims that were read and are still to be handed over."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.formats.jsonl.seen import Seen
from annotator.formats.references import named_by
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.ids import Kind, Ref

_MANY = 1000


class Waiting:
    """Hands over many at a time; an entity goes together with or after those that it names."""

    def __init__(self) -> None:
        self.numbers: dict[Ref, int] = {}
        """The lines that those which wait are from."""
        self._handed: dict[Kind, Seen] = {"entity": Seen(), "claim": Seen()}
        self._entities: dict[int, Entity] = {}
        self._claims: list[Claim] = []
        self._enough = _MANY

    @property
    def enough(self) -> bool:
        """Whether it is time to hand over those that can go."""
        return len(self._entities) + len(self._claims) >= self._enough

    def __bool__(self) -> bool:
        return bool(self._entities or self._claims)

    def add(self, value: Entity | Claim, number: int) -> None:
        """Take one more in, from the line of a number."""
        if isinstance(value, Entity):
            self._entities[value.id] = value
            self.numbers[Ref("entity", value.id)] = number
        else:
            self._claims.append(value)

    def known(self, kind: Kind, id: int) -> bool:
        """Whether an entity or a claim was handed over."""
        return kind in self._handed and id in self._handed[kind]

    def hand(self, entities: Iterable[Entity], claims: Iterable[Claim]) -> None:
        """Note which are handed over now."""
        for entity in entities:
            self._handed["entity"].add(entity.id)
        for claim in claims:
            self._handed["claim"].add(claim.id)
        self.numbers = {ref: line for ref, line in self.numbers.items() if ref.id in self._entities}

    def ready(self) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
        """Take out those that name nothing that is still to come."""
        early: dict[int, Entity] = {}
        while found := {
            id: one for id, one in self._entities.items() if self._names_what_is_to_come(one)
        }:
            for id in found:
                del self._entities[id]
            early |= found
        ready = self.all()
        self._entities = early
        self._enough = _MANY + 2 * len(early)
        return ready

    def _names_what_is_to_come(self, entity: Entity) -> bool:
        named = (ref.id for _, ref in named_by(entity) if ref is not None)
        return any(id not in self._entities and id not in self._handed["entity"] for id in named)

    def all(self) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
        """Take out all of them."""
        found = tuple(self._entities.values()), tuple(self._claims)
        self._entities, self._claims = {}, []
        return found
