"""WebAnno TSV to a text under layers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from annotator.formats.documents import ImportFailed
from annotator.formats.layers.faults import MISSING, OUTSIDE, refuse_many, refuse_more
from annotator.formats.layers.nodes import (
    ANNOTATION,
    FILLER,
    ROLE,
    SOURCE,
    TARGET,
    LayeredText,
    Node,
    in_order,
)
from annotator.formats.layers.standard import DEPENDENCY, SENTENCE, TOKEN
from annotator.formats.losses import Tally
from annotator.formats.utf16 import Utf16
from annotator.formats.webanno_tsv.escapes import parts, unescape_text, unescape_value
from annotator.formats.webanno_tsv.header import (
    Column,
    Header,
    Holds,
    Kind,
    LayerColumns,
    chain_of,
    read_layer,
    read_version,
)
from annotator.formats.webanno_tsv.rows import BAD_ROWS, Body, Row, Sentence

_LINE_END = re.compile("\r\n|\n|\r")
_NUMBERED = re.compile(r"((?:[^\\]|\\.)*?)\[(\d{1,9})(?:_(\d{1,9}))?\]", re.DOTALL)
_MEMBER = re.compile(r"((?:[^\\]|\\.)*?)->(\d{1,9})-(\d{1,9})", re.DOTALL)
NONE, NO_VALUE = "_", "*"
MOST_LINES = 1_000_000
MOST_COLUMNS = 10_000
OTHER_WORDS = "tokens that differ from their text (its words are kept)"
COMMENTS = "comments"


class Cell(NamedTuple):
    """A value of a cell, without the numbers behind it; these are 0 where there are none."""

    value: str
    number: int = 0
    other: int = 0


def read_tsv(data: bytes, name: str, tally: Tally) -> LayeredText:
    """The text of a file with its layers; what is wrong in it is told.

    Raises ImportFailed for what is no WebAnno TSV 3, and where its text cannot be put together.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailed(f"{name} is not in UTF-8 (byte {error.start}).") from error
    refuse_more(max(text.count("\n"), text.count("\r")), MOST_LINES, "lines", name)
    lines = enumerate(_lines(text), 1)
    header = Header(read_version(next(lines)[1], name))
    body = Body(name, header.version, tally)
    for number, line in lines:
        layer = None
        if not body.sentences and line.startswith("#T_"):
            refuse_more(header.width + line.count("|"), MOST_COLUMNS, "columns", name)
            layer = read_layer(line)
        if layer:
            header.add(layer)
        elif line.startswith("#") and not line.startswith(("#Text=", "#Sentence.id=")):
            tally.add(COMMENTS, f"{name}, line {number}: {line[:60]}")
        else:
            body.take(line, number)
    return _Reader(header, body, name, tally).layered()


def _lines(text: str) -> Iterator[str]:
    at = 0
    for end in _LINE_END.finditer(text):
        yield text[at : end.start()]
        at = end.end()
    yield text[at:]


class _Reader:
    def __init__(self, header: Header, body: Body, name: str, tally: Tally) -> None:
        self._header, self._body, self._name, self._tally = header, body, name, tally
        self._text = body.text()
        self._places = Utf16(self._text)
        self._nothing = "\t".join([NONE] * header.width)
        self._tokens: dict[str, Node | None] = {}
        """The node of each token by its name; of a part of one there is none."""
        self._marked: dict[str, Row] = {}
        self._carried: dict[str, dict[str, dict[Node, None]]] = defaultdict(dict)
        """What the rows carry that something is marked in, by their names and by type."""
        self._numbered: dict[int, Node] = {}
        self._chains: dict[tuple[str, int], dict[int, Node]] = defaultdict(dict)
        self._links: list[tuple[Node, str, Cell, Row]] = []
        self._ends: list[tuple[Node, str, Cell, Row]] = []
        self.nodes: list[Node] = []

    def layered(self) -> LayeredText:
        for sentence in self._body.sentences:
            self._sentence(sentence)
        for row in self._marked.values():
            self._read(row)
        self._finish()
        nodes = sorted(self.nodes, key=in_order)  # rows of parts of tokens are in any order
        return LayeredText(self._text, nodes, self._header.types(), self._name)

    def _sentence(self, sentence: Sentence) -> None:
        """Make nodes of the sentence and its tokens, and units of its rows."""
        end = sentence.begin + len(sentence.text.encode("utf-16-le")) // 2
        begin, after = self._places.point(sentence.begin), self._places.point(end)
        features = {"id": sentence.id} if sentence.id else {}
        self.nodes.append(Node(SENTENCE, begin, after, dict(features)))
        for row in sentence.rows:
            node = self._node(TOKEN, row)
            if node is None or node.end is None or node.start is None:
                self._tell(OUTSIDE, row)
                continue
            words = self._text[node.start : node.end]
            if row.words != words and unescape_text(row.words, self._header.version) != words:
                self._tell(OTHER_WORDS, row, f": {row.words[:40]}")
            if row.width < self._header.width:
                self._tell(BAD_ROWS, row, f": {row.width} cells of {self._header.width}")
            self._tokens[row.unit] = None if row.is_part else node
            if row.cells not in (self._nothing, f"{self._nothing}\t"):
                self._marked[row.unit] = row
            if not row.is_part:
                self.nodes.append(node)
        refuse_many(len(self.nodes), self._name)

    def _node(self, type: str, row: Row) -> Node | None:
        start, end = self._places.point(row.begin), self._places.point(row.end)
        if start is None or end is None or start > end:
            return None
        return Node(type, start, end, where=f"line {row.line}")

    def _read(self, row: Row) -> None:
        said = row.cells
        split = [] if said is None else said.split("\t", self._header.width)
        at = 0
        for layer in self._header.layers:
            if at >= len(split):
                break
            cells = split[at : at + len(layer.columns)]
            at += len(layer.columns)
            if any(cell != NONE for cell in cells):
                self._annotations(row, layer, cells)

    def _annotations(self, row: Row, layer: LayerColumns, cells: list[str]) -> None:
        """What the cells of a layer say of each annotation that is stacked in them."""
        stacks = [[] if cell == NONE else self._parts(cell, "|") for cell in cells]
        for number in range(max(map(len, stacks))):
            said = [
                (column, _cell(column, stack[number]))
                for column, stack in zip(layer.columns, stacks, strict=False)  # a row may end
                if number < len(stack)
            ]
            node = self._annotation(row, layer, said)
            if node is not None:
                self._carried[row.unit].setdefault(layer.type, {})[node] = None
                self._say(node, row, said)

    def _parts(self, cell: str, mark: str) -> list[str]:
        refuse_many(cell.count(mark), self._name)
        return parts(cell, mark)

    def _annotation(
        self, row: Row, layer: LayerColumns, said: list[tuple[Column, Cell]]
    ) -> Node | None:
        """The annotation of a row: a new one, or one that goes on from the rows before."""
        known: dict[int, Node] | None = None
        number = 0
        for column, cell in said:
            if layer.kind is Kind.SPAN and cell.number and column.holds is not Holds.FILLERS:
                known, number = self._numbered, cell.number
            elif column.holds is Holds.MEMBER:
                known, number = self._chains[layer.type, cell.number], cell.other
        node = known.get(number) if known is not None else None
        if node is None or node.type != layer.type:
            node = self._node(layer.type, row)
            if node is not None:
                self.nodes.append(node)
                refuse_many(len(self.nodes), self._name)
        elif row.end >= self._places.units(node.end or 0):
            node.end = self._places.point(row.end)
        if known is not None and node is not None:
            known[number] = node
        return node

    def _say(self, node: Node, row: Row, said: list[tuple[Column, Cell]]) -> None:
        roles: list[str] = []
        for column, cell in said:
            if column.holds is Holds.ROLES:
                roles = [] if cell.value == NONE else self._parts(cell.value, ";")
            elif column.holds is Holds.FILLERS:
                self._slots(node, column, roles, cell.value, row)
            elif column.holds is Holds.END:
                self._ends.append((node, column.type, cell, row))
            elif column.holds is not Holds.NOTHING and cell.value != NO_VALUE:
                node.features[column.feature] = unescape_value(cell.value)

    def _slots(self, node: Node, column: Column, roles: list[str], said: str, row: Row) -> None:
        """Links of a node, each with its role; what they name may come only later."""
        if column.feature in node.features:
            return  # the rows before have said it
        fillers = [] if said in (NONE, NO_VALUE) else self._parts(said, ";")
        refuse_many(len(self._links) + len(fillers), self._name)
        links: list[Node] = []
        for number, filler in enumerate(fillers):
            role = roles[number] if number < len(roles) else NO_VALUE
            link = Node(_link_type(self._header, node.type, column.feature), where=node.where)
            if role != NO_VALUE:
                link.features[ROLE] = unescape_value(role)
            links.append(link)
            self._links.append((link, column.type, _numbered(filler), row))
        if links:
            node.features[column.feature] = links

    def _finish(self) -> None:
        for link, type_, cell, row in self._links:
            filler = self._named(type_, cell.value, cell.number, row)
            if filler is not None:
                link.features[FILLER] = filler
        for node, type_, cell, row in self._ends:
            base = TOKEN if node.type == DEPENDENCY else type_
            source = self._named(base, cell.value, cell.number, row)
            target = self._named(base, row.unit, cell.other, row)
            if source is not None and target is not None:
                node.features |= {SOURCE: source, TARGET: target}
                node.start, node.end = target.start, target.end
        for (type_, number), members in self._chains.items():
            self._chain(type_, number, [members[each] for each in sorted(members)])

    def _chain(self, type: str, number: int, members: list[Node]) -> None:
        for one, following in pairwise(members):
            one.features["next"] = following
        chain = Node(chain_of(type), features={"first": members[0]}, where=f"chain {number}")
        self.nodes.append(chain)

    def _named(self, type: str, unit: str, number: int, row: Row) -> Node | None:
        """The annotation of a number, or else the first of a type that a unit carries."""
        found = self._numbered.get(number) if number else next(self._on(unit, type), None)
        if found is None:
            self._tell(MISSING, row, f": {unit}")
        return found

    def _on(self, unit: str, type: str) -> Iterator[Node]:
        token = self._tokens.get(unit)
        if type == TOKEN and token:
            yield token
        for known, nodes in self._carried.get(unit, {}).items():
            if type in (known, ANNOTATION, ""):
                yield from nodes

    def _tell(self, what: str, row: Row, more: str = "") -> None:
        self._tally.add(what, f"{self._name}, line {row.line}{more}")


def _link_type(header: Header, host: str, feature: str) -> str:
    for layer in header.layers:
        for column in layer.columns:
            if layer.type == host and column.holds is Holds.ROLES and column.feature == feature:
                return column.type
    return ""


def _cell(column: Column, said: str) -> Cell:
    """A value, and the numbers that stand behind it."""
    if column.holds is Holds.FILLERS:
        return Cell(said)  # each of them has numbers
    if column.holds is Holds.MEMBER:
        found = _MEMBER.fullmatch(said)
        return Cell(found[1], int(found[2]), int(found[3])) if found else Cell(said)
    return _numbered(said)


def _numbered(said: str) -> Cell:
    found = _NUMBERED.fullmatch(said) if said.endswith("]") else None
    return Cell(found[1], int(found[2]), int(found[3] or 0)) if found else Cell(said)
