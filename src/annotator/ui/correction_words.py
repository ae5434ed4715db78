"""What was corrected at the reader's place, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.session import Session
from annotator.session.corrected_at import corrected_at
from annotator.text.visible import cut

_LONGEST = 60


def correction_words(session: Session) -> str:
    """A few words for the status line; empty where nothing was corrected."""
    found = corrected_at(session)
    if found is None:
        return ""
    before = cut(" ".join(found.before.split()), _LONGEST)
    if found.start == found.end:
        return _tr("taken out here: “%1”").replace("%1", before)
    if not found.before:
        return _tr("put in by correction")
    return _tr("corrected, was “%1”").replace("%1", before)


def _tr(words: str) -> str:
    return QCoreApplication.translate("CorrectionWords", words)
