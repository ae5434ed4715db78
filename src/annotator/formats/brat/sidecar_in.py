"""What `annotator.jsonl` beside the files of a folder says of them and of the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from annotator.formats import json_objects as objects
from annotator.formats.base import NO_SCHEMA
from annotator.formats.brat.names import SIDECAR, SIDECAR_FORMAT
from annotator.formats.json_node import Node
from annotator.formats.json_parse import JsonFormatError, parse
from annotator.formats.losses import Tally
from annotator.formats.offsets import Offsets
from annotator.formats.schema_file import SchemaError, schema_from_tree
from annotator.model.claim import Evidence
from annotator.model.document import Document, sha256_of
from annotator.model.relation import Note, Relation
from annotator.model.schema import Schema

WRONG = f"lines of {SIDECAR} that cannot be used"
_MOST_OF_LINE = 64_000_000
_KINDS = "entity claim document evidence relation note"
_BESIDE = "file evidence relations notes"


class Line(NamedTuple):
    """A line of the file: its number, what it tells of, and all that it says."""

    number: int
    kind: str
    node: Node


@dataclass(frozen=True, slots=True)
class Header:
    """The project, and the ids of what is called otherwise in brat, by the names there."""

    name: str
    schema: Schema = NO_SCHEMA
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the file says of one document and of what stands beside it."""

    document: Document | None = None
    evidence: tuple[Evidence, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: tuple[Note, ...] = ()
    changed: bool = False
    """Whether the text is another one now."""


def header_of(folder: Path) -> Header | None:
    """What the first line says; None where there is no such file, or none of this format.

    Raises OSError.
    """
    path = folder / SIDECAR
    if not path.is_file():
        return None
    with path.open("rb") as file:
        first = file.readline(_MOST_OF_LINE)
    try:
        top = Node(parse(first), SIDECAR).fields("format project schema names")
        if top["format"].text() != SIDECAR_FORMAT:
            return None
        names = top["names"].fields("types relations", "attributes")
        types, relations, attributes = (
            {name: id.text() for name, id in named.pairs()} if (named := names.get(group)) else {}
            for group in ("types", "relations", "attributes")
        )
        name = top["project"].fields("name")["name"].text()
    except JsonFormatError:
        return None
    told = top.get("schema")
    if told is None:
        return Header(name, NO_SCHEMA, types, relations, attributes)
    try:
        schema = schema_from_tree({key: each.value for key, each in told.pairs()})
    except (SchemaError, JsonFormatError) as error:
        why = str(error).splitlines()[0].rstrip(":")
        notice = f"{SIDECAR}: {why}. It was passed over."
        return Header(name, NO_SCHEMA, types, relations, attributes, notice)
    return Header(name, schema, types, relations, attributes)


def lines_of(folder: Path, tally: Tally) -> Iterator[Line]:
    """All lines but the first, one at a time; those that say nothing are told. Raises OSError."""
    with (folder / SIDECAR).open("rb") as file:
        file.readline(_MOST_OF_LINE)
        number = 1
        while line := file.readline(_MOST_OF_LINE):
            number += 1
            try:
                yield _line(number, line)
            except JsonFormatError as error:
                tell_wrong(number, error, tally)


def _line(number: int, line: bytes) -> Line:
    node = Node(parse(line), "")
    known = node.fields("", f"{_KINDS} {_BESIDE}").values
    kind = next((kind for kind in _KINDS.split() if kind in known), None)
    return Line(number, kind or node.refuse(f"says nothing of {_KINDS}"), node)


def tell_wrong(number: int, error: JsonFormatError, tally: Tally) -> None:
    """Tell of a line that cannot be used."""
    tally.add(WRONG, f"{SIDECAR}, line {number}: {error.problems[0]}")


def file_of(line: Line) -> str:
    """The name without ending of the files of a document; raises JsonFormatError."""
    return line.node.fields("document file", "evidence relations notes")["file"].text()


def beside(line: Line, text: str) -> Beside:
    """Read the line of a document whose text this is; raises JsonFormatError."""
    fields = line.node.fields("document file", "evidence relations notes")
    tree = fields["document"].value
    told = dict(tree) if isinstance(tree, dict) else {}
    hash_ = told.get("sha256")
    told |= {"text": text, "sha256": sha256_of(text), "length": len(text)}
    document, _ = objects.document(Node(told, "document"))
    texts: dict[int, Offsets] = {document.id: Offsets(text)}
    return Beside(
        document,
        tuple(objects.evidence(node, texts) for node in fields.list("evidence")),
        tuple(objects.relation(node, texts) for node in fields.list("relations")),
        tuple(objects.note(node, texts) for node in fields.list("notes")),
        changed=hash_ != document.sha256,
    )
