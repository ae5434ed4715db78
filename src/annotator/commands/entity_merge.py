"""Making one entity of two, within one step."""

from __future__ import annotations

from dataclasses import replace

from annotator.commands.current import quoted
from annotator.commands.references import lead_entity, move_links
from annotator.model.entity import Entity, EventFrame
from annotator.model.ids import EntityId, Ref
from annotator.store.queries import Queries
from annotator.store.transaction import Transaction


def absorb(queries: Queries, tx: Transaction, source: EntityId, target: EntityId) -> str:
    """Lead all that refers to one entity to another, which takes what it does not know itself.

    Returns a sentence for what could not be kept because both knew it; empty when nothing was.
    """
    lead_entity(queries, tx, source, target)
    move_links(queries, tx, Ref("entity", source), Ref("entity", target))
    old, kept = queries.entities.get(source), queries.entities.get(target)
    tx.replace(_together(kept, old))
    # Its own list and frame may name the target; nothing names it any more.
    tx.remove(Ref("entity", source))
    return _unkept(kept, old)


def _together(kept: Entity, old: Entity) -> Entity:
    names = dict.fromkeys((*kept.aliases, *old.names))
    names.pop(kept.name, None)
    members = dict.fromkeys((*kept.members, *old.members))
    members.pop(kept.id, None)
    members.pop(old.id, None)
    return replace(
        kept,
        aliases=tuple(names),
        kb_id=kept.kb_id or old.kb_id,
        description=kept.description or old.description,
        members=tuple(members),
        event=_frame(kept, old.event),
        attributes={**old.attributes, **kept.attributes},
    )


def _frame(kept: Entity, other: EventFrame) -> EventFrame:
    def either(known: EntityId | None, offered: EntityId | None) -> EntityId | None:
        return known if known is not None or offered == kept.id else offered

    event = kept.event
    return EventFrame(
        agent=either(event.agent, other.agent),
        target=either(event.target, other.target),
        time=either(event.time, other.time),
        place=either(event.place, other.place),
        realis=event.realis or other.realis,
    )


def _unkept(kept: Entity, old: Entity) -> str:
    lost = []
    if old.kb_id and kept.kb_id and old.kb_id != kept.kb_id:
        lost.append(f"its id {old.kb_id}")
    if old.description and kept.description and old.description != kept.description:
        lost.append("its description")
    if not lost:
        return ""
    return f"{quoted(old.name)} was merged; {' and '.join(lost)} could not be kept."
