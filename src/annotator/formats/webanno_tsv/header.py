"""The header of a WebAnno TSV file: its version, and the layers that its columns are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from annotator.formats.documents import ImportFailed
from annotator.formats.layers.nodes import (
    ANNOTATION,
    ARRAY,
    BASE,
    FILLER,
    ROLE,
    SOURCE,
    TARGET,
    TOP,
    Feature,
    NodeType,
    TypeSystem,
)
from annotator.formats.layers.standard import SENTENCE, TOKEN

MARK = "#FORMAT=WebAnno TSV "
_VERSION = re.compile(r"#FORMAT=WebAnno TSV (\d+)\.(\d+)\s*")
_ROLE = re.compile(r"ROLE_[^:]+:([^.]+)_([^.]+\..+)")


class Kind(Enum):
    """What kind of layer it is, by the beginning of its line."""

    SPAN = "#T_SP="
    CHAIN = "#T_CH="
    RELATION = "#T_RL="


class Holds(Enum):
    """What the cells of a column hold."""

    VALUE = "value"
    NOTHING = "nothing"
    """Only that there is an annotation."""
    ROLES = "roles"
    FILLERS = "fillers"
    MEMBER = "member"
    """The place in a chain, behind a value."""
    CHAIN = "chain"
    """The number of a chain, behind a value."""
    END = "end"
    """Where a relation comes from."""


_OF_CHAINS = {"referenceRelation": Holds.MEMBER, "referenceType": Holds.CHAIN}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the feature it is of, and for links and relations the type of what they name."""

    holds: Holds
    feature: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class LayerColumns:
    """The columns of a layer, one after the other."""

    kind: Kind
    type: str
    columns: tuple[Column, ...]


@dataclass(slots=True)
class Header:
    """The layers of a file, in order."""

    version: tuple[int, int] = (3, 3)
    layers: list[LayerColumns] = field(default_factory=list)
    width: int = 0
    """How many columns all layers have."""

    def add(self, layer: LayerColumns) -> None:
        """Add a layer behind the others."""
        self.layers.append(layer)
        self.width += len(layer.columns)

    def types(self) -> TypeSystem:
        """The types that the layers are, with those of sentences and tokens."""
        types = TypeSystem([NodeType(SENTENCE, features=(Feature("id"),)), NodeType(TOKEN)])
        for layer in self.layers:
            for each in _types(layer):
                types.add(each)
        return types


def read_version(line: str, name: str) -> tuple[int, int]:
    """The version that the first line says; raises ImportFailed for what is not read."""
    found = _VERSION.fullmatch(line)
    if found is None:
        raise ImportFailed(f"{name} is no WebAnno TSV: its first line is not {MARK}3.3.")
    version = int(found[1]), int(found[2])
    if version[0] != 3:  # noqa: PLR2004 - the version
        raise ImportFailed(
            f"{name} is WebAnno TSV {found[1]}.{found[2]}, and 3 is read. Export it again as "
            "WebAnno TSV 3.3."
        )
    return version


def read_layer(line: str) -> LayerColumns | None:
    """The layer that a line of the header declares; None for a line that declares none."""
    kind = next((each for each in Kind if line.startswith(each.value)), None)
    if kind is None:
        return None
    type_, *declared = line.removeprefix(kind.value).rstrip().split("|")
    columns: list[Column] = []
    for each in declared:
        columns.append(_column(kind, each, columns))
    return LayerColumns(kind, type_, tuple(columns) or (Column(Holds.NOTHING),))


def _column(kind: Kind, declared: str, before: list[Column]) -> Column:
    if not declared:
        return Column(Holds.NOTHING)
    if kind is Kind.CHAIN and declared in _OF_CHAINS:
        return Column(_OF_CHAINS[declared], declared)
    if kind is Kind.RELATION and declared.startswith("BT_"):
        return Column(Holds.END, SOURCE, declared.removeprefix("BT_"))
    if kind is Kind.SPAN and (role := _ROLE.fullmatch(declared)):
        return Column(Holds.ROLES, role[1], role[2])
    if kind is Kind.SPAN and before and before[-1].holds is Holds.ROLES:
        return Column(Holds.FILLERS, before[-1].feature, declared)
    return Column(Holds.VALUE, declared)


def _types(layer: LayerColumns) -> Iterator[NodeType]:
    columns = layer.columns
    features = [Feature(each.feature) for each in columns if each.holds is Holds.VALUE]
    if layer.kind is Kind.RELATION:
        base = next((each.type for each in columns if each.holds is Holds.END), "") or ANNOTATION
        features += [Feature(SOURCE, base), Feature(TARGET, base)]
    if layer.kind is Kind.CHAIN:
        features += map(Feature, ("referenceType", "referenceRelation"))
        features.append(Feature("next", layer.type))
        yield NodeType(chain_of(layer.type), BASE, (Feature("first", layer.type),))
    fillers = {each.feature: each.type for each in columns if each.holds is Holds.FILLERS}
    for column in columns:
        if column.holds is Holds.ROLES:
            features.append(Feature(column.feature, ARRAY, column.type))
            filler = fillers.get(column.feature, ANNOTATION)
            yield NodeType(column.type, TOP, (Feature(ROLE), Feature(FILLER, filler)))
    yield NodeType(layer.type, ANNOTATION, tuple(features))


def chain_of(link: str) -> str:
    """The type of the chains of a type of links: called so, but for its last word."""
    return f"{link.removesuffix('Link')}Chain"


def header_lines(layers: Iterable[LayerColumns]) -> Iterator[str]:
    """The lines of a header, with the two empty ones that end it."""
    yield f"{MARK}3.3"
    for layer in layers:
        said = "".join(f"|{_declared(layer, each)}" for each in layer.columns)
        yield f"{layer.kind.value}{layer.type}{said}"
    yield ""


def _declared(layer: LayerColumns, column: Column) -> str:
    if column.holds is Holds.ROLES:
        return f"ROLE_{layer.type}:{column.feature}_{column.type}"
    if column.holds is Holds.FILLERS:
        return column.type
    if column.holds is Holds.END:
        return f"BT_{column.type}"
    return column.feature
