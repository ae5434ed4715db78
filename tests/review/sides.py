"""Two annotated sides of a text, made for a test in a line each."""

from __future__ import annotations

from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement

TEXT = (
    "Harbour chief Ilse Brandt denied that the old pier was sold. "
    "According to Tomas Reyle the board in Norvik will meet on Monday.\n"
)
SOLD = "that the old pier was sold"
MEET = "the board in Norvik will meet on Monday"
NOW = "2026-01-01T00:00:00Z"


def at(words, text=TEXT, nth=0):
    """Return where some words stand, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def made_by(status=Status.ACCEPTED):
    return Provenance("ana", NOW, status)


def mention(words, type="person", entity=None, *, id=1, status=Status.ACCEPTED, text=TEXT):
    """Return a mention on some words, or on several that are parted by bars."""
    spans = tuple(at(each, text) for each in words.split("|"))
    linked = None if entity is None else EntityId(entity)
    return Mention(MentionId(id), DocumentId(1), type, spans, made_by(status), entity=linked)


def statement(content, cue=None, source=None, *, id=1, status=Status.ACCEPTED, **more):
    """Return a statement with its content, cue and source by their words."""
    said_by = more.pop("entity", None)
    through = more.pop("through", None)
    if source or said_by or through:
        place = at(source) if source else None
        more["source"] = Source(SourceKind.ENTITY, place, through, said_by)
    return Statement(
        StatementId(id),
        DocumentId(1),
        tuple(at(each) for each in content.split("|")),
        more.pop("form", Form.INDIRECT),
        more.pop("kind", "assert"),
        made_by(status),
        cue=at(cue) if cue else None,
        **more,
    )


def article(*annotations, text=TEXT, title="Pier"):
    """Return a document with mentions and statements on it."""
    document = Document(DocumentId(1), title, sha256_of(text), len(text), NOW, "ana")
    mentions = tuple(each for each in annotations if isinstance(each, Mention))
    statements = tuple(each for each in annotations if isinstance(each, Statement))
    return AnnotatedDocument(document, text, mentions, statements)
