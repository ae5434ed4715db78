"""Correcting the text of the article; what is annotated stays on its words."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.commands.conditions import Condition
from annotator.commands.current import CannotRun
from annotator.commands.registry import Arguments, command
from annotator.model.span import Span
from annotator.session import Panel, Session, TextQuestion
from annotator.session.corrected_at import corrected_at
from annotator.session.correcting import correct, revert
from annotator.session.correcting import take_back as make_as_before
from annotator.session.state import PANELS
from annotator.text.corrected_words import CorrectedWords, corrected_words
from annotator.text.correcting import Change
from annotator.text.segments import word_at

_MENU = "Edit/Document"


def _to_correct(session: Session) -> Span | None:
    """What is selected, or else the word at the caret."""
    return session.selection or word_at(session.text, session.caret)


def _ask_words(session: Session, _: Arguments) -> TextQuestion:
    span = _to_correct(session)
    words = span.of(session.text) if span else ""
    return TextQuestion("Correct the text", words, multiline="\n" in words or "\r" in words)


_has_words = Condition(
    lambda session: session.document is not None and _to_correct(session) is not None,
    "Select the words to correct, or move to a word.",
)


@command(
    "Correct the text…",
    keys="Ctrl+Shift+X",
    when=_has_words,
    menu=_MENU,
    asks={"words": _ask_words},
)
def text(session: Session, words: str) -> None:
    """Put other words in the place of those selected; the original is kept, and tags stay."""
    span, document = _to_correct(session), session.document
    assert span is not None
    assert document is not None
    correct(session.store, document, Change(span.start, span.end, words))
    session.select(span.start, span.start + len(words), exact=True)


_is_corrected = Condition(
    lambda session: bool(session.current_document and session.current_document.corrections),
    "The text is as it was imported.",
)


@command("Take all corrections back", when=_is_corrected, modes=PANELS, menu=_MENU)
def take_back(session: Session) -> None:
    """Make the text as it was imported; what is annotated stays on its words."""
    assert session.document is not None
    revert(session.store, session.document)


_on_corrected = _is_corrected & Condition(
    lambda session: corrected_at(session) is not None,
    "Go to corrected words first (Next correction).",
)


@command("Take this correction back", when=_on_corrected, menu=_MENU)
def take_back_here(session: Session) -> None:
    """Make the corrected words at the caret as they were; what is annotated stays on them."""
    found = corrected_at(session)
    assert found is not None
    assert session.document is not None
    make_as_before(session.store, session.document, found)
    session.select(found.start, found.start + len(found.before), exact=True)


@command("Next correction", when=_is_corrected, modes=PANELS, menu=_MENU)
def next_one(session: Session) -> None:
    """Select the next words of the article that were corrected."""
    end = session.selection.end if session.selection else session.caret
    after = (each for each in _all(session) if (each.start, each.end) > (end, end))
    _go(session, next(after, None), "That was the last correction.")


@command("Previous correction", when=_is_corrected, modes=PANELS, menu=_MENU)
def previous_one(session: Session) -> None:
    """Select the words before that were corrected."""
    start = session.selection.start if session.selection else session.caret
    before = (each for each in reversed(_all(session)) if (each.end, each.start) < (start, start))
    _go(session, next(before, None), "That was the first correction.")


def _all(session: Session) -> Sequence[CorrectedWords]:
    document = session.current_document
    return [*corrected_words(session.text, document.corrections)] if document else []


def _go(session: Session, found: CorrectedWords | None, none: str) -> None:
    if found is None:
        raise CannotRun(none)
    session.focus(Panel.ARTICLE)
    session.select(found.start, found.end, exact=True)
