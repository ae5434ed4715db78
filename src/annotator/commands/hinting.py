"""Two-letter hints: which places get one, and what happens when one is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from annotator.commands.sources import source_from
from annotator.commands.walking import taken_in
from annotator.model.span import Span
from annotator.session import Session
from annotator.text.attribution import next_cue
from annotator.text.candidates import candidates

_LETTERS = "fjdkslaghrueiwoqptyvncmxbz"


def hints_for(session: Session, view: Span) -> Mapping[str, Span]:
    """A label for every mention, candidate and cue in view, in text order."""
    assert session.document is not None
    seen = session.seen
    places = {part for m in seen.mentions_in(session.document, view) for part in m.spans[:1]}
    places |= {s.cue for s in seen.statements_in(session.document, view) if s.id < 0 and s.cue}
    places |= {
        candidate.span for candidate in candidates(session.text, view, lexicon=session.lexicon)
    }
    places |= set(_cues(session, view))
    inside = sorted(place for place in places if view.contains(place))
    labels = ("".join(pair) for pair in product(_LETTERS, repeat=2))
    return dict(zip(labels, inside, strict=False))


def show_hints(session: Session) -> None:
    """Put hints on everything in view, or say that there is nothing."""
    start, end = session.geometry.visible()
    found = hints_for(session, Span(start, end)) if start < end else {}
    if found:
        session.set_hints(found)
        what = "who says it" if _awaits_source(session) else "a place to go there"
        session.say(f"Type the two letters of {what}. Esc leaves the hints.")
    else:
        session.say("There is nothing in view to jump to.")


def jump_to(session: Session, span: Span) -> None:
    """Go to a hinted place, or, while the current statement waits for its source, link it."""
    statement = session.current_statement
    if statement and _awaits_source(session):
        session.awaiting_source = None
        source_from(session, statement, span)
        return
    session.select(span.start, span.end, exact=True)


def _awaits_source(session: Session) -> bool:
    return session.statement is not None and session.awaiting_source == session.statement


def _cues(session: Session, view: Span) -> Iterable[Span]:
    taken = taken_in(session, view, cues=True)
    at = view.start
    while True:
        found = next_cue(session.text, at, session.lexicon, taken, until=view.end)
        if found is None or found.start >= view.end or found.end <= at:
            return
        yield found
        at = found.end
