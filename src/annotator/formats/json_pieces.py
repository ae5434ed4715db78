"""What both native formats are put together from: documents, groups of objects, and their places.

Text goes out in pieces, each group read in passing, so that little is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from operator import attrgetter
from typing import BinaryIO, TypeVar

from annotator.errors import AnnotatorError
from annotator.formats.json_lines import (
    NULL,
    document_line,
    evidence_line,
    mention_line,
    note_line,
    relation_line,
    span_line,
    statement_line,
)
from annotator.formats.offsets import Offsets
from annotator.model.annotations import AnnotatedDocument, Annotation, ProjectContent
from annotator.model.claim import Evidence
from annotator.model.document import sha256_of
from annotator.model.ids import DocumentId
from annotator.model.plain import PlainMention, PlainStatement, plain_mention, plain_statement
from annotator.model.relation import Note, Relation
from annotator.model.span import Span

V = TypeVar("V", bound=Annotation)
_A_PIECE = 1 << 16
_TOGETHER = 500
"""So many lines are joined and written at a time."""


class ExportFailed(AnnotatorError):
    """Values that do not hold together and so cannot be written."""


def write_pieces(pieces: Iterable[str], out: BinaryIO) -> None:
    """Write text in UTF-8; raises ExportFailed for half a character."""
    for piece in _larger(pieces):
        try:
            out.write(piece.encode("utf-8"))
        except UnicodeEncodeError as error:
            near = error.object[max(0, error.start - 30) : error.start]
            raise ExportFailed(
                f"A name or note holds half a character after {near!r}: type it again."
            ) from error


def _larger(pieces: Iterable[str]) -> Iterator[str]:
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


def in_order(values: Iterable[V]) -> Iterable[V]:
    """Values in the order of their ids, in which those come that are read in passing."""
    return sorted(values, key=attrgetter("id")) if isinstance(values, Sequence) else values


def group(name: str, lines: Iterator[str], *, newline: str = "\n") -> Iterator[str]:
    """A list under its name, each line of it on a line of its own, or with `newline` empty on one.

    Raises ExportFailed for what cannot be said.
    """
    yield f'"{name}": ['
    between = f",{newline or ' '}"
    before = newline
    try:
        while together := between.join(islice(lines, _TOGETHER)):
            yield before + together
            before = between
    except ValueError as error:
        raise ExportFailed(f"{name} cannot be written: {error}.") from error
    yield f"{newline}]"


def mentions_of(annotated: AnnotatedDocument) -> Iterable[PlainMention]:
    """The mentions in a document in plain types, in order."""
    if annotated.plain_mentions is not None:
        return annotated.plain_mentions
    return map(plain_mention, in_order(annotated.mentions))


def statements_of(annotated: AnnotatedDocument) -> Iterable[PlainStatement]:
    """The statements in a document in plain types, in order."""
    if annotated.plain_statements is not None:
        return annotated.plain_statements
    return map(plain_statement, in_order(annotated.statements))


class Places:
    """The spans that are named outside of their document, to be written when it passes."""

    def __init__(self, content: ProjectContent) -> None:
        self._lines: dict[DocumentId, dict[Span, str]] = {}
        groups: tuple[Iterable[Evidence | Relation], ...] = (content.evidence, content.relations)
        for values in groups:
            for one in values:
                self._need(one.document, one.span)
        for note in content.notes:
            self._need(_noted(note), note.span)

    def _need(self, document: DocumentId | None, span: Span | None) -> None:
        if document is not None and span is not None:
            self._lines.setdefault(document, {})[span] = ""

    def pass_by(self, document: DocumentId, offsets: Offsets) -> None:
        """Write the spans of a document down; raises ValueError for one outside of its text."""
        lines = self._lines.get(document, {})
        for span in lines:
            lines[span] = span_line(span, offsets)

    def evidence(self, one: Evidence) -> str:
        """The line of a piece of evidence; raises ExportFailed if its document did not pass."""
        return evidence_line(one, self._line(one.document, one.span))

    def relation(self, one: Relation) -> str:
        """The line of a relation; raises ExportFailed if its document did not pass."""
        return relation_line(one, self._line(one.document, one.span))

    def note(self, one: Note) -> str:
        """The line of a note; raises ExportFailed if its document did not pass."""
        return note_line(one, self._line(_noted(one), one.span))

    def _line(self, document: DocumentId | None, span: Span | None) -> str:
        if span is None:
            return NULL
        line = self._lines[document][span] if document is not None else ""
        if not line:
            raise ExportFailed(
                f"Something is marked in document {document}, but there is no such document."
            )
        return line


def _noted(note: Note) -> DocumentId | None:
    if note.span is None:
        return None
    if note.target.kind != "document":
        raise ExportFailed(f"Note {note.id} has a span, but its target is no document.")
    return DocumentId(note.target.id)


def document_pieces(
    annotated: AnnotatedDocument, places: Places, *, newline: str = "\n"
) -> Iterator[str]:
    """A document with what lies in it, but for its last brace.

    Raises ExportFailed when a span lies outside its text or the text is not the one its hash names.
    """
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
        places.pass_by(document.id, offsets)
        mentions = map(mention_line, mentions_of(annotated), repeat(offsets))
        yield from group("mentions", mentions, newline=newline)
        yield f",{newline or ' '}"
        said = map(statement_line, statements_of(annotated), repeat(offsets))
        yield from group("statements", said, newline=newline)
    except (ValueError, ExportFailed) as error:
        raise ExportFailed(f"Document {document.id} ({document.title}): {error}") from error
