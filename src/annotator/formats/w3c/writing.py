"""Projects as a collection of Web Annotations, and the texts they are about as files."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, cast
from uuid import NAMESPACE_URL, uuid5

from annotator.formats.base import Folder
from annotator.formats.file_names import FileNames
from annotator.formats.json_lines import (
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
from annotator.formats.losses import Losses
from annotator.formats.offsets import Offsets
from annotator.formats.schema_file import dump_schema
from annotator.formats.w3c.names import (
    COMPOSITE,
    CONTEXT,
    FILE,
    OBJECTS,
    OURS,
    POSITION,
    PROJECT,
    QUOTE,
    TEXTS,
)
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Evidence
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.model.plain import plain_mention, plain_statement
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, Spans
from annotator.model.statement import Statement

_MEMORY = 1 << 22
Tree = dict[str, object]


@dataclass(frozen=True, slots=True)
class W3cExporter:
    """Writes the texts of a project and all that is annotated as one collection."""

    name: str = "w3c"
    title: str = "W3C Web Annotation"

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write a project; nothing of it is lost."""
        with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as items:
            writing = _Writing(content, folder, items)
            documents = [writing.document(each) for each in content.documents]
            with folder.file(FILE) as out:
                writing.collect(documents, out)
        return Losses()


class _Writing:
    def __init__(self, content: ProjectContent, folder: Folder, items: IO[bytes]) -> None:
        self._content, self._folder, self._items = content, folder, items
        self._names = FileNames()
        self._entities: dict[int, Entity] = {each.id: each for each in content.entities}
        self._count = 0
        self._places: dict[tuple[int, Span], str] = {}
        self._sources: dict[int, str] = {}
        for document, span in _placed(content):
            self._places[document, span] = ""

    def document(self, annotated: AnnotatedDocument) -> Tree:
        """Write the text of a document and its annotations; returns what is known of it."""
        document, text = annotated.document, annotated.text
        source = f"{TEXTS}/{self._names.stem(document)}.txt"
        self._sources[document.id] = source
        with self._folder.file(source) as file:
            file.write(text.encode("utf-8"))
        offsets = Offsets(text)
        for mention in annotated.mentions:
            line = mention_line(plain_mention(mention), offsets)
            self._put(self._mention(mention, source, offsets), "mention", line)
        for said in annotated.statements:
            line = statement_line(plain_statement(said), offsets)
            self._put(self._statement(said, source, offsets), "statement", line)
        for place, span in self._places:
            if place == document.id:
                self._places[place, span] = span_line(span, offsets)
        known = cast(Tree, json.loads(document_line(document, "")))
        del known["text"]
        return {**known, "file": source}

    def collect(self, documents: list[Tree], out: IO[bytes]) -> None:
        """Write the collection: its annotations, then what documents share."""
        for item in self._beside():
            self._put(item)
        head = {
            "@context": [CONTEXT, OURS],
            "id": f"urn:uuid:{uuid5(NAMESPACE_URL, self._content.name)}",
            "type": "AnnotationCollection",
            "label": self._content.name,
            "total": self._count,
        }
        out.write(dumped(head)[:-1].encode() + b',\n"first": {"type": "AnnotationPage",')
        out.write(b' "startIndex": 0, "items": [\n')
        self._items.seek(0)
        shutil.copyfileobj(self._items, out)
        out.write(b"\n]},\n" + f'"{PROJECT}": {self._project(documents)}'.encode() + b"}\n")

    def _put(self, item: Tree, kind: str = "", line: str = "") -> None:
        """Add an annotation, with the native object it stands for."""
        made = dumped(item)
        if kind:
            made = f'{made[:-1]}, "{OBJECTS[kind]}": {line}}}'
        self._items.write((",\n" if self._count else "").encode() + made.encode("utf-8"))
        self._count += 1

    def _mention(self, mention: Mention, source: str, offsets: Offsets) -> Tree:
        bodies: list[Tree] = [_text(mention.type, "classifying")]
        entity = self._entities.get(mention.entity) if mention.entity is not None else None
        if entity:
            bodies.append(_text(entity.name, "identifying"))
        if entity and entity.kb_id:
            bodies.append(_text(entity.kb_id, "linking"))
        made = self._made("mention", mention.id, "identifying", mention.provenance)
        return {**made, "body": bodies, "target": _target(mention.spans, source, offsets)}

    def _statement(self, said: Statement, source: str, offsets: Offsets) -> Tree:
        bodies = [_text(f"statement:{said.kind or ''}", "classifying")]
        if said.source and said.source.span:
            bodies.append(_text(said.source.span.of(offsets.text), "describing"))
        made = self._made("statement", said.id, "describing", said.provenance)
        return {**made, "body": bodies, "target": _target(said.content, source, offsets)}

    def _beside(self) -> Iterator[Tree]:
        """Relations and notes on what is an annotation, for those who read annotations only."""
        for relation in self._content.relations:
            ends = self._iri(relation.source), self._iri(relation.target)
            made = self._made("relation", relation.id, "linking", relation.provenance)
            body = [ends[1], _text(relation.type, "classifying")]
            yield {**made, "body": body, "target": ends[0]}
        for note in self._content.notes:
            made = self._made("note", note.id, "commenting", note.provenance)
            yield {
                **made,
                "body": [_text(note.text, "commenting")],
                "target": self._noted(note),
            }

    def _noted(self, note: Note) -> object:
        source = self._sources.get(note.target.id) if note.target.kind == "document" else None
        if source is None:
            return self._iri(note.target)
        if note.span is None:
            return source
        words = json.loads(self._places[note.target.id, note.span])
        return {"type": "SpecificResource", "source": source, "selector": _selectors(words)}

    def _made(self, kind: str, id: int, motivation: str, made: Provenance) -> Tree:
        times = {"created": made.created_at, "modified": made.modified_at}
        return {
            "id": self._iri(Ref(kind, id)),  # type: ignore[arg-type]
            "type": "Annotation",
            "motivation": motivation,
            "creator": {"type": "Person", "name": made.author},
            **{name: _time(time) for name, time in times.items() if time and _time(time)},
        }

    def _iri(self, ref: Ref) -> str:
        named = f"{self._content.name}/{ref.kind}/{ref.id}"
        return f"urn:uuid:{uuid5(NAMESPACE_URL, named)}"

    def _project(self, documents: list[Tree]) -> str:
        content = self._content
        place = self._places
        groups: dict[str, Iterable[str]] = {
            "entities": map(entity_line, content.entities),
            "claims": map(claim_line, content.claims),
            "documents": map(dumped, documents),
            "evidence": (
                evidence_line(each, place[each.document, each.span])
                if each.document is not None and each.span is not None
                else evidence_line(each, "null")
                for each in content.evidence
            ),
            "relations": (self._relation(each) for each in content.relations),
            "notes": (
                note_line(each, place[each.target.id, each.span] if each.span else "null")
                for each in content.notes
            ),
        }
        lists = (f'"{name}": [\n{_joined(lines)}\n]' for name, lines in groups.items())
        schema = dumped(dump_schema(content.schema))
        project = dumped({"name": content.name})
        return f'{{"project": {project},\n"schema": {schema},\n{_joined(lists)}\n}}'

    def _relation(self, each: Relation) -> str:
        if each.document is None or each.span is None:
            return relation_line(each, "null")
        return relation_line(each, self._places[each.document, each.span])


def _joined(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _placed(content: ProjectContent) -> Iterator[tuple[int, Span]]:
    groups: tuple[Iterable[Evidence | Relation], ...] = (content.evidence, content.relations)
    for group in groups:
        for each in group:
            if each.document is not None and each.span is not None:
                yield each.document, each.span
    for note in content.notes:
        if note.span is not None:
            yield note.target.id, note.span


def _text(value: str, purpose: str) -> Tree:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _target(spans: Spans, source: str, offsets: Offsets) -> Tree:
    """One resource with its selectors; pieces of a discontinuous annotation belong together."""
    pieces: list[Tree] = [
        {
            "type": "SpecificResource",
            "source": source,
            "selector": _selectors(offsets.described(span)),
        }
        for span in spans
    ]
    return pieces[0] if len(pieces) == 1 else {"type": COMPOSITE, "items": pieces}


def _selectors(words: Tree) -> list[Tree]:
    """The place by position and by its words: whoever reads takes what still holds."""
    quote = {"exact": words["text"], "prefix": words["prefix"], "suffix": words["suffix"]}
    return [
        {"type": POSITION, "start": words["start"], "end": words["end"]},
        {"type": QUOTE, **quote},
    ]


def _time(time: str) -> str:
    """A time as the model wants it; empty for what is none."""
    return time if "T" in time else ""
