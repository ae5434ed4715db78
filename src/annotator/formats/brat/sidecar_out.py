"""Writes `annotator.jsonl`: the project, and what is told of documents beside their files."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from annotator.formats.brat.beside import Beside, Hung
from annotator.formats.brat.names import SIDECAR_FORMAT
from annotator.formats.brat.writing import Writing
from annotator.formats.json_lines import (
    NULL,
    claim_line,
    document_line,
    dumped,
    entity_line,
    evidence_line,
    note_line,
    relation_line,
    span_line,
)
from annotator.formats.json_pieces import write_pieces
from annotator.formats.offsets import Offsets
from annotator.formats.schema_file import SchemaError, dump_schema, schema_from_tree
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.ids import DocumentId, EvidenceId, NoteId, Ref, RelationId
from annotator.model.relation import Note
from annotator.model.schema import Schema
from annotator.model.span import Span

HERE = DocumentId(1)
"""The number of a document in its own line."""


class SidecarWriter:
    """Takes down a line for each document while its files are written, and then writes all."""

    def __init__(self, writing: Writing, lines: BinaryIO) -> None:
        self._writing, self._lines = writing, lines

    def document(
        self, annotated: AnnotatedDocument, file: str, hung: Hung, notes: list[Note]
    ) -> None:
        """Take down what is told of a document; `file` is the name of its files without ending."""
        document = replace(annotated.document, id=HERE)
        pieces = [f'{{"file": {dumped(file)}, "document": {document_line(document, "")}']
        if hung.evidence or hung.relations or notes:
            told = _Told(self._writing.beside, annotated.text)
            for group, lines in told.lines(replace_notes(hung, notes)).items():
                pieces.append(f'"{group}": [{", ".join(lines)}]')
        write_pieces([", ".join(pieces), "}\n"], self._lines)

    def write(self, content: ProjectContent, out: BinaryIO) -> None:
        """Write the project, its entities and claims, the documents, and what hangs on none."""
        write_pieces(self._head(content), out)
        self._lines.seek(0)
        shutil.copyfileobj(self._lines, out)
        told = _Told(self._writing.beside, "")
        lines = told.lines(self._writing.beside.of_project)
        write_pieces(
            (
                f'{{"{group.removesuffix("s")}": {line}}}\n'
                for group, found in lines.items()
                for line in found
            ),
            out,
        )

    def _head(self, content: ProjectContent) -> Iterator[str]:
        names = {
            "types": self._writing.types.changed,
            "relations": self._writing.relations.changed,
            "attributes": {name: id for id, name in self._writing.attributes.items()},
        }
        yield f'{{"format": {dumped(SIDECAR_FORMAT)}, "project": {dumped({"name": content.name})},'
        yield f' "names": {dumped(names)}, "schema": {dumped(_told_schema(content.schema))}}}\n'
        yield from (f'{{"entity": {entity_line(entity)}}}\n' for entity in content.entities)
        yield from (f'{{"claim": {claim_line(claim)}}}\n' for claim in content.claims)


def _told_schema(schema: Schema) -> dict[str, object] | None:
    """A schema of ours; none for what some file says of its types, which the configuration has."""
    tree = dump_schema(schema)
    try:
        schema_from_tree(tree)
    except SchemaError:
        return None
    return tree


def replace_notes(hung: Hung, notes: list[Note]) -> Hung:
    """The same but for its notes."""
    return Hung(hung.relations, notes, hung.evidence)


class _Told:
    """The lines of what stands beside a text, numbered from 1, with the notes on it."""

    def __init__(self, beside: Beside, text: str) -> None:
        self._beside, self._offsets = beside, Offsets(text)
        self._notes: list[Note] = []

    def lines(self, hung: Hung) -> dict[str, list[str]]:
        """The lines of each group that there is."""
        groups = {
            "evidence": list(self._evidence(hung)),
            "relations": list(self._relations(hung)),
            "notes": list(self._note_lines(hung.notes)),
        }
        return {group: lines for group, lines in groups.items() if lines}

    def _place(self, span: Span | None) -> str:
        return NULL if span is None else span_line(span, self._offsets)

    def _evidence(self, hung: Hung) -> Iterator[str]:
        for number, one in enumerate(hung.evidence, 1):
            self._noted(Ref("evidence", one.id), Ref("evidence", number))
            here = None if one.document is None else HERE
            numbered = replace(one, id=EvidenceId(number), document=here)
            yield evidence_line(numbered, self._place(one.span))

    def _relations(self, hung: Hung) -> Iterator[str]:
        for number, one in enumerate(hung.relations, 1):
            self._noted(Ref("relation", one.id), Ref("relation", number))
            here = None if one.document is None else HERE
            numbered = replace(one, id=RelationId(number), document=here)
            yield relation_line(numbered, self._place(one.span if here else None))

    def _noted(self, was: Ref, now: Ref) -> None:
        self._notes += (replace(note, target=now) for note in self._beside.of(was).notes)

    def _note_lines(self, notes: Iterable[Note]) -> Iterator[str]:
        for number, note in enumerate((*notes, *self._notes), 1):
            here = note.target.kind == "document"
            target = Ref("document", HERE) if here else note.target
            numbered = replace(note, id=NoteId(number), target=target)
            yield note_line(numbered, self._place(note.span if here else None))
