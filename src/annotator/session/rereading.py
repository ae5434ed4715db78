"""Reading an article again in another encoding, from the bytes that its text was made of."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace

from annotator.errors import AnnotatorError
from annotator.formats.base import Stamp
from annotator.formats.decoding import MARKS
from annotator.formats.documents import ImportFailed
from annotator.formats.plain_text import article
from annotator.model.document import Document
from annotator.model.ids import DocumentId, Ref
from annotator.session.import_report import ImportReport
from annotator.store.store import Store

_AGAIN = "With its file, Extract the text again (Ctrl+R) reads it in another encoding."
_OF_THE_TEXT = frozenset({"sha256", "length", "source_sha256", "encoding", "bom"})


def change_encoding(store: Store, document: DocumentId, encoding: str) -> ImportReport:
    """Read an article again in another encoding, as one undoable step.

    Its own bytes are made from its text, and only while nothing is annotated in it. The report
    says why it was refused, or names the document that has the other text already. Raises KeyError
    for a document that is not there, StoreError when nothing can be written.
    """
    old = store.queries.documents.get(document)
    stamp = Stamp(old.imported_at, old.imported_by)
    try:
        data = _bytes_of(store, old)
        before = article(data, old.source_name, stamp, encoding=old.encoding).document
        after = article(data, old.source_name, stamp, encoding=encoding)
    except AnnotatorError as error:
        return ImportReport(refused=(str(error),))
    twin = store.queries.documents.with_text(after.document.sha256)
    if twin and twin.id != document:
        return ImportReport(known=((old.source_name, twin.id),))
    with store.transaction("Change the encoding") as tx:
        # A text is never written over: the old one leaves with its row and stays in the history.
        tx.remove(Ref("document", document))
        tx.add_document(_reread(old, before, after.document), after.text)
    return ImportReport(imported=(document,))


def source_bytes(document: Document, text: str) -> bytes | None:
    """The bytes that a text was read from; None when its encoding does not give them back."""
    mark = next((mark for mark, encoding in MARKS if encoding == document.encoding), b"")
    try:
        data = (mark if document.bom else b"") + text.encode(document.encoding)
    except (LookupError, UnicodeError):
        return None
    return data if hashlib.sha256(data).hexdigest() == document.source_sha256 else None


def _bytes_of(store: Store, document: Document) -> bytes:
    if is_annotated(store, document.id):
        raise ImportFailed(
            f"{document.title} is annotated, and its annotations would not follow. {_AGAIN}"
        )
    data = source_bytes(document, store.queries.documents.text(document.id))
    if data is None:
        raise ImportFailed(f"The bytes of {document.source_name} cannot be made again. {_AGAIN}")
    return data


def is_annotated(store: Store, document: DocumentId) -> bool:
    """Whether anything was said of a document, accepted or not."""
    queries = store.queries
    return bool(
        queries.mentions.of_document(document)
        or queries.statements.of_document(document)
        or queries.claims.evidence.in_document(document)
        or queries.links.relations.in_document(document)
        or queries.links.notes.of(Ref("document", document))
    )


def _reread(old: Document, before: Document, after: Document) -> Document:
    """The document as the new reading has it; what the project or the analyst set stays."""
    kept = {
        field.name: getattr(old, field.name)
        for field in fields(Document)
        if field.name not in _OF_THE_TEXT
        and getattr(old, field.name) != getattr(before, field.name)
    }
    return replace(after, **kept)
