"""How far two sets of entities agree: which mentions each of them holds together.

An entity is the set of its mentions; those of the two sides that stand on exactly the same words
are the same mention. All four measures need no more than the sizes of the entities, and how many
mentions each gold entity shares with each of the system: that alone is kept, however many mentions
there are. An entity with one mention is one as well.

The definitions are those of the reference scorer (Pradhan et al. 2014), which also has mentions
that only one side knows: they lower its precision or the other's recall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.model.ids import EntityId
from annotator.review.assignment import best_assignment
from annotator.review.figures import Score, share


@dataclass(slots=True)
class Clusters:
    """The entities of two sides, counted mention by mention."""

    gold: Counter[EntityId] = field(default_factory=Counter)
    system: Counter[EntityId] = field(default_factory=Counter)
    shared: Counter[tuple[EntityId, EntityId]] = field(default_factory=Counter)
    """How many mentions are of an entity there and of another one here: (gold, system)."""

    def add(
        self,
        gold: Iterable[EntityId],
        system: Iterable[EntityId],
        shared: Iterable[tuple[EntityId, EntityId]],
    ) -> None:
        """Count the mentions of a document: the entity of each, and of both where it is shared."""
        self.gold.update(gold)
        self.system.update(system)
        self.shared.update(shared)

    def b_cubed(self) -> Score:
        """B-cubed (Bagga and Baldwin 1998): how pure the entity of each mention is, on average."""
        return Score(
            share(
                sum(n * n / self.system[system] for (_, system), n in self.shared.items()),
                self.system.total(),
            ),
            share(
                sum(n * n / self.gold[gold] for (gold, _), n in self.shared.items()),
                self.gold.total(),
            ),
        )

    def ceaf(self) -> Score:
        """CEAF-e (Luo 2005, phi 4): the likeness of entities that are assigned one to one."""
        alike = sum(self._likeness(*pair) for pair in self.counterparts())
        return Score(share(alike, len(self.system)), share(alike, len(self.gold)))

    def muc(self) -> Score:
        """MUC (Vilain et al. 1995): the links that hold the mentions of an entity together."""
        return Score(
            _muc(self.system, ((system, n) for (_, system), n in self.shared.items())),
            _muc(self.gold, ((gold, n) for (gold, _), n in self.shared.items())),
        )

    def lea(self) -> Score:
        """LEA (Moosavi and Strube 2016): the links found of each entity, weighted by its size."""
        return Score(
            share(sum(self._lea(self.system, self.gold, flip=True)), self.system.total()),
            share(sum(self._lea(self.gold, self.system, flip=False)), self.gold.total()),
        )

    def measures(self) -> dict[str, Score]:
        """All four by their name in a tree of figures."""
        return {
            "b_cubed": self.b_cubed(),
            "ceaf_e": self.ceaf(),
            "muc": self.muc(),
            "lea": self.lea(),
        }

    def counterparts(self) -> list[tuple[EntityId, EntityId]]:
        """The assignment of CEAF-e: each gold entity with one of the system's at most."""
        return [
            (EntityId(gold), EntityId(system))
            for gold, system in best_assignment(
                {pair: self._likeness(*pair) for pair in self.shared}
            )
        ]

    def _likeness(self, gold: EntityId, system: EntityId) -> float:
        return 2 * self.shared[gold, system] / (self.gold[gold] + self.system[system])

    def _lea(
        self, own: Counter[EntityId], others: Counter[EntityId], *, flip: bool
    ) -> Iterator[float]:
        """For each shared part of an entity: its links, as a share of all, times the size.

        An entity of one mention has a link to itself, found where the other is one of one too.
        """
        for (gold, system), n in self.shared.items():
            one, other = (system, gold) if flip else (gold, system)
            size = own[one]
            found = _links(n) if size > 1 else int(others[other] == 1)
            yield size * found / (_links(size) or 1)


def _links(mentions: int) -> int:
    return mentions * (mentions - 1) // 2


def _muc(sizes: Counter[EntityId], parts: Iterable[tuple[EntityId, int]]) -> float | None:
    """The share of the links of entities that is left when the other side has cut them up."""
    kept = sum(n - 1 for _, n in parts)
    return share(kept, sum(size - 1 for size in sizes.values()))
