"""What hangs on the stretches, events and relations of a file: attributes, references, notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from annotator.formats.brat.lines import (
    Annotations,
    AttributeLine,
    NoteLine,
    ReferenceLine,
    RelationLine,
)
from annotator.formats.brat.more_in import more_of
from annotator.formats.brat.names import MORE
from annotator.formats.json_node import Node
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.losses import Tally

MISSING = "lines about what is not there"
TRIGGERS = "lines that point at a trigger (taken for its event)"
UNREADABLE = "notes of annotator that cannot be used"


@dataclass(slots=True)
class Hanging:
    """The lines about each id; a line about the trigger of an event is about that event."""

    attributes: dict[str, list[AttributeLine]] = field(default_factory=dict)
    references: dict[str, list[ReferenceLine]] = field(default_factory=dict)
    notes: list[tuple[NoteLine, str]] = field(default_factory=list)
    """Each with what it is about, in the order of the file; those of ours are in `more`."""
    more: dict[str, Node] = field(default_factory=dict)
    relations: list[tuple[RelationLine, str, str]] = field(default_factory=list)
    """Each with its two ends."""
    equivalences: list[tuple[str, list[str]]] = field(default_factory=list)
    """The type of each, and its members."""
    named: set[str] = field(default_factory=set)
    """All that some line is about that is no note."""

    @property
    def noted(self) -> set[str]:
        """All that a note is about."""
        return {id for _, id in self.notes}


class Hanger:
    """Hangs the lines of a file on what they are about, and tells what is about nothing."""

    def __init__(
        self, found: Annotations, events_of: dict[str, list[str]], name: str, tally: Tally
    ) -> None:
        self._found, self._events_of = found, events_of
        self._name, self._tally = name, tally
        self._there = {*found.spans, *chain.from_iterable(events_of.values()), *found.relations}
        self._hanging = Hanging()

    def all(self) -> Hanging:
        """Go through all lines."""
        self._hang_lines()
        self._hang_links()
        for note in self._found.notes.values():
            self._note(note)
        return self._hanging

    def _hang_lines(self) -> None:
        found, hanging = self._found, self._hanging
        for attribute in found.attributes:
            for target in self._targets(attribute.line, attribute.target):
                hanging.attributes.setdefault(target, []).append(attribute)
        for reference in found.references:
            for target in self._targets(reference.line, reference.target):
                hanging.references.setdefault(target, []).append(reference)
        hanging.named |= hanging.attributes.keys() | hanging.references.keys()

    def _hang_links(self) -> None:
        found, hanging = self._found, self._hanging
        for relation in found.relations.values():
            ends = self._targets(relation.line, *(id for _, id in relation.ends))
            if len(ends) == len(relation.ends):
                hanging.relations.append((relation, ends[0], ends[1]))
                hanging.named.update(ends)
        for equivalence in found.equivalences:
            members = self._targets(equivalence.line, *equivalence.members)
            hanging.equivalences.append((equivalence.type, list(dict.fromkeys(members))))
            hanging.named.update(members)

    def _targets(self, line: int, *ids: str) -> list[str]:
        """What a line is about; told is what is not there, and which is a trigger."""
        targets = []
        for id in ids:
            events = self._events_of.get(id)
            if events:
                self._tally.add(TRIGGERS, f"{self._name}, line {line}: {id} triggers {events[0]}")
                targets.append(events[0])
            elif id in self._there:
                targets.append(id)
            else:
                self._tally.add(MISSING, f"{self._name}, line {line}: there is no {id}")
        return targets

    def _note(self, note: NoteLine) -> None:
        ours = note.type == MORE and note.words.startswith("{")
        if ours and note.target in self._found.notes:
            targets = [note.target]
        else:
            targets = self._targets(note.line, note.target)
        for target in targets:
            if not ours:
                self._hanging.notes.append((note, target))
                continue
            try:
                self._hanging.more[target] = more_of(note.words)
            except JsonFormatError as error:
                place = f"{self._name}, line {note.line}"
                self._tally.add(UNREADABLE, f"{place}: {error.problems[0]}")


def events_by_trigger(events: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The events of each trigger, from pairs of both."""
    found: dict[str, list[str]] = {}
    for event, trigger in events:
        found.setdefault(trigger, []).append(event)
    return found
