"""One step in the making: values go in and out of their tables, and every write leaves a patch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from annotator.model.document import Document
from annotator.model.ids import DocumentId, Ref
from annotator.model.provenance import Provenance, Status
from annotator.store.columns import Cell
from annotator.store.patches import PatchedRows
from annotator.store.rows import Members, Value, codec_of

_LISTS = {"entity": "entity_member", "statement": "statement_about"}


class Transaction:
    """Adds, replaces and removes objects of the project; all of it is kept or none."""

    def __init__(self, db: Database, rows: PatchedRows, *, author: str, now: str) -> None:
        self._db = db
        self.rows = rows
        self.label = ""
        """What was done, in the history; it may still change while the step is made."""
        self.author = author
        self.now = now

    def provenance(
        self,
        *,
        origin: str = "human",
        status: Status = Status.ACCEPTED,
        confidence: float | None = None,
    ) -> Provenance:
        """Provenance of something made in this step by the author of the session."""
        return Provenance(self.author, self.now, status, origin, None, confidence)

    def add(self, value: Value) -> int:
        """Store a new object. An id of 0 stands for the next free one. Returns the id."""
        codec = codec_of(value)
        row: dict[str, Cell] = {**codec.outward(value), "id": value.id or None}
        id = self.rows.insert(codec.kind, row)
        if codec.members:
            self._write_list(codec.members, id, codec.listed(value))
        return id

    def add_all(self, values: Iterable[Value]) -> None:
        """Store new objects of one kind, all of them with ids, which takes a fraction of the time.

        What all of them link to may be stored later in the step.
        """
        values = tuple(values)
        if not values:
            return
        codec = codec_of(values[0])
        rows = [codec.outward(value) for value in values]
        for row, value in zip(rows, values, strict=True):
            row["id"] = value.id
        self.rows.insert_all(codec.kind, rows)
        if codec.members:
            for value in values:
                self._write_list(codec.members, value.id, codec.listed(value))

    def add_document(self, document: Document, text: str) -> DocumentId:
        """Store a document and its text. Returns the id.

        Raises UnicodeEncodeError for a text with lone surrogates, which no importer lets through.
        """
        id = self.add(document)
        self.rows.insert("source_text", {"id": id, "text": text.encode("utf-8")})
        return DocumentId(id)

    def retell(self, document: Document, text: str) -> None:
        """Give a document another text, with the hash and length of that.

        What lies in it has to be moved in the same step. The old text stays in the history.
        """
        self.replace(document)
        self.rows.delete("source_text", document.id)
        self.rows.insert("source_text", {"id": document.id, "text": text.encode("utf-8")})

    def replace(self, value: Value) -> None:
        """Store an object in the place of the one with its id; only what differs is written."""
        codec = codec_of(value)
        changed = self.rows.update(codec.kind, value.id, codec.outward(value))
        if codec.members and self._list(codec.members, value.id) != list(codec.listed(value)):
            self._clear_list(codec.members, value.id)
            self._write_list(codec.members, value.id, codec.listed(value))
            changed = True
        if changed and not isinstance(value, Document):
            stamped = replace(value.provenance, modified_at=self.now)
            self.rows.update(codec.kind, value.id, {"modified_at": stamped.modified_at})

    def remove(self, ref: Ref) -> None:
        """Delete one object; what links to it must be removed or changed in this step as well."""
        if ref.kind in _LISTS:
            self._clear_list(_LISTS[ref.kind], ref.id)
        if ref.kind == "document":
            self.rows.delete("source_text", ref.id)
        self.rows.delete(ref.kind, ref.id)

    def settle(self) -> None:
        """Let what was made in this step be read: a large one writes many rows at a time."""
        self.rows.settle()

    def set_project(self, **columns: str) -> None:
        """Change the project's name or its copy of the schema (JSON)."""
        self.rows.update("project", 1, columns)

    def _list(self, table: str, owner: int) -> list[int]:
        rows = self._db.execute(
            f'SELECT entity FROM "{table}" WHERE owner = ? ORDER BY id', [owner]
        )
        return [entity for (entity,) in rows]

    def _clear_list(self, table: str, owner: int) -> None:
        rows = self._db.execute(
            f'SELECT id FROM "{table}" WHERE owner = ? ORDER BY id DESC', [owner]
        )
        for (id,) in rows.fetchall():
            self.rows.delete(table, id)

    def _write_list(self, table: str, owner: int, entities: Members) -> None:
        for entity in entities:
            self.rows.insert(table, {"owner": owner, "entity": entity})
