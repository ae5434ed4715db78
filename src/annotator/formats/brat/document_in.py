"""The lines of one annotation file to all that lies in a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.formats.brat import mentions_in, statements_in
from annotator.formats.brat.entities_in import IMPORTED
from annotator.formats.brat.hanging import MISSING
from annotator.formats.brat.lines import NoteLine, RelationLine, read_lines
from annotator.formats.brat.mentions_in import MentionReader
from annotator.formats.brat.more_in import More
from annotator.formats.brat.names import ENDS, NOTES
from annotator.formats.brat.reading import DOCUMENT, Reading, Shared, Values
from annotator.formats.brat.statements_in import StatementReader
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.losses import Tally
from annotator.model.ids import NoteId, Ref, RelationId
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, envelope
from annotator.model.statement import Statement

_ENDS = ("Arg1", "Arg2")
_RELATION_KEYS = "attributes span provenance status"
_BEYOND_KEYS = f"type source target {_RELATION_KEYS}"
_NOTE_KEYS = "text tags provenance status"


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in a document and hangs on it."""

    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """So many relations and notes of a document have their numbers already."""

    relations: int = 0
    notes: int = 0


def read_document(
    lines: str, text: str, shared: Shared, name: str, tally: Tally, taken: Numbers = Numbers()
) -> Lying:
    """Read the annotation file of a text; `name` is how places in it are told."""
    found = read_lines(lines, text, name, tally)
    reading = Reading(text, found, shared, name, tally)
    mentions = tuple(MentionReader(reading).read())
    statements = tuple(StatementReader(reading).read()) if reading.events else ()
    beside = _Beside(reading, taken)
    relations = tuple(beside.relations())
    return Lying(mentions, statements, relations, tuple(beside.notes()))


class _Beside:
    """Makes the relations and notes of a file."""

    def __init__(self, reading: Reading, taken: Numbers) -> None:
        self._reading = reading
        self._last_relation, self._last_note = taken.relations, taken.notes

    def _relation_id(self) -> RelationId:
        self._last_relation += 1
        return RelationId(self._last_relation)

    def relations(self) -> Iterator[Relation]:
        """Those of events, of lines, of statements that are the same, and of notes of ours."""
        yield from self._roles()
        for line, one, other in self._reading.hanging.relations:
            relation = self._relation(line, one, other)
            if relation is not None:
                yield relation
        yield from self._same()
        yield from self._beyond()

    def _roles(self) -> Iterator[Relation]:
        reading = self._reading
        for id, event in reading.events.items():
            for role, target in event.roles:
                there = reading.ref(target)
                if there is None:
                    place = f"{reading.name}, line {event.line.line}"
                    reading.tally.add(MISSING, f"{place}: {id} has no {target} as its {role}")
                    continue
                type_ = reading.shared.relations.get(role, role)
                yield Relation(self._relation_id(), type_, reading.refs[id], there, IMPORTED)

    def _relation(self, line: RelationLine, one: str, other: str) -> Relation | None:
        reading = self._reading
        ends = reading.refs.get(one), reading.refs.get(other)
        if ends[0] is None or ends[1] is None:
            place = f"{reading.name}, line {line.line}"
            reading.tally.add(MISSING, f"{place}: {line.id} joins what cannot be joined")
            return None
        values = Values(reading.hanging.attributes.get(line.id, []), reading.shared.attributes)
        references = reading.hanging.references.get(line.id, [])
        attributes = values.rest([f"{each.resource}:{each.entry}" for each in references])
        labels = tuple(label for label, _ in line.ends)
        if labels != _ENDS:
            attributes[ENDS] = labels
        type_ = reading.shared.relations.get(line.type, line.type)
        id = self._relation_id()
        relation = Relation(id, type_, ends[0], ends[1], IMPORTED, attributes=attributes)
        reading.refs[line.id] = Ref("relation", relation.id)
        more = reading.more(line.id, _RELATION_KEYS)
        return self._with(relation, line.id, more) if more else relation

    def _with(self, relation: Relation, id: str, more: More) -> Relation:
        try:
            return _told(relation, more)
        except JsonFormatError as error:
            self._reading.unreadable(id, error)
            return relation

    def _same(self) -> Iterator[Relation]:
        """Statements and relations that are the same: each is joined with the next one."""
        reading = self._reading
        for type_, members in reading.hanging.equivalences:
            refs = [reading.refs[id] for id in members if id in reading.refs]
            others = [ref for ref in refs if ref.kind != "mention"]
            for one, other in pairwise(others):
                yield Relation(self._relation_id(), type_, one, other, IMPORTED)

    def _beyond(self) -> Iterator[Relation]:
        """Relations of what lies in the text to what does not: entities and claims."""
        reading = self._reading
        for id, ref in list(reading.refs.items()):
            if id not in reading.hanging.more or ref.kind == "relation":
                continue
            keys = mentions_in.MORE_KEYS if ref.kind == "mention" else statements_in.MORE_KEYS
            try:
                for more in reading.more(id, keys).each("relations", _BEYOND_KEYS):
                    relation = self._to(ref, more)
                    if relation is not None:
                        yield relation
            except JsonFormatError as error:
                reading.unreadable(id, error)

    def _to(self, here: Ref, more: More) -> Relation | None:
        things = self._reading.shared.things
        kind, id = more.ref("target" if more.has("target") else "source")
        if not (things.has(id) if kind == "entity" else kind == "claim" and things.has_claim(id)):
            self._reading.tally.add(MISSING, f"{self._reading.name}: there is no {kind} {id}")
            return None
        there = Ref("entity" if kind == "entity" else "claim", id)
        ends = (here, there) if more.has("target") else (there, here)
        type_ = more.some_text("type")
        return _told(Relation(self._relation_id(), type_, *ends, IMPORTED), more)

    def notes(self) -> Iterator[Note]:
        """The notes of a file, in its order."""
        reading = self._reading
        for line, target in reading.hanging.notes:
            ref, span = reading.refs.get(target), None
            if ref is None and target in reading.found.spans:
                ref, span = Ref("document", DOCUMENT), self._noted(target)
            if ref is None:
                place = f"{reading.name}, line {line.line}"
                reading.tally.add(MISSING, f"{place}: {line.id} is about {line.target}")
            else:
                yield self._note(line, ref, span)

    def _noted(self, stretch: str) -> Span | None:
        reading = self._reading
        span = envelope(reading.spans(stretch))
        try:
            return reading.more(stretch, "span").span("span", span)
        except JsonFormatError as error:
            reading.unreadable(stretch, error)
            return span

    def _note(self, line: NoteLine, target: Ref, span: Span | None) -> Note:
        reading = self._reading
        self._last_note += 1
        tags = () if line.type == NOTES else (line.type,)
        note = Note(NoteId(self._last_note), target, line.words, IMPORTED, span, tags)
        more = reading.more(line.id, _NOTE_KEYS)
        try:
            return replace(
                note,
                text=more.text("text", note.text) or "",
                tags=more.texts("tags", note.tags),
                provenance=more.provenance(note.provenance),
            )
        except JsonFormatError as error:
            reading.unreadable(line.id, error)
            return note


def _told(relation: Relation, more: More) -> Relation:
    """A relation with what a note of ours says of it."""
    span = more.span("span")
    return replace(
        relation,
        document=DOCUMENT if span else None,
        span=span,
        attributes={**relation.attributes, **more.attributes()},
        provenance=more.provenance(relation.provenance),
    )
