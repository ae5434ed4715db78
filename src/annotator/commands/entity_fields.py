"""What is known about an entity beyond its name: members, the frame of an event, attributes."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from annotator.commands.attributes import (
    attribute_question,
    declared_on,
    value_question,
    with_answer,
)
from annotator.commands.choices import enum_label, enum_question, filtered, picks
from annotator.commands.conditions import Condition, has_entity
from annotator.commands.current import CannotRun, entity_name, need, quoted
from annotator.commands.entity import ENTITIES
from annotator.commands.entity_choices import EntitySearch, EntityTarget, entity_for, first_type
from annotator.commands.linking import release
from annotator.commands.registry import Arguments, Question, command
from annotator.model.entity import Entity, EventFrame, Realis
from annotator.model.ids import EntityId
from annotator.model.mention import Level
from annotator.session import Choice, ChoiceQuestion, Session
from annotator.session.state import PANELS

MENU = "Annotate/Entity"
EventField = Literal["agent", "target", "time", "place", "realis"]
EVENT_FIELDS: tuple[EventField, ...] = ("agent", "target", "time", "place", "realis")
_EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "agent": ("person", "group", "organization", "gpe"),
    "target": ("person", "group", "organization", "gpe"),
    "time": ("date",),
    "place": ("gpe", "location", "facility"),
}


def _is_event(session: Session) -> bool:
    entity = session.current_entity
    kind = session.schema.entity_type(entity.type) if entity else None
    return kind is not None and (kind.id == "event" or Level.VRB.value in kind.levels)


is_event = has_entity & Condition(_is_event, "This entity is not an event.")
has_members = has_entity & Condition(
    lambda session: session.current_entity is not None and bool(session.current_entity.members),
    "This entity has no members; add one with g.",
)


def _ask_member(session: Session, given: Arguments) -> Question:
    entity = need(session.current_entity, has_entity)
    search = EntitySearch(
        session,
        at=session.caret,
        prefer=(_member_type(session, entity),),
        exclude=frozenset((entity.id, *entity.members)),
        creates=_member_type(session, entity),
    )
    return ChoiceQuestion(f"Member of {quoted(entity.name)}", search)


def _member_type(session: Session, entity: Entity) -> str:
    """What a group is made of: people; anything else, of its own kind."""
    return first_type(session, *(("person",) if entity.type == "group" else ()), entity.type)


@command(
    "Add a member…",
    keys="g",
    when=has_entity,
    modes=ENTITIES,
    menu=MENU,
    asks={"member": _ask_member},
)
def add_member(session: Session, member: EntityTarget) -> None:
    """Say who belongs to the entity: the people of a group, the parts of a pair."""
    entity = need(session.current_entity, has_entity)
    with session.store.transaction("Add a member") as tx:
        id = entity_for(session, tx, member, _member_type(session, entity))
        name = quoted(entity_name(session, id))
        if id in entity.members:
            raise CannotRun(f"{name} is a member already.")
        if _is_made_of(session, id, entity.id):
            raise CannotRun(f"{name} cannot be a member of what is itself a member of it.")
        tx.replace(replace(entity, members=(*entity.members, id)))
    session.say(f"{name} is a member of {quoted(entity.name)}.")


def _is_made_of(session: Session, whole: EntityId, part: EntityId) -> bool:
    """Whether an entity is another one, or has it among its members at any depth."""
    seen: set[EntityId] = set()
    waiting = [whole]
    while waiting:
        id = waiting.pop()
        if id == part:
            return True
        found = session.store.queries.entities.find(id)
        if found and id not in seen:
            waiting += found.members
        seen.add(id)
    return False


def _ask_which_member(session: Session, given: Arguments) -> Question:
    entity = need(session.current_entity, has_entity)
    choices = [Choice(entity_name(session, id), id) for id in entity.members]
    return ChoiceQuestion(f"Remove from {quoted(entity.name)}", filtered(choices))


@command(
    "Remove a member…",
    keys="Shift+G",
    when=has_members,
    modes=ENTITIES,
    menu=MENU,
    asks={"member": _ask_which_member},
)
def remove_member(session: Session, member: EntityId) -> None:
    """Take someone out of the entity; the one taken out stays in the project."""
    entity = need(session.current_entity, has_entity)
    if member not in entity.members:
        raise CannotRun(f"That is no member of {quoted(entity.name)}.")
    members = tuple(id for id in entity.members if id != member)
    with session.store.transaction("Remove a member") as tx:
        tx.replace(replace(entity, members=members))
        release(session, tx, member)


def _ask_event_field(session: Session, given: Arguments) -> Question:
    event = need(session.current_entity, has_entity).event
    choices = [
        Choice(name.capitalize(), name, _event_value(session, event, name)) for name in EVENT_FIELDS
    ]
    return picks("Field of the event", choices)


def _event_value(session: Session, event: EventFrame, name: EventField) -> str:
    if name == "realis":
        return enum_label(event.realis) if event.realis else ""
    return entity_name(session, event_entity(event, name))


def _ask_event_value(session: Session, given: Arguments) -> Question:
    entity, name = need(session.current_entity, has_entity), str(given["field"])
    if name == "realis":
        title = f"Did {quoted(entity.name)} happen?"
        return enum_question(title, Realis, now=entity.event.realis, nothing="Not said")
    types = _EVENT_TYPES[name]
    search = EntitySearch(
        session,
        at=session.caret,
        prefer=types,
        exclude=frozenset({entity.id}),
        creates=first_type(session, *types),
        nothing="Nobody" if name in ("agent", "target") else "Not said",
    )
    return ChoiceQuestion(f"{name.capitalize()} of {quoted(entity.name)}", search)


@command(
    "Fill in the event…",
    keys="v",
    when=is_event,
    modes=ENTITIES,
    menu=MENU,
    asks={"field": _ask_event_field, "value": _ask_event_value},
)
def set_event_field(
    session: Session, field: EventField, value: EntityTarget | Realis | None
) -> None:
    """Say who did what to whom, when and where, and whether it really happened."""
    entity = need(session.current_entity, has_entity)
    with session.store.transaction(f"Set the {field} of the event") as tx:
        if field == "realis":
            realis = None if value is None else Realis(str(value))
            tx.replace(replace(entity, event=replace(entity.event, realis=realis)))
            return
        id = None
        if value is not None:
            id = entity_for(session, tx, value, first_type(session, *_EVENT_TYPES[field]))
        if id == entity.id:
            raise CannotRun(f"An event cannot be its own {field}.")
        old = event_entity(entity.event, field)
        tx.replace(replace(entity, event=_with_event_entity(entity.event, field, id)))
        if old != id:
            release(session, tx, old)


def event_entity(event: EventFrame, field: EventField) -> EntityId | None:
    """The entity in a field of an event's frame; None for `realis`."""
    entities = {
        "agent": event.agent,
        "target": event.target,
        "time": event.time,
        "place": event.place,
    }
    return entities.get(field)


def _with_event_entity(event: EventFrame, field: EventField, id: EntityId | None) -> EventFrame:
    changed = {
        "agent": replace(event, agent=id),
        "target": replace(event, target=id),
        "time": replace(event, time=id),
        "place": replace(event, place=id),
    }
    return changed[field]


def _ask_attribute(session: Session, given: Arguments) -> Question:
    present = need(session.current_entity, has_entity).attributes
    return attribute_question(session.schema, "entity", present)


def _ask_attribute_value(session: Session, given: Arguments) -> Question:
    present = need(session.current_entity, has_entity).attributes
    return value_question(session.schema, given["name"], present)


@command(
    "Set an attribute of the entity…",
    when=has_entity & declared_on("entity"),
    modes=PANELS,
    menu=MENU,
    asks={"name": _ask_attribute, "value": _ask_attribute_value},
)
def set_attribute(session: Session, name: str, value: object) -> None:
    """Give the entity an extra value that the schema declares, or take it away."""
    entity = need(session.current_entity, has_entity)
    with session.store.transaction("Set an attribute") as tx:
        attributes = with_answer(session.schema, entity.attributes, name, value)
        tx.replace(replace(entity, attributes=attributes))
