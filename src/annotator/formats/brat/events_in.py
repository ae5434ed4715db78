"""Which events of a file are statements, and which stretches are only parts of those."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.formats.brat.conf_in import Configuration
from annotator.formats.brat.lines import Annotations, EventLine
from annotator.formats.brat.names import (
    CONTENT,
    CUE,
    MENTION_OF,
    OURS,
    PARENT,
    QUOTED,
    STATEMENT,
    bare,
    is_part_type,
    makes_statement,
    part_of_statement,
)
from annotator.formats.losses import Tally

NO_TRIGGER = "events without their trigger"
OTHER_TYPE = "triggers of another type than their event (that of the event is taken)"
TRIGGER = "Trigger"
"""The role of a trigger that is neither the cue nor the content of its statement."""


@dataclass(slots=True)
class Event:
    """An event; `parts` of a statement by what they are, and all other roles."""

    line: EventLine
    statement: bool
    parts: dict[str, str] = field(default_factory=dict)
    roles: list[tuple[str, str]] = field(default_factory=list)

    @property
    def cue(self) -> str | None:
        """The stretch that is the cue of a statement: its trigger, unless that is its content."""
        return self.parts.get(CUE) or (self.line.trigger if CONTENT in self.parts else None)

    @property
    def content(self) -> str:
        """The stretch that is the content of a statement."""
        return self.parts.get(CONTENT) or self.line.trigger


def events_in(
    found: Annotations, configuration: Configuration, name: str, tally: Tally, *, ours: bool
) -> dict[str, Event]:
    """The events that have their trigger, by id; in a file of ours the type says what they are."""
    events: dict[str, Event] = {}
    for line in found.events.values():
        place = f"{name}, line {line.line}"
        trigger = found.spans.get(line.trigger)
        if trigger is None:
            tally.add(NO_TRIGGER, f"{place}: {line.id} has no {line.trigger}")
            continue
        if trigger.type != line.type:
            tally.add(OTHER_TYPE, f"{place}: {line.id} is {line.type}, its trigger {trigger.type}")
        events[line.id] = _event(line, found, configuration, ours=ours)
    for event in events.values():
        parent = events.get(event.parts.get(PARENT, ""))
        if PARENT in event.parts and (parent is None or not parent.statement):
            event.roles.append((PARENT, event.parts.pop(PARENT)))
    return events


def _event(
    line: EventLine, found: Annotations, configuration: Configuration, *, ours: bool
) -> Event:
    others = {role for role, _ in line.roles}
    roles = [(configuration.role(line.type, role, others), id) for role, id in line.roles]
    known = {part_of_statement(bare(role)) for role, id in roles if _fits(role, id, found)}
    if not (line.type == STATEMENT if ours else makes_statement(line.type, known)):
        return Event(line, statement=False, roles=roles)
    event = Event(line, statement=True)
    for role, id in roles:
        part = part_of_statement(role)
        if part and part not in event.parts and _fits(role, id, found):
            event.parts[part] = id
        else:
            event.roles.append((role, id))
    if CUE in event.parts and CONTENT in event.parts:
        event.roles += _apart(event, found)
    return event


def _fits(role: str, id: str, found: Annotations) -> bool:
    part = part_of_statement(bare(role))
    if part in (CONTENT, CUE, QUOTED):
        return id in found.spans
    return id in found.events or (part != PARENT and id in found.spans)


def _apart(event: Event, found: Annotations) -> list[tuple[str, str]]:
    trigger = found.spans[event.line.trigger].pieces
    parts = (event.parts[CUE], event.parts[CONTENT])
    same = any(found.spans[part].pieces == trigger for part in parts)
    return [] if same else [(TRIGGER, event.line.trigger)]


def parts_only(
    events: dict[str, Event], found: Annotations, named: set[str], *, ours: bool
) -> set[str]:
    """The stretches that are nothing but a part of a statement.

    `named` are those that some line is about, which are more than that. In a file of ours the type
    says it.
    """
    parts: set[str] = set()
    roles = set(named)
    for event in events.values():
        roles.update(id for _, id in event.roles)
        for part, id in event.parts.items():
            (roles if part.endswith(MENTION_OF) else parts).add(id)
    left = {id for id in parts - roles if id in found.spans}
    if ours:
        return {id for id in left if found.spans[id].type in OURS}
    return {id for id in left if is_part_type(found.spans[id].type)}
