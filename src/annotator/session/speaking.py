"""Who may be speaking in a statement of the open document, by what is annotated and suggested now.

It is worked out when it is asked for, so that it knows what was decided a moment ago.
"""

from __future__ import annotations

from dataclasses import replace

from annotator.model.entity import Entity
from annotator.model.ids import EntityId
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import Speaker, SuggestedMention, SuggestedStatement
from annotator.session.session import Session
from annotator.suggest.cast import Cast, Named, names_of
from annotator.suggest.speakers import Saying, choices
from annotator.suggest.spoken import saying_of

#: So much text around a statement is read: what lies further off is in nobody's mind.
_BEFORE, _BEHIND = 12_000, 4_000
#: Where a statement is long, no more than this of it.
_MOST = 24_000

Reported = Statement | SuggestedStatement
"""A statement, made or suggested."""


def speakers_of(session: Session, statement: Reported) -> tuple[Speaker, ...]:
    """Who may be its source, best first; empty where the text around names nobody."""
    around = _around(session, statement)
    names = [_moved(each, -around.start) for each in _names(session, around)]
    cast = Cast(
        around.of(session.text), names, session.lexicon, session.lexicon.gazetteer.gender_of
    )
    wanted = _saying(statement, around)
    before = sorted(
        (
            saying
            for each in _statements(session, around)
            if (saying := _saying(each, around)) != wanted and _comes_first(saying, wanted)
        ),
        key=lambda each: (each.start, -each.content[-1].end if each.content else 0),
    )
    return tuple(_back(each, around.start) for each in choices(cast, before, wanted))


def _around(session: Session, statement: Reported) -> Span:
    extent = statement.extent
    low = max(0, extent.start - _BEFORE)
    # From the beginning of a paragraph, where one is near.
    low = (
        max(low, session.text.rfind("\n", low, min(len(session.text), low + _BEHIND)) + 1)
        if low
        else 0
    )
    high = min(len(session.text), max(extent.end, extent.start + 1) + _BEHIND, low + _MOST)
    return Span(low, max(high, extent.start + 1))


def _names(session: Session, around: Span) -> list[Named]:
    assert session.document is not None
    stored = [
        each
        for each in session.store.queries.mentions_in(session.document, around)
        if each.provenance.status is not Status.REJECTED and around.contains(each.extent)
    ]
    suggested = [each for each in _suggested(session, around) if around.contains(each.span)]
    return names_of(stored, suggested, _entities(session, stored, suggested))


def _suggested(session: Session, around: Span) -> list[SuggestedMention]:
    if session.suggestions is None:
        return []
    undecided = session.suggestions.undecided
    found = [undecided.find(number) for number in undecided.mentions_over(around)]
    return [each for each in found if isinstance(each, SuggestedMention)]


def _entities(
    session: Session, stored: list[Mention], suggested: list[SuggestedMention]
) -> dict[EntityId, Entity]:
    wanted = {each.entity for each in stored} | {each.entity for each in suggested}
    found = (session.store.queries.entities.find(id) for id in wanted if id is not None)
    return {each.id: each for each in found if each is not None}


def _statements(session: Session, around: Span) -> list[Reported]:
    assert session.document is not None
    stored: list[Reported] = [
        each
        for each in session.store.queries.statements_in(session.document, around)
        if each.provenance.status is not Status.REJECTED and around.contains(each.extent)
    ]
    if session.suggestions is None:
        return stored
    undecided = session.suggestions.undecided
    found = [undecided.find(number) for number in undecided.statements_over(around)]
    return stored + [
        each
        for each in found
        if isinstance(each, SuggestedStatement) and around.contains(each.extent)
    ]


def _saying(statement: Reported, around: Span) -> Saying:
    """A statement as the text around it has it."""
    whole = saying_of(statement)
    content = tuple(
        Span(max(each.start, around.start) - around.start, min(each.end, around.end) - around.start)
        for each in statement.content
        if each.overlaps(around)
    )
    source = whole.source if whole.source and around.contains(whole.source) else None
    if source is not None:
        source = Span(source.start - around.start, source.end - around.start)
    place = max(0, min(whole.place, around.end - 1) - around.start)
    return Saying(place, source, content, whole.entity)


def _comes_first(one: Saying, other: Saying) -> bool:
    """Whether a statement is met before another one, or has it inside."""
    return one.start < other.start or any(
        piece.contains(mine) for piece in one.content for mine in other.content[:1]
    )


def _moved(named: Named, by: int) -> Named:
    return replace(named, span=Span(named.span.start + by, named.span.end + by)) if by else named


def _back(speaker: Speaker, by: int) -> Speaker:
    span = speaker.span
    return replace(speaker, span=Span(span.start + by, span.end + by)) if span and by else speaker
