"""What refers to an object, and how it is led to another one or let go, within one step.

The store never cascades, so whoever takes an object away says here what becomes of its references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId, Ref
from annotator.model.mention import Mention
from annotator.model.relation import Relation
from annotator.model.statement import Party, Source, SourceKind, Statement
from annotator.store.queries import Queries
from annotator.store.transaction import Transaction

RoleEntity = Callable[[MentionId | None, EntityId | None], EntityId | None]


def link_mention(
    queries: Queries, tx: Transaction, mention: Mention, entity: EntityId | None
) -> None:
    """Link a mention to an entity or to none; statements that know the entity through it follow."""
    means_itself = entity is not None and mention.stands_for == entity
    linked = replace(
        mention, entity=entity, stands_for=None if means_itself else mention.stands_for
    )
    tx.replace(linked)

    def follow(through: MentionId | None, known: EntityId | None) -> EntityId | None:
        return entity if through == mention.id and known in (None, mention.entity) else known

    for statement in queries.statements.of_mention(mention.id):
        tx.replace(with_role_entities(statement, follow))


def lead_entity(queries: Queries, tx: Transaction, old: EntityId, new: EntityId | None) -> None:
    """Let mentions, statements and entities that name one entity name another one, or none."""

    def led(known: EntityId | None) -> EntityId | None:
        return new if known == old else known

    mentions = {m.id: m for m in (*queries.mentions.of_entity(old), *queries.mentions.meaning(old))}
    for mention in mentions.values():
        entity, meant = led(mention.entity), led(mention.stands_for)
        tx.replace(replace(mention, entity=entity, stands_for=None if meant == entity else meant))
    for statement in queries.statements.of_entity(old):
        about = _without_repeats(led(entity) for entity in statement.about)
        changed = with_role_entities(statement, lambda _, known: led(known))
        tx.replace(replace(changed, about=about))
    for owner in queries.entities.linked_from(old):
        tx.replace(_led_entity(owner, led))


def with_role_entities(statement: Statement, entity_of: RoleEntity) -> Statement:
    """The statement with the entity of each role chosen anew from its mention and its entity."""

    def party(role: Party) -> Party:
        return replace(role, entity=entity_of(role.mention, role.entity))

    return replace(
        statement,
        source=_source(statement.source, entity_of),
        addressee=party(statement.addressee),
        time=party(statement.time),
        place=party(statement.place),
    )


def move_links(queries: Queries, tx: Transaction, old: Ref, new: Ref) -> None:
    """Lead relations and notes from one object to another.

    A relation that would tie the object to itself, or say again what another one says, goes; its
    notes stay with what is left.
    """
    for relation in queries.links.relations.of(old):
        moved = replace(
            relation,
            source=new if relation.source == old else relation.source,
            target=new if relation.target == old else relation.target,
        )
        twin = _twin(queries, moved)
        if moved.source == moved.target:
            _drop_relation(queries, tx, relation, heir=new)
        elif twin:
            if twin.span is None and moved.span:
                tx.replace(replace(twin, document=moved.document, span=moved.span))
            _drop_relation(queries, tx, relation, heir=Ref("relation", twin.id))
        else:
            tx.replace(moved)
    move_notes(queries, tx, old, new)


def move_notes(queries: Queries, tx: Transaction, old: Ref, new: Ref) -> None:
    """Lead the notes on one object to another."""
    for note in queries.links.notes.of(old):
        tx.replace(replace(note, target=new))


def drop_links(queries: Queries, tx: Transaction, ref: Ref) -> int:
    """Remove the relations and notes of an object that is about to go. Returns how many."""
    dropped = 0
    for relation in queries.links.relations.of(ref):
        dropped += 1 + _drop_notes(queries, tx, Ref("relation", relation.id))
        tx.remove(Ref("relation", relation.id))
    return dropped + _drop_notes(queries, tx, ref)


def _source(source: Source | None, entity_of: RoleEntity) -> Source | None:
    if source is None:
        return None
    entity = entity_of(source.mention, source.entity)
    said = entity is not None or source.mention is not None or source.span is not None
    # A source that was only an entity says nothing once the entity is gone.
    if source.entity is not None and not said and source.kind in _NAMED:
        return None
    return replace(source, entity=entity)


_NAMED = frozenset({SourceKind.ENTITY, SourceKind.INFERRED})


def _led_entity(owner: Entity, led: Callable[[EntityId | None], EntityId | None]) -> Entity:
    event = owner.event

    def field(known: EntityId | None) -> EntityId | None:
        changed = led(known)
        return None if changed == owner.id and known != owner.id else changed

    members = _without_repeats(led(member) for member in owner.members)
    return replace(
        owner,
        members=tuple(member for member in members if member != owner.id),
        event=replace(
            event,
            agent=field(event.agent),
            target=field(event.target),
            time=field(event.time),
            place=field(event.place),
        ),
    )


def _without_repeats(entities: Iterable[EntityId | None]) -> tuple[EntityId, ...]:
    return tuple(dict.fromkeys(entity for entity in entities if entity is not None))


def _twin(queries: Queries, relation: Relation) -> Relation | None:
    """Another relation that says the same, at the same place or at none."""
    for other in queries.links.relations.of(relation.source):
        same = (other.type, other.source, other.target, dict(other.attributes)) == (
            relation.type,
            relation.source,
            relation.target,
            dict(relation.attributes),
        )
        places = {(each.document, each.span) for each in (other, relation) if each.span}
        if same and other.id != relation.id and len(places) <= 1:
            return other
    return None


def _drop_relation(queries: Queries, tx: Transaction, relation: Relation, *, heir: Ref) -> None:
    ref = Ref("relation", relation.id)
    move_notes(queries, tx, ref, heir)
    tx.remove(ref)


def _drop_notes(queries: Queries, tx: Transaction, ref: Ref) -> int:
    notes = queries.links.notes.of(ref)
    for note in notes:
        tx.remove(Ref("note", note.id))
    return len(notes)
