"""One thing that is wrong with a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from annotator.model.ids import Kind, Ref

Sort = Literal[
    "damage", "link", "text", "row", "span", "type", "loop", "document", "history", "count"
]
_LISTS: dict[str, Kind] = {"entity_member": "entity", "statement_about": "statement"}
_OTHERS: dict[str, Kind | None] = {"source_text": "document", "step": None, "patch": None}


@dataclass(frozen=True, slots=True)
class Finding:
    """The sort of what is wrong, the object it is about if there is one, and a sentence."""

    what: Sort
    where: Ref | None
    sentence: str


def found(what: Sort, where: Ref, problem: str) -> Finding:
    """A finding whose sentence begins with the object that it is about."""
    return Finding(what, where, f"{where.kind.capitalize()} {where.id}: {problem}.")


def ref_of(table: str, id: int) -> Ref | None:
    """The object whose row lies in a table; None for a table that holds no objects."""
    if table in _LISTS:
        return None
    kind = _OTHERS.get(table, cast("Kind", table))
    return Ref(kind, id) if kind else None
