"""The native format to values; whatever does not hold is refused, all of it named at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from annotator.formats import json_objects as objects
from annotator.formats.blocks import Blocks
from annotator.formats.json_node import Fields, Node
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.json_stream import JsonStream, Path
from annotator.formats.json_write import FORMAT
from annotator.formats.offsets import Offsets
from annotator.formats.references import reference_problems
from annotator.formats.schema_file import SchemaError, schema_from_tree
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.schema import Schema

T = TypeVar("T")
Pieces = Iterable[tuple[Path, object]]
MOST_OF_DOCUMENT = 500_000_000
"""So many characters a document has with all that lies in it: a million mentions, and more."""
_SHARED: Mapping[str, Callable[[Node], object]] = {
    "entities": objects.entity,
    "claims": objects.claim,
}
_IN_TEXTS: Mapping[str, Callable[[Node, objects.Texts], object]] = {
    "evidence": objects.evidence,
    "relations": objects.relation,
    "notes": objects.note,
}
_LISTS = ("documents", *_SHARED, *_IN_TEXTS)
_TOP = (
    "format offset_unit project schema documents",
    "entities claims evidence relations notes",
)


def read_project(source: bytes | Blocks) -> ProjectContent:
    """Return the project of a native file, its documents as a tuple.

    Raises JsonFormatError with the path and reason of everything that is wrong with it.
    """
    content, problems = examined(source)
    if content is None or problems:
        raise JsonFormatError(problems)
    return content


def examined(source: bytes | Blocks) -> tuple[ProjectContent | None, list[str]]:
    """Return what can be read of a native file, and a sentence for each thing that is wrong."""
    blocks = Blocks.of(source) if isinstance(source, bytes) else source
    stream = JsonStream(blocks, MOST_OF_DOCUMENT)
    return examined_pieces(stream.pieces(objects={()}, lists={(name,) for name in _LISTS}))


def examined_pieces(pieces: Pieces) -> tuple[ProjectContent | None, list[str]]:
    """The same of the values of a native file, those in its lists one by one."""
    reading = Reading()
    try:
        content = reading.project(pieces)
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

    def project(self, pieces: Pieces) -> ProjectContent:
        """Return the whole project of a file."""
        top: dict[str, object] = {}
        found: dict[str, list[Any]] = {name: [] for name in _LISTS}
        waiting: list[tuple[str, Node]] = []
        for path, value in pieces:
            if not path:
                check_format(Node(value), FORMAT)
            name = str(path[0])
            if name == "format":  # the first of all in files of ours
                _check_name(value, FORMAT)
            if len(path) == 1 or name not in found:
                top[name] = value
                continue
            top[name] = []
            node = Node(value, name, cast(int, path[1]))
            if name in _IN_TEXTS and "documents" not in top:
                waiting.append((name, node))
            else:
                found[name] += self._read(name, node)
        for name, node in waiting:
            found[name] += self._read(name, node)
        return _project(top, found)

    def _read(self, name: str, node: Node) -> tuple[object, ...]:
        """What stands in a list of that name, if it is right."""
        if name == "documents":
            return self.each((node,), self.document)
        if name in _IN_TEXTS:
            return self.each((node,), lambda part: _IN_TEXTS[name](part, self.texts))
        return self.each((node,), _SHARED[name])

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

    def each(self, nodes: Iterable[Node], read: Callable[[Node], T]) -> tuple[T, ...]:
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
    _check_name(tree.get("format"), name)
    if tree.get("offset_unit") != "code_point":
        node.refuse("'offset_unit' must be 'code_point'")


def _check_name(named: object, name: str) -> None:
    if named != name:
        nobodys = "does not say so, and annotator knows it as no other program's either"
        other = f"says {named!r}" if isinstance(named, str) else nobodys
        Node(named).refuse(f"not an annotator file: its 'format' must be {name!r}, it {other}")


def _project(top: dict[str, object], found: Mapping[str, list[Any]]) -> ProjectContent:
    """The project of a file, of which all is read but what stands in no list."""
    node = Node(top)
    check_format(node, FORMAT)
    fields = node.fields(*_TOP)
    for name in _LISTS:
        fields.list(name)
    return ProjectContent(
        schema=read_schema(fields["schema"]),
        name=fields["project"].fields("name")["name"].text(),
        **{name: tuple(values) for name, values in found.items()},
    )
