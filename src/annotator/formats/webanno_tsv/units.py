"""Which tokens and parts of tokens carry which annotations of a text, and what tells them apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.formats.layers.nodes import (
    ANNOTATION,
    FILLER,
    SOURCE,
    TARGET,
    LayeredText,
    Node,
    in_order,
)
from annotator.formats.layers.standard import TOKEN
from annotator.formats.webanno_tsv.header import Holds, Kind, LayerColumns
from annotator.formats.webanno_tsv.stretches import Stretch


@dataclass(slots=True, eq=False)
class Unit:
    """A token or a part of one: its place in code points, its name, and what it carries by type."""

    start: int
    end: int
    name: str
    carried: dict[str, list[Node]] = field(default_factory=dict)
    parts: list[Unit] = field(default_factory=list)

    def part(self, start: int, end: int) -> Unit:
        """The part of a token from one place to another."""
        for each in self.parts:
            if (each.start, each.end) == (start, end):
                return each
        new = Unit(start, end, f"{self.name}.{len(self.parts) + 1}")
        self.parts.append(new)
        return new


class Units:
    """The tokens of some sentences with what they carry of some layers.

    `homes` are the units by which annotations are named, `numbers` what tells apart those that lie
    on one unit or on several. `lost` are annotations that no token touches.
    """

    def __init__(
        self, layered: LayeredText, sentences: list[Stretch], layers: list[LayerColumns]
    ) -> None:
        self.homes: dict[Node, Unit] = {}
        self.numbers: dict[Node, int] = {}
        self.lost: list[Node] = []
        self.sentences = [
            [
                Unit(start, end, f"{number}-{at}")
                for at, (start, end) in enumerate(sentence.tokens, 1)
            ]
            for number, sentence in enumerate(sentences, 1)
        ]
        self._text = layered.text
        self._tokens = [unit for sentence in self.sentences for unit in sentence]
        self._starts = [unit.start for unit in self._tokens]
        self._ends = [unit.end for unit in self._tokens]
        of_place = {(unit.start, unit.end): unit for unit in self._tokens}
        for token in layered.of(TOKEN):
            if home := of_place.get((token.start or 0, token.end or 0)):
                self.homes[token] = home
        for layer in sorted(layers, key=lambda each: each.type):
            nodes = [each for each in layered.of(layer.type) if each.start is not None]
            for node in sorted(nodes, key=in_order):
                self._place(node, layer)
        self._number_fillers(layers)

    def all(self) -> Iterator[Unit]:
        """Every token, each with its parts behind it."""
        for token in self._tokens:
            yield token
            yield from token.parts

    def _place(self, node: Node, layer: LayerColumns) -> None:
        """Put an annotation on its units: the one that names it, then the last, then others."""
        anchor = node.node(TARGET) if layer.kind is Kind.RELATION else node
        if anchor is None or (layer.kind is Kind.RELATION and node.node(SOURCE) is None):
            self.lost.append(node)
            return
        start, end = self._trimmed(anchor.start or 0, anchor.end or 0)
        units = list(self._units(start, end))
        if not units:
            self.lost.append(node)
            return
        self.homes[node] = units[0]
        if layer.kind is Kind.RELATION:
            units = units[:1]
        for unit in dict.fromkeys((units[0], units[-1], *units)):
            self._carry(unit, node, layer)
        if layer.kind is Kind.SPAN and len(units) > 1:
            self._number(node)

    def _carry(self, unit: Unit, node: Node, layer: LayerColumns) -> None:
        carried = unit.carried.setdefault(layer.type, [])
        carried.append(node)
        if layer.kind is Kind.SPAN and len(carried) > 1:
            self._number(carried[0])
            self._number(node)

    def _number(self, node: Node) -> None:
        self.numbers.setdefault(node, len(self.numbers) + 1)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A place without the white space around it that is in no token."""
        if start == end:
            return start, end
        touched = range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        if not touched:
            return start, end
        return max(start, self._starts[touched[0]]), min(end, self._ends[touched[-1]])

    def _units(self, start: int, end: int) -> Iterator[Unit]:
        if start == end:
            yield from self._point(start)
            return
        for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            token = self._tokens[number]
            first, last = max(start, token.start), min(end, token.end)
            whole = (first, last) == (token.start, token.end)
            yield token if whole else token.part(first, last)

    def _point(self, at: int) -> Iterator[Unit]:
        """Of a mark of no width: the token it touches, or else the one before it, or the first."""
        number = bisect_left(self._ends, at)
        if number == len(self._tokens) or self._starts[number] > at:
            number = max(0, number - 1)
        if self._tokens:
            token = self._tokens[number]
            at = min(max(at, token.start), token.end)
            yield token.part(at, at)

    def _number_fillers(self, layers: list[LayerColumns]) -> None:
        """Number what fills slots that anything may fill."""
        open_slots = [
            (layer.type, column.feature)
            for layer in layers
            for column in layer.columns
            if column.holds is Holds.FILLERS and column.type == ANNOTATION
        ]
        for unit in self.all() if open_slots else ():
            for type_, feature in open_slots if unit.carried else ():
                for node in unit.carried.get(type_, ()):
                    for link in node.nodes(feature):
                        filler = link.node(FILLER)
                        if filler is not None:
                            self._number(filler)
