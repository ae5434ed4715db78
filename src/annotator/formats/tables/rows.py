"""The rows of all tables, document after document: who said what, when, and about whom."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.formats.tables.columns import Cell, Row
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.attributes import AttributeValue
from annotator.model.claim import Claim, Evidence
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, Spans
from annotator.model.statement import Party, Statement

Tabled = tuple[str, Row]
"""The name of a table and a row of it."""


def tabled(content: ProjectContent) -> Iterator[Tabled]:
    """Every row of every table: first what lies in documents, then what they share.

    Names of entities and claims are kept in memory, and one document at a time.
    """
    rows = _Rows(content)
    for annotated in content.documents:
        yield from rows.of_document(annotated)
    yield from (("entities", rows.entity(each)) for each in content.entities)
    yield from (("claims", rows.claim(each)) for each in content.claims)
    yield from (("evidence", _evidence(each)) for each in content.evidence)
    yield from (("relations", rows.relation(each)) for each in content.relations)
    yield from (("notes", _note(each)) for each in content.notes)


@dataclass(slots=True)
class _Named:
    """What is kept of an entity while documents pass."""

    name: str
    type: str
    kb_id: str | None
    mentions: int = 0
    documents: int = 0
    statements: int = 0
    last: int | None = None
    """The last document that named it."""


@dataclass(slots=True)
class _Rows:
    content: ProjectContent
    _entities: dict[int, _Named] = field(init=False)
    _claims: dict[int, str] = field(init=False)
    _told: Counter[int] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        self._entities = {
            each.id: _Named(each.name, each.type, each.kb_id) for each in self.content.entities
        }
        self._claims = {each.id: each.text for each in self.content.claims}

    def of_document(self, annotated: AnnotatedDocument) -> Iterator[Tabled]:
        """The rows of a document: its own, then its mentions, then its statements."""
        document, text = annotated.document, annotated.text
        yield "documents", _document(document, text)
        words: dict[int, str] = {}
        for mention in annotated.mentions:
            words[mention.id] = mention.surface(text)
            yield "mentions", self.mention(mention, document, words[mention.id])
        for said in annotated.statements:
            yield "statements", self.statement(said, document, text, words)

    def mention(self, mention: Mention, document: Document, words: str) -> Row:
        """A row of `mentions`."""
        named = self._count(mention.entity, document)
        return {
            "mention": mention.id,
            **_in(document),
            "words": words,
            "type": mention.type,
            "level": mention.level,
            "start": mention.extent.start,
            "end": mention.extent.end,
            "spans": _pairs(mention.spans),
            "entity": mention.entity,
            "entity_name": named.name if named else None,
            "entity_type": named.type if named else None,
            "kb_id": named.kb_id if named else None,
            "value": mention.value,
            "stands_for": mention.stands_for,
            "stands_for_name": self._name(mention.stands_for),
            "doubt": mention.doubt,
            **_made(mention.provenance, mention.attributes),
        }

    def statement(
        self, said: Statement, document: Document, text: str, words: Mapping[int, str]
    ) -> Row:
        """A row of `statements`; the speaker is the entity's name, or else the words for it."""
        source = said.source
        speaker = self._entities.get(source.entity) if source and source.entity else None
        if speaker:
            speaker.statements += 1
        if said.claim is not None:
            self._told[said.claim] += 1
        source_words = source.span.of(text) if source and source.span else None
        if source_words is None and source and source.mention is not None:
            source_words = words.get(source.mention)
        extent = said.content[0].start, said.content[-1].end
        return {
            "statement": said.id,
            **_in(document),
            "speaker": speaker.name if speaker else source_words,
            "speaker_entity": source.entity if source else None,
            "speaker_type": speaker.type if speaker else None,
            "source_kind": source.kind if source else None,
            "source": source_words,
            "cue": said.cue.of(text) if said.cue else None,
            "kind": said.kind,
            "form": said.form,
            "epistemic": said.epistemic,
            "content": said.surface(text),
            "start": extent[0],
            "end": extent[1],
            "content_spans": _pairs(said.content),
            "quoted_spans": _pairs(said.quoted),
            "about": [self._entities[id].name for id in said.about if id in self._entities],
            "addressee": self._party(said.addressee, text, words),
            "time": self._party(said.time, text, words),
            "place": self._party(said.place, text, words),
            "channel": said.channel,
            "checkworthy": said.checkworthy,
            "parent": said.parent,
            "claim": said.claim,
            "claim_text": self._claims.get(said.claim) if said.claim is not None else None,
            "doubt": said.doubt,
            **_made(said.provenance, said.attributes),
        }

    def entity(self, entity: Entity) -> Row:
        """A row of `entities`, with how often it is mentioned and quoted in what went before."""
        counted, event = self._entities[entity.id], entity.event
        return {
            "entity": entity.id,
            "name": entity.name,
            "type": entity.type,
            "aliases": list(entity.aliases),
            "kb_id": entity.kb_id,
            "description": entity.description,
            "members": [self._entities[id].name for id in entity.members if id in self._entities],
            "mentions": counted.mentions,
            "documents": counted.documents,
            "statements": counted.statements,
            "agent": self._name(event.agent),
            "target": self._name(event.target),
            "time": self._name(event.time),
            "place": self._name(event.place),
            "realis": event.realis,
            **_made(entity.provenance, entity.attributes),
        }

    def claim(self, claim: Claim) -> Row:
        """A row of `claims`, with how many statements in what went before put it forward."""
        return {
            "claim": claim.id,
            "text": claim.text,
            "topic": claim.topic,
            "verdict": claim.verdict,
            "statements": self._told[claim.id],
            "reviewed_by": claim.reviewed_by,
            "reviewed_at": claim.reviewed_at,
            **_made(claim.provenance, claim.attributes),
        }

    def relation(self, relation: Relation) -> Row:
        """A row of `relations`; its ends have names where they are entities or claims."""
        return {
            "relation": relation.id,
            "type": relation.type,
            "source_kind": relation.source.kind,
            "source": relation.source.id,
            "source_name": self._named(relation.source),
            "target_kind": relation.target.kind,
            "target": relation.target.id,
            "target_name": self._named(relation.target),
            "document": relation.document,
            **_ends(relation.span),
            **_made(relation.provenance, relation.attributes),
        }

    def _count(self, entity: int | None, document: Document) -> _Named | None:
        named = self._entities.get(entity) if entity is not None else None
        if named:
            named.mentions += 1
            if named.last != document.id:
                named.documents += 1
                named.last = document.id
        return named

    def _name(self, entity: int | None) -> str | None:
        named = self._entities.get(entity) if entity is not None else None
        return named.name if named else None

    def _named(self, ref: Ref) -> str | None:
        if ref.kind == "claim":
            return self._claims.get(ref.id)
        return self._name(ref.id) if ref.kind == "entity" else None

    def _party(self, party: Party, text: str, words: Mapping[int, str]) -> str | None:
        """The entity's name, or else the words for it."""
        name = self._name(party.entity)
        if name is None and party.span:
            name = party.span.of(text)
        if name is None and party.mention is not None:
            name = words.get(party.mention)
        return name


def _in(document: Document) -> dict[str, Cell]:
    return {
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "publisher": document.publisher,
    }


def _document(document: Document, text: str) -> Row:
    return {
        **_in(document),
        "article_author": document.author,
        "source_url": document.source_url,
        "source_name": document.source_name,
        "language": document.language,
        "state": document.state,
        "length": document.length,
        "sha256": document.sha256,
        "imported_at": document.imported_at,
        "imported_by": document.imported_by,
        "origin": document.origin,
        "meta": _json(document.meta),
        "attributes": _json(document.attributes),
        "text": text,
    }


def _evidence(evidence: Evidence) -> Row:
    made = dict(_made(evidence.provenance, {}))
    del made["attributes"]
    return {
        "evidence": evidence.id,
        "claim": evidence.claim,
        "stance": evidence.stance,
        "url": evidence.url,
        "document": evidence.document,
        **_ends(evidence.span),
        "quote": evidence.quote,
        "note": evidence.note,
        **made,
    }


def _note(note: Note) -> Row:
    made = dict(_made(note.provenance, {}))
    del made["attributes"]
    return {
        "note": note.id,
        "on_kind": note.target.kind,
        "on": note.target.id,
        **_ends(note.span),
        "text": note.text,
        "tags": list(note.tags),
        **made,
    }


def _made(made: Provenance, attributes: Mapping[str, AttributeValue]) -> dict[str, Cell]:
    return {
        "attributes": _json(attributes),
        "author": made.author,
        "created_at": made.created_at,
        "modified_at": made.modified_at,
        "status": made.status,
        "origin": made.origin,
        "confidence": made.confidence,
    }


def _json(values: Mapping[str, object]) -> str | None:
    """Extra values as JSON, in the order of their names; nothing for none."""
    return json.dumps(dict(sorted(values.items())), ensure_ascii=False) if values else None


def _pairs(spans: Spans) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _ends(span: Span | None) -> dict[str, Cell]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def rows_of(table: str, content: ProjectContent) -> Iterable[Row]:
    """The rows of one table."""
    return (row for name, row in tabled(content) if name == table)
