"""Moving the caret: by word, character, sentence, line and page, and between annotations."""

from __future__ import annotations

from annotator.commands.conditions import has_document
from annotator.commands.registry import command
from annotator.commands.walking import (
    Searched,
    candidate_after,
    candidate_before,
    cue_after,
    cue_before,
    go_to,
)
from annotator.session import Mode, Panel, Session
from annotator.session.state import EVERYWHERE, PANELS
from annotator.text.segments import next_grapheme, next_word, previous_grapheme, previous_word
from annotator.text.sentences import next_sentence_start, previous_sentence_start

_MENU = "Go"
_READING = frozenset({Mode.ARTICLE})


def _caret(session: Session, at: int) -> None:
    session.select(at, at)


@command("Next word", keys="Right", when=has_document, menu=_MENU)
def word_right(session: Session) -> None:
    """Put the caret on the next word."""
    word = next_word(session.text, max(session.anchor, session.caret))
    _caret(session, word.start if word else len(session.text))


@command("Previous word", keys="Left", when=has_document, menu=_MENU)
def word_left(session: Session) -> None:
    """Put the caret on the previous word."""
    word = previous_word(session.text, min(session.anchor, session.caret))
    _caret(session, word.start if word else 0)


@command("Next character", keys="Alt+Right", when=has_document)
def character_right(session: Session) -> None:
    """Move the caret by one character, as a reader counts them."""
    _caret(session, next_grapheme(session.text, session.caret))


@command("Previous character", keys="Alt+Left", when=has_document)
def character_left(session: Session) -> None:
    """Move the caret back by one character, as a reader counts them."""
    _caret(session, previous_grapheme(session.text, session.caret))


@command("Next sentence", keys="Ctrl+Right", when=has_document, menu=_MENU)
def sentence_right(session: Session) -> None:
    """Put the caret at the start of the next sentence."""
    _caret(session, next_sentence_start(session.text, session.caret))


@command("Previous sentence", keys="Ctrl+Left", when=has_document, menu=_MENU)
def sentence_left(session: Session) -> None:
    """Put the caret at the start of this sentence, or of the one before."""
    _caret(session, previous_sentence_start(session.text, session.caret))


@command("Line up", keys="Up", when=has_document)
def line_up(session: Session) -> None:
    """Move the caret one line up."""
    _caret(session, session.geometry.position_above(session.caret, 1))


@command("Line down", keys="Down", when=has_document)
def line_down(session: Session) -> None:
    """Move the caret one line down."""
    _caret(session, session.geometry.position_below(session.caret, 1))


@command("Start of line", keys="Home", when=has_document)
def line_start(session: Session) -> None:
    """Move the caret to the start of the line."""
    _caret(session, session.geometry.line_start(session.caret))


@command("End of line", keys="End", when=has_document)
def line_end(session: Session) -> None:
    """Move the caret to the end of the line."""
    _caret(session, session.geometry.line_end(session.caret))


@command("Page up", keys="PgUp", when=has_document)
def page_up(session: Session) -> None:
    """Move the caret one page up."""
    geometry = session.geometry
    _caret(session, geometry.position_above(session.caret, geometry.page_lines()))


@command("Page down", keys="PgDn", when=has_document)
def page_down(session: Session) -> None:
    """Move the caret one page down."""
    geometry = session.geometry
    _caret(session, geometry.position_below(session.caret, geometry.page_lines()))


@command("Start of article", keys="Ctrl+Home", when=has_document, menu=_MENU)
def document_start(session: Session) -> None:
    """Move the caret to the start of the article."""
    _caret(session, 0)


@command("End of article", keys="Ctrl+End", when=has_document, menu=_MENU)
def document_end(session: Session) -> None:
    """Move the caret to the end of the article."""
    _caret(session, len(session.text))


@command("Next mention", keys="Tab", when=has_document, menu=_MENU)
def next_mention(session: Session) -> None:
    """Select the next mention, outer ones before those inside them."""
    _go_to_mention(session, forwards=True)


@command("Previous mention", keys="Shift+Tab", when=has_document, menu=_MENU)
def previous_mention(session: Session) -> None:
    """Select the mention before."""
    _go_to_mention(session, forwards=False)


def _go_to_mention(session: Session, *, forwards: bool) -> None:
    assert session.document is not None
    mentions, span = session.store.queries.mentions, session.selection
    start = span.start if span else session.caret
    if forwards:
        # Without a selection, a mention that starts at the caret is still ahead.
        found = mentions.after(session.document, start, min_end=span.end if span else 1 << 62)
    else:
        found = mentions.before(session.document, start, max_end=span.end if span else 0)
    if found:
        session.go_to_mention(found)
    else:
        session.say(f"There is no mention {'after' if forwards else 'before'} this place.")


@command("Next statement", keys="]", when=has_document, modes=PANELS, menu=_MENU)
def next_statement(session: Session) -> None:
    """Go to the next statement and open its card."""
    _go_to_statement(session, forwards=True)


@command("Previous statement", keys="[", when=has_document, modes=PANELS, menu=_MENU)
def previous_statement(session: Session) -> None:
    """Go to the statement before and open its card."""
    _go_to_statement(session, forwards=False)


def _go_to_statement(session: Session, *, forwards: bool) -> None:
    assert session.document is not None
    statements, current = session.store.queries.statements, session.current_statement
    here = current is not None and current.extent.start <= session.caret <= current.extent.end
    place = current if current is not None and here else session.caret
    step = statements.after if forwards else statements.before
    found = step(session.document, place)
    if found:
        session.go_to_statement(found)
    else:
        session.say(f"There is no statement {'after' if forwards else 'before'} this place.")


@command("Next candidate", keys="Space", when=has_document, menu=_MENU)
def next_candidate(session: Session) -> None:
    """Select the next suggestion: a name, a date, an amount, or a statement at its cue.

    Where suggestions are off, or not there yet: the next untagged name, date, amount or quotation.
    """
    _go(
        session,
        candidate_after(session),
        "Nothing is left to tag after this place. Ctrl+Home goes back to the start.",
    )


@command("Previous candidate", keys="Shift+Space", when=has_document, menu=_MENU)
def previous_candidate(session: Session) -> None:
    """Select the suggestion before, or else the untagged name, date, amount or quotation."""
    _go(session, candidate_before(session), "Nothing is left to tag before this place.")


@command("Next cue", keys=";", when=has_document, menu=_MENU)
def next_cue(session: Session) -> None:
    """Select the next word that reports speech, or quotation, that is in no statement yet."""
    _go(session, cue_after(session), "No reporting word or quotation is left after this place.")


@command("Previous cue", keys=",", when=has_document, menu=_MENU)
def previous_cue(session: Session) -> None:
    """Select the reporting word or quotation before that is in no statement yet."""
    _go(session, cue_before(session), "No reporting word or quotation is left before this place.")


def _go(session: Session, searched: Searched, nothing: str) -> None:
    """Select what a search found, else go as far as it came, and say so."""
    found, stopped = searched.found, searched.stopped
    if searched.target is not None:
        go_to(session, searched.target)
    elif found is not None:
        session.select(found.start, found.end, exact=True)
    elif stopped is not None:
        session.select(stopped, stopped)
        session.say("Nothing up to here. The same key searches on.")
    else:
        session.say(nothing)


@command("Next panel", keys="F6", modes=EVERYWHERE, menu=_MENU, in_text_fields=True)
def next_panel(session: Session) -> None:
    """Give the keyboard to the next panel that is shown."""
    _cycle_panel(session, 1)


@command("Previous panel", keys="Shift+F6", modes=EVERYWHERE, menu=_MENU, in_text_fields=True)
def previous_panel(session: Session) -> None:
    """Give the keyboard to the panel before."""
    _cycle_panel(session, -1)


def _cycle_panel(session: Session, by: int) -> None:
    shown = [panel for panel in Panel if panel not in session.view.hidden]
    at = shown.index(session.panel) if session.panel in shown else 0
    session.focus(shown[(at + by) % len(shown)])


@command("Back to the article", keys="Esc", modes=EVERYWHERE, in_text_fields=True)
def escape(session: Session) -> None:
    """Leave what is open: a preview, hints, an edge, a panel; then clear the selection."""
    if session.shown:
        session.show(None)
    elif session.mode != Mode.ARTICLE:
        session.focus(Panel.ARTICLE)
    else:
        session.select(session.caret, session.caret)
