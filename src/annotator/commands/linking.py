"""Which entity a new mention refers to, and what becomes of an entity that nothing refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.commands.references import drop_links
from annotator.model.entity import Entity, EventFrame
from annotator.model.ids import DocumentId, EntityId, MentionId, Ref
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.statement import Party, Statement
from annotator.session import Session
from annotator.store.transaction import Transaction
from annotator.text.amount_values import amount_value
from annotator.text.date_values import date_value
from annotator.text.heads import is_head
from annotator.text.levels import level_of
from annotator.text.names import same_name
from annotator.text.search import surname_forms

# Types of values, not of things: what they share is a value, and the project lists no entities of
# them.
VALUE_TYPES = frozenset({"date", "quantity", "money"})
_PERSON = "person"


def level_for(session: Session, type: str, surface: str) -> Level | None:
    """The level a mention most likely has, of those that its type allows."""
    declared = session.schema.entity_type(type)
    guess = level_of(surface, is_event=type == "event")
    return guess if declared and guess.value in declared.levels else None


def entity_for(
    session: Session,
    tx: Transaction,
    type: str,
    surface: str,
    level: Level | None,
    document: DocumentId | None = None,
) -> EntityId | None:
    """The one entity that a surface names in a document, or a new one for a name that is new.

    Without a document it is about the open one.

    None for values, for what is no name, and where two entities are equally likely: those are left
    to the analyst.
    """
    if not _names_an_entity(type, level):
        return None
    known = called(session, type, surface)
    if not known and type == _PERSON:
        known = called_here(session, type, surface, document or session.document)
    return _settled(session, tx, type, surface, known)


def entity_suggested(
    session: Session, tx: Transaction, type: str, surface: str, level: Level | None
) -> EntityId | None:
    """The entity of words of the open document that were suggested without one.

    Whom only other documents call so is not taken for the one who is meant: nobody looks at each
    link when suggestions are accepted one after the other, and a wrong one would go on from there.
    """
    if not _names_an_entity(type, level):
        return None
    here = called_here(session, type, surface, session.document)
    known = here or called(session, type, surface)
    if not here and len(known) == 1 and not same_name(known[0].name, surface):
        session.say(f"“{surface}” is linked to nobody: {known[0].name} is in other articles only.")
        return None
    return _settled(session, tx, type, surface, known)


def called(session: Session, type: str, surface: str) -> list[Entity]:
    """Whom the project calls just so; else those whose name differs only in being in capitals."""
    entities = session.store.queries.entities
    return entities.named(surface, type) or entities.in_capitals(surface, type)


def called_here(
    session: Session, type: str, surface: str, document: DocumentId | None
) -> list[Entity]:
    """Whom a document mentions and calls so: by a name, an alias, or a person's surname."""
    if document is None:
        return []
    person = type == _PERSON
    return [
        entity
        for entity in session.store.queries.entities.sharing(surface, document)
        if entity.type == type
        and any(
            same_name(surface, form)
            for name in entity.names
            for form in (name, *surname_forms(name, type_is_person=person))
        )
    ]


def names_an_entity(mention: Mention) -> bool:
    """Whether a mention names something that the project lists: no value, and no description."""
    return _names_an_entity(mention.type, mention.level)


def _names_an_entity(type: str, level: Level | None) -> bool:
    return type not in VALUE_TYPES and level is Level.NAM


def _settled(
    session: Session, tx: Transaction, type: str, surface: str, known: Sequence[Entity]
) -> EntityId | None:
    """The only one of those who may be meant; a new one where nobody may be."""
    if len(known) > 1:
        session.say(f"“{surface}” may be any of {len(known)} entities: press k to choose.")
        return None
    if known:
        return known[0].id
    return EntityId(tx.add(Entity(EntityId(0), surface, type, tx.provenance())))


def remember_name(session: Session, tx: Transaction, id: EntityId | None, surface: str) -> None:
    """Make a surface an alias of its entity, unless it is one of its names already.

    It becomes the name of one that only capitals named so far: nobody is called PORT ELLERY.
    """
    entity = session.store.queries.entities.find(id) if id is not None else None
    if entity is None or surface in entity.names:
        return
    if _in_capitals_only(entity) and same_name(entity.name, surface):
        tx.replace(replace(entity, name=surface, aliases=(entity.name, *entity.aliases)))
    else:
        tx.replace(replace(entity, aliases=(*entity.aliases, surface)))


def _in_capitals_only(entity: Entity) -> bool:
    """Whether a name is in capitals as headlines are, and not as initials are (NATO, Nato)."""
    may_be_initials = entity.type == "organization" and " " not in entity.name
    return entity.name.isupper() and not may_be_initials


def speak_through(session: Session, tx: Transaction, mention: Mention) -> None:
    """Let statements whose source holds a new mention, and had none, know it as their speaker."""
    for statement in session.store.queries.statements_in(mention.document, mention.extent):
        source = statement.source
        if source is None or source.span is None or source.mention or source.entity:
            continue
        if statement.provenance.status is Status.REJECTED:
            continue
        if source.span.contains(mention.extent) and is_head(
            session.text, source.span, mention.extent
        ):
            known = replace(source, mention=mention.id, entity=mention.entity)
            tx.replace(replace(statement, source=known))


def release(session: Session, tx: Transaction, id: EntityId | None) -> None:
    """Take away an entity that was only ever a name, once nothing refers to it any more."""
    entity = session.store.queries.entities.find(id) if id is not None else None
    if entity is None or not _is_only_a_name(entity):
        return
    queries = session.store.queries
    ref = Ref("entity", entity.id)
    used = (
        queries.mentions.of_entity(entity.id, limit=1)
        or queries.mentions.meaning(entity.id)
        or queries.statements.of_entity(entity.id)
        or queries.entities.linked_from(entity.id)
        or queries.links.relations.of(ref)
        or queries.links.notes.of(ref)
    )
    if not used:
        tx.remove(ref)


def remove_mention(session: Session, tx: Transaction, mention: Mention) -> None:
    """Delete a mention; statements keep its place, relations and notes on it go with it."""
    queries = session.store.queries
    for statement in queries.statements.of_mention(mention.id):
        tx.replace(_without_mention(statement, mention.id))
    ref = Ref("mention", mention.id)
    drop_links(queries, tx, ref)
    tx.remove(ref)
    release(session, tx, mention.entity)


def _without_mention(statement: Statement, id: MentionId) -> Statement:
    def freed(party: Party) -> Party:
        return replace(party, mention=None) if party.mention == id else party

    source = statement.source
    if source and source.mention == id:
        source = replace(source, mention=None)
    return replace(
        statement,
        source=source,
        addressee=freed(statement.addressee),
        time=freed(statement.time),
        place=freed(statement.place),
    )


def value_of(type: str, surface: str, published: str | None) -> str | None:
    """The normalised value of a date or an amount; a relative date goes by the publication."""
    if type not in VALUE_TYPES:
        return None
    return date_value(surface, published) if type == "date" else amount_value(surface)


def _is_only_a_name(entity: Entity) -> bool:
    return (
        entity.kb_id is None
        and entity.description is None
        and not entity.members
        and not entity.attributes
        and entity.event == EventFrame()
    )
