"""One thing that is wrong with a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

from annotator.model.ids import Kind, Ref

Sort = Literal[
    "damage",
    "link",
    "text",
    "corrections",
    "row",
    "span",
    "type",
    "loop",
    "document",
    "history",
    "words",
    "count",
    "advice",
]
_LISTS: dict[str, Kind] = {"entity_member": "entity", "statement_about": "statement"}
_OTHERS: dict[str, Kind | None] = {"source_text": "document", "step": None, "patch": None}
_DERIVED: frozenset[Sort] = frozenset({"words", "count"})
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Finding:
    """The sort of what is wrong, the object it is about if there is one, and a sentence."""

    what: Sort
    where: Ref | None
    sentence: str

    @property
    def harmful(self) -> bool:
        """Whether what somebody wrote is in doubt: not advice, nor what can be worked out again."""
        return self.what != "advice" and self.what not in _DERIVED

    def tree(self) -> dict[str, object]:
        """The finding for JSON."""
        where = [self.where.kind, self.where.id] if self.where else None
        return {"what": self.what, "where": where, "sentence": self.sentence}


def finding_of(tree: dict[str, object]) -> Finding:
    """A finding from its JSON; raises ValueError or KeyError for anything else."""
    what, where = tree["what"], tree["where"]
    if what not in SORTS:
        raise ValueError(f"no sort of finding: {what}")
    ref = Ref(cast("Kind", where[0]), int(where[1])) if isinstance(where, list) else None
    return Finding(what, ref, str(tree["sentence"]))


def found(what: Sort, where: Ref, problem: str) -> Finding:
    """A finding whose sentence begins with the object that it is about."""
    return Finding(what, where, f"{where.kind.capitalize()} {where.id}: {problem}.")


def ref_of(table: str, id: int) -> Ref | None:
    """The object whose row lies in a table; None for a table that holds no objects."""
    if table in _LISTS:
        return None
    kind = _OTHERS.get(table, cast("Kind", table))
    return Ref(kind, id) if kind else None
