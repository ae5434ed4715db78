"""Where the walking keys stop: what is not annotated yet."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.span import Span, Spans
from annotator.session import Session
from annotator.text.attribution import next_cue, previous_cue
from annotator.text.candidates import Candidate, next_candidate, previous_candidate

_WINDOW = 2_000
_BESIDE = 2_000


def candidate_after(session: Session) -> Span | None:
    """The next suggestion or untagged candidate after the selection or at the caret."""
    at = session.selection.end if session.selection else session.caret
    assert session.document is not None
    suggested = session.store.queries.mentions.suggested(session.document, at, forwards=True)
    found = _forwards(
        session,
        at,
        lambda taken: _span(next_candidate(session.text, at, taken, lexicon=session.lexicon)),
    )
    return _first(suggested.extent if suggested else None, found)


def candidate_before(session: Session) -> Span | None:
    """The last suggestion or untagged candidate before the selection or the caret."""
    at = session.selection.start if session.selection else session.caret
    assert session.document is not None
    suggested = session.store.queries.mentions.suggested(session.document, at, forwards=False)
    found = _backwards(
        session,
        at,
        lambda taken: _span(previous_candidate(session.text, at, taken, lexicon=session.lexicon)),
    )
    extents = [extent for extent in (suggested.extent if suggested else None, found) if extent]
    return max(extents, default=None)


def cue_after(session: Session) -> Span | None:
    """The next cue or quotation in no statement."""
    at = session.selection.end if session.selection else session.caret
    return _forwards(
        session, at, lambda taken: next_cue(session.text, at, session.lexicon, taken), cues=True
    )


def cue_before(session: Session) -> Span | None:
    """The last cue or quotation in no statement before the caret."""
    at = session.selection.start if session.selection else session.caret
    return _backwards(
        session, at, lambda taken: previous_cue(session.text, at, session.lexicon, taken), cues=True
    )


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


def _first(one: Span | None, other: Span | None) -> Span | None:
    return min((span for span in (one, other) if span), default=None)


def _forwards(
    session: Session, at: int, search: Callable[[Spans], Span | None], *, cues: bool = False
) -> Span | None:
    """Search with what is taken within reach; reach further when the find lies beyond it."""
    reach = _WINDOW
    while True:
        end = min(at + reach, len(session.text))
        around = Span(max(0, min(at, end) - _BESIDE), max(end, 1))
        found = search(taken_in(session, around, cues=cues))
        if found is None or found.end <= end or end == len(session.text):
            return found
        reach *= 4


def _backwards(
    session: Session, at: int, search: Callable[[Spans], Span | None], *, cues: bool = False
) -> Span | None:
    reach = _WINDOW
    while True:
        start = max(0, at - reach)
        around = Span(start, max(min(at + _BESIDE, len(session.text)), start + 1))
        found = search(taken_in(session, around, cues=cues))
        if found is None or found.start >= start or start == 0:
            return found
        reach *= 4
