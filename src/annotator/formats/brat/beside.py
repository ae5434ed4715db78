"""Relations, notes and evidence of a project by what they hang on, to be written with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.formats.losses import Tally
from annotator.model.annotations import ProjectContent
from annotator.model.claim import Evidence
from annotator.model.ids import Ref
from annotator.model.relation import Note, Relation

_IN_TEXT = ("mention", "statement")
LOST_RELATIONS = "relations between documents, or of what is left out"
LOST_NOTES = "notes on notes, or on what is left out"
LOST_EVIDENCE = "pieces of evidence in documents that are left out"


@dataclass(slots=True)
class Hung:
    """What hangs on one object."""

    relations: list[Relation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


NOTHING = Hung()


class Beside:
    """Finds what hangs on an object once; what nobody asked for is lost.

    A relation hangs on its source, where that lies in a text, or else on its target; a relation of
    entities and claims on the document that gives evidence for it, or on the project.
    """

    def __init__(self, content: ProjectContent) -> None:
        self._hung: dict[Ref, Hung] = {}
        for relation in content.relations:
            self._on(_owner(relation)).relations.append(relation)
        for note in content.notes:
            self._on(note.target if not _of_project(note) else _PROJECT).notes.append(note)
        for evidence in content.evidence:
            owner = _PROJECT if evidence.document is None else Ref("document", evidence.document)
            self._on(owner).evidence.append(evidence)

    def __bool__(self) -> bool:
        return bool(self._hung)

    def _on(self, ref: Ref) -> Hung:
        return self._hung.setdefault(ref, Hung())

    def of(self, ref: Ref) -> Hung:
        """What hangs on an object; it is the one asked for, and not left any more."""
        return self._hung.pop(ref, NOTHING)

    def has(self, ref: Ref) -> bool:
        """Whether something hangs on an object that was not asked for yet."""
        return ref in self._hung

    @property
    def of_project(self) -> Hung:
        """What hangs on entities, claims and the project itself."""
        return self.of(_PROJECT)

    def tell_left(self, tally: Tally) -> None:
        """Count what hangs on something that was not written."""
        for ref, hung in self._hung.items():
            place = f"{ref.kind} {ref.id}"
            for relation in hung.relations:
                tally.add(LOST_RELATIONS, f"{place}: {relation.type}")
            for note in hung.notes:
                tally.add(LOST_NOTES, f"{place}: {note.text[:60]}")
            for evidence in hung.evidence:
                tally.add(LOST_EVIDENCE, f"{place}: evidence of claim {evidence.claim}")


_PROJECT = Ref("project", 0)


def _of_project(note: Note) -> bool:
    return note.target.kind in ("entity", "claim")


def _owner(relation: Relation) -> Ref:
    for end in (relation.source, relation.target):
        if end.kind in _IN_TEXT:
            return end
    if relation.document is not None:
        return Ref("document", relation.document)
    return _PROJECT
