"""Stretches and events of a file to mentions, linked to what they are the same as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from annotator.formats.brat.events_in import TRIGGER
from annotator.formats.brat.fragments import words_of
from annotator.formats.brat.lines import ReferenceLine
from annotator.formats.brat.more_in import More
from annotator.formats.brat.names import (
    DOUBT,
    ENTITY,
    LEVEL,
    NOTED,
    RESOURCES,
    STANDS_FOR,
    VALUE,
    VERB,
)
from annotator.formats.brat.reading import DOCUMENT, Reading, Values
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.jsonl.together import Together
from annotator.model.ids import EntityId, MentionId, Ref
from annotator.model.mention import Level, Mention

OTHER_NAMES = "other names of things in knowledge bases (the first is kept)"
UNLIKE = "mentions that are the same as two different things"
MORE_KEYS = "spans head value attributes provenance status relations"


class _Plan(NamedTuple):
    """A mention to be: the id of its line, that of its stretch, and its type."""

    id: str
    stretch: str
    type: str
    is_event: bool


class MentionReader:
    """Makes the mentions of a file, in the order of their stretches."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._entities: dict[str, EntityId] = {}

    def read(self) -> list[Mention]:
        """Make all mentions; entities that are new are left with the things of the folder."""
        reading = self._reading
        plans = list(self._plans())
        for number, plan in enumerate(plans, 1):
            reading.refs[plan.id] = Ref("mention", number)
        links = bool(reading.hanging.references)
        left = {plan.id: self._references(plan) for plan in plans} if links else {}
        if reading.hanging.equivalences:
            self._join({plan.id: plan for plan in plans})
        for number, plan in enumerate(plans, 1):
            stands_for, references = left.get(plan.id, (None, []))
            reading.mentions[plan.id] = self._mention(
                MentionId(number), plan, stands_for, references
            )
        return list(reading.mentions.values())

    def _plans(self) -> Iterator[_Plan]:
        reading = self._reading
        types = reading.shared.types
        noted = self._noted()
        for found in reading.found.spans.values():
            type_ = types.get(found.type, found.type)
            events = reading.events_of(found.id)
            for id in events:
                event = reading.events[id]
                if not event.statement:
                    named = event.line.type.removesuffix(VERB)
                    named = types.get(named, named)
                    yield _Plan(id, found.id, named, is_event=True)
                elif (TRIGGER, found.id) in event.roles:
                    yield _Plan(found.id, found.id, type_, is_event=False)
            if not (events or found.id in noted or found.id in reading.parts):
                yield _Plan(found.id, found.id, type_, is_event=False)

    def _noted(self) -> set[str]:
        """The stretches that are there for their notes only."""
        if not self._reading.shared.ours:
            return set()
        hanging, spans = self._reading.hanging, self._reading.found.spans
        return {
            id for id in hanging.noted - hanging.named if id in spans and spans[id].type == NOTED
        }

    def _references(self, plan: _Plan) -> tuple[EntityId | None, list[str]]:
        """Link a mention; returns what it stands for, and what it is linked to beside."""
        things = self._reading.shared.things
        lines = self._reading.hanging.references.get(plan.id, [])
        stands_for, rest = None, []
        for line in sorted(lines, key=lambda line: line.resource != ENTITY):
            linked = self._entities.get(plan.id)
            if line.resource == STANDS_FOR and stands_for is None:
                stands_for = things.entity(line.resource, line.entry, line.words, plan.type)[0]
            elif linked is None and (line.resource == ENTITY or line.resource not in RESOURCES):
                self._link(plan, line)
            elif not things.is_called(linked, line.resource, line.entry):
                rest.append(f"{line.resource}:{line.entry}")
        return stands_for, rest

    def _link(self, plan: _Plan, line: ReferenceLine) -> None:
        words = line.words.strip()
        id, name = self._reading.shared.things.entity(line.resource, line.entry, words, plan.type)
        self._entities[plan.id] = id
        if words and words != name and line.resource not in RESOURCES:
            place = f"{self._reading.name}, line {line.line}"
            known = f"{line.resource}:{line.entry} is {name!r} already"
            self._reading.tally.add(OTHER_NAMES, f"{place}: {words!r}, {known}")

    def _join(self, plans: dict[str, _Plan]) -> None:
        """Link mentions that are the same as one of a thing, or else to a new one."""
        for type_, members in self._groups(set(plans)):
            known = {self._entities[id] for id in members if id in self._entities}
            if len(known) > 1:
                names = ", ".join(members)
                self._reading.tally.add(UNLIKE, f"{self._reading.name}: {names}")
                continue
            entity = known.pop() if known else self._new(plans[members[0]], type_)
            for id in members:
                self._entities.setdefault(id, entity)

    def _groups(self, mentions: set[str]) -> list[tuple[str, list[str]]]:
        """Mentions that are the same, in groups that share none, each with its first type."""
        refs, together = self._reading.refs, Together()
        lines = [
            (type_, [id for id in named if id in mentions])
            for type_, named in self._reading.hanging.equivalences
        ]
        for _, members in lines:
            together.tie([refs[id] for id in members])
        groups: dict[Ref, tuple[str, dict[str, None]]] = {}
        for type_, members in lines:
            for id in members:
                group = together.group(refs[id])
                if group is not None:
                    groups.setdefault(group, (type_, {}))[1][id] = None
        return [(type_, list(members)) for type_, members in groups.values()]

    def _new(self, plan: _Plan, equivalence: str) -> EntityId:
        reading = self._reading
        words = words_of(reading.text, reading.found.spans[plan.stretch].pieces)
        name = " ".join(words.split())
        return reading.shared.things.new(name, plan.type, equivalence=equivalence).id

    def _mention(
        self, id: MentionId, plan: _Plan, stands_for: EntityId | None, references: list[str]
    ) -> Mention:
        reading = self._reading
        values = Values(reading.hanging.attributes.get(plan.id, []), reading.shared.attributes)
        more = reading.more(plan.id, MORE_KEYS)
        level = values.choice(LEVEL, Level)
        if level is None and plan.is_event:
            level = Level.VRB
        made = values.provenance()
        spans = reading.spans(plan.stretch)
        mention = Mention(
            id,
            DOCUMENT,
            plan.type,
            spans,
            made,
            level,
            self._entities.get(plan.id),
            None,
            stands_for,
            values.take(VALUE),
            values.flag(DOUBT),
            values.rest(references),
        )
        return self._with(mention, plan.id, more) if more else mention

    def _with(self, mention: Mention, id: str, more: More) -> Mention:
        """A mention as a note of ours says that it is."""
        try:
            return replace(
                mention,
                spans=more.spans("spans", mention.spans),
                head=more.span("head"),
                value=more.text("value", mention.value),
                attributes={**mention.attributes, **more.attributes()},
                provenance=more.provenance(mention.provenance),
            )
        except JsonFormatError as error:
            self._reading.unreadable(id, error)
            return mention
