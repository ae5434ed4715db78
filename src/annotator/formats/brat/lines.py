"""The lines of an annotation file, each to what it says; one that says nothing is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.formats.brat.fragments import BREAKS, on_a_line, words_of
from annotator.formats.losses import Tally
from annotator.model.span import Span, Spans

WRONG = "lines that are no annotations"
DIFFERS = "reference texts that differ (the offsets were trusted)"
_SHOWN = 60
_OFFSETS = re.compile(r"[0-9]{1,9} +[0-9]{1,9}(?:;[0-9]{1,9} +[0-9]{1,9})*")
# as in the Shared Tasks of 2013, which name what brat has in an order of its own
_NAMED = re.compile(r"(\S+) (?:Annotation:(\S+) Referent:(\S+)|Referent:(\S+) Annotation:(\S+))")
_TYPES_OF_TWO = 2
_SPACES = dict.fromkeys(map(ord, BREAKS), " ")


class WrongLine(Exception):
    """A line that brat would not understand; the message says why."""


class TextBound(NamedTuple):
    """`T`: a stretch of text with a type."""

    id: str
    line: int
    type: str
    pieces: Spans


class EventLine(NamedTuple):
    """`E`: the stretch that triggers it, and what plays which role."""

    id: str
    line: int
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]


class RelationLine(NamedTuple):
    """`R`: two ends, each with its label."""

    id: str
    line: int
    type: str
    ends: tuple[tuple[str, str], ...]


class AttributeLine(NamedTuple):
    """`A` or `M`: a value that something has, or None for one that is simply there."""

    id: str
    line: int
    name: str
    target: str
    value: str | None


class ReferenceLine(NamedTuple):
    """`N`: what something is in a knowledge base, and what it is called there."""

    id: str
    line: int
    target: str
    resource: str
    entry: str
    words: str


class NoteLine(NamedTuple):
    """`#`: words about something."""

    id: str
    line: int
    type: str
    target: str
    words: str


class Equivalence(NamedTuple):
    """`*`: several that are the same."""

    line: int
    type: str
    members: tuple[str, ...]


@dataclass(slots=True)
class Annotations:
    """What an annotation file says, by the ids of its lines, each in the order of the file."""

    spans: dict[str, TextBound] = field(default_factory=dict)
    events: dict[str, EventLine] = field(default_factory=dict)
    relations: dict[str, RelationLine] = field(default_factory=dict)
    notes: dict[str, NoteLine] = field(default_factory=dict)
    attributes: list[AttributeLine] = field(default_factory=list)
    references: list[ReferenceLine] = field(default_factory=list)
    equivalences: list[Equivalence] = field(default_factory=list)


def read_lines(lines: str, text: str, name: str, tally: Tally) -> Annotations:
    """Read the lines of the annotation file of a text; `name` is how places are told."""
    return _Reading(lines.split("\n"), text, name, tally).all()


class _Reading:
    def __init__(self, lines: list[str], text: str, name: str, tally: Tally) -> None:
        self._lines, self._text, self._name, self._tally = lines, text, name, tally
        self._found = Annotations()
        self._ids: set[str] = set()
        self._at = 0
        self._readers: dict[str, Callable[[str, str], None]] = {
            "T": self._span,
            "E": self._event,
            "R": self._relation,
            "A": self._attribute,
            "M": self._attribute,
            "N": self._reference,
            "#": self._note,
            "*": self._equivalence,
        }

    def all(self) -> Annotations:
        while self._at < len(self._lines):
            line = self._lines[self._at].removesuffix("\r")
            self._at += 1
            if line and not line.isspace():
                self._read(line)
        return self._found

    def _read(self, line: str) -> None:
        id, tab, rest = line.partition("\t")
        try:
            self._reader(id if tab else "")(id, rest)
            self._ids.add(id)
        except WrongLine as error:
            shown = line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
            self._tally.add(WRONG, f"{self._name}, line {self._at}: {error}: {shown}")

    def _reader(self, id: str) -> Callable[[str, str], None]:
        if id[:1] not in self._readers:
            raise WrongLine("it does not begin with an id and a tab")
        if id in self._ids and id != "*":
            raise WrongLine(f"there is a {id} already")
        return self._readers[id[0]]

    def _span(self, id: str, rest: str) -> None:
        about, tab, words = rest.partition("\t")
        type_, _, offsets = about.partition(" ")
        offsets = offsets.strip()
        if not type_ or _OFFSETS.fullmatch(offsets) is None:
            raise WrongLine("it needs a type and offsets, as in Person 0 5")
        found = TextBound(id, self._at, type_, tuple(map(self._piece, offsets.split(";"))))
        self._found.spans[id] = found
        if not tab or words != words_of(self._text, found.pieces):
            self._compare(found, words)

    def _piece(self, pair: str) -> Span:
        first, _, last = pair.partition(" ")
        start, end, length = int(first), int(last), len(self._text)
        if not start < end <= length:
            raise WrongLine(f"{start} to {end} is no stretch of {length} characters")
        return Span(start, end)

    def _compare(self, found: TextBound, words: str) -> None:
        """Tell where a line repeats other words than there are at its offsets."""
        right = words_of(self._text, found.pieces)
        if words.rstrip() in _ways_to_say(right, found.pieces, self._text):
            return
        parts = right.split("\n")
        following = [line.removesuffix("\r") for line in self._lines[self._at :][: len(parts) - 1]]
        if len(parts) > 1 and [words, *following] == [part.removesuffix("\r") for part in parts]:
            self._at += len(following)  # its words go on there: somebody did not know better
        place = f"{self._name}, line {found.line}"
        self._tally.add(DIFFERS, f"{place}: {found.id} says {_short(words)}, at {_short(right)}")

    def _event(self, id: str, rest: str) -> None:
        said, *roles = rest.partition("\t")[0].split() or [""]
        type_, colon, trigger = said.partition(":")
        pairs = [role.partition(":") for role in roles]
        if not (type_ and colon and trigger) or not all(a and c and b for a, c, b in pairs):
            raise WrongLine("it needs a type with its trigger, and roles, as in Say:T3 Who:T1")
        named = tuple((role, target) for role, _, target in pairs)
        self._found.events[id] = EventLine(id, self._at, type_, trigger, named)

    def _relation(self, id: str, rest: str) -> None:
        type_, *ends = rest.partition("\t")[0].split() or [""]
        pairs = [end.partition(":") for end in ends]
        named = tuple((label, target) for label, _, target in pairs)
        if len(named) != _TYPES_OF_TWO or not all(label and target for label, target in named):
            raise WrongLine("it needs a type and two ends, as in Family Arg1:T1 Arg2:T2")
        if named[0][0] > named[1][0] and {named[0][0], named[1][0]} == {"Arg1", "Arg2"}:
            named = named[::-1]
        self._found.relations[id] = RelationLine(id, self._at, type_, named)

    def _attribute(self, id: str, rest: str) -> None:
        name, _, more = rest.partition("\t")[0].partition(" ")
        target, space, value = more.partition(" ")
        if not name or not target:
            raise WrongLine("it needs a name and what has it, as in Negation E1")
        value = value.strip()
        line = AttributeLine(id, self._at, name, target, value if space and value else None)
        self._found.attributes.append(line)

    def _reference(self, id: str, rest: str) -> None:
        about, _, words = rest.partition("\t")
        known = _NAMED.match(about)
        if known:
            about = f"{known[1]} {known[2] or known[5]} {known[3] or known[4]}"
        _, _, more = about.partition(" ")
        target, _, entry = more.strip().partition(" ")
        resource, colon, entry = entry.strip().partition(":")
        if not (target and resource and colon and entry) or " " in entry:
            raise WrongLine("it needs what is meant and where, as in Reference T1 Wikidata:Q419")
        line = ReferenceLine(id, self._at, target, resource, entry, words)
        self._found.references.append(line)

    def _note(self, id: str, rest: str) -> None:
        about, _, words = rest.partition("\t")
        parts = about.split()
        if len(parts) != _TYPES_OF_TWO:
            raise WrongLine("it needs a type and what it is about, as in AnnotatorNotes T1")
        self._found.notes[id] = NoteLine(id, self._at, parts[0], parts[1], words)

    def _equivalence(self, id: str, rest: str) -> None:
        type_, *members = rest.partition("\t")[0].split() or [""]
        if id != "*" or not type_ or not members:
            raise WrongLine("it needs a type and members, as in Coref T1 T2")
        self._found.equivalences.append(Equivalence(self._at, type_, tuple(members)))


def _ways_to_say(right: str, pieces: Spans, text: str) -> set[str]:
    """The words as other programs repeat them: ends of lines as spaces, fragments put together."""
    ways = (right, right.translate(_SPACES), on_a_line(right), "".join(p.of(text) for p in pieces))
    return {way.rstrip() for way in ways}


def _short(words: str) -> str:
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    return repr(shown)
