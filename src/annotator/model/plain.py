"""Mentions in plain types, for formats that write millions of them."""

from __future__ import annotations

import json
from typing import NamedTuple

from annotator.model.mention import Mention


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


def plain_mention(mention: Mention) -> PlainMention:
    """A mention in plain types."""
    head, made = mention.head, mention.provenance
    pairs = [(span.start, span.end) for span in mention.spans]
    return PlainMention(
        id=mention.id,
        document=mention.document,
        type=mention.type,
        level=mention.level,
        entity=mention.entity,
        start=mention.extent.start,
        end=mention.extent.end,
        spans=json.dumps(pairs) if len(pairs) > 1 else None,
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
