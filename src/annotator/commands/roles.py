"""Which entity a role of a statement means: its source, addressee, time or place."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from annotator.commands.conditions import in_statement
from annotator.commands.current import need
from annotator.commands.entity_choices import EntityTarget, entity_for, first_type
from annotator.commands.linking import release
from annotator.commands.references import link_mention
from annotator.model.ids import EntityId, MentionId, StatementId
from annotator.model.statement import Party, Source, SourceKind, Statement
from annotator.session import Session
from annotator.store.transaction import Transaction

Role = Literal["addressee", "time", "place"]
ROLE_TYPES: dict[str, tuple[str, ...]] = {
    "source": ("person", "group", "organization", "gpe"),
    "addressee": ("person", "group", "organization", "gpe"),
    "time": ("date",),
    "place": ("gpe", "location", "facility"),
}


def set_source_entity(session: Session, target: EntityTarget) -> None:
    """Say which entity is the source of the current statement."""
    statement = need(session.current_statement, in_statement)
    with session.store.transaction("Set the source") as tx:
        entity = entity_for(session, tx, target, first_type(session, *ROLE_TYPES["source"]))
        source = statement.source
        link_loose(session, tx, source.mention if source else None, entity)
        tx.replace(replace(_fresh(session, statement.id), source=named_source(source, entity)))
        if source and source.entity != entity:
            release(session, tx, source.entity)
    session.awaiting_source = None
    session.make_current(entity=entity)


def set_role_entity(session: Session, role: Role, target: EntityTarget) -> None:
    """Say which entity is the addressee, the time or the place of the current statement."""
    statement = need(session.current_statement, in_statement)
    with session.store.transaction(f"Set the {role}") as tx:
        entity = entity_for(session, tx, target, first_type(session, *ROLE_TYPES[role]))
        party = role_of(statement, role)
        link_loose(session, tx, party.mention, entity)
        changed = with_role(_fresh(session, statement.id), role, replace(party, entity=entity))
        tx.replace(changed)
        if party.entity != entity:
            release(session, tx, party.entity)
    session.make_current(entity=entity)


def role_of(statement: Statement, role: Role) -> Party:
    """The addressee, time or place of a statement."""
    parties = {
        "addressee": statement.addressee,
        "time": statement.time,
        "place": statement.place,
    }
    return parties[role]


def with_role(statement: Statement, role: Role, party: Party) -> Statement:
    """The statement with another addressee, time or place."""
    if role == "addressee":
        return replace(statement, addressee=party)
    return replace(statement, time=party) if role == "time" else replace(statement, place=party)


def named_source(source: Source | None, entity: EntityId) -> Source:
    """A source that means an entity."""
    # Without words in the text the source is the analyst's own conclusion.
    if source is None or (source.span is None and source.mention is None):
        return Source(SourceKind.INFERRED, entity=entity)
    kind = SourceKind.INFERRED if source.kind is SourceKind.INFERRED else SourceKind.ENTITY
    return replace(source, kind=kind, entity=entity)


def of_kind(source: Source | None, kind: SourceKind) -> Source:
    """A source of another kind; the article itself and nobody in particular mean no entity."""
    source = replace(source, kind=kind) if source else Source(kind)
    if kind in (SourceKind.AUTHOR, SourceKind.UNSPECIFIED):
        return replace(source, mention=None, entity=None)
    return source


def link_loose(
    session: Session, tx: Transaction, mention: MentionId | None, entity: EntityId
) -> None:
    """Link the mention in a role as well, if it is not linked yet: they are the same words."""
    found = None if mention is None else session.store.queries.mentions.find(mention)
    if found and found.entity is None:
        link_mention(session.store.queries, tx, found, entity)


def _fresh(session: Session, statement: StatementId) -> Statement:
    return session.store.queries.statements.get(statement)
