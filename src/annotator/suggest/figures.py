"""Somebody or something that a text names and that may speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model.ids import EntityId
from annotator.model.span import Span
from annotator.suggest.describing import Description
from annotator.suggest.speaker_words import Gender


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is named, and how much that place is about them, from 0 to 1."""

    span: Span
    weight: float
    sentence: int
    paragraph: int


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody or something that may speak, with all places where it is named, in text order."""

    name: str
    type: str
    span: Span
    entity: EntityId | None = None
    places: list[Place] = field(default_factory=list)
    described: list[Description] = field(default_factory=list)
    male: float = 0
    female: float = 0
    words: frozenset[str] = frozenset()
    """The words of the name, in lower case."""
    said: frozenset[str] = frozenset()
    """Every word of the descriptions."""

    def describe(self, described: Iterable[Description]) -> None:
        """Know more of what the text says of it."""
        more = [each for each in described if each not in self.described]
        self.described += more
        self.said |= {word for each in more for word in (each.head, *each.words)} - {""}

    @property
    def gender(self) -> Gender | None:
        """What the text and the name say of it together, where that is clear."""
        if self.male == self.female:
            return None
        return "male" if self.male > self.female else "female"
