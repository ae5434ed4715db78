"""Mentions and statements in plain types, for formats that write millions of them."""

from __future__ import annotations

import json
from typing import NamedTuple

from annotator.model.mention import Mention
from annotator.model.span import Span, Spans
from annotator.model.statement import Party, Statement


class PlainMention(NamedTuple):
    """What a mention says, in the types of JSON: made in a fifth of the time.

    It keeps no rule: whoever writes one proves what it needs. `spans` are a JSON list of pairs
    where there are several, `attributes` a JSON object where there are any; `doubt` is 0 or 1.
    """

    id: int
    document: int
    type: str
    level: str | None
    entity: int | None
    start: int
    end: int
    spans: str | None
    head_start: int | None
    head_end: int | None
    stands_for: int | None
    value: str | None
    doubt: int
    attributes: str | None
    author: str
    created_at: str
    status: str
    origin: str
    modified_at: str | None
    confidence: float | None


class PlainStatement(NamedTuple):
    """What a statement says, in the same way. `content` and `quoted` are JSON lists of pairs."""

    id: int
    document: int
    form: str
    kind: str | None
    content: str
    cue_start: int | None
    cue_end: int | None
    source_kind: str | None
    source_start: int | None
    source_end: int | None
    source_mention: int | None
    source_entity: int | None
    addressee_start: int | None
    addressee_end: int | None
    addressee_mention: int | None
    addressee_entity: int | None
    quoted: str | None
    parent: int | None
    epistemic: str
    channel: str | None
    time_start: int | None
    time_end: int | None
    time_mention: int | None
    time_entity: int | None
    place_start: int | None
    place_end: int | None
    place_mention: int | None
    place_entity: int | None
    checkworthy: str
    claim: int | None
    doubt: int
    attributes: str | None
    author: str
    created_at: str
    status: str
    origin: str
    modified_at: str | None
    confidence: float | None
    about: tuple[int, ...] = ()


def plain_mention(mention: Mention) -> PlainMention:
    """A mention in plain types."""
    head, made = mention.head, mention.provenance
    return PlainMention(
        id=mention.id,
        document=mention.document,
        type=mention.type,
        level=mention.level,
        entity=mention.entity,
        start=mention.extent.start,
        end=mention.extent.end,
        spans=_pairs(mention.spans) if len(mention.spans) > 1 else None,
        head_start=head.start if head else None,
        head_end=head.end if head else None,
        stands_for=mention.stands_for,
        value=mention.value,
        doubt=int(mention.doubt),
        attributes=json.dumps(dict(mention.attributes)) if mention.attributes else None,
        author=made.author,
        created_at=made.created_at,
        status=made.status,
        origin=made.origin,
        modified_at=made.modified_at,
        confidence=made.confidence,
    )


def plain_statement(statement: Statement) -> PlainStatement:
    """A statement in plain types."""
    source, made = statement.source, statement.provenance
    speaker = Party(source.span, source.mention, source.entity) if source else Party()
    return PlainStatement(
        statement.id,
        statement.document,
        statement.form.value,
        statement.kind,
        _pairs(statement.content),
        *_ends(statement.cue),
        source.kind.value if source else None,
        *_party(speaker),
        *_party(statement.addressee),
        _pairs(statement.quoted) if statement.quoted else None,
        statement.parent,
        statement.epistemic.value,
        statement.channel.value if statement.channel else None,
        *_party(statement.time),
        *_party(statement.place),
        statement.checkworthy.value,
        statement.claim,
        int(statement.doubt),
        json.dumps(dict(statement.attributes)) if statement.attributes else None,
        made.author,
        made.created_at,
        made.status,
        made.origin,
        made.modified_at,
        made.confidence,
        statement.about,
    )


def _pairs(spans: Spans) -> str:
    return json.dumps([(span.start, span.end) for span in spans])


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _party(party: Party) -> tuple[int | None, int | None, int | None, int | None]:
    return (*_ends(party.span), party.mention, party.entity)
