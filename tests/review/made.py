"""Annotations on a text of one's own, by words."""

from __future__ import annotations

from annotator.formats.schema_file import load_schema
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.resources import resource
from annotator.review.base import Article

MADE = Provenance("ana", "2026-01-01T00:00:00Z")


def article(text: str, published: str | None = "2026-03-05") -> Article:
    """An article of the news schema, published on a Thursday."""
    given = (DocumentId(1), "Test", sha256_of(text), len(text), "2026-03-05T09:00:00Z", "ana")
    news = resource("schemas/news.toml").read_text("utf-8")
    schema = load_schema(news, name="news").schema
    return Article(Document(*given, published=published), text, schema)


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where words stand."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def mention(place: Span, type: str = "person", id: int = 1, **more: object) -> Mention:
    """An accepted mention of a name."""
    level = more.pop("level", Level.NAM)
    return Mention(MentionId(id), DocumentId(1), type, (place,), MADE, level=level, **more)


def entity(name: str, type: str = "person", id: int = 1, **more: object) -> Entity:
    """An entity."""
    return Entity(EntityId(id), name, type, MADE, **more)


def statement(*content: Span, form: Form = Form.DIRECT, id: int = 1, **more: object) -> Statement:
    """A statement of the article itself, unless a source is given."""
    source = more.pop("source", Source(SourceKind.AUTHOR))
    given = (StatementId(id), DocumentId(1), content, form, "assert", MADE)
    return Statement(*given, source=source, **more)
