"""Undo and redo of everything, across restarts."""

from __future__ import annotations

from datetime import datetime

from annotator.commands.choices import filtered
from annotator.commands.conditions import can_redo, can_undo
from annotator.commands.registry import command, run
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.session import Choice, ChoiceQuestion, Mode, Session, Shown
from annotator.session.state import PANELS
from annotator.store.change import Change
from annotator.store.history import Step

_MENU = "Edit"
_WORKING = PANELS | {Mode.EDGE, Mode.SEARCH, Mode.CHECKS}


@command("Undo", keys="Ctrl+Z", when=can_undo, modes=_WORKING, menu=_MENU)
def undo(session: Session, *, sure: object = False) -> None:
    """Take the last step back, whenever it was done.

    Asks when articles would go that were there when the project was opened.
    """
    step = session.store.history.next_undo()
    if step is None:
        return
    earlier, several = step.id <= session.store.began_after, _brought_several(session, step)
    if earlier and several and not sure:
        _ask(session, step)
        return
    change = session.store.undo()
    if change:
        _reveal(session, change)
        of = f" ({_when(step)})" if earlier else ""
        back = " Redo brings the articles back." if several else ""
        session.say(f"Undone: {change.label}{of}.{back}")


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


def _ask(session: Session, step: Step) -> None:
    """Ask before an import of another day goes, as by one key too many after a restore."""

    def answered(sure: object) -> None:
        if sure:
            run(session, undo, {"sure": True})

    keep = Choice("Keep them", value=False, detail="Nothing changes", key="k")
    take = Choice(
        "Take it back", value=True, detail="The articles go; redo brings them back", key="t"
    )
    title = f"Take back “{step.label}”, done on {_when(step)}?"
    # Enter alone loses nothing
    question = ChoiceQuestion(title, filtered([keep, take]), picks_by_key=True)
    session.ask.choice(question, answered)


def _brought_several(session: Session, step: Step) -> bool:
    return session.store.history.brought(step.id, most=2) > 1


def _when(step: Step) -> str:
    return datetime.fromisoformat(step.at).astimezone().strftime("%Y-%m-%d %H:%M")


def _reveal(session: Session, change: Change) -> None:
    """Go to where something came back, so that no step happens out of sight.

    A suggestion that waits for an answer again is chosen: the next key answers it otherwise.
    """
    queries = session.store.queries
    suggested = _suggested_again(session)
    if suggested is not None:
        session.go_to_suggestion(suggested)
        return
    for id in sorted(change.ids("mention")):
        mention = queries.mentions.find(id)
        if mention:
            _go_to_mention(session, mention)
            return
    for id in sorted(change.ids("statement")):
        statement = queries.statements.find(id)
        if statement:
            session.go_to_statement(statement)
            return
    documents = sorted(change.ids("document"))
    if documents and queries.documents.find(documents[0]) and session.document not in documents:
        session.open_document(queries.documents.get(documents[0]).id)


def _suggested_again(session: Session) -> int | None:
    """The first suggestion that the step left open again."""
    suggestions = session.suggestions
    if suggestions is None:
        return None
    stops = map(suggestions.undecided.stop, suggestions.turned)
    first = min((stop for stop in stops if stop is not None), default=None)
    return first.number if first is not None else None


def _go_to_mention(session: Session, mention: Mention) -> None:
    """What is rejected is no mention to work on: only its place is shown."""
    session.go_to_mention(mention)
    if mention.provenance.status is Status.REJECTED:
        session.select(session.anchor, session.caret, exact=True)
