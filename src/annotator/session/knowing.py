"""What the desk has decided, as far as it concerns one document: what suggesters are told."""

from __future__ import annotations

from annotator.model.ids import DocumentId
from annotator.store.queries import Queries
from annotator.suggest.base import Known


def known_for(queries: Queries, document: DocumentId, text: str) -> Known:
    """What is known of the words of a document: nothing yet, until there is a memory."""
    del queries, document, text
    return Known()
