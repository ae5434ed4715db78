"""A statement whose speaker is looked for, and how those who may be it share the likelihood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotator.model.ids import EntityId
from annotator.model.span import Span, Spans
from annotator.suggest.figures import Figure
from annotator.suggest.salience import Weight

#: What speaks for somebody who is not among the candidates, beside the weights of those that are.
_OPEN = 0.12
_SHARP = 2.0


@dataclass(frozen=True, slots=True)
class Saying:
    """What is known of one statement: its source, where its cue or content is, what is said.

    `entity` is who its source is already known to mean.
    """

    place: int
    source: Span | None = None
    content: Spans = ()
    entity: EntityId | None = None

    @property
    def start(self) -> int:
        """Where it begins: what is said before the source takes nobody further away."""
        at = self.source.start if self.source else self.place
        return min(at, self.content[0].start) if self.content else at


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, how likely that is, and why."""

    figure: Figure
    score: float
    reason: str


def total(weight: Weight) -> float:
    """How much somebody is in mind."""
    return weight.total


def shared(
    weights: Iterable[Weight],
    most: float = 1.0,
    weigh: Callable[[Weight], float] = total,
    unnamed: float = 0,
) -> Iterator[Candidate]:
    """Candidates by how much each is in mind; their scores add up to `most` or less.

    `unnamed` is how much somebody is in mind who has no name in the text.
    """
    found = [(each, weigh(each) ** _SHARP) for each in weights]
    whole = sum(share for _, share in found) + _OPEN + unnamed**_SHARP
    for each, share in found:
        yield Candidate(each.figure, most * share / whole, near(each))


def near(weight: Weight) -> str:
    """Why somebody is in mind, as a sentence about them."""
    if weight.place is None:
        return "Named elsewhere in the article."
    if weight.spoke:
        return "Spoke just before." if weight.sentences < 2 else "Spoke before."  # noqa: PLR2004
    where = ("in the same sentence", "in the sentence before")
    if weight.sentences < len(where):
        return f"Named {where[weight.sentences]}."
    return f"Named {weight.sentences} sentences before."
