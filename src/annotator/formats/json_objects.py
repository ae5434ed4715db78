"""Objects of the native format to values, each proved against the text it lies in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from annotator.formats import json_values as values
from annotator.formats.json_node import Fields, Node
from annotator.formats.offsets import Offsets
from annotator.model.claim import Claim, Evidence, Stance, Verdict
from annotator.model.correction import Corrections, Edit
from annotator.model.document import Document, DocumentState, sha256_of
from annotator.model.entity import Entity, EventFrame, Realis
from annotator.model.ids import (
    ClaimId,
    DocumentId,
    EntityId,
    EvidenceId,
    MentionId,
    NoteId,
    RelationId,
    StatementId,
)
from annotator.model.mention import Level, Mention
from annotator.model.relation import LINKABLE, NOTABLE, Note, Relation
from annotator.model.statement import Channel, Checkworthy, Epistemic, Form, Statement
from annotator.text.correcting import original

Texts = Mapping[int, Offsets]
"""The texts of the file by document id."""
_DOCUMENT = (
    "id title text sha256 length imported_at imported_by",
    (
        "language published publisher author source_url source_name source_sha256 encoding bom"
        " origin state meta attributes corrections mentions statements"
    ),
)


def document(node: Node) -> tuple[Document, str]:
    """Return a document and its text; raises JsonFormatError when hash or length do not fit."""
    fields = node.fields(*_DOCUMENT)
    text = fields["text"].some_text()
    sha256 = fields["sha256"].text()
    if sha256 != sha256_of(text):
        fields["sha256"].refuse("is not the hash of the text: one of the two was changed")
    if fields["length"].integer() != len(text):
        fields["length"].refuse(f"the text has {len(text)} code points")
    return _document(fields, text), text


def _document(fields: Fields, text: str) -> Document:
    meta = fields.get("meta")
    return Document(
        id=DocumentId(fields.own_id()),
        title=fields["title"].text(),
        sha256=fields["sha256"].text(),
        length=len(text),
        imported_at=fields["imported_at"].text(),
        imported_by=fields["imported_by"].text(),
        language=fields.text("language") or "",
        source_name=fields.text("source_name") or "",
        source_sha256=_hash(fields),
        encoding=fields.text("encoding") or "utf-8",
        bom=fields.truth("bom"),
        source_url=fields.text("source_url"),
        publisher=fields.text("publisher"),
        author=fields.text("author"),
        published=fields.text("published"),
        origin=fields.text("origin") or "import:json",
        state=fields.choice("state", DocumentState, DocumentState.OPEN),
        meta={} if meta is None else {name: value.text() for name, value in meta.pairs()},
        attributes=values.attributes(fields),
        corrections=_corrections(fields.get("corrections"), text),
    )


def _corrections(node: Node | None, text: str) -> Corrections | None:
    """Return corrections, after proving that they make the original from the text."""
    if node is None:
        return None
    fields = node.fields("original_sha256 edits")
    edits = tuple(_edit(part, text) for part in fields.list("edits"))
    try:
        found = Corrections(fields["original_sha256"].text(), edits)
    except ValueError:
        fields["edits"].refuse("edits must be in text order and apart")
    if not edits or sha256_of(original(text, found)) != found.sha256:
        fields["original_sha256"].refuse("is not the hash of the text without its corrections")
    return found


def _edit(node: Node, text: str) -> Edit:
    fields = node.fields("start end original author at")
    start, end = fields["start"].integer(0), fields["end"].integer(0)
    if not start <= end <= len(text):
        node.refuse(f"{start}..{end} is no stretch of a text of {len(text)} code points")
    words = (fields[key].text() for key in ("original", "author", "at"))
    return Edit(start, end, *words)


def _hash(fields: Fields) -> str:
    sha256 = fields.text("source_sha256") or ""
    if sha256 and not re.fullmatch("[0-9a-f]{64}", sha256):
        fields["source_sha256"].refuse("is no SHA-256 in small hexadecimal digits")
    return sha256


def mention(node: Node, document: DocumentId, offsets: Offsets) -> Mention:
    """Return a mention of a document."""
    fields = node.fields(
        "id type spans provenance", "level entity head stands_for value doubt attributes"
    )
    return Mention(
        id=MentionId(fields.own_id()),
        document=document,
        type=fields["type"].text(),
        spans=values.spans(fields, "spans", offsets) or fields["spans"].refuse("is empty"),
        provenance=values.provenance(fields),
        level=fields.choice_or_none("level", Level),
        entity=values.entity_id(fields),
        head=values.optional_span(fields, "head", offsets),
        stands_for=values.entity_id(fields, "stands_for"),
        value=fields.text("value"),
        doubt=fields.truth("doubt"),
        attributes=values.attributes(fields),
    )


def statement(node: Node, document: DocumentId, offsets: Offsets) -> Statement:
    """Return a statement of a document."""
    fields = node.fields(
        "id form content provenance",
        "kind cue source addressee quoted parent epistemic channel time place about checkworthy"
        " claim doubt attributes",
    )
    return Statement(
        id=StatementId(fields.own_id()),
        document=document,
        content=values.spans(fields, "content", offsets) or fields["content"].refuse("is empty"),
        form=fields["form"].one_of(Form),
        kind=fields.text("kind"),
        provenance=values.provenance(fields),
        cue=values.optional_span(fields, "cue", offsets),
        source=values.source(fields, offsets),
        addressee=values.party(fields, "addressee", offsets),
        quoted=values.spans(fields, "quoted", offsets),
        parent=cast("StatementId | None", fields.id("parent")),
        epistemic=fields.choice("epistemic", Epistemic, Epistemic.CERTAIN_TRUE),
        channel=fields.choice_or_none("channel", Channel),
        time=values.party(fields, "time", offsets),
        place=values.party(fields, "place", offsets),
        about=values.entity_ids(fields, "about"),
        checkworthy=fields.choice("checkworthy", Checkworthy, Checkworthy.UNSET),
        claim=cast("ClaimId | None", fields.id("claim")),
        doubt=fields.truth("doubt"),
        attributes=values.attributes(fields),
    )


def entity(node: Node) -> Entity:
    """Return an entity."""
    fields = node.fields(
        "id name type provenance", "aliases kb_id description members event attributes"
    )
    return Entity(
        id=EntityId(fields.own_id()),
        name=fields["name"].text(),
        type=fields["type"].text(),
        provenance=values.provenance(fields),
        aliases=tuple(part.text() for part in fields.list("aliases")),
        kb_id=fields.text("kb_id"),
        description=fields.text("description"),
        members=values.entity_ids(fields, "members"),
        event=_event(fields),
        attributes=values.attributes(fields),
    )


def _event(fields: Fields) -> EventFrame:
    node = fields.get("event")
    if node is None:
        return EventFrame()
    parts = node.fields("", "agent target time place realis")
    return EventFrame(
        agent=values.entity_id(parts, "agent"),
        target=values.entity_id(parts, "target"),
        time=values.entity_id(parts, "time"),
        place=values.entity_id(parts, "place"),
        realis=parts.choice_or_none("realis", Realis),
    )


def claim(node: Node) -> Claim:
    """Return a claim."""
    fields = node.fields("id text provenance", "topic verdict reviewed_by reviewed_at attributes")
    return Claim(
        id=ClaimId(fields.own_id()),
        text=fields["text"].text(),
        provenance=values.provenance(fields),
        topic=fields.text("topic"),
        verdict=fields.choice("verdict", Verdict, Verdict.UNVERIFIED),
        reviewed_by=fields.text("reviewed_by"),
        reviewed_at=fields.text("reviewed_at"),
        attributes=values.attributes(fields),
    )


def evidence(node: Node, texts: Texts) -> Evidence:
    """Return a piece of evidence."""
    fields = node.fields("id claim stance provenance", "url document span quote note")
    document, place = _place(fields, texts)
    url = fields.text("url")
    if (url is None) == (document is None) or (document is None) != (place is None):
        node.refuse("must have a url, or a document and a span, not both")
    return Evidence(
        id=EvidenceId(fields.own_id()),
        claim=ClaimId(fields["claim"].integer(1)),
        stance=fields["stance"].one_of(Stance),
        provenance=values.provenance(fields),
        url=url,
        document=document,
        span=None if place is None else values.span(place, texts.get(document or 0)),
        quote=fields.text("quote"),
        note=fields.text("note"),
    )


def _place(fields: Fields, texts: Texts) -> tuple[DocumentId | None, Node | None]:
    id = fields.id("document")
    if id is not None and id not in texts:
        fields["document"].refuse(f"there is no document {id}")
    return cast("DocumentId | None", id), fields.get("span")


def relation(node: Node, texts: Texts) -> Relation:
    """Return a relation."""
    fields = node.fields("id type source target provenance", "document span attributes")
    document, place = _place(fields, texts)
    return Relation(
        id=RelationId(fields.own_id()),
        type=fields["type"].text(),
        source=values.ref(fields["source"], LINKABLE),
        target=values.ref(fields["target"], LINKABLE),
        provenance=values.provenance(fields),
        document=document,
        span=None if place is None else values.span(place, texts.get(document or 0)),
        attributes=values.attributes(fields),
    )


def note(node: Node, texts: Texts) -> Note:
    """Return a note."""
    fields = node.fields("id target text provenance", "span tags")
    target = values.ref(fields["target"], NOTABLE)
    offsets = texts.get(target.id) if target.kind == "document" else None
    return Note(
        id=NoteId(fields.own_id()),
        target=target,
        text=fields["text"].text(),
        provenance=values.provenance(fields),
        span=values.optional_span(fields, "span", offsets),
        tags=tuple(part.text() for part in fields.list("tags")),
    )
