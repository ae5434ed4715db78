"""A project to JSON Lines: a header, entities and claims, a line a document, and what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO, TypeVar

from annotator.formats.json_lines import claim_line, dumped, entity_line
from annotator.formats.json_pieces import (
    Places,
    document_pieces,
    group,
    in_order,
    mentions_of,
    statements_of,
    write_pieces,
)
from annotator.formats.jsonl.together import Beside, Together, ref_of, ties_of
from annotator.formats.schema_file import dump_schema
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Evidence
from annotator.model.ids import Kind, Ref
from annotator.model.plain import PlainMention, PlainStatement
from annotator.model.relation import Note, Relation

FORMAT = "annotator-lines/1"
P = TypeVar("P", PlainMention, PlainStatement)
B = TypeVar("B", Evidence, Relation, Note)
_IN_TEXTS: tuple[Kind, ...] = ("document", "mention", "statement")


def write_lines(content: ProjectContent, out: BinaryIO) -> None:
    """Write a project as JSON Lines, as `write_project` does it as JSON.

    In memory are one document, and the evidence, relations and notes that hang on documents.
    """
    write_pieces(_pieces(content), out)


def _pieces(content: ProjectContent) -> Iterator[str]:
    places, beside = Places(content), _Hanging(content)
    yield _header(content)
    yield from _lines("entity", map(entity_line, in_order(content.entities)))
    yield from _lines("claim", map(claim_line, in_order(content.claims)))
    for annotated in content.documents:
        yield '{"document": '
        yield from document_pieces(beside.passing(annotated), places, newline="")
        yield from _hanging(beside.on_it(), places)
        yield "}}\n"
    yield from _lines("evidence", map(places.evidence, beside.left(content.evidence)))
    yield from _lines("relation", map(places.relation, beside.left(content.relations)))
    yield from _lines("note", map(places.note, beside.left(content.notes)))


def _header(content: ProjectContent) -> str:
    # what no schema was declared for is carried under its names, unchecked
    schema = dump_schema(content.schema) if content.schema.entity_types else None
    return (
        f'{{"format": {dumped(FORMAT)}, "offset_unit": "code_point",'
        f' "project": {dumped({"name": content.name})}, "schema": {dumped(schema)}}}\n'
    )


def _lines(kind: Kind, lines: Iterable[str]) -> Iterator[str]:
    return (f'{{"{kind}": {line}}}\n' for line in lines)


def _hanging(found: list[Beside], places: Places) -> Iterator[str]:
    yield from _group("evidence", Evidence, found, places.evidence)
    yield from _group("relations", Relation, found, places.relation)
    yield from _group("notes", Note, found, places.note)


def _group(
    name: str, kind: type[B], found: list[Beside], line: Callable[[B], str]
) -> Iterator[str]:
    yield ", "
    values = [one for one in found if isinstance(one, kind)]
    yield from group(name, map(line, in_order(values)), newline="")


class _Hanging:
    """Evidence, relations and notes by the one document that all of their ends are in."""

    def __init__(self, content: ProjectContent) -> None:
        self._together = Together()
        self._groups: dict[Ref, list[Beside]] = {}
        self._met: Counter[Ref] = Counter()
        self._written: set[Ref] = set()
        for one in self._all(content):
            self._together.tie(ties_of(one))
        for one in self._all(content):
            found = self._together.group(ref_of(one))
            if found is not None:
                self._groups.setdefault(found, []).append(one)
        in_texts = (ref for ref in self._together if ref.kind in _IN_TEXTS)
        self._needed = Counter(map(self._together.group, in_texts))

    def _all(self, content: ProjectContent) -> Iterable[Beside]:
        return chain(content.evidence, content.relations, content.notes)

    def passing(self, annotated: AnnotatedDocument) -> AnnotatedDocument:
        """The same document, noting what lies in it as it is read."""
        self._met.clear()
        if not self._groups:
            return annotated
        self._meet(Ref("document", annotated.document.id))
        return replace(
            annotated,
            plain_mentions=self._noting("mention", mentions_of(annotated)),
            plain_statements=self._noting("statement", statements_of(annotated)),
        )

    def _noting(self, kind: Kind, values: Iterable[P]) -> Iterator[P]:
        for value in values:
            self._meet(Ref(kind, value.id))
            yield value

    def _meet(self, ref: Ref) -> None:
        found = self._together.group(ref)
        if found is not None:
            self._met[found] += 1

    def on_it(self) -> list[Beside]:
        """What hangs on the document that was just read, and on no other."""
        found: list[Beside] = []
        for ref, count in self._met.items():
            if count == self._needed[ref]:
                found += self._groups.pop(ref)
                self._written.add(ref)
        return found

    def left(self, values: Iterable[B]) -> Iterator[B]:
        """Those that hung on no one document, in order."""
        for value in in_order(values):
            if self._together.group(ref_of(value)) not in self._written:
                yield value
