"""The columns of each table: their names, in order, and what kind of value stands in them.

They are what notebooks and spreadsheets are written against: a column may be added at the end, but
none is renamed, moved or given another meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

ValueKind = Literal["integer", "number", "truth", "text", "texts", "spans"]
"""`spans` is a list of pairs of code points, `texts` one of texts; any value may be missing."""
Cell = int | float | bool | str | list[str] | list[tuple[int, int]] | None
Row = Mapping[str, Cell]
Columns = Mapping[str, ValueKind]

_MADE: Columns = {
    "attributes": "text",
    "author": "text",
    "created_at": "text",
    "modified_at": "text",
    "status": "text",
    "origin": "text",
    "confidence": "number",
}
_IN_DOCUMENT: Columns = {
    "document": "integer",
    "title": "text",
    "published": "text",
    "publisher": "text",
}

DOCUMENTS: Columns = {
    **_IN_DOCUMENT,
    "article_author": "text",
    "source_url": "text",
    "source_name": "text",
    "language": "text",
    "state": "text",
    "length": "integer",
    "sha256": "text",
    "imported_at": "text",
    "imported_by": "text",
    "origin": "text",
    "meta": "text",
    "attributes": "text",
    "text": "text",
}
MENTIONS: Columns = {
    "mention": "integer",
    **_IN_DOCUMENT,
    "words": "text",
    "type": "text",
    "level": "text",
    "start": "integer",
    "end": "integer",
    "spans": "spans",
    "entity": "integer",
    "entity_name": "text",
    "entity_type": "text",
    "kb_id": "text",
    "value": "text",
    "stands_for": "integer",
    "stands_for_name": "text",
    "doubt": "truth",
    **_MADE,
}
ENTITIES: Columns = {
    "entity": "integer",
    "name": "text",
    "type": "text",
    "aliases": "texts",
    "kb_id": "text",
    "description": "text",
    "members": "texts",
    "mentions": "integer",
    "documents": "integer",
    "statements": "integer",
    "agent": "text",
    "target": "text",
    "time": "text",
    "place": "text",
    "realis": "text",
    **_MADE,
}
STATEMENTS: Columns = {
    "statement": "integer",
    **_IN_DOCUMENT,
    "speaker": "text",
    "speaker_entity": "integer",
    "speaker_type": "text",
    "source_kind": "text",
    "source": "text",
    "cue": "text",
    "kind": "text",
    "form": "text",
    "epistemic": "text",
    "content": "text",
    "start": "integer",
    "end": "integer",
    "content_spans": "spans",
    "quoted_spans": "spans",
    "about": "texts",
    "addressee": "text",
    "time": "text",
    "place": "text",
    "channel": "text",
    "checkworthy": "text",
    "parent": "integer",
    "claim": "integer",
    "claim_text": "text",
    "doubt": "truth",
    **_MADE,
}
CLAIMS: Columns = {
    "claim": "integer",
    "text": "text",
    "topic": "text",
    "verdict": "text",
    "statements": "integer",
    "reviewed_by": "text",
    "reviewed_at": "text",
    **_MADE,
}
EVIDENCE: Columns = {
    "evidence": "integer",
    "claim": "integer",
    "stance": "text",
    "url": "text",
    "document": "integer",
    "start": "integer",
    "end": "integer",
    "quote": "text",
    "note": "text",
    **{name: kind for name, kind in _MADE.items() if name != "attributes"},
}
RELATIONS: Columns = {
    "relation": "integer",
    "type": "text",
    "source_kind": "text",
    "source": "integer",
    "source_name": "text",
    "target_kind": "text",
    "target": "integer",
    "target_name": "text",
    "document": "integer",
    "start": "integer",
    "end": "integer",
    **_MADE,
}
NOTES: Columns = {
    "note": "integer",
    "on_kind": "text",
    "on": "integer",
    "start": "integer",
    "end": "integer",
    "text": "text",
    "tags": "texts",
    **{name: kind for name, kind in _MADE.items() if name != "attributes"},
}

TABLES: Mapping[str, Columns] = {
    "documents": DOCUMENTS,
    "mentions": MENTIONS,
    "statements": STATEMENTS,
    "entities": ENTITIES,
    "claims": CLAIMS,
    "evidence": EVIDENCE,
    "relations": RELATIONS,
    "notes": NOTES,
}
