"""Correcting the text of the article; what is annotated stays on its words."""

from __future__ import annotations

from annotator.commands.conditions import Condition
from annotator.commands.registry import Arguments, command
from annotator.model.span import Span
from annotator.session import Session, TextQuestion
from annotator.session.correcting import correct, revert
from annotator.session.state import PANELS
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
