"""JSON Lines to parts of a project, one document at a time.

What is wrong is told with the number of its line and left out, with what hangs on it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO, TypeVar, cast

from annotator.formats import json_objects as objects
from annotator.formats.base import NO_SCHEMA, Imported
from annotator.formats.json_node import Node
from annotator.formats.json_parse import JsonFormatError, parse
from annotator.formats.json_read import Reading, check_format, read_schema
from annotator.formats.jsonl.holding import Holding, Piece
from annotator.formats.jsonl.mending import WRONG, mended
from annotator.formats.jsonl.seen import Seen
from annotator.formats.jsonl.together import Beside, Together, tied_by
from annotator.formats.jsonl.waiting import Waiting
from annotator.formats.jsonl.writing import FORMAT
from annotator.formats.losses import Tally
from annotator.formats.offsets import Offsets
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Claim, Evidence
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import Kind, Ref
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.statement import Statement

MOST_OF_LINE = 500_000_000
"""The longest line: a document of 20 million characters with a million mentions."""
WRONG_LINES = "wrong lines"
_BESIDE = re.compile(rb'\s*\{\s*"(?:evidence|relation|note)"')
_INSIDE: dict[str, Kind] = {"evidence": "evidence", "relations": "relation", "notes": "note"}
"""What hangs on a document, by its key in there."""
_READERS: dict[str, Callable[[Node, objects.Texts], Beside]] = {
    "evidence": objects.evidence,
    "relation": objects.relation,
    "note": objects.note,
}
_KINDS = ("entity", "claim", "document", *_READERS)
_TOGETHER = 1000
V = TypeVar("V", Document, Mention, Statement, Entity | Claim, Evidence | Relation | Note)


class LinesReader:
    """Reads one file; `name` begins what is told of its lines."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._tally = Tally()
        self._waiting = Waiting()
        self._holding = Holding(Together())
        self._seen: dict[Kind, Seen] = {}
        self._schema, self._project = NO_SCHEMA, ""
        self._free = Piece()
        self._size = max(1, file.seek(0, os.SEEK_END))

    def parts(self) -> Iterator[Imported]:
        """Hand over what the file holds; raises JsonFormatError when it is not of this format."""
        self._header()
        self._holding = Holding(self._tied())
        empty = True
        for piece in self._pieces():
            empty = False
            yield self._imported(piece)
        if empty or self._tally.losses:
            yield self._imported(Piece())

    def _numbered(self) -> Iterator[tuple[int, bytes]]:
        """Each line that is not blank, with its number."""
        self._file.seek(0)
        for number, line in enumerate(iter(partial(self._file.readline, MOST_OF_LINE), b""), 1):
            if len(line) == MOST_OF_LINE:
                raise JsonFormatError(
                    [f"{self._place(number)}: longer than {MOST_OF_LINE:,} bytes"]
                )
            if not line.isspace():
                yield number, line

    def _place(self, number: int) -> str:
        return f"{self._name}, line {number}"

    def _header(self) -> None:
        number, line = next(self._numbered(), (1, b"{}"))
        node = Node(_parsed(line, self._place(number)), self._place(number))
        check_format(node, FORMAT)
        fields = node.fields("format offset_unit project schema")
        self._project = fields["project"].fields("name")["name"].text()
        schema = fields.get("schema")
        self._schema = NO_SCHEMA if schema is None else read_schema(schema)

    def _tied(self) -> Together:
        """What has to be handed over together; it is on lines of its own, documents aside."""
        together = Together()
        for number, line in self._numbered():
            if _BESIDE.match(line):
                try:
                    kind, node = self._opened(number, line)
                except JsonFormatError:
                    continue  # told when it is read
                together.tie(tied_by(kind, node.value))
        return together

    def _pieces(self) -> Iterator[Piece]:
        lines = self._numbered()
        next(lines, None)
        for number, line in lines:
            try:
                piece = self._piece(number, line)
            except JsonFormatError as error:
                self._tell(WRONG_LINES, error.problems)
                continue
            if piece is not None:
                yield piece
            if self._waiting.enough:
                yield Piece()
            if len(self._free.beside) >= _TOGETHER:
                yield self._freed()
        yield from self._holding.rest()
        if self._free.beside or self._waiting:
            yield self._freed()

    def _freed(self) -> Piece:
        free, self._free = self._free, Piece()
        return free

    def _opened(self, number: int, line: bytes) -> tuple[Kind, Node]:
        """The kind and the value that are on a line."""
        place = self._place(number)
        tree = _parsed(line, place)
        if not isinstance(tree, dict) or len(tree) != 1 or (kind := next(iter(tree))) not in _KINDS:
            raise JsonFormatError([f"{place}: must be an object of one key, {', '.join(_KINDS)}"])
        return cast(Kind, kind), Node(tree[kind], f"{place}: {kind}")

    def _piece(self, number: int, line: bytes) -> Piece | None:
        """What a line makes complete, if it does."""
        kind, node = self._opened(number, line)
        if kind == "document":
            return self._document(node, number)
        if kind == "entity":
            self._wait(kind, objects.entity(node), number)
        elif kind == "claim":
            self._wait(kind, objects.claim(node), number)
        elif met := [ref for ref in tied_by(kind, node.value)[:1] if ref in self._holding]:
            return self._holding.met(met, Piece(unread=[(number, line)]))
        else:
            self._beside(self._free, kind, [node], {}, number)
        return None

    def _wait(self, kind: Kind, value: Entity | Claim, number: int) -> None:
        for one in self._new(kind, [value], number):
            self._waiting.add(one, number)

    def _document(self, node: Node, number: int) -> Piece | None:
        tree = node.value if isinstance(node.value, dict) else {}
        inside = {key: Node(tree.pop(key), f"{node.path}.{key}") for key in _INSIDE if key in tree}
        reading = Reading()
        annotated = reading.document(node)
        self._tell(WRONG, reading.problems)
        document = annotated.document
        if not self._new("document", [document], number):
            return None
        annotated = AnnotatedDocument(
            document,
            annotated.text,
            tuple(self._new("mention", annotated.mentions, number)),
            tuple(self._new("statement", annotated.statements, number)),
        )
        piece = Piece([annotated], numbers={Ref("document", document.id): number})
        for key, values in inside.items():
            self._beside(piece, _INSIDE[key], values.each(), reading.texts, number)
        return self._holding.met(piece.refs, piece)

    def _beside(
        self, piece: Piece, kind: Kind, nodes: Iterable[Node], texts: objects.Texts, number: int
    ) -> None:
        """Read evidence, relations or notes into a piece."""
        for node in nodes:
            try:
                one = _READERS[kind](node, texts)
            except JsonFormatError as error:
                self._tell(WRONG, error.problems)
                continue
            piece.beside += self._new(kind, [one], number)
            piece.numbers[Ref(kind, one.id)] = number

    def _new(self, kind: Kind, values: Iterable[V], number: int) -> list[V]:
        """Those whose numbers no other of the file has."""
        seen, new = self._seen.setdefault(kind, Seen()), []
        for value in values:
            if seen.add(value.id):
                new.append(value)
            else:
                self._tell(WRONG, [f"{self._place(number)}: the {kind} {value.id} is there twice"])
        return new

    def _tell(self, what: str, problems: Iterable[str]) -> None:
        for problem in problems:
            self._tally.add(what, problem)

    def _imported(self, piece: Piece) -> Imported:
        """A piece as a part, with the entities and claims that were read up to here."""
        self._read_rest(piece)
        waiting = self._waiting
        entities, claims = waiting.all() if piece else waiting.ready()

        def place(owner: Ref) -> str:
            number = waiting.numbers.get(owner) or piece.place_of(owner)
            return self._place(number) if number else self._name

        content = ProjectContent(
            self._schema,
            self._project,
            tuple(piece.documents),
            entities,
            claims,
            tuple(one for one in piece.beside if isinstance(one, Evidence)),
            tuple(one for one in piece.beside if isinstance(one, Relation)),
            tuple(one for one in piece.beside if isinstance(one, Note)),
        )
        content = mended(content, waiting.known, self._tally, place)
        waiting.hand(content.entities, content.claims)
        share = min(1.0, self._file.tell() / self._size)
        return Imported(content, self._tally.take(), whole=True, share=share)

    def _read_rest(self, piece: Piece) -> None:
        """Read the lines that had to wait for the documents of a piece."""
        texts: dict[int, Offsets] = {
            each.document.id: Offsets(each.text) for each in piece.documents
        }
        for number, line in piece.unread:
            kind, node = self._opened(number, line)
            self._beside(piece, kind, [node], texts, number)


def _parsed(line: bytes, place: str) -> object:
    try:
        return parse(line.rstrip())
    except JsonFormatError as error:
        told = (problem.removeprefix("line 1, ") for problem in error.problems)
        raise JsonFormatError([f"{place}: {problem}" for problem in told]) from error
