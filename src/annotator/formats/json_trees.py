"""Each value as the native format writes it: every field, always, in this order."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.formats.offsets import Offsets
from annotator.model.attributes import AttributeValue
from annotator.model.claim import Claim, Evidence
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, Spans
from annotator.model.statement import Party, Source, Statement

Tree = dict[str, object]


def document_tree(document: Document, text: str) -> Tree:
    """Return a document with its text, without what lies in it."""
    return {
        "id": document.id,
        "title": document.title,
        "language": document.language,
        "published": document.published,
        "publisher": document.publisher,
        "author": document.author,
        "source_url": document.source_url,
        "source_name": document.source_name,
        "source_sha256": document.source_sha256,
        "encoding": document.encoding,
        "bom": document.bom,
        "imported_at": document.imported_at,
        "imported_by": document.imported_by,
        "origin": document.origin,
        "state": document.state.value,
        "meta": dict(sorted(document.meta.items())),
        "attributes": _attributes(document.attributes),
        "length": document.length,
        "sha256": document.sha256,
        "text": text,
    }


def mention_tree(mention: Mention, offsets: Offsets) -> Tree:
    """Return a mention; its document is the one it is written in."""
    return {
        "id": mention.id,
        "type": mention.type,
        "spans": _spans(mention.spans, offsets),
        "level": mention.level.value if mention.level else None,
        "entity": mention.entity,
        "head": _span(mention.head, offsets),
        "stands_for": mention.stands_for,
        "value": mention.value,
        "doubt": mention.doubt,
        "attributes": _attributes(mention.attributes),
        "provenance": _provenance(mention.provenance),
    }


def entity_tree(entity: Entity) -> Tree:
    """Return an entity with its event frame."""
    event = entity.event
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "kb_id": entity.kb_id,
        "description": entity.description,
        "members": list(entity.members),
        "event": {
            "agent": event.agent,
            "target": event.target,
            "time": event.time,
            "place": event.place,
            "realis": event.realis.value if event.realis else None,
        },
        "attributes": _attributes(entity.attributes),
        "provenance": _provenance(entity.provenance),
    }


def statement_tree(statement: Statement, offsets: Offsets) -> Tree:
    """Return a statement; its document is the one it is written in."""
    return {
        "id": statement.id,
        "form": statement.form.value,
        "kind": statement.kind,
        "content": _spans(statement.content, offsets),
        "cue": _span(statement.cue, offsets),
        "source": _source(statement.source, offsets),
        "addressee": _party(statement.addressee, offsets),
        "quoted": _spans(statement.quoted, offsets),
        "parent": statement.parent,
        "epistemic": statement.epistemic.value,
        "channel": statement.channel.value if statement.channel else None,
        "time": _party(statement.time, offsets),
        "place": _party(statement.place, offsets),
        "about": list(statement.about),
        "checkworthy": statement.checkworthy.value,
        "claim": statement.claim,
        "doubt": statement.doubt,
        "attributes": _attributes(statement.attributes),
        "provenance": _provenance(statement.provenance),
    }


def claim_tree(claim: Claim) -> Tree:
    """Return a claim."""
    return {
        "id": claim.id,
        "text": claim.text,
        "topic": claim.topic,
        "verdict": claim.verdict.value,
        "reviewed_by": claim.reviewed_by,
        "reviewed_at": claim.reviewed_at,
        "attributes": _attributes(claim.attributes),
        "provenance": _provenance(claim.provenance),
    }


def evidence_tree(evidence: Evidence, place: Tree | None) -> Tree:
    """Return a piece of evidence; `place` is its span as `Offsets.described` gives it."""
    return {
        "id": evidence.id,
        "claim": evidence.claim,
        "stance": evidence.stance.value,
        "url": evidence.url,
        "document": evidence.document,
        "span": place,
        "quote": evidence.quote,
        "note": evidence.note,
        "provenance": _provenance(evidence.provenance),
    }


def relation_tree(relation: Relation, place: Tree | None) -> Tree:
    """Return a relation; `place` is its span as `Offsets.described` gives it."""
    return {
        "id": relation.id,
        "type": relation.type,
        "source": _ref(relation.source),
        "target": _ref(relation.target),
        "document": relation.document,
        "span": place,
        "attributes": _attributes(relation.attributes),
        "provenance": _provenance(relation.provenance),
    }


def note_tree(note: Note, place: Tree | None) -> Tree:
    """Return a note; `place` is its span as `Offsets.described` gives it."""
    return {
        "id": note.id,
        "target": _ref(note.target),
        "span": place,
        "text": note.text,
        "tags": list(note.tags),
        "provenance": _provenance(note.provenance),
    }


def _ref(ref: Ref) -> Tree:
    return {"kind": ref.kind, "id": ref.id}


def _span(span: Span | None, offsets: Offsets) -> Tree | None:
    return None if span is None else offsets.described(span)


def _spans(spans: Spans, offsets: Offsets) -> list[Tree]:
    return [offsets.described(span) for span in spans]


def _source(source: Source | None, offsets: Offsets) -> Tree | None:
    if source is None:
        return None
    return {
        "kind": source.kind.value,
        "span": _span(source.span, offsets),
        "mention": source.mention,
        "entity": source.entity,
    }


def _party(party: Party, offsets: Offsets) -> Tree:
    return {
        "span": _span(party.span, offsets),
        "mention": party.mention,
        "entity": party.entity,
    }


def _attributes(attributes: Mapping[str, AttributeValue]) -> Tree:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in sorted(attributes.items())
    }


def _provenance(provenance: Provenance) -> Tree:
    confidence = provenance.confidence
    return {
        "author": provenance.author,
        "created_at": provenance.created_at,
        "status": provenance.status.value,
        "origin": provenance.origin,
        "modified_at": provenance.modified_at,
        # SQLite and other readers make 1.0 of 1: one spelling keeps two exports the same
        "confidence": None if confidence is None else float(confidence),
    }
