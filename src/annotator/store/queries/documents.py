"""Reading documents and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from annotator.model.document import Document
from annotator.model.ids import DocumentId
from annotator.store.queries.reader import Reader
from annotator.store.rows import DOCUMENTS
from annotator.store.texts import Texts


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """A document with how many mentions and statements lie in it."""

    document: Document
    mentions: int
    statements: int

    @property
    def started(self) -> bool:
        """Whether anything was annotated."""
        return self.mentions + self.statements > 0


class Documents(Reader[Document]):
    """Documents in the order in which they were imported."""

    codec = DOCUMENTS

    def __init__(self, db: Database, texts: Texts) -> None:
        super().__init__(db)
        self._texts = texts

    def ids(self, words: str = "") -> list[DocumentId]:
        """Ids of the documents, in order; only those with some words in the title, if given."""
        escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        condition = "WHERE title LIKE ? ESCAPE '\\'" if words else ""
        rows = self._db.execute(
            f"SELECT id FROM document {condition} ORDER BY id", [f"%{escaped}%"] if words else []
        )
        return [DocumentId(id) for (id,) in rows]

    def text(self, document: DocumentId) -> str:
        """The text of a document.

        Raises KeyError when there is no such document, Damaged when its text cannot be read.
        """
        text = self._texts.of(document)
        if text is None:
            raise KeyError(f"text of document {document}")
        return text

    def counted(self, ids: Sequence[DocumentId]) -> list[DocumentCount]:
        """Documents in the order asked for, with their counts; ids that are gone are left out."""
        marks = ", ".join("?" * len(ids))
        found = {d.id: d for d in self._where(f"id IN ({marks})", list(ids))} if ids else {}
        tallies = {
            id: numbers
            for id, *numbers in self._db.execute(
                f"SELECT id, mentions, statements FROM document_tally WHERE id IN ({marks})", ids
            )
        }
        return [DocumentCount(found[id], *tallies.get(id, (0, 0))) for id in ids if id in found]

    def with_text(self, sha256: str) -> Document | None:
        """The document whose text has a hash, if the project has it."""
        return next(iter(self._where("sha256 = ? ORDER BY id LIMIT 1", [sha256])), None)

    def done(self) -> int:
        """How many documents are marked done."""
        sql = "SELECT count(*) FROM document WHERE state = 'done'"
        return int(self._db.execute(sql).fetchone()[0])

    def neighbour(self, document: DocumentId, *, forwards: bool) -> DocumentId | None:
        """The document after or before another, or None at the end."""
        sign, order = (">", "ASC") if forwards else ("<", "DESC")
        sql = f"SELECT id FROM document WHERE id {sign} ? ORDER BY id {order} LIMIT 1"
        row = self._db.execute(sql, [document]).fetchone()
        return DocumentId(row[0]) if row else None

    def next_open(self, document: DocumentId) -> DocumentId | None:
        """The next document that is not done, going on from the first; None when all are done."""
        sql = "SELECT id FROM document WHERE state = 'open' AND id <> ? ORDER BY id < ?, id LIMIT 1"
        row = self._db.execute(sql, [document, document]).fetchone()
        return DocumentId(row[0]) if row else None
