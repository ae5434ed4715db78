"""What a committed step did, for those who show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.ids import Kind, Ref


class StepKind(StrEnum):
    """Whether a step was new, took one back, or brought one back."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


Touched = Mapping[Kind, Set[int]]
"""Ids of objects by kind; of a large import there are so many that even a set of them weighs."""


@dataclass(frozen=True, slots=True)
class Change:
    """The label of a committed step and every object it touched; sent once, after the commit."""

    label: str
    by_kind: Touched
    kind: StepKind = StepKind.DO

    @classmethod
    def of(cls, label: str, touched: Iterable[Ref], kind: StepKind = StepKind.DO) -> Change:
        """A change by the names of what it touched."""
        by_kind: dict[Kind, set[int]] = {}
        for ref in touched:
            by_kind.setdefault(ref.kind, set()).add(ref.id)
        return cls(label, by_kind, kind)

    @property
    def touched(self) -> frozenset[Ref]:
        """Every object it touched."""
        return frozenset(Ref(kind, id) for kind, ids in self.by_kind.items() for id in ids)

    def ids(self, kind: Kind) -> Set[int]:
        """The ids of the touched objects of one kind."""
        return self.by_kind.get(kind, frozenset())

    def touches(self, *kinds: Kind) -> bool:
        """Whether any object of these kinds was touched."""
        return any(self.by_kind.get(kind) for kind in kinds)
