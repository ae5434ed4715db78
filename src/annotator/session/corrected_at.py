"""The corrected words where the reader is."""

from __future__ import annotations

from annotator.session.session import Session
from annotator.text.corrected_words import CorrectedWords, corrected_words


def corrected_at(session: Session) -> CorrectedWords | None:
    """The first corrected words that the selection or the caret touches."""
    document = session.current_document
    if document is None or document.corrections is None:
        return None
    start, end = sorted((session.anchor, session.caret))
    return next(corrected_words(session.text, document.corrections, start, end), None)
