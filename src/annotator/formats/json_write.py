"""Values to the native format, one document after another, the same bytes for the same values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import BinaryIO

from annotator.errors import AnnotatorError
from annotator.formats.json_trees import (
    claim_tree,
    document_tree,
    entity_tree,
    evidence_tree,
    mention_tree,
    note_tree,
    relation_tree,
    statement_tree,
)
from annotator.formats.offsets import Offsets
from annotator.formats.schema_file import dump_schema
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Evidence
from annotator.model.document import sha256_of
from annotator.model.ids import DocumentId
from annotator.model.relation import Note, Relation
from annotator.model.span import Span

FORMAT = "annotator/1"
Tree = dict[str, object]
Places = dict[DocumentId, dict[Span, Tree]]
_by_id = attrgetter("id")


class ExportFailed(AnnotatorError):
    """Values that do not hold together and so cannot be written."""


def write_project(content: ProjectContent, out: BinaryIO) -> None:
    """Write a project in the native format.

    `content.documents` is read once and only one document is in memory at a time. Raises
    ExportFailed when a span lies outside its text or a text is not the one its hash names.
    """
    for line in _lines(content):
        try:
            out.write(line.encode("utf-8"))
        except UnicodeEncodeError as error:
            raise ExportFailed(
                f"A name or note holds half a character near {line[:60]!r}: type it again."
            ) from error


def dumped(tree: object) -> str:
    """Return a tree as one line of JSON; raises ExportFailed for a number JSON does not have."""
    try:
        return json.dumps(tree, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise ExportFailed(f"A number is no JSON number, near {str(tree)[:80]}.") from error


def _lines(content: ProjectContent) -> Iterator[str]:
    places = _places(content)
    yield "{\n"
    yield f'"format": {dumped(FORMAT)},\n"offset_unit": "code_point",\n'
    yield f'"project": {dumped({"name": content.name})},\n'
    yield f'"schema": {dumped(dump_schema(content.schema))},\n'
    yield from _group(
        "entities", (entity_tree(one) for one in sorted(content.entities, key=_by_id))
    )
    yield from _group("claims", (claim_tree(one) for one in sorted(content.claims, key=_by_id)))
    yield '"documents": ['
    for index, annotated in enumerate(content.documents):
        yield ",\n" if index else "\n"
        yield from _document(annotated, places)
    yield "\n],\n"
    yield from _group("evidence", _evidence(content, places))
    yield from _group("relations", _relations(content, places))
    yield from _group("notes", _notes(content, places), end="\n")
    yield "}\n"


def _group(name: str, trees: Iterable[Tree], *, end: str = ",\n") -> Iterator[str]:
    yield f'"{name}": ['
    for index, tree in enumerate(trees):
        yield ",\n" if index else "\n"
        yield dumped(tree)
    yield f"\n]{end}"


def _places(content: ProjectContent) -> Places:
    """Return the spans that are named outside of their document, to be described when it passes."""
    places: Places = {}
    marked: tuple[Evidence | Relation, ...] = (*content.evidence, *content.relations)
    for one in marked:
        if one.document is not None and one.span is not None:
            places.setdefault(one.document, {})[one.span] = {}
    for note in content.notes:
        if note.span is not None:
            places.setdefault(_noted(note), {})[note.span] = {}
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
    yield dumped(document_tree(document, annotated.text))[:-1]
    yield ", "
    try:
        for span in places.get(document.id, ()):
            places[document.id][span] = offsets.described(span)
        mentions = sorted(annotated.mentions, key=_by_id)
        statements = sorted(annotated.statements, key=_by_id)
        yield from _group("mentions", (mention_tree(one, offsets) for one in mentions))
        yield from _group(
            "statements", (statement_tree(one, offsets) for one in statements), end="}"
        )
    except ValueError as error:
        raise ExportFailed(f"Document {document.id} ({document.title}): {error}.") from error


def _place(places: Places, document: DocumentId | None, span: Span | None) -> Tree | None:
    if span is None:
        return None
    tree = places[document][span] if document is not None else None
    if not tree:
        raise ExportFailed(
            f"Something is marked in document {document}, but there is no such document."
        )
    return tree


def _evidence(content: ProjectContent, places: Places) -> Iterator[Tree]:
    for one in sorted(content.evidence, key=_by_id):
        yield evidence_tree(one, _place(places, one.document, one.span))


def _relations(content: ProjectContent, places: Places) -> Iterator[Tree]:
    for one in sorted(content.relations, key=_by_id):
        yield relation_tree(one, _place(places, one.document, one.span))


def _notes(content: ProjectContent, places: Places) -> Iterator[Tree]:
    for one in sorted(content.notes, key=_by_id):
        document = _noted(one) if one.span is not None else None
        yield note_tree(one, _place(places, document, one.span))
