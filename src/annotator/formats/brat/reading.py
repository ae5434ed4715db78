"""One annotation file being read: what its lines say, and what became of them so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from annotator.formats.brat.conf_in import Configuration
from annotator.formats.brat.entities_in import IMPORTED, Things
from annotator.formats.brat.events_in import Event, events_in, parts_only
from annotator.formats.brat.fragments import joined
from annotator.formats.brat.hanging import UNREADABLE, Hanger, events_by_trigger
from annotator.formats.brat.lines import Annotations, AttributeLine
from annotator.formats.brat.more_in import More
from annotator.formats.brat.names import REFERENCE, STATUS
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.losses import Tally
from annotator.model.attributes import AttributeValue
from annotator.model.ids import DocumentId, Ref
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Spans

E = TypeVar("E", bound=StrEnum)
DOCUMENT = DocumentId(1)
"""The only document of a part."""
NOTHING_MORE = More(None, "", "")


@dataclass(frozen=True, slots=True)
class Shared:
    """What all documents of a folder have in common.

    `types`, `relations` and `attributes` give the ids of what is called otherwise in brat; `ours`
    says that annotator wrote the folder.
    """

    configuration: Configuration
    things: Things
    types: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    ours: bool = False


class Reading:
    """The lines of a file in the order of what hangs on what, and the objects made of them."""

    def __init__(
        self, text: str, found: Annotations, shared: Shared, name: str, tally: Tally
    ) -> None:
        self.text, self.found, self.shared = text, found, shared
        self.name, self.tally = name, tally
        self.events: dict[str, Event] = {}
        if found.events:
            self.events = events_in(found, shared.configuration, name, tally, ours=shared.ours)
        lines = (event.line for event in self.events.values())
        self._events_of = events_by_trigger((line.id, line.trigger) for line in lines)
        self.hanging = Hanger(found, self._events_of, name, tally).all()
        self.parts: set[str] = set()
        if self.events:
            named = self.hanging.named | self.hanging.noted
            self.parts = parts_only(self.events, found, named, ours=shared.ours)
        self.refs: dict[str, Ref] = {}
        """What became of the stretches, events and relations, by their ids."""
        self.mentions: dict[str, Mention] = {}

    def events_of(self, id: str) -> list[str]:
        """The events that a stretch triggers."""
        return self._events_of.get(id, [])

    def spans(self, id: str) -> Spans:
        """Where a stretch of the file lies."""
        return joined(self.text, self.found.spans[id].pieces)

    def more(self, id: str, known: str) -> More:
        """What a note of ours says of something; what it says wrongly is told and passed over."""
        node = self.hanging.more.get(id)
        if node is None:
            return NOTHING_MORE
        try:
            return More(node, self.text, known)
        except JsonFormatError as error:
            del self.hanging.more[id]
            self.unreadable(id, error)
            return NOTHING_MORE

    def unreadable(self, id: str, error: JsonFormatError) -> None:
        """Tell that a note of ours on something says what cannot be."""
        self.tally.add(UNREADABLE, f"{self.name}: More about {id}: {error.problems[0]}")

    def ref(self, id: str) -> Ref | None:
        """What became of something that is named; the trigger of an event is the event."""
        events = self._events_of.get(id)
        return self.refs.get(id) or (self.refs.get(events[0]) if events else None)


class Values:
    """The attributes of something: those that have a place of their own are taken out.

    `ids` are those of what is called otherwise in brat.
    """

    def __init__(self, lines: list[AttributeLine], ids: Mapping[str, str]) -> None:
        self._values: dict[str, list[str | None]] = {}
        for line in lines:
            self._values.setdefault(ids.get(line.name, line.name), []).append(line.value)

    def names(self) -> list[str]:
        """The attributes that are left."""
        return list(self._values)

    def value(self, name: str) -> str | None:
        """The value of an attribute that has one, and only one."""
        values = self._values.get(name, ())
        return values[0] if len(values) == 1 else None

    def take(self, name: str) -> str | None:
        """Take out the value of an attribute that has one, and only one."""
        value = self.value(name)
        if value is not None:
            del self._values[name]
        return value

    def flag(self, name: str) -> bool:
        """Take out an attribute that is simply there; false where it is not."""
        return self._values.get(name) == [None] and self._values.pop(name) is not None

    def choice(self, name: str, choices: type[E]) -> E | None:
        """Take out a value that is one of some."""
        value = self.value(name)
        if value is None:
            return None
        try:
            found = choices(value)
        except ValueError:
            return None
        del self._values[name]
        return found

    def provenance(self) -> Provenance:
        """Who made it: nobody is named, but it may be a suggestion only, or rejected."""
        status = self.choice(STATUS, Status)
        return IMPORTED if status is None else Provenance("", "", status, IMPORTED.origin)

    def rest(self, references: list[str]) -> dict[str, AttributeValue]:
        """All that is left, with references that have no other place."""
        found = {name: _attribute(values) for name, values in self._values.items()}
        if references:
            found[REFERENCE] = references[0] if len(references) == 1 else tuple(references)
        return found


def _attribute(values: list[str | None]) -> AttributeValue:
    if len(values) == 1:
        return True if values[0] is None else values[0]
    return tuple("" if value is None else value for value in values)
