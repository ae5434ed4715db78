"""Where the walking keys stop: what is not annotated yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from annotator.model.span import Span, Spans
from annotator.session import Session
from annotator.text.attribution import next_cue, previous_cue
from annotator.text.candidates import Candidate, next_candidate, previous_candidate

# What is taken is read so far at first, then farther and farther, and so far beside that.
_WINDOW, _WIDEST = 2_000, 64_000
_BESIDE = 2_000
# A key press that finds nothing for so long stops, and the next one goes on from there.
_PATIENCE_SECONDS = 0.4
_Search = Callable[[int, int, Spans], Span | None]


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found; else how far it came, unless that was the end of the text."""

    found: Span | None
    stopped: int | None = None


def candidate_after(session: Session) -> Searched:
    """The next suggestion or untagged candidate after the selection or at the caret."""
    at = session.selection.end if session.selection else session.caret
    assert session.document is not None
    suggested = session.store.queries.mentions.suggested(session.document, at, forwards=True)

    def search(low: int, high: int, taken: Spans) -> Span | None:
        text, words = session.text, session.lexicon
        return _span(next_candidate(text, low, taken, lexicon=words, until=high))

    searched = _forwards(session, at, search)
    if suggested is None:
        return searched
    return Searched(min(searched.found or suggested.extent, suggested.extent))


def candidate_before(session: Session) -> Searched:
    """The last suggestion or untagged candidate before the selection or the caret."""
    at = session.selection.start if session.selection else session.caret
    assert session.document is not None
    suggested = session.store.queries.mentions.suggested(session.document, at, forwards=False)

    def search(low: int, high: int, taken: Spans) -> Span | None:
        text, words = session.text, session.lexicon
        return _span(previous_candidate(text, high, taken, lexicon=words, since=low))

    searched = _backwards(session, at, search)
    if suggested is None:
        return searched
    return Searched(max(searched.found or suggested.extent, suggested.extent))


def cue_after(session: Session) -> Searched:
    """The next cue or quotation in no statement."""
    at = session.selection.end if session.selection else session.caret

    def search(low: int, high: int, taken: Spans) -> Span | None:
        return next_cue(session.text, low, session.lexicon, taken, until=high)

    return _forwards(session, at, search, cues=True)


def cue_before(session: Session) -> Searched:
    """The last cue or quotation in no statement before the caret."""
    at = session.selection.start if session.selection else session.caret

    def search(low: int, high: int, taken: Spans) -> Span | None:
        return previous_cue(session.text, high, session.lexicon, taken, since=low)

    return _backwards(session, at, search, cues=True)


def taken_in(session: Session, span: Span, *, cues: bool = False) -> Spans:
    """What is annotated in a stretch: mentions and content, or with `cues` content and cues."""
    assert session.document is not None
    queries = session.store.queries
    statements = queries.statements_in(session.document, span)
    if cues:
        return tuple(
            part
            for each in statements
            for part in (*each.content, *((each.cue,) if each.cue else ()))
        )
    return (
        *queries.mentions.spans_over(session.document, span),
        *(part for statement in statements for part in statement.content),
    )


def _span(candidate: Candidate | None) -> Span | None:
    return candidate.span if candidate else None


def _forwards(session: Session, at: int, search: _Search, *, cues: bool = False) -> Searched:
    """Search stretch by stretch, each with what is taken in and beside it."""
    until, reach = monotonic() + _PATIENCE_SECONDS, _WINDOW
    while at < len(session.text):
        high = min(at + reach, len(session.text))
        found = search(at, high, _taken_around(session, at, high, cues=cues))
        if found is not None:
            return Searched(found)
        at, reach = high, min(reach * 2, _WIDEST)
        if monotonic() > until and at < len(session.text):
            return Searched(None, at)
    return Searched(None)


def _backwards(session: Session, at: int, search: _Search, *, cues: bool = False) -> Searched:
    until, reach = monotonic() + _PATIENCE_SECONDS, _WINDOW
    while at > 0:
        low = max(0, at - reach)
        found = search(low, at, _taken_around(session, low, at, cues=cues))
        if found is not None:
            return Searched(found)
        at, reach = low, min(reach * 2, _WIDEST)
        if monotonic() > until and at > 0:
            return Searched(None, at)
    return Searched(None)


def _taken_around(session: Session, low: int, high: int, *, cues: bool) -> Spans:
    around = Span(max(0, low - _BESIDE), min(high + _BESIDE, len(session.text)))
    return taken_in(session, around, cues=cues)
