"""What all occurrences of one name in a text say of its type, added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.text.evidence import Evidence

_HERE = 0.5
#: However often a name occurs, what stands around it counts as that of so many at most.
_MOST_TIMES = 2.5
_ENOUGH = 0.65
_ENOUGH_IN_FRONT = 1.5

#: What is said of a thing once, as in "Vantor, a company", holds wherever else it is named.
_TOLD_ONCE = frozenset({"apposition"})

Sign = tuple[str, str]
_Scores = dict[str, tuple[float, float, str]]


@dataclass(slots=True)
class WordRead:
    """Everything that is known of one name, wherever it stands in the text.

    The signs are added up by type and rule: what is kept does not grow with the text.
    """

    words: tuple[str, ...]
    own: list[Evidence]
    around: dict[Sign, float] = field(default_factory=dict)
    told: dict[Sign, float] = field(default_factory=dict)
    links: dict[Sign, float] = field(default_factory=dict)
    times: int = 0
    #: How often it stands where a capital tells nothing.
    opening: int = 0
    full: str | None = None
    scores: _Scores = field(default_factory=dict)

    def stands_with(self, signs: Iterable[Evidence]) -> None:
        """Count what stands around one occurrence."""
        for type, weight, rule in signs:
            if rule in _TOLD_ONCE:
                self.told[type, rule] = max(weight, self.told.get((type, rule), weight), key=abs)
            else:
                self.around[type, rule] = self.around.get((type, rule), 0) + weight

    def learns(self, type: str, weight: float, rule: str) -> None:
        """Keep the strongest sign of a rule that comes from other names."""
        self.links[type, rule] = max(weight, self.links.get((type, rule), 0))

    def add_up(self) -> None:
        """What all occurrences say together: the more there are, the less each counts."""
        self.scores = {}
        times = max(1, self.times)
        share = min(times**0.5, _MOST_TIMES) / times
        for (type, rule), weight in self.around.items():
            _count(self.scores, type, weight * share, rule)
        for (type, rule), weight in (*self.told.items(), *self.links.items()):
            _count(self.scores, type, weight, rule)
        for sign in self.own:
            _count(self.scores, *sign)

    def decided(self, here: Sequence[Evidence] = ()) -> tuple[str | None, str, float]:
        """The type that most speaks for, its strongest sign, and all signs for it together."""
        scores = self.scores
        if here:
            scores = dict(scores)
            for type, weight, rule in here:
                _count(scores, type, weight * _HERE, rule)
        # One word that never stands inside a sentence needs more than a weak sign.
        doubtful = len(self.words) == 1 and self.opening == self.times
        best, most = None, _ENOUGH_IN_FRONT if doubtful else _ENOUGH
        for type, (total, _, _) in scores.items():
            if total > most:
                best, most = type, total
        return best, scores[best][2] if best else "capitals", most


def _count(scores: _Scores, type: str, weight: float, rule: str) -> None:
    total, strongest, named = scores.get(type, (0.0, 0.0, rule))
    if weight > strongest:
        strongest, named = weight, rule
    scores[type] = total + weight, strongest, named
