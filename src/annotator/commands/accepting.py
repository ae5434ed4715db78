"""What is offered at the reader's place, and what becomes of a suggestion that is answered."""

from __future__ import annotations

from dataclasses import replace

from annotator.commands.conditions import Condition, in_statement
from annotator.commands.linking import (
    called,
    called_here,
    entity_for,
    entity_suggested,
    level_for,
    remember_name,
    speak_through,
    value_of,
)
from annotator.commands.sources import party_at, source_at
from annotator.commands.statement_parts import kind_in, parent_of, stance_of, take_in
from annotator.model.ids import EntityId, MentionId, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Spans
from annotator.model.statement import Epistemic, Source, SourceKind, Statement
from annotator.model.suggestion import (
    Ground,
    SuggestedMention,
    SuggestedStatement,
    Suggestion,
)
from annotator.session import Panel, Session
from annotator.session.speaking import speakers_of
from annotator.session.undecided import channel_of
from annotator.store.transaction import Transaction
from annotator.suggest.speakers import clear

Offered = Suggestion | Mention | Statement
"""A suggestion, or what an imported file brought along as one."""
SPEAKERS = frozenset({"person", "group", "organization", "gpe"})


def offered(session: Session) -> Offered | None:
    """What waits for an answer at the reader's place."""
    found = session.current_suggestion
    if session.panel is Panel.CLAIMS:
        return found if isinstance(found, SuggestedStatement) else _stored_statement(session)
    if found is not None:
        return found
    mention = session.current_mention
    if mention is not None and mention.provenance.status is Status.SUGGESTED:
        return mention
    return _stored_statement(session)


def offered_statement(session: Session) -> SuggestedStatement | Statement | None:
    """The statement that waits for an answer there."""
    found = offered(session)
    return found if isinstance(found, SuggestedStatement | Statement) else None


def _stored_statement(session: Session) -> Statement | None:
    statement = session.current_statement
    if statement is None or statement.provenance.status is not Status.SUGGESTED:
        return None
    extent = statement.extent
    here = session.panel is Panel.CLAIMS or extent.start <= session.caret <= extent.end
    return statement if here else None


is_offered = Condition(
    lambda session: offered(session) is not None,
    "Nothing is suggested here. Space goes to the next suggestion.",
)
in_offered = Condition(
    lambda session: in_statement.holds(session) or offered_statement(session) is not None,
    in_statement.reason,
)


def accept(session: Session, tx: Transaction, found: Offered) -> Mention | Statement:
    """Make an annotation of what is offered. Returns it."""
    queries = session.store.queries
    if isinstance(found, SuggestedMention):
        return queries.mentions.get(accept_mention(session, tx, found))
    if isinstance(found, SuggestedStatement):
        return queries.statements.get(accept_statement(session, tx, found))
    return accept_stored(session, tx, found)


def accept_mention(
    session: Session, tx: Transaction, found: SuggestedMention, type: str | None = None
) -> MentionId:
    """Make a mention of a suggestion; with another type it is the analyst's own, and its entity."""
    assert session.document is not None
    other = type is not None and type != found.type
    kind = type or found.type
    surface = " ".join(found.span.of(session.text).split())
    level = level_for(session, kind, surface) if other else _level(session, found, surface)
    if other:
        entity = entity_for(session, tx, kind, surface, level)
    else:
        entity = _entity(session, tx, found, surface, level)
    remember_name(session, tx, entity, surface)
    document = session.current_document
    value = value_of(kind, surface, document.published if document else None)
    mention = Mention(
        MentionId(0),
        session.document,
        kind,
        (found.span,),
        tx.provenance() if other else _made(tx, found.ground, Status.ACCEPTED),
        level=level,
        entity=entity,
        value=value if other or found.value is None else found.value,
    )
    mention = replace(mention, id=MentionId(tx.add(mention)))
    if kind in SPEAKERS:
        speak_through(session, tx, mention)
    return mention.id


def accept_statement(
    session: Session, tx: Transaction, found: SuggestedStatement, *, kind: str | None = None
) -> StatementId:
    """Make a statement of a suggestion; its speaker is linked only where it is clear."""
    kind = kind_in(session.schema, kind or found.kind)
    made = _statement(session, found, kind, _made(tx, found.ground, Status.ACCEPTED))
    parent = _parent(session, found.parent) or parent_of(session, found.content)
    made = replace(made, source=_source(session, found), parent=parent)
    made = replace(made, id=StatementId(tx.add(made)))
    take_in(session, tx, made)
    return made.id


def accept_stored(
    session: Session, tx: Transaction, found: Mention | Statement
) -> Mention | Statement:
    """Accept what an imported file suggested. Returns it as it is now."""
    accepted = replace(found.provenance, status=Status.ACCEPTED)
    made: Mention | Statement
    if isinstance(found, Statement):
        made = replace(found, provenance=accepted)
    else:
        entity = found.entity
        if entity is None:
            surface = " ".join(found.surface(session.text).split())
            entity = entity_suggested(session, tx, found.type, surface, found.level)
        made = replace(found, entity=entity, provenance=accepted)
    tx.replace(made)
    return made


def reject(session: Session, tx: Transaction, found: Offered) -> None:
    """Remember that a suggestion was rejected, so that it is not made again."""
    if isinstance(found, Mention | Statement):
        refused = replace(found.provenance, status=Status.REJECTED)
        tx.replace(replace(found, provenance=refused))
        return
    assert session.document is not None
    refused = _made(tx, found.ground, Status.REJECTED)
    if isinstance(found, SuggestedStatement):
        tx.add(_statement(session, found, kind_in(session.schema, found.kind), refused))
        return
    surface = " ".join(found.span.of(session.text).split())
    level = _level(session, found, surface)
    tx.add(Mention(MentionId(0), session.document, found.type, (found.span,), refused, level=level))


def entity_of(session: Session, found: SuggestedMention) -> EntityId | None:
    """The entity that a suggestion would be linked to, of those that there are."""
    if found.entity is not None and session.store.queries.entities.find(found.entity) is not None:
        return found.entity
    named = called(session, found.type, found.name) if found.name else []
    return named[0].id if len(named) == 1 else None


def _entity(
    session: Session, tx: Transaction, found: SuggestedMention, surface: str, level: Level | None
) -> EntityId | None:
    """The entity of a suggestion; one under its full name where the words are only part of it."""
    known = entity_of(session, found)
    if known is not None:
        return known
    if found.name is None or found.name == surface:
        return entity_suggested(session, tx, found.type, surface, level)
    rivals = [
        entity
        for entity in called_here(session, found.type, surface, session.document)
        if surface in entity.names
    ]
    if not rivals:
        return entity_for(session, tx, found.type, found.name, level)
    if len(rivals) == 1 and rivals[0].name == surface:
        return rivals[0].id
    session.say(f"“{surface}” may be {found.name} or {rivals[0].name}: press k to choose.")
    return None


def _level(session: Session, found: SuggestedMention, surface: str) -> Level | None:
    declared = session.schema.entity_type(found.type)
    if found.level is not None and declared and found.level.value in declared.levels:
        return found.level
    return level_for(session, found.type, surface)


def _statement(
    session: Session, found: SuggestedStatement, kind: str | None, provenance: Provenance
) -> Statement:
    assert session.document is not None
    stance = found.epistemic
    if kind != found.kind or stance is Epistemic.CERTAIN_TRUE:
        stance = stance_of(kind, stance)
    plain = None if found.source is None else Source(found.source_kind, found.source)
    return Statement(
        StatementId(0),
        session.document,
        found.content,
        found.form,
        kind,
        provenance,
        cue=found.cue,
        source=plain,
        quoted=found.quoted,
        epistemic=stance,
        channel=channel_of(found),
    )


def _source(session: Session, found: SuggestedStatement) -> Source | None:
    """The source with its mention and entity, or with the one who is clearly meant."""
    if found.source is None:
        unnamed = found.source_kind is not SourceKind.ENTITY
        return Source(found.source_kind) if unnamed else None
    source = source_at(session, found.source, found.source_kind)
    if source.entity is not None or source.kind is not SourceKind.ENTITY:
        return source
    speaker = clear(found.speakers or speakers_of(session, found))
    if speaker is None:
        return source
    entity = speaker.entity
    if entity is None and speaker.span is not None:
        entity = party_at(session, speaker.span).entity
    if entity is None or session.store.queries.entities.find(entity) is None:
        return source
    return replace(source, entity=entity)


def _parent(session: Session, content: Spans | None) -> StatementId | None:
    """The statement that has just this content."""
    assert session.document is not None
    for other in (
        session.store.queries.statements_in(session.document, content[0]) if content else ()
    ):
        if other.content == content and other.provenance.status is not Status.REJECTED:
            return other.id
    return None


def _made(tx: Transaction, ground: Ground, status: Status) -> Provenance:
    return tx.provenance(origin=ground.origin, status=status, confidence=ground.confidence)
