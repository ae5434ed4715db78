"""Choosing who is meant by the source of a statement, and linking the one who clearly is."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from annotator.commands.accepting import accept_mention, accept_statement
from annotator.commands.current import CannotRun, shortened
from annotator.commands.linking import entity_for, release
from annotator.commands.references import link_mention
from annotator.commands.roles import link_loose, named_source
from annotator.model.ids import EntityId, StatementId
from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Source, SourceKind
from annotator.model.suggestion import Speaker, SuggestedMention, SuggestedStatement
from annotator.session import Choice, ChoiceQuestion, Session
from annotator.session.speaking import Reported, speakers_of
from annotator.store.transaction import Transaction
from annotator.suggest.speakers import clear

_LABEL = 40


class Elsewhere(StrEnum):
    """What else may be answered when somebody is asked for: a place in the text."""

    HINTS = "hints"


def who_speaks(session: Session, statement: Reported) -> ChoiceQuestion | None:
    """Asks which of those who may speak does; None where nobody is named around."""
    found = speakers_of(session, statement)
    if not found:
        return None
    choices = [
        Choice(
            shortened(each.name, _LABEL),
            each,
            each.reason,
            key=str(number),
            colour_of=_type_of(session, each) or "",
        )
        for number, each in enumerate(found, 1)
    ]
    other = Choice("Somebody else", Elsewhere.HINTS, "Point at them in the text.", key="h")
    return ChoiceQuestion(
        _title(session, statement), lambda _: (*choices, other), picks_by_key=True, at_card=True
    )


def speaks(session: Session, statement: Reported, speaker: Speaker) -> StatementId:
    """Link somebody as the source of a statement, as one step; a suggested one is accepted."""
    with session.store.transaction("Set who speaks") as tx:
        id = (
            accept_statement(session, tx, statement)
            if isinstance(statement, SuggestedStatement)
            else statement.id
        )
        entity = _entity(session, tx, speaker)
        made = session.store.queries.statements.get(id)
        left = made.source.entity if made.source else None
        link_loose(session, tx, made.source.mention if made.source else None, entity)
        made = session.store.queries.statements.get(id)
        tx.replace(replace(made, source=named_source(made.source, entity)))
        if left != entity:
            release(session, tx, left)
    session.make_current(statement=id, entity=entity)
    return id


def clear_source(session: Session, statement: Reported, source: Source | None) -> Source | None:
    """A source with the entity that it clearly means, if that one is known already."""
    if source is None or source.entity is not None or source.kind is not SourceKind.ENTITY:
        return source
    speaker = clear(speakers_of(session, statement))
    known = speaker is not None and speaker.entity is not None
    return replace(source, entity=speaker.entity) if known and speaker else source


def _title(session: Session, statement: Reported) -> str:
    source = statement.source
    span = source.span if isinstance(source, Source) else source
    if span is None:
        return "Who says this?"
    return f"Who is “{shortened(span.of(session.text), _LABEL)}”?"


def _type_of(session: Session, speaker: Speaker) -> str | None:
    if speaker.entity is not None:
        entity = session.store.queries.entities.find(speaker.entity)
        return entity.type if entity else None
    named = _suggested(session, speaker.span)
    return named.type if named else None


def _suggested(session: Session, span: Span | None) -> SuggestedMention | None:
    """The name that is suggested just there."""
    if session.suggestions is None or span is None:
        return None
    undecided = session.suggestions.undecided
    found = (undecided.find(number) for number in undecided.mentions_over(span))
    return next(
        (each for each in found if isinstance(each, SuggestedMention) and each.span == span), None
    )


def _entity(session: Session, tx: Transaction, speaker: Speaker) -> EntityId:
    """The entity of somebody; a name that is only suggested, or not linked yet, gets its own."""
    queries = session.store.queries
    if speaker.entity is not None and queries.entities.find(speaker.entity) is not None:
        return speaker.entity
    assert session.document is not None
    entity: EntityId | None = None
    suggested = _suggested(session, speaker.span)
    if suggested is not None:
        entity = queries.mentions.get(accept_mention(session, tx, suggested)).entity
    stored = [
        each
        for each in (
            queries.mentions.exactly(session.document, speaker.span) if speaker.span else ()
        )
        if each.provenance.status is not Status.REJECTED
    ]
    if entity is None and stored:
        entity = stored[0].entity or entity_for(
            session, tx, stored[0].type, speaker.name, Level.NAM
        )
        link_mention(queries, tx, stored[0], entity)
    if entity is None:
        raise CannotRun(f"“{speaker.name}” may be several entities: press k to choose one.")
    return entity
