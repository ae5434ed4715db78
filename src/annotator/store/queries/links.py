"""Reading relations and notes."""

from __future__ import annotations

from sqlite_utils import Database

from annotator.model.ids import DocumentId, Ref
from annotator.model.relation import LINKABLE, NOTABLE, Note, Relation
from annotator.store.queries.reader import Reader
from annotator.store.rows import NOTES, RELATIONS

_IN_DOCUMENTS = ("mention", "statement")


class _Relations(Reader[Relation]):
    codec = RELATIONS

    def of(self, ref: Ref) -> list[Relation]:
        """The relations from or to an object, in id order."""
        if ref.kind not in LINKABLE:
            return []
        return self._where(
            f"source_{ref.kind} = ? OR target_{ref.kind} = ? ORDER BY id", [ref.id, ref.id]
        )

    def in_document(self, document: DocumentId) -> list[Relation]:
        """The relations whose evidence lies in a document, in id order."""
        return self._where("document = ? ORDER BY id", [document])

    def touching(self, document: DocumentId) -> list[Relation]:
        """The relations from or to a mention or statement of a document, in id order."""
        there = " OR ".join(
            f"{end}_{kind} IN (SELECT id FROM {kind} WHERE document = ?1)"
            for end in ("source", "target")
            for kind in _IN_DOCUMENTS
        )
        return self._where(f"{there} ORDER BY id", [document])


class _Notes(Reader[Note]):
    codec = NOTES

    def of(self, ref: Ref) -> list[Note]:
        """The notes on an object, in id order."""
        if ref.kind not in NOTABLE:
            return []
        return self._where(f"target_{ref.kind} = ? ORDER BY id", [ref.id])

    def inside(self, document: DocumentId) -> list[Note]:
        """The notes on a document, on words of it, and on what is annotated in it, in id order."""
        there = " OR ".join(
            f"target_{kind} IN (SELECT id FROM {kind} WHERE document = ?1)"
            for kind in _IN_DOCUMENTS
        )
        return self._where(f"target_document = ?1 OR {there} ORDER BY id", [document])


class Links:
    """What ties objects together, and what was written on them."""

    def __init__(self, db: Database) -> None:
        self.relations = _Relations(db)
        self.notes = _Notes(db)
