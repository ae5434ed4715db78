"""Values to the native format, one document after another, the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from annotator.formats.json_lines import claim_line, dumped, entity_line
from annotator.formats.json_pieces import Places, document_pieces, group, in_order, write_pieces
from annotator.formats.schema_file import dump_schema
from annotator.model.annotations import ProjectContent

FORMAT = "annotator/1"


def write_project(content: ProjectContent, out: BinaryIO) -> None:
    """Write a project in the native format.

    `content.documents` is read once, what lies in a document once and in passing, so that little is
    in memory at a time. Raises ExportFailed when a span lies outside its text or a text is not the
    one its hash names.
    """
    write_pieces(_pieces(content), out)


def _pieces(content: ProjectContent) -> Iterator[str]:
    places = Places(content)
    yield "{\n"
    yield f'"format": {dumped(FORMAT)},\n"offset_unit": "code_point",\n'
    yield f'"project": {dumped({"name": content.name})},\n'
    yield f'"schema": {dumped(dump_schema(content.schema))},\n'
    yield from _group("entities", map(entity_line, in_order(content.entities)))
    yield from _group("claims", map(claim_line, in_order(content.claims)))
    yield '"documents": ['
    for index, annotated in enumerate(content.documents):
        yield ",\n" if index else "\n"
        yield from document_pieces(annotated, places)
        yield "}"
    yield "\n],\n"
    yield from _group("evidence", map(places.evidence, in_order(content.evidence)))
    yield from _group("relations", map(places.relation, in_order(content.relations)))
    yield from group("notes", map(places.note, in_order(content.notes)))
    yield "\n}\n"


def _group(name: str, lines: Iterator[str]) -> Iterator[str]:
    yield from group(name, lines)
    yield ",\n"
