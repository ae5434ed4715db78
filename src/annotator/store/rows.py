"""Rows of the project file and the values they hold, one pair of functions a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from annotator.model.claim import Claim, Evidence, Stance, Verdict
from annotator.model.document import Document, DocumentState
from annotator.model.entity import Entity, EventFrame, Realis
from annotator.model.ids import (
    ClaimId,
    DocumentId,
    EntityId,
    EvidenceId,
    Kind,
    MentionId,
    NoteId,
    RelationId,
    StatementId,
)
from annotator.model.mention import Level, Mention
from annotator.model.plain import PlainMention
from annotator.model.relation import LINKABLE, NOTABLE, Note, Relation
from annotator.model.span import Span
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
from annotator.store import columns as c
from annotator.store.bins import bin_of
from annotator.store.columns import Cell, Row

Value = Document | Mention | Entity | Statement | Claim | Evidence | Relation | Note
V = TypeVar("V", bound=Value)
Members = Sequence[EntityId]


def _nothing(_: object) -> Members:
    return ()


def _document_out(document: Document) -> dict[str, Cell]:
    return {
        "title": document.title,
        "sha256": document.sha256,
        "length": document.length,
        "imported_at": document.imported_at,
        "imported_by": document.imported_by,
        "language": document.language,
        "source_name": document.source_name,
        "source_sha256": document.source_sha256,
        "encoding": document.encoding,
        "bom": int(document.bom),
        "source_url": document.source_url,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "origin": document.origin,
        "state": document.state.value,
        "meta": c.attributes_out(document.meta),
        "attributes": c.attributes_out(document.attributes),
        "corrections": c.corrections_out(document.corrections),
    }


def document_in(row: Row, _: Members = ()) -> Document:
    """The document of a row."""
    return Document(
        id=DocumentId(c.integer(row["id"])),
        title=c.text(row["title"]),
        sha256=c.text(row["sha256"]),
        length=c.integer(row["length"]),
        imported_at=c.text(row["imported_at"]),
        imported_by=c.text(row["imported_by"]),
        language=c.text(row["language"]),
        source_name=c.text(row["source_name"]),
        source_sha256=c.text(row["source_sha256"]),
        encoding=c.text(row["encoding"]),
        bom=bool(row["bom"]),
        source_url=c.optional_text(row["source_url"]),
        publisher=c.optional_text(row["publisher"]),
        author=c.optional_text(row["author"]),
        published=c.optional_text(row["published"]),
        origin=c.text(row["origin"]),
        state=DocumentState(c.text(row["state"])),
        meta={name: str(value) for name, value in c.attributes_in(row["meta"]).items()},
        attributes=c.attributes_in(row["attributes"]),
        corrections=c.corrections_in(row["corrections"]),
    )


def _mention_out(mention: Mention) -> dict[str, Cell]:
    extent = mention.extent
    return {
        "document": mention.document,
        "type": mention.type,
        "level": mention.level.value if mention.level else None,
        "entity": mention.entity,
        "start": extent.start,
        "end": extent.end,
        "bin": bin_of(extent),
        "spans": c.spans_out(mention.spans) if len(mention.spans) > 1 else None,
        **c.span_out("head_", mention.head),
        "stands_for": mention.stands_for,
        "value": mention.value,
        "doubt": int(mention.doubt),
        "attributes": c.attributes_out(mention.attributes),
        **c.provenance_out(mention.provenance),
    }


def mention_in(row: Row, _: Members = ()) -> Mention:
    """The mention of a row."""
    return mention_of([row[name] for name in PlainMention._fields])


def mention_of(cells: Sequence[Cell]) -> Mention:
    """The mention of cells in the order of `PlainMention`; nothing is looked up by name."""
    (id, document, type_, level, entity, start, end, spans, *rest) = cells
    (head_start, head_end, stands_for, value, doubt, attributes, *made) = rest
    return Mention(
        MentionId(c.integer(id)),
        DocumentId(c.integer(document)),
        c.text(type_),
        c.spans_in(spans) if spans else (Span(c.integer(start), c.integer(end)),),
        c.provenance_of(*made),
        None if level is None else Level(c.text(level)),
        None if entity is None else EntityId(c.integer(entity)),
        None if head_start is None else Span(c.integer(head_start), c.integer(head_end)),
        None if stands_for is None else EntityId(c.integer(stands_for)),
        None if value is None else c.text(value),
        bool(doubt),
        {} if attributes is None else c.attributes_in(attributes),
    )


def _entity_out(entity: Entity) -> dict[str, Cell]:
    event = entity.event
    return {
        "name": entity.name,
        "type": entity.type,
        "aliases": c.strings_out(entity.aliases),
        "kb_id": entity.kb_id,
        "description": entity.description,
        "agent": event.agent,
        "target": event.target,
        "time": event.time,
        "place": event.place,
        "realis": event.realis.value if event.realis else None,
        "attributes": c.attributes_out(entity.attributes),
        **c.provenance_out(entity.provenance),
    }


def _entity_id(cell: Cell) -> EntityId | None:
    return None if cell is None else EntityId(c.integer(cell))


def entity_in(row: Row, members: Members = ()) -> Entity:
    """The entity of a row; `members` come from their own table."""
    return Entity(
        id=EntityId(c.integer(row["id"])),
        name=c.text(row["name"]),
        type=c.text(row["type"]),
        provenance=c.provenance_in(row),
        aliases=c.strings_in(row["aliases"]),
        kb_id=c.optional_text(row["kb_id"]),
        description=c.optional_text(row["description"]),
        members=tuple(members),
        event=EventFrame(
            agent=_entity_id(row["agent"]),
            target=_entity_id(row["target"]),
            time=_entity_id(row["time"]),
            place=_entity_id(row["place"]),
            realis=Realis(c.text(row["realis"])) if row["realis"] else None,
        ),
        attributes=c.attributes_in(row["attributes"]),
    )


def _statement_out(statement: Statement) -> dict[str, Cell]:
    source = statement.source
    party = Party(source.span, source.mention, source.entity) if source else Party()
    extent = statement.extent
    return {
        "document": statement.document,
        "start": extent.start,
        "end": extent.end,
        "bin": bin_of(extent),
        "content_start": statement.content[0].start,
        "content": c.spans_out(statement.content),
        "form": statement.form.value,
        "kind": statement.kind,
        **c.span_out("cue_", statement.cue),
        "source_kind": source.kind.value if source else None,
        **c.party_out("source", party),
        **c.party_out("addressee", statement.addressee),
        **c.party_out("time", statement.time),
        **c.party_out("place", statement.place),
        "quoted": c.spans_out(statement.quoted),
        "parent": statement.parent,
        "epistemic": statement.epistemic.value,
        "channel": statement.channel.value if statement.channel else None,
        "checkworthy": statement.checkworthy.value,
        "claim": statement.claim,
        "doubt": int(statement.doubt),
        "attributes": c.attributes_out(statement.attributes),
        **c.provenance_out(statement.provenance),
    }


def _source_in(row: Row) -> Source | None:
    if row["source_kind"] is None:
        return None
    party = c.party_in("source", row)
    return Source(SourceKind(c.text(row["source_kind"])), party.span, party.mention, party.entity)


def statement_in(row: Row, about: Members = ()) -> Statement:
    """The statement of a row; `about` comes from its own table."""
    parent, claim = row["parent"], row["claim"]
    return Statement(
        id=StatementId(c.integer(row["id"])),
        document=DocumentId(c.integer(row["document"])),
        content=c.spans_in(row["content"]),
        form=Form(c.text(row["form"])),
        kind=c.optional_text(row["kind"]),
        provenance=c.provenance_in(row),
        cue=c.span_in("cue_", row),
        source=_source_in(row),
        addressee=c.party_in("addressee", row),
        quoted=c.spans_in(row["quoted"]),
        parent=None if parent is None else StatementId(c.integer(parent)),
        epistemic=Epistemic(c.text(row["epistemic"])),
        channel=Channel(c.text(row["channel"])) if row["channel"] else None,
        time=c.party_in("time", row),
        place=c.party_in("place", row),
        about=tuple(about),
        checkworthy=Checkworthy(c.text(row["checkworthy"])),
        claim=None if claim is None else ClaimId(c.integer(claim)),
        doubt=bool(row["doubt"]),
        attributes=c.attributes_in(row["attributes"]),
    )


def _claim_out(claim: Claim) -> dict[str, Cell]:
    return {
        "text": claim.text,
        "topic": claim.topic,
        "verdict": claim.verdict.value,
        "reviewed_by": claim.reviewed_by,
        "reviewed_at": claim.reviewed_at,
        "attributes": c.attributes_out(claim.attributes),
        **c.provenance_out(claim.provenance),
    }


def claim_in(row: Row, _: Members = ()) -> Claim:
    """The claim of a row."""
    return Claim(
        id=ClaimId(c.integer(row["id"])),
        text=c.text(row["text"]),
        provenance=c.provenance_in(row),
        topic=c.optional_text(row["topic"]),
        verdict=Verdict(c.text(row["verdict"])),
        reviewed_by=c.optional_text(row["reviewed_by"]),
        reviewed_at=c.optional_text(row["reviewed_at"]),
        attributes=c.attributes_in(row["attributes"]),
    )


def _evidence_out(evidence: Evidence) -> dict[str, Cell]:
    return {
        "claim": evidence.claim,
        "stance": evidence.stance.value,
        "url": evidence.url,
        "document": evidence.document,
        **c.span_out("", evidence.span),
        "quote": evidence.quote,
        "note": evidence.note,
        **c.provenance_out(evidence.provenance),
    }


def evidence_in(row: Row, _: Members = ()) -> Evidence:
    """The piece of evidence of a row."""
    document = row["document"]
    return Evidence(
        id=EvidenceId(c.integer(row["id"])),
        claim=ClaimId(c.integer(row["claim"])),
        stance=Stance(c.text(row["stance"])),
        provenance=c.provenance_in(row),
        url=c.optional_text(row["url"]),
        document=None if document is None else DocumentId(c.integer(document)),
        span=c.span_in("", row),
        quote=c.optional_text(row["quote"]),
        note=c.optional_text(row["note"]),
    )


def _relation_out(relation: Relation) -> dict[str, Cell]:
    return {
        "type": relation.type,
        **c.ref_out("source", relation.source, LINKABLE),
        **c.ref_out("target", relation.target, LINKABLE),
        "document": relation.document,
        **c.span_out("", relation.span),
        "attributes": c.attributes_out(relation.attributes),
        **c.provenance_out(relation.provenance),
    }


def relation_in(row: Row, _: Members = ()) -> Relation:
    """The relation of a row."""
    document = row["document"]
    return Relation(
        id=RelationId(c.integer(row["id"])),
        type=c.text(row["type"]),
        source=c.ref_in("source", row, LINKABLE),
        target=c.ref_in("target", row, LINKABLE),
        provenance=c.provenance_in(row),
        document=None if document is None else DocumentId(c.integer(document)),
        span=c.span_in("", row),
        attributes=c.attributes_in(row["attributes"]),
    )


def _note_out(note: Note) -> dict[str, Cell]:
    return {
        **c.ref_out("target", note.target, NOTABLE),
        **c.span_out("", note.span),
        "text": note.text,
        "tags": c.strings_out(note.tags),
        **c.provenance_out(note.provenance),
    }


def note_in(row: Row, _: Members = ()) -> Note:
    """The note of a row."""
    return Note(
        id=NoteId(c.integer(row["id"])),
        target=c.ref_in("target", row, NOTABLE),
        text=c.text(row["text"]),
        provenance=c.provenance_in(row),
        span=c.span_in("", row),
        tags=c.strings_in(row["tags"]),
    )


@dataclass(frozen=True, slots=True)
class Codec(Generic[V]):
    """How one kind of value is stored.

    `outward` gives every column but `id`; `inward` takes a row and the entities of `members`, the
    table that holds the value's list of entities, where it has one.
    """

    kind: Kind
    outward: Callable[[V], dict[str, Cell]]
    inward: Callable[[Row, Members], V]
    members: str | None = None
    listed: Callable[[V], Members] = _nothing


DOCUMENTS = Codec("document", _document_out, document_in)
MENTIONS = Codec("mention", _mention_out, mention_in)
ENTITIES = Codec("entity", _entity_out, entity_in, "entity_member", lambda entity: entity.members)
STATEMENTS = Codec(
    "statement", _statement_out, statement_in, "statement_about", lambda statement: statement.about
)
CLAIMS = Codec("claim", _claim_out, claim_in)
EVIDENCE = Codec("evidence", _evidence_out, evidence_in)
RELATIONS = Codec("relation", _relation_out, relation_in)
NOTES = Codec("note", _note_out, note_in)

_CODECS: dict[type[object], Codec[Any]] = {
    Document: DOCUMENTS,
    Mention: MENTIONS,
    Entity: ENTITIES,
    Statement: STATEMENTS,
    Claim: CLAIMS,
    Evidence: EVIDENCE,
    Relation: RELATIONS,
    Note: NOTES,
}


def codec_of(value: V) -> Codec[V]:
    """The codec of a value's kind."""
    return _CODECS[type(value)]
