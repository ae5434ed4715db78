"""The figures in which agreement is told: precision, recall and F, observed agreement and kappa.

A share of nothing is None and not 0: nobody was wrong where nothing was to be found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


def share(part: float, whole: float) -> float | None:
    """A part of a whole, from 0 to 1; None of nothing."""
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float | None
    recall: float | None

    @property
    def f(self) -> float | None:
        """The harmonic mean of both (F1)."""
        if self.precision is None and self.recall is None:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        both = precision + recall
        return 2 * precision * recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are on each side, and how many of them are matched one to one."""

    right: int = 0
    gold: int = 0
    system: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.gold + other.gold, self.system + other.system)

    @property
    def score(self) -> Score:
        """Precision over the system's, recall over the gold ones."""
        return Score(share(self.right, self.system), share(self.right, self.gold))

    @property
    def observed(self) -> float | None:
        """Plain agreement of two people: what both have, of what either has."""
        return share(self.right, self.gold + self.system - self.right)


@dataclass(frozen=True, slots=True)
class Codes:
    """What each side calls the same things, pair by pair: (gold, system)."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __add__(self, other: Codes) -> Codes:
        return Codes(self.pairs + other.pairs)

    @property
    def number(self) -> int:
        """How many things were compared."""
        return self.pairs.total()

    @property
    def observed(self) -> float | None:
        """The share of things that both sides call the same: the accuracy of the system."""
        same = sum(times for (gold, system), times in self.pairs.items() if gold == system)
        return share(same, self.number)

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (1960): agreement beyond that of chance; None where chance is certain."""
        if self.observed is None:
            return None
        gold: Counter[str] = Counter()
        system: Counter[str] = Counter()
        for (one, other), times in self.pairs.items():
            gold[one] += times
            system[other] += times
        chance = sum(times * system[code] for code, times in gold.items()) / self.number**2
        return share(self.observed - chance, 1 - chance)
