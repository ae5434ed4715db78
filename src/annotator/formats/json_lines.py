"""Each value as the native format writes it, one line of text: every key, always, in this order.

Text straight from values, without a tree between them: a project of a million mentions takes a
third of the time. A line is what `json.dumps` would make of itself, byte for byte; tests hold that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

# The function that `json.dumps` quotes texts with when it leaves characters as they are.
from json.encoder import encode_basestring as quoted
from typing import Any

from annotator.formats.offsets import Offsets
from annotator.model.attributes import AttributeValue
from annotator.model.claim import Claim, Evidence
from annotator.model.correction import Corrections
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Level
from annotator.model.plain import PlainMention, PlainStatement
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Channel, Checkworthy, Epistemic, Form, SourceKind

NULL = "null"


def _names(values: Iterable[str]) -> dict[str | None, str]:
    return {str(value): quoted(value) for value in values}


_LEVELS = {None: NULL, **_names(Level)}
_STATUSES = _names(Status)
_FORMS, _EPISTEMIC, _CHECKWORTHY = _names(Form), _names(Epistemic), _names(Checkworthy)
_CHANNELS = {None: NULL, **_names(Channel)}
_SOURCE_KINDS = _names(SourceKind)
_TRUTHS = {0: "false", 1: "true"}
_MOST_OF_CELL = 1_000_000
_MOST_OF_PAIR = 50
_MANY = 256
"""Of so many acts it is kept how they are written: all that was made in one has the same."""


def _parsed(cell: str) -> Any:  # noqa: ANN401 - what JSON holds
    """Raises ValueError for a cell that is longer than any that annotator writes."""
    if len(cell) > _MOST_OF_CELL:
        raise ValueError(f"{len(cell)} characters are more than annotator writes there")
    return json.loads(cell)


def dumped(tree: object) -> str:
    """Return a tree as one line of JSON; raises ValueError for a number JSON does not have."""
    return json.dumps(tree, ensure_ascii=False, allow_nan=False)


def document_line(document: Document, text: str) -> str:
    """Return a document with its text; what lies in it goes before the last brace."""
    return (
        f'{{"id": {document.id}, "title": {quoted(document.title)},'
        f' "language": {quoted(document.language)}, "published": {_text(document.published)},'
        f' "publisher": {_text(document.publisher)}, "author": {_text(document.author)},'
        f' "source_url": {_text(document.source_url)},'
        f' "source_name": {quoted(document.source_name)},'
        f' "source_sha256": {quoted(document.source_sha256)},'
        f' "encoding": {quoted(document.encoding)}, "bom": {_truth(document.bom)},'
        f' "imported_at": {quoted(document.imported_at)},'
        f' "imported_by": {quoted(document.imported_by)}, "origin": {quoted(document.origin)},'
        f' "state": {quoted(document.state)}, "meta": {_attributes(document.meta)},'
        f' "attributes": {_attributes(document.attributes)},'
        f'{_corrections(document.corrections)} "length": {document.length},'
        f' "sha256": {quoted(document.sha256)}, "text": {quoted(text)}}}'
    )


def _corrections(corrections: Corrections | None) -> str:
    """The one key that is written only where there is something: files of before stay the same."""
    if corrections is None:
        return ""
    edits = [
        {
            "start": edit.start,
            "end": edit.end,
            "original": edit.original,
            "author": edit.author,
            "at": edit.at,
        }
        for edit in corrections.edits
    ]
    return f' "corrections": {dumped({"original_sha256": corrections.sha256, "edits": edits})},'


def mention_line(mention: PlainMention, offsets: Offsets) -> str:
    """Return a mention; its document is the one it is written in.

    Raises ValueError, TypeError or LookupError for what no mention can say.
    """
    # fmt: off
    (id, _, type_, level, entity, start, end, several, head_start, head_end, stands_for, value,
     doubt, attributes, author, created_at, status, origin, modified_at, confidence) = mention
    # fmt: on
    spans = _line_of(start, end, offsets) if several is None else _lines_of(several, offsets)
    head = NULL if head_start is None else _line_of(head_start, head_end or 0, offsets)
    return (
        f'{{"id": {id:d}, "type": {quoted(type_)}, "spans": [{spans}], "level": {_LEVELS[level]},'
        f' "entity": {NULL if entity is None else f"{entity:d}"}, "head": {head},'
        f' "stands_for": {NULL if stands_for is None else f"{stands_for:d}"},'
        f' "value": {NULL if value is None else quoted(value)}, "doubt": {_TRUTHS[doubt]},'
        f' "attributes": {"{}" if attributes is None else _sorted(attributes)},'
        f' "provenance": {_made(author, created_at, status, origin, modified_at, confidence)}}}'
    )


def entity_line(entity: Entity) -> str:
    """Return an entity with its event frame."""
    event = entity.event
    return (
        f'{{"id": {entity.id}, "name": {quoted(entity.name)}, "type": {quoted(entity.type)},'
        f' "aliases": {_texts(entity.aliases)}, "kb_id": {_text(entity.kb_id)},'
        f' "description": {_text(entity.description)}, "members": {_ids(entity.members)},'
        f' "event": {{"agent": {_number(event.agent)}, "target": {_number(event.target)},'
        f' "time": {_number(event.time)}, "place": {_number(event.place)},'
        f' "realis": {_text(event.realis)}}},'
        f' "attributes": {_attributes(entity.attributes)},'
        f' "provenance": {_provenance(entity.provenance)}}}'
    )


def statement_line(said: PlainStatement, offsets: Offsets) -> str:
    """Return a statement; its document is the one it is written in.

    Raises ValueError, TypeError or LookupError for what no statement can say.
    """
    quoted_, attributes = said.quoted, said.attributes
    addressee, time, place = (
        _party(*cells, offsets)
        for cells in (
            (
                said.addressee_start,
                said.addressee_end,
                said.addressee_mention,
                said.addressee_entity,
            ),
            (said.time_start, said.time_end, said.time_mention, said.time_entity),
            (said.place_start, said.place_end, said.place_mention, said.place_entity),
        )
    )
    made = (said.author, said.created_at, said.status, said.origin)
    return (
        f'{{"id": {said.id:d}, "form": {_FORMS[said.form]},'
        f' "kind": {_text(said.kind)},'
        f' "content": [{_lines_of(said.content, offsets)}],'
        f' "cue": {_optional_line(said.cue_start, said.cue_end, offsets)},'
        f' "source": {_source(said, offsets)},'
        f' "addressee": {addressee},'
        f' "quoted": [{"" if quoted_ is None else _lines_of(quoted_, offsets)}],'
        f' "parent": {_number(said.parent)},'
        f' "epistemic": {_EPISTEMIC[said.epistemic]}, "channel": {_CHANNELS[said.channel]},'
        f' "time": {time},'
        f' "place": {place}, "about": {_ids(said.about)},'
        f' "checkworthy": {_CHECKWORTHY[said.checkworthy]}, "claim": {_number(said.claim)},'
        f' "doubt": {_TRUTHS[said.doubt]},'
        f' "attributes": {"{}" if attributes is None else _sorted(attributes)},'
        f' "provenance": {_made(*made, said.modified_at, said.confidence)}}}'
    )


def claim_line(claim: Claim) -> str:
    """Return a claim."""
    return (
        f'{{"id": {claim.id}, "text": {quoted(claim.text)}, "topic": {_text(claim.topic)},'
        f' "verdict": {quoted(claim.verdict)}, "reviewed_by": {_text(claim.reviewed_by)},'
        f' "reviewed_at": {_text(claim.reviewed_at)},'
        f' "attributes": {_attributes(claim.attributes)},'
        f' "provenance": {_provenance(claim.provenance)}}}'
    )


def evidence_line(evidence: Evidence, place: str) -> str:
    """Return a piece of evidence; `place` is its span as `span_line` writes it, or null."""
    return (
        f'{{"id": {evidence.id}, "claim": {evidence.claim}, "stance": {quoted(evidence.stance)},'
        f' "url": {_text(evidence.url)}, "document": {_number(evidence.document)},'
        f' "span": {place}, "quote": {_text(evidence.quote)}, "note": {_text(evidence.note)},'
        f' "provenance": {_provenance(evidence.provenance)}}}'
    )


def relation_line(relation: Relation, place: str) -> str:
    """Return a relation; `place` is its span as `span_line` writes it, or null."""
    return (
        f'{{"id": {relation.id}, "type": {quoted(relation.type)},'
        f' "source": {_ref(relation.source)}, "target": {_ref(relation.target)},'
        f' "document": {_number(relation.document)}, "span": {place},'
        f' "attributes": {_attributes(relation.attributes)},'
        f' "provenance": {_provenance(relation.provenance)}}}'
    )


def note_line(note: Note, place: str) -> str:
    """Return a note; `place` is its span as `span_line` writes it, or null."""
    return (
        f'{{"id": {note.id}, "target": {_ref(note.target)}, "span": {place},'
        f' "text": {quoted(note.text)}, "tags": {_texts(note.tags)},'
        f' "provenance": {_provenance(note.provenance)}}}'
    )


def span_line(span: Span, offsets: Offsets) -> str:
    """Return a span with its words, their surroundings, and its place in other units."""
    return _line_of(span.start, span.end, offsets)


def _line_of(start: int, end: int, offsets: Offsets) -> str:
    text, prefix, suffix, utf16, utf8 = offsets.parts(start, end)
    # numbers take long to print, and mostly these are the same
    here = f"{start}, {end}"
    in_utf16 = here if utf16 == (start, end) else f"{utf16[0]}, {utf16[1]}"
    in_utf8 = here if utf8 == (start, end) else f"{utf8[0]}, {utf8[1]}"
    return (
        f'{{"start": {start}, "end": {end}, "text": {quoted(text)}, "prefix": {quoted(prefix)},'
        f' "suffix": {quoted(suffix)}, "utf16": [{in_utf16}], "utf8": [{in_utf8}]}}'
    )


def _lines_of(pairs: str, offsets: Offsets) -> str:
    if len(pairs) < _MOST_OF_PAIR and pairs.count(",") == 1 and pairs.startswith("[["):
        start, end = pairs[2:-2].split(",")  # which takes a fraction of the time
        return _line_of(int(start), int(end), offsets)
    return ", ".join([_line_of(start, end, offsets) for start, end in _parsed(pairs)])


def _optional_line(start: int | None, end: int | None, offsets: Offsets) -> str:
    return NULL if start is None else _line_of(start, end or 0, offsets)


def _source(said: PlainStatement, offsets: Offsets) -> str:
    if said.source_kind is None:
        return NULL
    span = _optional_line(said.source_start, said.source_end, offsets)
    return (
        f'{{"kind": {_SOURCE_KINDS[said.source_kind]}, "span": {span},'
        f' "mention": {_number(said.source_mention)}, "entity": {_number(said.source_entity)}}}'
    )


def _party(
    start: int | None, end: int | None, mention: int | None, entity: int | None, offsets: Offsets
) -> str:
    return (
        f'{{"span": {_optional_line(start, end, offsets)}, "mention": {_number(mention)},'
        f' "entity": {_number(entity)}}}'
    )


def _ref(ref: Ref) -> str:
    return f'{{"kind": {quoted(ref.kind)}, "id": {ref.id}}}'


def _text(text: str | None) -> str:
    return NULL if text is None else quoted(text)


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def _number(number: int | None) -> str:
    return NULL if number is None else str(number)


def _ids(ids: Iterable[int]) -> str:
    return f"[{', '.join(map(str, ids))}]"


def _truth(truth: bool) -> str:  # noqa: FBT001 - the value itself
    return "true" if truth else "false"


def _attributes(attributes: Mapping[str, AttributeValue]) -> str:
    return dumped(dict(sorted(attributes.items()))) if attributes else "{}"


def _sorted(attributes: str) -> str:
    return _attributes(_parsed(attributes))


def _provenance(made: Provenance) -> str:
    who = (made.author, made.created_at, made.status, made.origin)
    return _made(*who, made.modified_at, made.confidence)


@lru_cache(maxsize=_MANY)
def _made(
    author: str,
    created_at: str,
    status: str,
    origin: str,
    modified_at: str | None,
    confidence: float | None,
) -> str:
    # SQLite and other readers make 1.0 of 1: one spelling keeps two exports the same
    number = NULL if confidence is None else dumped(float(confidence))
    return (
        f'{{"author": {quoted(author)}, "created_at": {quoted(created_at)},'
        f' "status": {_STATUSES[status]}, "origin": {quoted(origin)},'
        f' "modified_at": {NULL if modified_at is None else quoted(modified_at)},'
        f' "confidence": {number}}}'
    )
