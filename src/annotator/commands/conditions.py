"""When a command can run, and the sentence that says why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.session import Session
from annotator.text.segments import word_at


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of the session, and what to tell the user when it fails."""

    holds: Callable[[Session], bool]
    reason: str

    def reason_against(self, session: Session) -> str | None:
        """Why not now; None when the condition holds."""
        return None if self.holds(session) else self.reason

    def __and__(self, other: Condition) -> Condition:
        """Both; the reason is that of the first one which fails."""
        return _Both(self.holds, self.reason, self, other)


@dataclass(frozen=True, slots=True)
class _Both(Condition):
    first: Condition
    second: Condition

    def reason_against(self, session: Session) -> str | None:
        return self.first.reason_against(session) or self.second.reason_against(session)


always = Condition(lambda session: True, "")
has_document = Condition(
    lambda session: session.document is not None, "Open or import an article first (Ctrl+O)."
)
has_selection = Condition(
    lambda session: session.selection is not None, "Select some words first (Shift and an arrow)."
)
has_words = has_document & Condition(
    lambda session: (
        session.selection is not None or word_at(session.text, session.caret) is not None
    ),
    "Select some words, or put the caret on one.",
)
on_mention = Condition(
    lambda session: session.current_mention is not None, "Go to a mention first (Tab)."
)
in_statement = Condition(
    lambda session: session.current_statement is not None,
    "Go to a statement first ([ and ]), or make one (s).",
)
has_entity = Condition(
    lambda session: session.current_entity is not None,
    "Choose an entity first: in the entity panel (F6), or go to one of its mentions (Tab).",
)
can_undo = Condition(
    lambda session: session.store.history.undo_label() is not None, "There is nothing to undo."
)
can_redo = Condition(
    lambda session: session.store.history.redo_label() is not None, "There is nothing to redo."
)
