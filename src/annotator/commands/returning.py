"""Asking which version of an article to take annotations from, and going through what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.commands.choices import filtered, rank
from annotator.commands.choices import folded as folded_letters
from annotator.commands.conditions import Condition
from annotator.commands.current import CannotRun, shortened
from annotator.model.ids import DocumentId
from annotator.session import Choice, ChoiceQuestion, Session
from annotator.session.changes import Changed, Changes, TakenOver, count_of, told
from annotator.store.queries.documents import DocumentCount

if TYPE_CHECKING:
    from annotator.session.versions import Version

_OTHERS = 20
_BEFORE, _WORDS, _AFTER = 36, 48, 36

has_changes = Condition(
    lambda session: session.changes is not None,
    "Take over annotations from another version of the article first (Ctrl+T).",
)


def version_question(session: Session, document: DocumentId) -> ChoiceQuestion:
    """Asks for the version to take annotations over from: the nearest, and others by title."""
    near = _nearest(session, document)
    first = [_version_choice(each.counted, f"{each.percent} % the same") for each in near]
    known = {document, *(each.document for each in near)}

    def search(letters: str) -> Sequence[Choice]:
        typed = folded_letters(letters)
        fitting = [each for each in first if rank(typed, (folded_letters(each.label),)) is not None]
        return [*(fitting if typed else first), *(_others(session, letters, known))]

    found = "Type letters of a title…" if near else "None is nearly the same; type a title…"
    return ChoiceQuestion("Take over annotations from", search, found, wide=True)


def _nearest(session: Session, document: DocumentId) -> list[Version]:
    """The nearest articles; none when the user gave up looking for them."""
    # Its threads and patterns are loaded when they are wanted, not with the window.
    from annotator.session.versions import looking_for_versions  # noqa: PLC0415

    looking = looking_for_versions(session.store, document)
    with session.progress.during("Comparing articles") as watch:
        while True:
            try:
                next(looking)
            except StopIteration as ended:
                found: list[Version] = ended.value
                return found
            if not watch(0, 0):
                looking.close()
                return []


def _others(session: Session, letters: str, known: set[DocumentId]) -> list[Choice]:
    """Annotated articles by letters of their titles."""
    if not letters.strip():
        return []
    documents = session.store.queries.documents
    ids = [id for id in documents.started(documents.ids(letters)) if id not in known]
    return [_version_choice(each) for each in documents.counted(ids[:_OTHERS])]


def _version_choice(counted: DocumentCount, share: str = "") -> Choice:
    document = counted.document
    mentions = count_of(counted.mentions, "mention")
    counts = f"{mentions}, {count_of(counted.statements, 'statement')}"
    parts = (share, document.published or document.source_name, counts)
    return Choice(document.title, document.id, " · ".join(filter(None, parts)))


def take_over(session: Session, source: DocumentId, target: DocumentId) -> None:
    """Take annotations over, and list what has to be looked at if there is any."""
    from annotator.session import taking_over  # noqa: PLC0415 - loaded when it is wanted

    (counted,) = session.store.queries.documents.counted([source]) or (None,)
    if counted is not None:
        session.safe.before("taking over", counted.mentions + counted.statements)
    with session.progress.during("Taking over annotations") as watch:
        taken = taking_over.take_over(session.store, source, target, watch)
    list_changes(session, taken, taken.sentence)


def list_changes(session: Session, taken: TakenOver | None, sentence: str) -> None:
    """Say what became of it, and list what has to be looked at if there is any."""
    session.changes = Changes(taken) if taken and taken.changes else None
    more = " Ctrl+F4 goes from one to the next." if session.changes else ""
    session.say(f"{sentence}{more}")
    if session.changes:
        session.ask.choice(change_question(session), lambda number: _picked(session, number))


def _picked(session: Session, number: object) -> None:
    if isinstance(number, int):
        go_to_change(session, number)


def change_question(session: Session) -> ChoiceQuestion:
    """Lists what could not be taken over and what is new; Enter goes to the place.

    Raises CannotRun where these places are gone with the text, as by an undo.
    """
    places = _changes(session).taken.changes
    choices = [_change_choice(number, each) for number, each in enumerate(places)]
    return ChoiceQuestion("What changed", filtered(choices), wide=True)


def _change_choice(number: int, changed: Changed) -> Choice:
    line = changed.line
    before = line.before
    if len(before) > _BEFORE:
        before = f"…{before[-_BEFORE:].partition(' ')[2]}"
    label = f"{before}[{shortened(line.words, _WORDS)}]{_first_words(line.after)}"
    return Choice(label, number, told(changed), colour_of=_colour(changed))


def _first_words(after: str) -> str:
    return after if len(after) <= _AFTER else f"{after[:_AFTER].rpartition(' ')[0]}…"


def _colour(changed: Changed) -> str:
    return changed.type if changed.what == "mention" else ""


def step(session: Session, by: int) -> None:
    """Go to the next change, or the one before. Raises CannotRun at the end."""
    changes = _changes(session)
    to = changes.at + by
    if not 0 <= to < len(changes.taken.changes):
        which = "last" if by > 0 else "first"
        raise CannotRun(f"That was the {which} change. Ctrl+Shift+T lists them all.")
    go_to_change(session, to)


def go_to_change(session: Session, number: int) -> None:
    """Select what stands at a place that changed, and say what became of it."""
    changes = _changes(session).moved(number)
    changed, taken = changes.current, changes.taken
    assert changed is not None
    session.changes = changes
    if session.document != taken.target:
        session.open_document(taken.target)
    session.select(changed.span.start, changed.span.end, exact=True)
    was = "" if changed.what == "new" else f" It was “{shortened(changed.line.words)}”."
    place = f"Change {number + 1:,} of {len(taken.changes):,}"
    session.say(f"{place}: {told(changed)}.{was}")


def _changes(session: Session) -> Changes:
    """What changed. Raises CannotRun where the article is gone, or has another text again."""
    changes = session.changes
    assert changes is not None
    document = session.store.queries.documents.find(changes.taken.target)
    if document is None or document.original_sha256 != changes.taken.original:
        raise CannotRun("These places are no longer in the project.")
    return changes
