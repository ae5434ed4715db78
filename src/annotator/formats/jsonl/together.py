"""Which objects must stay together since they name each other: documents, and what hangs on them.

Entities and claims belong to all of a file, so naming one of them ties nothing together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from annotator.model.claim import Evidence
from annotator.model.ids import Kind, Ref
from annotator.model.relation import Note, Relation

Beside = Evidence | Relation | Note
"""What stands beside documents: it hangs on objects in one of them, in several, or in none."""
_TIED = ("document", "mention", "statement", "evidence", "relation", "note")


def ref_of(one: Beside) -> Ref:
    """The name of what stands beside documents."""
    match one:
        case Evidence():
            return Ref("evidence", one.id)
        case Relation():
            return Ref("relation", one.id)
        case Note():
            return Ref("note", one.id)


def ties_of(one: Beside) -> list[Ref]:
    """All that an object ties together, itself first."""
    named: list[Ref] = []
    match one:
        case Evidence() | Relation() if one.document is not None:
            named.append(Ref("document", one.document))
    match one:
        case Relation():
            named += (one.source, one.target)
        case Note():
            named.append(one.target)
    return [ref_of(one), *(ref for ref in named if ref.kind in _TIED)]


def tied_by(kind: Kind, tree: object) -> list[Ref]:
    """The same of an object that is not read yet; what is wrong in it ties nothing."""
    if not isinstance(tree, dict):
        return []
    named: list[tuple[object, object]] = [
        (kind, tree.get("id")),
        ("document", tree.get("document")),
    ]
    ends = [tree.get(key) for key in ("source", "target")]
    named += [(end.get("kind"), end.get("id")) for end in ends if isinstance(end, dict)]
    return [
        Ref(cast(Kind, kind), id) for kind, id in named if kind in _TIED and isinstance(id, int)
    ]


class Together:
    """Names in groups; each group is known by one of them."""

    def __init__(self) -> None:
        self._above: dict[Ref, Ref] = {}

    def __bool__(self) -> bool:
        return bool(self._above)

    def __iter__(self) -> Iterator[Ref]:
        return iter(self._above)

    def tie(self, refs: list[Ref]) -> None:
        """Put several into one group; one alone makes none."""
        if len(refs) > 1:
            first = self._top(refs[0])
            for ref in refs[1:]:
                self._above[self._top(ref)] = first

    def group(self, ref: Ref) -> Ref | None:
        """The group that a name is in, if it is in one."""
        return self._top(ref) if ref in self._above else None

    def _top(self, ref: Ref) -> Ref:
        above = self._above
        top = above.setdefault(ref, ref)
        while above[top] != top:
            top = above[top]
        while above[ref] != top:
            above[ref], ref = top, above[ref]
        return top
