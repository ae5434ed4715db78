"""The texts of documents, decoded once and kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict

from sqlite_utils import Database

from annotator.store.guarded import readable

_LARGE = 200_000
_MOST_KEPT = 8
_MOST_CHARACTERS = 1 << 22


class Texts:
    """Reads texts, and keeps the last ones: one that is being annotated is asked for at every act.

    Whoever shows a text holds the very string that is kept here, so it is in memory once. A text
    that is kept is handed out only while its document still has its hash, whoever wrote it.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: OrderedDict[int, tuple[str, str]] = OrderedDict()

    def of(self, document: int) -> str | None:
        """The text of a document; None where there is no document. Raises Damaged."""
        row = self._db.execute("SELECT sha256 FROM document WHERE id = ?", [document]).fetchone()
        if row is None:
            return None
        (sha256,) = row
        kept = self._kept.get(document)
        if kept is None or kept[0] != sha256:
            kept = (sha256, self._read(document))
            self._keep(document, kept)
        self._kept.move_to_end(document)
        return kept[1]

    def _read(self, document: int) -> str:
        row = self._db.execute("SELECT text FROM source_text WHERE id = ?", [document]).fetchone()
        with readable(self._db, f"the text of document {document}"):
            (data,) = row
            text = bytes(data).decode("utf-8")
        if len(text) > _LARGE:
            # SQLite would keep the pages of it as well, and nobody reads them again
            self._db.execute("PRAGMA shrink_memory")
        return text

    def _keep(self, document: int, kept: tuple[str, str]) -> None:
        self._kept[document] = kept
        size = sum(len(text) for _, text in self._kept.values())
        while len(self._kept) > 1 and (len(self._kept) > _MOST_KEPT or size > _MOST_CHARACTERS):
            _, (_, dropped) = self._kept.popitem(last=False)
            size -= len(dropped)
