"""The native format to values; whatever does not hold is refused, all of it named at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.formats import json_objects as objects
from annotator.formats.json_node import Fields, Node
from annotator.formats.json_parse import JsonFormatError, parse
from annotator.formats.json_write import FORMAT
from annotator.formats.offsets import Offsets
from annotator.formats.references import reference_problems
from annotator.formats.schema_file import SchemaError, schema_from_tree
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.schema import Schema

T = TypeVar("T")
_TOP = (
    "format offset_unit project schema documents",
    "entities claims evidence relations notes",
)


def read_project(data: bytes) -> ProjectContent:
    """Return the project of a native file, its documents as a tuple.

    Raises JsonFormatError with the path and reason of everything that is wrong with it.
    """
    content, problems = examined(data)
    if content is None or problems:
        raise JsonFormatError(problems)
    return content


def examined(data: bytes) -> tuple[ProjectContent | None, list[str]]:
    """Return what can be read of a native file, and a sentence for each thing that is wrong."""
    reading = _Reading()
    try:
        content = reading.project(Node(parse(data)))
    except JsonFormatError as error:
        return None, [*error.problems, *reading.problems]
    # an object that could not be read would be reported again by all that name it
    if not reading.problems:
        reading.problems.extend(reference_problems(content))
    return content, reading.problems


@dataclass(slots=True)
class _Reading:
    """One file being read; an object that is wrong is noted and left out."""

    problems: list[str] = field(default_factory=list)
    texts: dict[int, Offsets] = field(default_factory=dict)

    def project(self, node: Node) -> ProjectContent:
        _check_format(node)
        top = node.fields(*_TOP)
        name = top["project"].fields("name")["name"].text()
        schema = self._schema(top)
        documents = self._each(top.list("documents"), self._document)
        return ProjectContent(
            schema=schema,
            name=name,
            documents=documents,
            entities=self._each(top.list("entities"), objects.entity),
            claims=self._each(top.list("claims"), objects.claim),
            evidence=self._each(
                top.list("evidence"), lambda part: objects.evidence(part, self.texts)
            ),
            relations=self._each(
                top.list("relations"), lambda part: objects.relation(part, self.texts)
            ),
            notes=self._each(top.list("notes"), lambda part: objects.note(part, self.texts)),
        )

    def _schema(self, top: Fields) -> Schema:
        tree = top["schema"]
        try:
            return schema_from_tree({name: part.value for name, part in tree.pairs()})
        except SchemaError as error:
            raise JsonFormatError([f"schema: {problem}" for problem in error.problems]) from error

    def _document(self, node: Node) -> AnnotatedDocument:
        document, text = objects.document(node)
        offsets = Offsets(text)
        self.texts[document.id] = offsets
        fields = Fields(node.value if isinstance(node.value, dict) else {}, node.path)
        return AnnotatedDocument(
            document,
            text,
            self._each(
                fields.list("mentions"), lambda part: objects.mention(part, document.id, offsets)
            ),
            self._each(
                fields.list("statements"),
                lambda part: objects.statement(part, document.id, offsets),
            ),
        )

    def _each(self, nodes: Iterator[Node], read: Callable[[Node], T]) -> tuple[T, ...]:
        found: list[T] = []
        for node in nodes:
            try:
                found.append(read(node))
            except JsonFormatError as error:
                self.problems.extend(error.problems)
        return tuple(found)


def _check_format(node: Node) -> None:
    tree = node.value if isinstance(node.value, dict) else {}
    if tree.get("format") != FORMAT:
        named = tree.get("format")
        other = f"says {named!r}" if isinstance(named, str) else "does not say so"
        node.refuse(f"not an annotator file: its 'format' must be {FORMAT!r}, it {other}")
    if tree.get("offset_unit") != "code_point":
        node.refuse("'offset_unit' must be 'code_point'")
