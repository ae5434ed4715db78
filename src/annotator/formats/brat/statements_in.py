"""Events of a file that report somebody's words to statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.formats.brat.entities_in import UNTYPED
from annotator.formats.brat.events_in import Event
from annotator.formats.brat.lines import ReferenceLine
from annotator.formats.brat.more_in import More
from annotator.formats.brat.names import (
    ABOUT,
    CHANNEL,
    CHECKWORTHY,
    CLAIM,
    DOUBT,
    EPISTEMIC,
    MENTION_OF,
    PARENT,
    PARTIES,
    QUOTED,
    SOURCE_KIND,
    form_of,
    tells_kind,
)
from annotator.formats.brat.reading import DOCUMENT, Reading, Values
from annotator.formats.json_parse import JsonFormatError
from annotator.model.ids import ClaimId, EntityId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.span import Span, envelope
from annotator.model.statement import (
    Channel,
    Checkworthy,
    Epistemic,
    Form,
    Party,
    Source,
    SourceKind,
    Statement,
)
from annotator.text.quotes import form_of as form_in

GAPS = "gaps in cues and parties (closed)"
CIRCLES = "statements nested in themselves (taken out)"
MORE_KEYS = (
    "content quoted cue source addressee time place kind attributes provenance status relations"
)
_PARTY_KEYS = "span entity"


class StatementReader:
    """Makes the statements of a file, in the order of their events."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def read(self) -> list[Statement]:
        """Make all statements; the mentions must be there."""
        reading = self._reading
        events = [event for event in reading.events.values() if event.statement]
        for number, event in enumerate(events, 1):
            reading.refs[event.line.id] = Ref("statement", number)
        found = [self._statement(event) for event in events]
        return list(self._in_no_circle(found))

    def _statement(self, event: Event) -> Statement:
        reading = self._reading
        id, cue, content = event.line.id, event.cue, reading.spans(event.content)
        quoted = event.parts.get(QUOTED)
        links = _Links(reading, id)
        values = Values(reading.hanging.attributes.get(id, []), reading.shared.attributes)
        statement = Statement(
            id=StatementId(reading.refs[id].id),
            document=DOCUMENT,
            content=content,
            form=_form(values) or form_in(reading.text, content),
            kind=_kind(values),
            provenance=values.provenance(),
            cue=self._closed(cue, event) if cue else None,
            source=self._source(event, links, values),
            addressee=self._party(event, "Addressee", links),
            quoted=reading.spans(quoted) if quoted else (),
            parent=self._parent(event),
            epistemic=values.choice(EPISTEMIC, Epistemic) or Epistemic.CERTAIN_TRUE,
            channel=values.choice(CHANNEL, Channel),
            time=self._party(event, "Time", links),
            place=self._party(event, "Place", links),
            about=links.about,
            checkworthy=values.choice(CHECKWORTHY, Checkworthy) or Checkworthy.UNSET,
            claim=links.claim,
            doubt=values.flag(DOUBT),
            attributes=values.rest(links.others),
        )
        more = reading.more(id, MORE_KEYS)
        return self._with(statement, id, more) if more else statement

    def _closed(self, stretch: str, event: Event) -> Span:
        """A stretch of the file as one span; that it has gaps is told."""
        spans = self._reading.spans(stretch)
        if len(spans) > 1:
            place = f"{self._reading.name}, line {event.line.line}"
            self._reading.tally.add(GAPS, f"{place}: {stretch} of {event.line.id}")
        return envelope(spans)

    def _parent(self, event: Event) -> StatementId | None:
        parent = event.parts.get(PARENT)
        return StatementId(self._reading.refs[parent].id) if parent else None

    def _source(self, event: Event, links: _Links, values: Values) -> Source | None:
        party = self._party(event, "Source", links)
        kind = values.choice(SOURCE_KIND, SourceKind)
        if kind is None and not party:
            return None
        return Source(kind or SourceKind.ENTITY, party.span, party.mention, party.entity)

    def _party(self, event: Event, role: str, links: _Links) -> Party:
        """Who or what plays a role: a mention, a stretch of text, or both, and what they mean."""
        reading = self._reading
        place, named = event.parts.get(role), event.parts.get(role + MENTION_OF)
        entity = links.parties.get(role)
        if place is None and named is None:
            return Party(entity=entity)
        mention = self._mention(named or place)
        span = None
        if place is not None:
            here = self._mention(place)
            if here is not None:
                span = here.extent
            elif place in reading.found.spans:
                span = self._closed(place, event)
        if mention is None:
            return Party(span, None, entity)
        return Party(span, mention.id, entity or mention.entity)

    def _mention(self, id: str | None) -> Mention | None:
        """The mention of a stretch or of the event that it triggers."""
        reading = self._reading
        events = reading.events_of(id or "")
        return reading.mentions.get(id or "") or reading.mentions.get(events[0] if events else "")

    def _with(self, statement: Statement, id: str, more: More) -> Statement:
        """A statement as a note of ours says that it is."""
        try:
            source = statement.source
            party = Party(source.span, source.mention, source.entity) if source else Party()
            party = _with_party(party, more, "source")
            return replace(
                statement,
                content=more.spans("content", statement.content),
                quoted=more.spans("quoted", statement.quoted),
                cue=more.span("cue", statement.cue),
                source=Source(source.kind, party.span, party.mention, party.entity)
                if source
                else None,
                addressee=_with_party(statement.addressee, more, "addressee"),
                time=_with_party(statement.time, more, "time"),
                place=_with_party(statement.place, more, "place"),
                kind=more.text("kind", statement.kind),
                attributes={**statement.attributes, **more.attributes()},
                provenance=more.provenance(statement.provenance),
            )
        except JsonFormatError as error:
            self._reading.unreadable(id, error)
            return statement

    def _in_no_circle(self, statements: list[Statement]) -> Iterator[Statement]:
        parents = {each.id: each.parent for each in statements}
        sound: set[StatementId] = set()
        for each in statements:
            trail: set[StatementId] = set()
            at: StatementId | None = each.id
            while at is not None and at not in sound and at not in trail:
                trail.add(at)
                at = parents[at]
            if at is not None and at in trail:
                self._reading.tally.add(CIRCLES, f"{self._reading.name}: statement {each.id}")
                parents[each.id] = None
                yield replace(each, parent=None)
            else:
                yield each
            sound |= trail


class _Links:
    """The entities and the claim that references name for a statement."""

    def __init__(self, reading: Reading, id: str) -> None:
        self.parties: dict[str, EntityId] = {}
        self.claim: ClaimId | None = None
        self.others: list[str] = []
        about: list[EntityId] = []
        roles = {role.lower(): role for role in PARTIES}
        for line in reading.hanging.references.get(id, ()):
            if line.resource == ABOUT:
                about.append(_entity(reading, line))
            elif line.resource == CLAIM and self.claim is None:
                self.claim = reading.shared.things.claim(line.entry, line.words)
            elif line.resource in roles and roles[line.resource] not in self.parties:
                self.parties[roles[line.resource]] = _entity(reading, line)
            else:
                self.others.append(f"{line.resource}:{line.entry}")
        self.about = tuple(about)


def _entity(reading: Reading, line: ReferenceLine) -> EntityId:
    return reading.shared.things.entity(line.resource, line.entry, line.words, UNTYPED)[0]


def _with_party(party: Party, more: More, key: str) -> Party:
    told = more.inside(key, _PARTY_KEYS)
    if not told:
        return party
    return replace(
        party,
        span=told.span("span", party.span),
        entity=None if told.has("entity") else party.entity,
    )


def _form(values: Values) -> Form | None:
    for name in values.names():
        form = form_of(name, values.value(name) or "")
        if form is not None:
            values.take(name)
            return form
    return None


def _kind(values: Values) -> str | None:
    for name in values.names():
        if tells_kind(name):
            value = values.take(name)
            if value is not None:
                return value
    return None
