"""A text under layers as WebAnno TSV 3.3."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.layers.nodes import (
    ANNOTATION,
    ARRAY,
    DOCUMENT,
    FILLER,
    ROLE,
    SOURCE,
    TARGET,
    Feature,
    LayeredText,
    Node,
)
from annotator.formats.layers.standard import DEPENDENCY, POS, SENTENCE, TOKEN
from annotator.formats.utf16 import Utf16
from annotator.formats.webanno_tsv.escapes import escape_text, escape_token, escape_value
from annotator.formats.webanno_tsv.header import Column, Holds, Kind, LayerColumns, header_lines
from annotator.formats.webanno_tsv.read import NO_VALUE, NONE
from annotator.formats.webanno_tsv.stretches import Stretch, stretches
from annotator.formats.webanno_tsv.units import Unit, Units

_EMPTY = f"{NONE}\t"
_PLACES = ("sofa", "begin", "end")
_OF_CHAINS = (
    Column(Holds.MEMBER, "referenceRelation"),
    Column(Holds.CHAIN, "referenceType"),
)


def write_tsv(layered: LayeredText) -> tuple[bytes, list[Node]]:
    """The TSV of a text, and the annotations that no token touches."""
    writer = _Writer(layered)
    return "\n".join([*writer.lines(), ""]).encode(), writer.units.lost


class _Writer:
    def __init__(self, layered: LayeredText) -> None:
        self._layered = layered
        self._sentences = stretches(layered)
        self._layers = list(_layers(layered))
        self.units = Units(layered, self._sentences, self._layers)
        self._nothing = _EMPTY * sum(len(each.columns) for each in self._layers)
        self._places = Utf16(layered.text)
        self._members = _members(layered, self.units)

    def lines(self) -> Iterator[str]:
        yield from header_lines(self._layers)
        for sentence, tokens in zip(self._sentences, self.units.sentences, strict=True):
            yield ""
            yield from self._sentence(sentence)
            for token in tokens:
                yield self._row(token)
                if token.parts:
                    yield from map(self._row, token.parts)

    def _sentence(self, sentence: Stretch) -> Iterator[str]:
        if sentence.id:
            yield f"#Sentence.id={escape_text(sentence.id)}"
        for line in self._layered.text[sentence.start : sentence.end].split("\n"):
            yield f"#Text={escape_text(line)}"

    def _row(self, unit: Unit) -> str:
        place = f"{self._places.units(unit.start)}-{self._places.units(unit.end)}"
        words = escape_token(self._layered.text[unit.start : unit.end])
        cells = self._nothing
        if unit.carried:
            cells = "".join(self._cells(layer, unit) for layer in self._layers)
        return f"{unit.name}\t{place}\t{words}\t{cells}"

    def _cells(self, layer: LayerColumns, unit: Unit) -> str:
        """The cells of a layer in a row, a tab behind each."""
        nodes = unit.carried.get(layer.type)
        if not nodes:
            return _EMPTY * len(layer.columns)
        said = ("|".join(self._cell(column, each) for each in nodes) for column in layer.columns)
        return "".join(f"{each}\t" for each in said)

    def _cell(self, column: Column, node: Node) -> str:
        if column.holds is Holds.NOTHING:
            return NO_VALUE + self._number(node)
        if column.holds is Holds.VALUE:
            return _value(node.text(column.feature)) + self._number(node)
        if column.holds is Holds.ROLES:
            return self._roles(column, node) + self._number(node)
        if column.holds is Holds.FILLERS:
            return ";".join(map(self._filler, node.nodes(column.feature))) or NO_VALUE
        if column.holds is Holds.END:
            return self._end(node)
        chain, number = self._members.get(node, (0, 0))
        value = _value(node.text(column.feature))
        behind = f"->{chain}-{number}" if column.holds is Holds.MEMBER else f"[{chain}]"
        return value + behind

    def _roles(self, column: Column, node: Node) -> str:
        links = node.nodes(column.feature)
        return ";".join(_value(each.text(ROLE)) for each in links) or NONE

    def _filler(self, link: Node) -> str:
        filler = link.node(FILLER)
        home = self.units.homes.get(filler) if filler else None
        return home.name + self._number(filler) if home and filler else NO_VALUE

    def _end(self, node: Node) -> str:
        source, target = node.node(SOURCE), node.node(TARGET)
        home = self.units.homes.get(source) if source else None
        numbers = self.units.numbers
        if source is None or target is None or home is None:
            return NO_VALUE
        both = (numbers.get(source, 0), numbers.get(target, 0))
        return home.name + (f"[{both[0]}_{both[1]}]" if any(both) else "")

    def _number(self, node: Node) -> str:
        number = self.units.numbers.get(node)
        return f"[{number}]" if number else ""


def _value(said: str | None) -> str:
    return NO_VALUE if said is None else escape_value(said)


def _members(layered: LayeredText, units: Units) -> dict[Node, tuple[int, int]]:
    """The number of its chain and in it, for each link of a chain that is on a token."""
    members: dict[Node, tuple[int, int]] = {}
    chains = [each for each in layered.nodes if layered.types.is_chain(each.type)]
    for number, chain in enumerate(chains, 1):
        link, at = chain.node("first"), 1
        while link is not None and link not in members:
            if link in units.homes:
                members[link] = (number, at)
                at += 1
            link = link.node("next")
    return members


def _layers(layered: LayeredText) -> Iterator[LayerColumns]:
    """The layers that there are annotations of, in the order in which INCEpTION has them."""
    types = layered.types
    used = {_effective(layered, each) for each in {node.type for node in layered.nodes}}
    names = sorted(
        name
        for name in used
        if types.is_a(name, ANNOTATION)
        and not types.is_a(name, DOCUMENT)
        and name not in (SENTENCE, TOKEN)
    )
    layers = [_layer(layered, name) for name in names]
    yield from sorted(layers, key=lambda each: (list(Kind).index(each.kind), _has_slots(each)))


def _effective(layered: LayeredText, type: str) -> str:
    """The type that a layer is made of: the one that comes from annotation itself."""
    line = layered.types.line(type)
    return line[line.index(ANNOTATION) - 1] if ANNOTATION in line[1:] else type


def _has_slots(layer: LayerColumns) -> bool:
    return any(each.holds is Holds.ROLES for each in layer.columns)


def _layer(layered: LayeredText, type: str) -> LayerColumns:
    features = {
        name: each for name, each in layered.types.features(type).items() if name not in _PLACES
    }
    if layered.types.is_relation(type):
        values = [
            Column(Holds.VALUE, each) for each in sorted(features) if _is_value(features[each])
        ]
        return LayerColumns(Kind.RELATION, type, (*values, _end_column(layered, type)))
    if layered.types.is_chain_link(type):
        return LayerColumns(Kind.CHAIN, type, _OF_CHAINS)
    columns: list[Column] = []
    for name in sorted(features):
        feature = features[name]
        if _is_value(feature):
            columns.append(Column(Holds.VALUE, name))
        elif feature.range == ARRAY and layered.types.is_link(feature.element):
            filler = layered.types.features(feature.element)[FILLER].range
            columns.append(Column(Holds.ROLES, name, feature.element))
            columns.append(Column(Holds.FILLERS, name, filler))
    return LayerColumns(Kind.SPAN, type, tuple(columns) or (Column(Holds.NOTHING),))


def _is_value(feature: Feature) -> bool:
    return feature.range.startswith("uima.cas.") and feature.range not in (ARRAY, "uima.cas.TOP")


def _end_column(layered: LayeredText, type: str) -> Column:
    """What relations of a type join: as the first of them does."""
    if type == DEPENDENCY:
        return Column(Holds.END, SOURCE, POS)  # so INCEpTION says, though they join tokens
    source = next((each.node(SOURCE) for each in layered.of(type) if each.node(SOURCE)), None)
    named = _effective(layered, source.type) if source else ANNOTATION
    return Column(Holds.END, SOURCE, named)
