"""Selecting words, sentences and characters, and jumping by hints."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.commands.conditions import has_document
from annotator.commands.hinting import jump_to, show_hints
from annotator.commands.registry import Variant, command
from annotator.model.schema import Schema
from annotator.session import Mode, Session
from annotator.text.segments import (
    next_grapheme,
    next_word,
    previous_grapheme,
    previous_word,
    word_at,
)
from annotator.text.sentences import next_sentence_start, paragraph_at, sentence_at

_MENU = "Edit/Select"


@command("Grow by a word", keys="Shift+Right", when=has_document, menu=_MENU)
def word_right(session: Session) -> None:
    """Move the free end of the selection to the next end of a word."""
    here = word_at(session.text, session.caret)
    if session.selection is None and here:
        session.select(here.start, here.end)
        return
    if session.caret < session.anchor:
        word = next_word(session.text, session.caret)
        target = min(word.start if word else session.anchor, session.anchor)
    else:
        word = next_word(session.text, session.caret)
        target = word.end if word else len(session.text)
    session.select(session.anchor, target)


@command("Grow back by a word", keys="Shift+Left", when=has_document, menu=_MENU)
def word_left(session: Session) -> None:
    """Move the free end of the selection back to the start or end of a word."""
    here = word_at(session.text, session.caret)
    if session.selection is None and here and here.start < session.caret:
        session.select(here.end, here.start)
        return
    word = previous_word(session.text, session.caret)
    if session.caret > session.anchor:
        before = previous_word(session.text, word.start) if word else None
        target = max(before.end if before else session.anchor, session.anchor)
    else:
        target = word.start if word else 0
    session.select(session.anchor, target)


@command("Grow by a character", keys="Alt+Shift+Right", when=has_document)
def character_right(session: Session) -> None:
    """Move the free end of the selection by one character; it will not be snapped to words."""
    session.select(session.anchor, next_grapheme(session.text, session.caret), exact=True)


@command("Grow back by a character", keys="Alt+Shift+Left", when=has_document)
def character_left(session: Session) -> None:
    """Move the free end of the selection back by one character; it will not be snapped."""
    session.select(session.anchor, previous_grapheme(session.text, session.caret), exact=True)


@command("Select by sentence", keys="Ctrl+Shift+Right", when=has_document, menu=_MENU)
def sentence_right(session: Session) -> None:
    """Select the sentence at the caret, or to its end; again, take the next one too."""
    if session.selection is None:
        sentence = sentence_at(session.text, session.caret)
        if sentence:
            session.select(sentence.start, sentence.end, exact=True)
        return
    here = sentence_at(session.text, session.caret)
    if here is None or here.end <= session.caret:
        here = sentence_at(session.text, next_sentence_start(session.text, session.caret))
    session.select(session.anchor, here.end if here else len(session.text), exact=True)


@command("Select back by sentence", keys="Ctrl+Shift+Left", when=has_document, menu=_MENU)
def sentence_left(session: Session) -> None:
    """Take the sentence before into the selection; give back the last one when it was grown."""
    if session.caret > session.anchor:
        last = sentence_at(session.text, session.caret - 1)
        before = previous_word(session.text, last.start) if last else None
        shorter = sentence_at(session.text, before.start) if before else None
        target = max(shorter.end if shorter else session.anchor, session.anchor)
    else:
        word = previous_word(session.text, session.caret)
        sentence = sentence_at(session.text, word.start) if word else None
        target = sentence.start if sentence else 0
    session.select(session.anchor, target, exact=True)


@command("Select a line up", keys="Shift+Up", when=has_document)
def line_up(session: Session) -> None:
    """Move the free end of the selection one line up."""
    session.select(session.anchor, session.geometry.position_above(session.caret, 1))


@command("Select a line down", keys="Shift+Down", when=has_document)
def line_down(session: Session) -> None:
    """Move the free end of the selection one line down."""
    session.select(session.anchor, session.geometry.position_below(session.caret, 1))


@command("Select to start of line", keys="Shift+Home", when=has_document)
def line_start(session: Session) -> None:
    """Move the free end of the selection to the start of the line."""
    session.select(session.anchor, session.geometry.line_start(session.caret))


@command("Select to end of line", keys="Shift+End", when=has_document)
def line_end(session: Session) -> None:
    """Move the free end of the selection to the end of the line."""
    session.select(session.anchor, session.geometry.line_end(session.caret))


@command("Select paragraph", when=has_document, menu=_MENU)
def paragraph(session: Session) -> None:
    """Select the paragraph at the caret."""
    found = paragraph_at(session.text, session.caret)
    if found:
        session.select(found.start, found.end, exact=True)


@command("Select all", keys="Ctrl+A", when=has_document, menu=_MENU)
def all_(session: Session) -> None:
    """Select the whole article."""
    session.select(0, len(session.text), exact=True)


@command("Jump by hints", keys="h", when=has_document, menu="Go")
def hints(session: Session) -> None:
    """Show two letters at everything in view; typing them goes there, or links a source."""
    show_hints(session)


def _letters(_: Schema) -> Sequence[Variant]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [Variant(each, f"Hint letter {each}", (each,), {"letter": each}) for each in letters]


@command("Hint letter", modes=frozenset({Mode.HINTS}), variants=_letters)
def hint_letter(session: Session, letter: str) -> None:
    """Type a letter of a hint."""
    typed = session.hint_typed + letter
    remaining = {label: span for label, span in session.hints.items() if label.startswith(typed)}
    if typed in remaining:
        session.set_hints({})
        jump_to(session, remaining[typed])
    elif remaining:
        session.set_hints(remaining, typed)
    else:
        session.say(f"No hint starts with “{typed}”. Esc leaves the hints.")
