"""Where the walking keys stop: what is suggested, and what is not annotated yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span, Spans
from annotator.model.statement import Statement
from annotator.session import Session
from annotator.session.undecided import Stop
from annotator.text.attribution import next_cue, previous_cue
from annotator.text.candidates import Candidate, next_candidate, previous_candidate

# What is taken is read so far at first, then farther and farther, and so far beside that.
_WINDOW, _WIDEST = 2_000, 64_000
_BESIDE = 2_000
# A key press that finds nothing for so long stops, and the next one goes on from there.
PATIENCE_SECONDS = 0.4
_Search = Callable[[int, int, Spans], Span | None]


Target = int | Mention | Statement
"""Something suggested: the number of what is computed, or what an imported file brought along."""
_BEFORE_ALL = -(1 << 62)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found; else how far it came, unless that was the end of the text."""

    found: Span | None
    stopped: int | None = None
    target: Target | None = None


def candidate_after(session: Session) -> Searched:
    """The next suggestion after the selection or at the caret; see `_or_candidate`."""
    searched, reached = suggestion_after(session, here(session))

    def search(low: int, high: int, taken: Spans) -> Span | None:
        text, words = session.text, session.lexicon
        return _span(next_candidate(text, low, taken, lexicon=words, until=high))

    if reached is None:
        return searched
    at = session.selection.end if session.selection else session.caret
    return _or_candidate(searched, _forwards(session, at, search), min)


def candidate_before(session: Session) -> Searched:
    """The last suggestion before the selection or the caret; see `_or_candidate`."""
    searched, reached = suggestion_before(session, here(session))

    def search(low: int, high: int, taken: Spans) -> Span | None:
        text, words = session.text, session.lexicon
        return _span(previous_candidate(text, high, taken, lexicon=words, since=low))

    if reached is None:
        return searched
    at = session.selection.start if session.selection else session.caret
    return _or_candidate(searched, _backwards(session, at, search), max)


def _or_candidate(
    suggested: Searched, untagged: Searched, nearer: Callable[[Span, Span], Span]
) -> Searched:
    """A suggestion, or what a rule finds untagged, where nothing is suggested yet or at all."""
    if suggested.found is None or untagged.found is None:
        return suggested if suggested.found else untagged
    first = nearer(suggested.found, untagged.found)
    return suggested if first == suggested.found else untagged


def here(session: Session) -> Stop:
    """The reader's place among all stops."""
    span = session.selection
    if span is None:
        return Stop(session.caret, _BEFORE_ALL, _BEFORE_ALL)
    if session.suggestion is not None:
        return Stop(span.start, -span.end, session.suggestion)
    for stored in (session.current_mention, session.current_statement):
        if stored is not None and stored.provenance.status is Status.SUGGESTED:
            stop = stop_of(stored)
            if stop.start == span.start:
                return stop
    return Stop(span.start, -span.end, 0)


def stop_of(stored: Mention | Statement) -> Stop:
    """The place at which a suggestion of an imported file is met."""
    if isinstance(stored, Mention):
        return Stop(stored.extent.start, -stored.extent.end, stored.id)
    at = stored.cue.start if stored.cue else stored.content[0].start
    return Stop(at, -(stored.cue.end if stored.cue else at), stored.id)


def suggestion_after(session: Session, place: Stop) -> tuple[Searched, int | None]:
    """The next suggestion after a place, and up to where they are known; None for all."""
    return _suggestion(session, place, forwards=True)


def suggestion_before(session: Session, place: Stop) -> tuple[Searched, int | None]:
    """The last suggestion before a place, and from where on they are known; None for all."""
    return _suggestion(session, place, forwards=False)


def _suggestion(session: Session, place: Stop, *, forwards: bool) -> tuple[Searched, int | None]:
    assert session.document is not None
    queries, suggestions = session.store.queries, session.suggestions
    stops: dict[Stop, Target] = {}
    reached: int | None = session.caret
    for stored in (
        queries.mentions.suggested(session.document, place, forwards=forwards),
        queries.statements.suggested(session.document, place, forwards=forwards),
    ):
        if stored is not None:
            stops[stop_of(stored)] = stored
    if suggestions is not None:
        step = suggestions.next_stop if forwards else suggestions.previous_stop
        stop, known = step(place, until=monotonic() + PATIENCE_SECONDS)
        if stop is not None:
            stops[stop] = stop.number
        all_known = known > len(session.text) if forwards else known == 0
        reached = None if stop is not None or all_known else known
    if not stops:
        return Searched(None), reached
    first = min(stops) if forwards else max(stops)
    return Searched(_words_at(session, first), target=stops[first]), reached


def _words_at(session: Session, stop: Stop) -> Span:
    return Span(stop.start, max(-stop.minus_end, stop.start + 1))


def go_to(session: Session, target: Target) -> None:
    """Select something suggested and make it current; a statement is met at its cue."""
    if isinstance(target, int):
        session.go_to_suggestion(target)
    elif isinstance(target, Mention):
        session.go_to_mention(target)
    else:
        place = target.cue or target.content[0]
        session.select(place.start, place.end, exact=True)
        session.make_current(statement=target.id)


def go_on(session: Session, place: Stop) -> None:
    """Go to the next suggestion after one that was answered; say so where it was the last."""
    searched, _ = suggestion_after(session, place)
    if searched.target is not None:
        go_to(session, searched.target)
    elif not session.message:
        session.say(f"Nothing more is suggested after this place. {_what_next(session)}")


def _what_next(session: Session) -> str:
    """What an article still needs when its suggestions are through."""
    count = len(session.checks.findings) if session.checks is not None else 0
    if not count:
        return "Ctrl+Enter marks the article done and opens the next."
    return f"F7 goes to what should be looked at: {count:,} {'thing' if count == 1 else 'things'}."


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
    until, reach = monotonic() + PATIENCE_SECONDS, _WINDOW
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
    until, reach = monotonic() + PATIENCE_SECONDS, _WINDOW
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
