"""What a committed step did, for those who show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.ids import Kind, Ref


class StepKind(StrEnum):
    """Whether a step was new, took one back, or brought one back."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """The label of a committed step and every object it touched; sent once, after the commit."""

    label: str
    touched: frozenset[Ref]
    kind: StepKind = StepKind.DO

    def ids(self, kind: Kind) -> frozenset[int]:
        """The ids of the touched objects of one kind."""
        return frozenset(ref.id for ref in self.touched if ref.kind == kind)

    def touches(self, *kinds: Kind) -> bool:
        """Whether any object of these kinds was touched."""
        return any(ref.kind in kinds for ref in self.touched)
