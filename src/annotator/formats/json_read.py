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
    reading = Reading()
    try:
        content = reading.project(Node(parse(data)))
    except JsonFormatError as error:
        return None, [*error.problems, *reading.problems]
    # an object that could not be read would be reported again by all that name it
    if not reading.problems:
        reading.problems.extend(reference_problems(content))
    return content, reading.problems


@dataclass(slots=True)
class Reading:
    """One file, or a line of one, being read; an object that is wrong is noted and left out."""

    problems: list[str] = field(default_factory=list)
    texts: dict[int, Offsets] = field(default_factory=dict)

    def project(self, node: Node) -> ProjectContent:
        """Return the whole project of a file."""
        check_format(node, FORMAT)
        top = node.fields(*_TOP)
        name = top["project"].fields("name")["name"].text()
        schema = read_schema(top["schema"])
        documents = self.each(top.list("documents"), self.document)
        return ProjectContent(
            schema=schema,
            name=name,
            documents=documents,
            entities=self.each(top.list("entities"), objects.entity),
            claims=self.each(top.list("claims"), objects.claim),
            evidence=self.each(
                top.list("evidence"), lambda part: objects.evidence(part, self.texts)
            ),
            relations=self.each(
                top.list("relations"), lambda part: objects.relation(part, self.texts)
            ),
            notes=self.each(top.list("notes"), lambda part: objects.note(part, self.texts)),
        )

    def document(self, node: Node) -> AnnotatedDocument:
        """Return a document with what lies in it; raises JsonFormatError if it is wrong itself."""
        document, text = objects.document(node)
        offsets = Offsets(text)
        self.texts[document.id] = offsets
        fields = Fields(node.value if isinstance(node.value, dict) else {}, node)
        return AnnotatedDocument(
            document,
            text,
            self.each(
                fields.list("mentions"), lambda part: objects.mention(part, document.id, offsets)
            ),
            self.each(
                fields.list("statements"),
                lambda part: objects.statement(part, document.id, offsets),
            ),
        )

    def each(self, nodes: Iterator[Node], read: Callable[[Node], T]) -> tuple[T, ...]:
        """Return those of a list that are right."""
        found: list[T] = []
        for node in nodes:
            try:
                found.append(read(node))
            except JsonFormatError as error:
                self.problems.extend(error.problems)
        return tuple(found)


def read_schema(node: Node) -> Schema:
    """Return the schema of a file; raises JsonFormatError with all that is wrong with it."""
    try:
        return schema_from_tree({name: part.value for name, part in node.pairs()})
    except SchemaError as error:
        raise JsonFormatError([f"schema: {problem}" for problem in error.problems]) from error


def check_format(node: Node, name: str) -> None:
    """Raise JsonFormatError unless the top of a file names the format of that name."""
    tree = node.value if isinstance(node.value, dict) else {}
    if tree.get("format") != name:
        named = tree.get("format")
        other = f"says {named!r}" if isinstance(named, str) else "does not say so"
        node.refuse(f"not an annotator file: its 'format' must be {name!r}, it {other}")
    if tree.get("offset_unit") != "code_point":
        node.refuse("'offset_unit' must be 'code_point'")
