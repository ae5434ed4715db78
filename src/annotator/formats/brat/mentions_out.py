"""Mentions to stretches of a brat file, or to events, with their lines of attributes and links."""

from __future__ import annotations

import re

from annotator.formats.brat.here import Here, MentionHere
from annotator.formats.brat.names import (
    ENTITY,
    LEVEL,
    ON_MENTIONS,
    RESOURCES,
    STANDS_FOR,
    VALUE,
)
from annotator.formats.brat.writing import More, pair, write_attributes
from annotator.model.ids import EntityId, Ref
from annotator.model.mention import Level, Mention

_ENTRY = re.compile(r"([^\s:]+):\S+")


class MentionWriter:
    """Writes the mentions of a document, one after the other."""

    def __init__(self, here: Here) -> None:
        self._here = here
        self.events: dict[Ref, tuple[str, str]] = {}
        """The type and the trigger of mentions that are events; their lines come later."""
        self.same: dict[EntityId, list[str]] = {}
        """The mentions of each entity, by their ids in the file."""

    def write(self, mention: Mention) -> None:
        """Write a mention, and what hangs on it."""
        here, ref, more = self._here, Ref("mention", mention.id), More()
        if here.leaves_out(mention.provenance, f"{mention.type} at {mention.extent.start}"):
            return
        is_event = mention.level is Level.VRB
        writing = here.writing
        type_ = writing.event(mention.type) if is_event else writing.types.of(mention.type)
        id = here.stretch(type_, mention.spans, more, "spans")
        if id is None:
            here.unseen(f"{mention.type} at {mention.extent.start}")
            return
        if is_event:
            writing.events[mention.type] = type_
            self.events[ref] = (type_, id)
            id = here.lines.next_event()
        elif mention.level is not None:
            here.lines.attribute(LEVEL, id, mention.level)
        here.mentions[mention.id] = MentionHere(id, mention.extent, mention.entity)
        self._rest(mention, id, more)
        here.made(mention.provenance, more)
        here.finish(ref, id, more)

    def _rest(self, mention: Mention, id: str, more: More) -> None:
        self._here.say(VALUE, id, mention.value, more)
        self._here.mark(id, mention.provenance, doubt=mention.doubt)
        if mention.attributes:
            lines, names = self._here.lines, self._here.writing.attributes
            write_attributes(lines, id, mention.attributes, more, ON_MENTIONS, names)
        if mention.entity is not None:
            self._link(mention.entity, id)
        if mention.stands_for is not None:
            self._here.refer(id, STANDS_FOR, mention.stands_for)
        if mention.head is not None:
            more["head"] = pair(mention.head)

    def _link(self, entity: EntityId, id: str) -> None:
        here = self._here
        here.refer(id, ENTITY, entity)
        self.same.setdefault(entity, []).append(id)
        name, kb_id = here.writing.entities.get(entity, ("", None))
        entry = _ENTRY.fullmatch(kb_id) if kb_id else None
        if entry and entry[1] not in RESOURCES:
            here.lines.reference(id, entry[0], name)
