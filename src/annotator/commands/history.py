"""Undo and redo of everything, across restarts."""

from __future__ import annotations

from annotator.commands.conditions import can_redo, can_undo
from annotator.commands.registry import command
from annotator.session import Mode, Session, Shown
from annotator.session.state import PANELS
from annotator.store.change import Change

_MENU = "Edit"
_WORKING = PANELS | {Mode.EDGE, Mode.SEARCH, Mode.CHECKS}


@command("Undo", keys="Ctrl+Z", when=can_undo, modes=_WORKING, menu=_MENU)
def undo(session: Session) -> None:
    """Take the last step back, whenever it was done."""
    change = session.store.undo()
    if change:
        _reveal(session, change)
        session.say(f"Undone: {change.label}.")


@command("Redo", keys=("Ctrl+Shift+Z", "Ctrl+Y"), when=can_redo, modes=_WORKING, menu=_MENU)
def redo(session: Session) -> None:
    """Bring the last undone step back."""
    change = session.store.redo()
    if change:
        _reveal(session, change)
        session.say(f"Redone: {change.label}.")


@command("History", keys="Ctrl+H", modes=PANELS, menu=_MENU)
def show(session: Session) -> None:
    """List every step: what was done, by whom and when."""
    session.show(Shown.HISTORY)


def _reveal(session: Session, change: Change) -> None:
    """Go to where something came back, so that no step happens out of sight."""
    queries = session.store.queries
    for id in sorted(change.ids("mention")):
        mention = queries.mentions.find(id)
        if mention:
            session.go_to_mention(mention)
            return
    for id in sorted(change.ids("statement")):
        statement = queries.statements.find(id)
        if statement:
            session.go_to_statement(statement)
            return
    documents = sorted(change.ids("document"))
    if documents and queries.documents.find(documents[0]) and session.document not in documents:
        session.open_document(queries.documents.get(documents[0]).id)
