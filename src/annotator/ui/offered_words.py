"""What is offered at the reader's place, in words: what, how sure, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.commands.accepting import Offered, offered
from annotator.model.mention import Mention
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedMention
from annotator.session import Session
from annotator.suggest.catalogue import explain

_LONGEST = 80


def offered_words(session: Session) -> str:
    """One line for the status line; empty where nothing is offered."""
    found = offered(session)
    if found is None:
        return ""
    confidence, reason = ground_of(found)
    what = _what(session, found)
    shown = reason if len(reason) <= _LONGEST else reason[: _LONGEST - 1].rstrip() + "…"
    sure = "" if confidence is None else f"{confidence:.0%}"
    return " · ".join(part for part in (what, sure, shown) if part)


def ground_of(found: Offered) -> tuple[float | None, str]:
    """How sure a suggestion is, and the sentence that says why it is made."""
    if isinstance(found, Mention | Statement):
        return found.provenance.confidence, explain(found.provenance.origin)
    return found.ground.confidence, found.ground.reason


def _what(session: Session, found: Offered) -> str:
    if isinstance(found, SuggestedMention | Mention):
        declared = session.schema.entity_type(found.type)
        label = declared.label.lower() if declared else found.type
        return _tr("suggested %1").replace("%1", label)
    kind = session.schema.statement_kind(found.kind)
    label = kind.label.lower() if kind else ""
    words = _tr("suggested statement: %1") if label else _tr("suggested statement")
    return words.replace("%1", label)


def _tr(words: str) -> str:
    return QCoreApplication.translate("OfferedWords", words)
