"""Values to the native format, one document after another, the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from operator import attrgetter
from typing import BinaryIO, TypeVar

from annotator.errors import AnnotatorError
from annotator.formats.json_lines import (
    NULL,
    claim_line,
    document_line,
    dumped,
    entity_line,
    evidence_line,
    mention_line,
    note_line,
    relation_line,
    span_line,
    statement_line,
)
from annotator.formats.offsets import Offsets
from annotator.formats.schema_file import dump_schema
from annotator.model.annotations import AnnotatedDocument, Annotation, ProjectContent
from annotator.model.claim import Evidence
from annotator.model.document import sha256_of
from annotator.model.ids import DocumentId
from annotator.model.plain import plain_mention, plain_statement
from annotator.model.relation import Note, Relation
from annotator.model.span import Span

FORMAT = "annotator/1"
V = TypeVar("V", bound=Annotation)
Places = dict[DocumentId, dict[Span, str]]
_A_PIECE = 1 << 16
_TOGETHER = 500
"""So many lines are joined and written at a time."""


class ExportFailed(AnnotatorError):
    """Values that do not hold together and so cannot be written."""


def write_project(content: ProjectContent, out: BinaryIO) -> None:
    """Write a project in the native format.

    `content.documents` is read once, what lies in a document once and in passing, so that little is
    in memory at a time. Raises ExportFailed when a span lies outside its text or a text is not the
    one its hash names.
    """
    for piece in _joined(_pieces(content)):
        try:
            out.write(piece.encode("utf-8"))
        except UnicodeEncodeError as error:
            near = error.object[max(0, error.start - 30) : error.start]
            raise ExportFailed(
                f"A name or note holds half a character after {near!r}: type it again."
            ) from error


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    """The same text in larger pieces."""
    joined: list[str] = []
    size = 0
    for piece in pieces:
        joined.append(piece)
        size += len(piece)
        if size > _A_PIECE:
            yield "".join(joined)
            joined.clear()
            size = 0
    yield "".join(joined)


def _pieces(content: ProjectContent) -> Iterator[str]:
    places = _places(content)
    yield "{\n"
    yield f'"format": {dumped(FORMAT)},\n"offset_unit": "code_point",\n'
    yield f'"project": {dumped({"name": content.name})},\n'
    yield f'"schema": {dumped(dump_schema(content.schema))},\n'
    yield from _group("entities", map(entity_line, _in_order(content.entities)))
    yield from _group("claims", map(claim_line, _in_order(content.claims)))
    yield '"documents": ['
    for index, annotated in enumerate(content.documents):
        yield ",\n" if index else "\n"
        yield from _document(annotated, places)
    yield "\n],\n"
    yield from _group("evidence", _evidence(content, places))
    yield from _group("relations", _relations(content, places))
    yield from _group("notes", _notes(content, places), end="\n")
    yield "}\n"


def _in_order(values: Iterable[V]) -> Iterable[V]:
    """Values in the order of their ids, in which those come that are read in passing."""
    return sorted(values, key=attrgetter("id")) if isinstance(values, Sequence) else values


def _group(name: str, lines: Iterator[str], *, end: str = ",\n") -> Iterator[str]:
    yield f'"{name}": ['
    before = "\n"
    try:
        while together := ",\n".join(islice(lines, _TOGETHER)):
            yield before + together
            before = ",\n"
    except ValueError as error:
        raise ExportFailed(f"{name} cannot be written: {error}.") from error
    yield f"\n]{end}"


def _places(content: ProjectContent) -> Places:
    """Return the spans that are named outside of their document, to be written when it passes."""
    places: Places = {}
    groups: tuple[Iterable[Evidence | Relation], ...] = (content.evidence, content.relations)
    for group in groups:
        for one in group:
            if one.document is not None and one.span is not None:
                places.setdefault(one.document, {})[one.span] = ""
    for note in content.notes:
        if note.span is not None:
            places.setdefault(_noted(note), {})[note.span] = ""
    return places


def _noted(note: Note) -> DocumentId:
    if note.target.kind != "document":
        raise ExportFailed(f"Note {note.id} has a span, but its target is no document.")
    return DocumentId(note.target.id)


def _document(annotated: AnnotatedDocument, places: Places) -> Iterator[str]:
    document = annotated.document
    if sha256_of(annotated.text) != document.sha256:
        raise ExportFailed(
            f"The text of document {document.id} ({document.title}) is not the one that was "
            "imported: its hash differs. Check the project with annotator check."
        )
    offsets = Offsets(annotated.text)
    try:
        yield document_line(document, annotated.text)[:-1]
        yield ", "
        for span in places.get(document.id, ()):
            places[document.id][span] = span_line(span, offsets)
        mentions, statements = annotated.plain_mentions, annotated.plain_statements
        if mentions is None:
            mentions = map(plain_mention, _in_order(annotated.mentions))
        if statements is None:
            statements = map(plain_statement, _in_order(annotated.statements))
        yield from _group("mentions", map(mention_line, mentions, repeat(offsets)))
        said = map(statement_line, statements, repeat(offsets))
        yield from _group("statements", said, end="}")
    except (ValueError, ExportFailed) as error:
        raise ExportFailed(f"Document {document.id} ({document.title}): {error}") from error


def _place(places: Places, document: DocumentId | None, span: Span | None) -> str:
    if span is None:
        return NULL
    line = places[document][span] if document is not None else ""
    if not line:
        raise ExportFailed(
            f"Something is marked in document {document}, but there is no such document."
        )
    return line


def _evidence(content: ProjectContent, places: Places) -> Iterator[str]:
    for one in _in_order(content.evidence):
        yield evidence_line(one, _place(places, one.document, one.span))


def _relations(content: ProjectContent, places: Places) -> Iterator[str]:
    for one in _in_order(content.relations):
        yield relation_line(one, _place(places, one.document, one.span))


def _notes(content: ProjectContent, places: Places) -> Iterator[str]:
    for one in _in_order(content.notes):
        document = _noted(one) if one.span is not None else None
        yield note_line(one, _place(places, document, one.span))
