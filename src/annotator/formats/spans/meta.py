"""What is known of an article, in the free `meta` that these formats have for a document."""

from __future__ import annotations

import json
from collections.abc import Mapping

from annotator.formats.documents import Said
from annotator.model.document import Document

_NAMES = {
    "title": "title",
    "published": "published",
    "publisher": "publisher",
    "author": "author",
    "url": "source_url",
    "language": "language",
}
"""The names in the meta, each with that of the document's field."""


def meta_of(document: Document) -> dict[str, object]:
    """The fields of a document that are known, and its own metadata."""
    known = {name: getattr(document, each) for name, each in _NAMES.items()}
    return {**document.meta, **{name: value for name, value in known.items() if value}}


def said_of(meta: Mapping[str, object]) -> Said:
    """What a meta says of its article; what has no field of its own stays metadata."""
    texts = {name: value for name, value in meta.items() if isinstance(value, str)}
    others = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in meta.items()
        if name not in _NAMES or name not in texts
    }
    return Said(
        title=texts.get("title", ""),
        language=texts.get("language", ""),
        published=texts.get("published"),
        publisher=texts.get("publisher"),
        author=texts.get("author"),
        source_url=texts.get("url"),
        meta=others,
    )
