"""Reading documents and their texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from annotator.model.document import Document, DocumentOrder
from annotator.model.ids import DocumentId
from annotator.store.guarded import readable
from annotator.store.queries.reader import Reader, containing
from annotator.store.rows import DOCUMENTS
from annotator.store.texts import Texts

_CHUNK = 500
_COMPARED = 30
_TELLING = ("published", "source_name")
_APART = {each: each for each in _TELLING} | {
    "imported_at": "substr(imported_at, 1, 16)",
    "id": "id",
}
"""By the name of a field: what of it is compared, of a time the minute that is shown."""


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """A document with how many mentions and statements were accepted in it."""

    document: Document
    mentions: int
    statements: int

    @property
    def started(self) -> bool:
        """Whether anything was annotated: what is only suggested, or was rejected, is not."""
        return self.mentions + self.statements > 0


class Documents(Reader[Document]):
    """Documents in the order in which they were imported."""

    codec = DOCUMENTS

    def __init__(self, db: Database, texts: Texts) -> None:
        super().__init__(db)
        self._texts = texts

    def ids(
        self, words: str = "", order: DocumentOrder = DocumentOrder.IMPORTED
    ) -> list[DocumentId]:
        """Ids of the documents in an order; only those with some words in the title, if given.

        They come as one text: 100,000 rows fetched one by one would take longer than the eye waits,
        and so would an ORDER BY where an index has the order.
        """
        if order not in _WITH_TITLES and words:
            found = set(self.ids(words))
            return [id for id in self.ids(order=order) if id in found]
        if order is DocumentOrder.OPEN:
            return self._open_first()
        condition = "WHERE title LIKE ? ESCAPE '\\'" if words else ""
        source, backwards = _ORDERS[order]
        row = self._db.execute(
            f"SELECT group_concat(id) FROM {source} {condition}",
            [containing(words)] if words else [],
        ).fetchone()
        ids: list[DocumentId] = json.loads(f"[{row[0] or ''}]")
        return ids[::-1] if backwards else ids

    def latest_done(self, limit: int, *, longest: int) -> list[DocumentId]:
        """Ids of the documents that are done and not longer than that, the newest first."""
        rows = self._db.execute(
            "SELECT id FROM document WHERE state = 'done' AND length <= ? ORDER BY id DESC LIMIT ?",
            [longest, limit],
        )
        return [DocumentId(id) for (id,) in rows]

    def _open_first(self) -> list[DocumentId]:
        rows = self._db.execute(
            "SELECT state = 'done', group_concat(id) FROM document INDEXED BY idx_document_state"
            " GROUP BY state"
        )
        return [id for _, ids in sorted(rows) for id in json.loads(f"[{ids}]")]

    def first(self) -> DocumentId | None:
        """The document that was imported first."""
        row = self._db.execute("SELECT min(id) FROM document").fetchone()
        return None if row[0] is None else DocumentId(row[0])

    def text(self, document: DocumentId) -> str:
        """The text of a document.

        Raises KeyError when there is no such document, Damaged when its text cannot be read.
        """
        text = self._texts.of(document)
        if text is None:
            raise KeyError(f"text of document {document}")
        return text

    def texts(self) -> Iterator[tuple[DocumentId, str]]:
        """Every text with the id of its document, in order, one in memory at a time."""
        for id, data in self._db.execute("SELECT id, text FROM source_text ORDER BY id"):
            with readable(self._db, f"the text of document {id}"):
                text = bytes(data).decode("utf-8")
            yield DocumentId(id), text

    def lengths(self, ids: Sequence[DocumentId]) -> list[tuple[DocumentId, int]]:
        """The lengths of texts in code points, in id order; ids that are gone are left out."""
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT id, length FROM document WHERE id IN ({marks}) ORDER BY id"
        return [(DocumentId(id), length) for id, length in self._db.execute(sql, list(ids))]

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

    def apart(self, titles: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each of some titles that several documents share, the facts in which these differ.

        They are names of fields: the date and the name of the file, else the time of import, else
        the id. Of very many that are called the same some are compared.
        """
        columns = ", ".join(_APART.values())
        found: dict[str, tuple[str, ...]] = {}
        for title in dict.fromkeys(titles):
            rows = self._db.execute(
                f"SELECT {columns} FROM document WHERE title = ? COLLATE NOCASE LIMIT ?",
                [title, _COMPARED],
            ).fetchall()
            if len(rows) > 1:
                differ = [len(set(values)) > 1 for values in zip(*rows, strict=True)]
                named = tuple(name for name, other in zip(_APART, differ, strict=True) if other)
                found[title] = tuple(each for each in named if each in _TELLING) or named[:1]
        return found

    def started(self, ids: Sequence[DocumentId]) -> list[DocumentId]:
        """Those of some documents in which anything was annotated, in id order."""
        found: list[DocumentId] = []
        for first in range(0, len(ids), _CHUNK):
            part = ids[first : first + _CHUNK]
            marks = ", ".join("?" * len(part))
            rows = self._db.execute(
                f"SELECT id FROM document_tally WHERE id IN ({marks})"
                " AND mentions + statements > 0 ORDER BY id",
                part,
            )
            found += [DocumentId(id) for (id,) in rows.fetchall()]
        return found

    def with_text(self, sha256: str) -> Document | None:
        """The document whose text has a hash, if the project has it."""
        return next(iter(self._where("sha256 = ? ORDER BY id LIMIT 1", [sha256])), None)

    def id_of_text(self, sha256: str) -> DocumentId | None:
        """The first document whose text has a hash, if the project has it."""
        sql = "SELECT id FROM document WHERE sha256 = ? ORDER BY id LIMIT 1"
        row = self._db.execute(sql, [sha256]).fetchone()
        return DocumentId(row[0]) if row else None

    def corrected(self) -> list[Document]:
        """The documents whose text was corrected."""
        return self._where("corrections IS NOT NULL ORDER BY id", [])

    def done(self) -> int:
        """How many documents are marked done."""
        sql = "SELECT count(*) FROM document WHERE state = 'done'"
        return int(self._db.execute(sql).fetchone()[0])

    def neighbour(
        self,
        document: DocumentId,
        *,
        forwards: bool,
        order: DocumentOrder = DocumentOrder.IMPORTED,
    ) -> DocumentId | None:
        """The document after or before another in an order, or None at the end."""
        if order is not DocumentOrder.IMPORTED:
            ids = self.ids(order=order)
            place = ids.index(document) + (1 if forwards else -1)
            return ids[place] if 0 <= place < len(ids) else None
        sign, sorting = (">", "ASC") if forwards else ("<", "DESC")
        sql = f"SELECT id FROM document WHERE id {sign} ? ORDER BY id {sorting} LIMIT 1"
        row = self._db.execute(sql, [document]).fetchone()
        return DocumentId(row[0]) if row else None

    def next_open(
        self, document: DocumentId, order: DocumentOrder = DocumentOrder.IMPORTED
    ) -> DocumentId | None:
        """The next document that is not done, going on from the first; None when all are done."""
        if order is not DocumentOrder.IMPORTED:
            return self._next_open_in(self.ids(order=order), document)
        # two searches of an index; one query over both would look at every open document
        for condition in ("id > ?", "id < ?"):
            sql = (
                f"SELECT id FROM document WHERE state = 'open' AND {condition} ORDER BY id LIMIT 1"
            )
            row = self._db.execute(sql, [document]).fetchone()
            if row:
                return DocumentId(row[0])
        return None

    def _next_open_in(self, ids: Sequence[DocumentId], document: DocumentId) -> DocumentId | None:
        done = {id for (id,) in self._db.execute("SELECT id FROM document WHERE state = 'done'")}
        at = ids.index(document)
        return next((id for id in (*ids[at + 1 :], *ids[:at]) if id not in done), None)


_ORDERS: Mapping[DocumentOrder, tuple[str, bool]] = {
    DocumentOrder.IMPORTED: ("document INDEXED BY idx_document_list", False),
    DocumentOrder.TITLE: ("document INDEXED BY idx_document_title", False),
    DocumentOrder.NEWEST: ("document INDEXED BY idx_document_published", True),
    DocumentOrder.ANNOTATED: (
        "(SELECT id FROM document_tally ORDER BY mentions + statements DESC, id)",
        False,
    ),
}
"""Where the ids come from, and whether from its end; an index is read in its own order."""
_WITH_TITLES = frozenset({DocumentOrder.IMPORTED, DocumentOrder.TITLE, DocumentOrder.NEWEST})
"""The orders whose source has the titles too, and can leave documents out by them."""
