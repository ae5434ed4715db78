"""Notes: what the analyst wants to remember about an object or a stretch of text."""

from __future__ import annotations

from dataclasses import replace

from annotator.commands.choices import filtered
from annotator.commands.conditions import Condition, has_document
from annotator.commands.current import (
    CannotRun,
    quoted,
    shortened,
    the_document,
    tidy,
    words_of,
)
from annotator.commands.registry import Arguments, Question, command
from annotator.commands.relation import here, relations_here
from annotator.model.ids import NoteId, Ref
from annotator.model.relation import Note
from annotator.model.span import Span
from annotator.session import Choice, ChoiceQuestion, Panel, Session, TextQuestion
from annotator.session.state import PANELS
from annotator.text.snap import snap

MENU = "Annotate/Note"
_LABEL = 90


def _place(session: Session) -> tuple[Ref, Span | None]:
    """What a new note is on, for the panel that has the keyboard, and which words of it."""
    document = Ref("document", the_document(session))
    if session.panel == Panel.DOCUMENTS:
        return document, None
    if session.panel == Panel.ARTICLE and session.selection and not session.current_mention:
        exact = session.exact
        return document, session.selection if exact else snap(session.text, session.selection)
    if session.panel == Panel.ENTITIES and session.current_entity:
        return Ref("entity", session.current_entity.id), None
    if session.panel == Panel.ARTICLE and session.current_mention:
        return Ref("mention", session.current_mention.id), None
    if session.current_statement:
        return Ref("statement", session.current_statement.id), None
    return document, None


def _ask_text(session: Session, given: Arguments) -> Question:
    ref, span = _place(session)
    words = span.of(session.text) if span else words_of(session, ref)
    kind = "selection" if span else ref.kind
    return TextQuestion(f"Note on the {kind} {quoted(words)}", multiline=True)


@command(
    "Note…",
    keys="n",
    when=has_document,
    modes=PANELS,
    menu=MENU,
    asks={"text": _ask_text},
)
def add(session: Session, text: str) -> None:
    """Write a note on the selected words, or the mention, entity, statement or document."""
    ref, span = _place(session)
    _add(session, ref, span, text)


def _ask_target(session: Session, given: Arguments) -> Question:
    choices = [
        Choice(shortened(words_of(session, ref), _LABEL), ref, ref.kind)
        for ref in _targets(session)
    ]
    return ChoiceQuestion("Note on", filtered(choices))


def _targets(session: Session) -> list[Ref]:
    """Everything current that can have a note."""
    refs = here(session)
    if session.current_entity:
        refs.append(Ref("entity", session.current_entity.id))
    if session.current_statement:
        refs.append(Ref("statement", session.current_statement.id))
    refs += [Ref("relation", relation.id) for relation in relations_here(session)]
    if session.document is not None:
        refs.append(Ref("document", session.document))
    return list(dict.fromkeys(refs))


def _ask_text_for(session: Session, given: Arguments) -> Question:
    target = given["target"]
    assert isinstance(target, Ref)
    return TextQuestion(
        f"Note on the {target.kind} {quoted(words_of(session, target))}", multiline=True
    )


@command(
    "Note on…",
    keys="Shift+N",
    when=has_document,
    modes=PANELS,
    menu=MENU,
    asks={"target": _ask_target, "text": _ask_text_for},
)
def add_to(session: Session, target: Ref, text: str) -> None:
    """Choose what to write a note on: anything current, its relations and claim included."""
    _add(session, target, None, text)


def _add(session: Session, target: Ref, span: Span | None, text: str) -> None:
    words = span.of(session.text) if span else words_of(session, target)
    if not words:
        raise CannotRun("What the note was on is no longer there.")
    with session.store.transaction("Note") as tx:
        tx.add(Note(NoteId(0), target, _written(text), tx.provenance(), span=span))
    session.say(f"Noted on the {'selection' if span else target.kind} {quoted(words)}.")


def _written(text: str) -> str:
    if not text.strip():
        raise CannotRun("A note needs some words; to take one away, remove it.")
    return text.strip()


def notes_here(session: Session) -> list[Note]:
    """The notes on what is current; last those on the document and its words."""
    notes = session.store.queries.links.notes
    return [note for ref in _targets(session) for note in notes.of(ref)]


has_note = Condition(
    lambda session: bool(notes_here(session)), "There is no note on what is current; n adds one."
)


def _ask_note(session: Session, given: Arguments) -> Question:
    choices = [
        Choice(shortened(note.text, _LABEL), note.id, _detail(session, note))
        for note in notes_here(session)
    ]
    return ChoiceQuestion("Which note?", filtered(choices))


def _detail(session: Session, note: Note) -> str:
    words = note.span.of(session.text) if note.span else words_of(session, note.target)
    tags = " ".join(f"#{tag}" for tag in note.tags)
    return f"on the {'words' if note.span else note.target.kind} {quoted(words)} {tags}".rstrip()


def _note(session: Session, id: object) -> Note:
    found = session.store.queries.links.notes.find(id) if isinstance(id, int) else None
    if found is None:
        raise CannotRun("That note is no longer there; choose another one.")
    return found


def _ask_new_text(session: Session, given: Arguments) -> Question:
    return TextQuestion("Note", _note(session, given["note"]).text, multiline=True)


@command(
    "Edit a note…",
    when=has_note,
    modes=PANELS,
    menu=MENU,
    asks={"note": _ask_note, "text": _ask_new_text},
)
def edit(session: Session, note: NoteId, text: str) -> None:
    """Write a note on what is current anew."""
    with session.store.transaction("Edit a note") as tx:
        tx.replace(replace(_note(session, note), text=_written(text)))


def _ask_tags(session: Session, given: Arguments) -> Question:
    now = ", ".join(_note(session, given["note"]).tags)
    return TextQuestion("Tags, with commas between (empty for none)", now, "to check, sources")


@command(
    "Tag a note…",
    when=has_note,
    modes=PANELS,
    menu=MENU,
    asks={"note": _ask_note, "tags": _ask_tags},
)
def set_tags(session: Session, note: NoteId, tags: str) -> None:
    """Give a note tags to find it by, with commas between; an empty answer takes them away."""
    found = [tidy(tag).lstrip("#") for tag in tags.split(",")]
    kept = tuple(dict.fromkeys(tag for tag in found if tag))
    with session.store.transaction("Tag a note") as tx:
        tx.replace(replace(_note(session, note), tags=kept))


@command("Remove a note…", when=has_note, modes=PANELS, menu=MENU, asks={"note": _ask_note})
def remove(session: Session, note: NoteId) -> None:
    """Remove a note on what is current."""
    found = _note(session, note)
    with session.store.transaction("Remove a note") as tx:
        tx.remove(Ref("note", found.id))
    session.say(f"Removed the note {quoted(found.text)}.")
