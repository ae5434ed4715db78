"""A project cut down to some of its documents, and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from annotator.model.annotations import ProjectContent
from annotator.model.claim import Evidence
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.statement import Statement
from annotator.store.queries import Queries

V = TypeVar("V")


def only(content: ProjectContent, wanted: frozenset[int], queries: Queries) -> ProjectContent:
    """The documents that are wanted with all on them; entities and claims stay, as all share them.

    Relations, evidence and notes that have an end or a place in another document are left out.
    """
    here = _Here(wanted, queries)
    return replace(
        content,
        documents=(each for each in content.documents if each.document.id in wanted),
        relations=_Only(content.relations, here.joins),
        evidence=_Only(content.evidence, here.bears),
        notes=_Only(content.notes, here.is_noted),
    )


@dataclass(frozen=True, slots=True)
class _Here:
    """Whether something lies in the documents that are wanted, or in none."""

    wanted: frozenset[int]
    queries: Queries

    def joins(self, relation: Relation) -> bool:
        """Whether a relation has its ends and its place here."""
        placed = relation.document is None or relation.document in self.wanted
        return placed and self._has(relation.source) and self._has(relation.target)

    def bears(self, evidence: Evidence) -> bool:
        """Whether a piece of evidence has its place here."""
        return evidence.document is None or evidence.document in self.wanted

    def is_noted(self, note: Note) -> bool:
        """Whether a note is on something here."""
        return self._has(note.target)

    def _has(self, ref: Ref) -> bool:
        if ref.kind == "relation":
            relation = self.queries.links.relations.find(ref.id)
            return relation is not None and self.joins(relation)
        lying = {
            "mention": self.queries.mentions.find,
            "statement": self.queries.statements.find,
        }
        if ref.kind in lying:
            found = lying[ref.kind](ref.id)
            return isinstance(found, Mention | Statement) and found.document in self.wanted
        return ref.kind != "document" or ref.id in self.wanted


@dataclass(frozen=True, slots=True)
class _Only(Generic[V]):
    """Those of some values that are kept; read anew each time somebody goes through them."""

    values: Iterable[V]
    kept: Callable[[V], bool]

    def __iter__(self) -> Iterator[V]:
        return filter(self.kept, self.values)
