"""How far two people, or a person and a rule, have the same mentions in one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.mention import Mention
from annotator.review.figures import Codes, Counts
from annotator.review.twins import Pair, best_first, left_of, overlap, overlapping, same

Typed = Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class MentionScore:
    """Mentions counted four ways: exact or overlapping, with or without their type.

    `types` are those of the mentions that stand on exactly the same words.
    """

    exact: Counts = field(default_factory=Counts)
    overlapping: Counts = field(default_factory=Counts)
    exact_by_type: Typed = field(default_factory=dict)
    overlapping_by_type: Typed = field(default_factory=dict)
    types: Codes = field(default_factory=Codes)

    def __add__(self, other: MentionScore) -> MentionScore:
        return MentionScore(
            self.exact + other.exact,
            self.overlapping + other.overlapping,
            _added(self.exact_by_type, other.exact_by_type),
            _added(self.overlapping_by_type, other.overlapping_by_type),
            self.types + other.types,
        )

    @property
    def exact_typed(self) -> Counts:
        """Exactly the same words and the same type."""
        return sum(self.exact_by_type.values(), Counts())

    @property
    def overlapping_typed(self) -> Counts:
        """Words in common and the same type."""
        return sum(self.overlapping_by_type.values(), Counts())


def compare_mentions(
    gold: Sequence[Mention], system: Sequence[Mention]
) -> tuple[MentionScore, list[Pair]]:
    """The score of the mentions of one text, and the pairs on exactly the same words."""
    typed = same([_typed(each) for each in gold], [_typed(each) for each in system])
    twins = typed + _untyped(gold, system, typed)
    types = Codes(Counter((gold[one].type, system[other].type) for one, other in twins))
    wide = twins + _wider(gold, system, twins)
    wide_typed = typed + _wider_of_type(gold, system, typed)
    score = MentionScore(
        Counts(len(twins), len(gold), len(system)),
        Counts(len(wide), len(gold), len(system)),
        _by_type(gold, system, typed),
        _by_type(gold, system, wide_typed),
        types,
    )
    return score, twins


def _typed(mention: Mention) -> tuple[object, ...]:
    return mention.spans, mention.type


def _untyped(
    gold: Sequence[Mention], system: Sequence[Mention], taken: Sequence[Pair]
) -> list[Pair]:
    """The pairs on the same words among those that are left: their types are not the same."""
    here, there = _left(gold, system, taken)
    found = same([gold[at].spans for at in here], [system[at].spans for at in there])
    return [(here[one], there[other]) for one, other in found]


def _wider(gold: Sequence[Mention], system: Sequence[Mention], taken: Sequence[Pair]) -> list[Pair]:
    """The pairs with words in common among those that are left, the likest first."""
    here, there = _left(gold, system, taken)
    ours, theirs = [gold[at].spans for at in here], [system[at].spans for at in there]

    def likeness(pair: Pair) -> tuple[float, ...]:
        one, other = pair
        alike = gold[here[one]].type == system[there[other]].type
        return overlap(ours[one], theirs[other]), float(alike)

    found = best_first(overlapping(ours, theirs), likeness)
    return [(here[one], there[other]) for one, other in found]


def _wider_of_type(
    gold: Sequence[Mention], system: Sequence[Mention], taken: Sequence[Pair]
) -> list[Pair]:
    here, there = _left(gold, system, taken)
    ours, theirs = [gold[at].spans for at in here], [system[at].spans for at in there]
    alike = (
        (one, other)
        for one, other in overlapping(ours, theirs)
        if gold[here[one]].type == system[there[other]].type
    )
    found = best_first(alike, lambda pair: (overlap(ours[pair[0]], theirs[pair[1]]),))
    return [(here[one], there[other]) for one, other in found]


def _left(
    gold: Sequence[Mention], system: Sequence[Mention], taken: Sequence[Pair]
) -> tuple[list[int], list[int]]:
    return (
        left_of(len(gold), (one for one, _ in taken)),
        left_of(len(system), (other for _, other in taken)),
    )


def _by_type(
    gold: Sequence[Mention], system: Sequence[Mention], pairs: Sequence[Pair]
) -> dict[str, Counts]:
    here = Counter(each.type for each in gold)
    there = Counter(each.type for each in system)
    right = Counter(gold[one].type for one, _ in pairs)
    return {type: Counts(right[type], here[type], there[type]) for type in sorted({*here, *there})}


def _added(one: Typed, other: Typed) -> dict[str, Counts]:
    return {
        type: one.get(type, Counts()) + other.get(type, Counts()) for type in sorted({*one, *other})
    }
