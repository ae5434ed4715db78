"""What a node says: the fields of an object that its features are, its attributes and its links."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from annotator.formats.articles.strict_json import tree_of
from annotator.formats.documents import ImportFailed
from annotator.formats.layers.mapping import ATTRIBUTE, LEAVE_OUT, STATEMENT_ROLES, Layer
from annotator.formats.layers.nodes import FILLER, ROLE, Node, Value, as_text
from annotator.model.attributes import AttributeValue
from annotator.model.provenance import Provenance, Status

E = TypeVar("E", bound=StrEnum)
Tell = Callable[[str, Node], None]
"""Counts something of a node that is left out."""
NO_VALUE = "values that annotator does not have"
NO_ATTRIBUTES = "attributes that cannot be read"


@dataclass(slots=True)
class Fields:
    """The features of a node under the names of fields; links are pairs of a role and a node."""

    node: Node
    tell: Tell
    values: dict[str, Value] = field(default_factory=dict)
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    links: list[tuple[str, Node]] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """A field as text."""
        return as_text(self.values.get(name))

    def some(self, name: str) -> str | None:
        """A field as text that is not empty."""
        return self.text(name) or None

    def named(self, name: str) -> Node | None:
        """The node that a field names."""
        value = self.values.get(name)
        return value if isinstance(value, Node) else None

    def truth(self, name: str) -> bool:
        """A field as a truth value; false where it is not there."""
        said = self.some(name)
        if said not in (None, "true", "false"):
            self.tell(NO_VALUE, self.node)
        return said == "true"

    def one_of(self, name: str, known: type[E]) -> E | None:
        """A field as one of the values that annotator has; None where it is not there."""
        said = self.some(name)
        if said is None:
            return None
        try:
            return known(said)
        except ValueError:
            self.tell(NO_VALUE, self.node)
            return None

    def linked(self, role: str) -> list[Node]:
        """The nodes that are linked in a role."""
        return [node for each, node in self.links if each == role]

    def made(self, file: Provenance) -> Provenance:
        """Where the object comes from: as the file does, where it does not say it itself."""
        author = self.some("author")
        return Provenance(
            author or file.author,
            self.some("created_at") or "",
            self.one_of("status", Status) or Status.ACCEPTED,
            self.some("origin") or ("human" if author else file.origin),
            self.some("modified_at"),
            self._confidence(),
        )

    def _confidence(self) -> float | None:
        said = self.some("confidence")
        try:
            value = float(said) if said else None
        except ValueError:
            value = math.nan
        if value is None or 0 <= value <= 1:
            return value
        self.tell(NO_VALUE, self.node)
        return None


def fields_of(node: Node, layer: Layer, tell: Tell) -> Fields:
    """Read the features of a node as its layer says."""
    found = Fields(node, tell)
    for feature, value in node.features.items():
        wanted = layer.field_of(feature)
        name = wanted.removeprefix(f"{ATTRIBUTE}:")
        if _is_nodes(value) and wanted != LEAVE_OUT:
            found.links += _links(value, wanted, layer)
            if isinstance(value, Node):
                found.values[name] = value
        elif name != wanted:
            found.attributes[name] = _attribute(value)
        elif wanted == "attributes":
            found.attributes |= _attributes(value, found)
        elif wanted != LEAVE_OUT:
            found.values[wanted] = value
    return found


def _attribute(value: Value) -> AttributeValue:
    if isinstance(value, str | bool | int | float):
        return value
    return tuple(str(each) for each in value) if isinstance(value, list) else ""


def _is_nodes(value: Value) -> bool:
    return isinstance(value, Node) or (isinstance(value, list) and isinstance(value[0], Node))


def _links(value: Value, wanted: str, layer: Layer) -> Iterator[tuple[str, Node]]:
    """Roles and nodes of a feature: of links, or of nodes that it names without any."""
    nodes = value if isinstance(value, list) else [value]
    name = wanted.removeprefix(f"{ATTRIBUTE}:")
    for node in nodes:
        if not isinstance(node, Node):
            continue
        target = node.node(FILLER) if node.start is None else node
        if target is None:
            continue
        said = node.text(ROLE) if target is not node else None
        role = name if wanted in STATEMENT_ROLES or wanted == "head" else said or name
        role = layer.roles.get(role, role)
        if role != LEAVE_OUT:
            yield role, target


def _attributes(value: Value, found: Fields) -> dict[str, AttributeValue]:
    tree = table_of(value)
    if tree is None:
        found.tell(NO_ATTRIBUTES, found.node)
        return {}
    return dict(_attribute_pairs(tree, found))


def table_of(value: Value | None) -> Mapping[str, object] | None:
    """The table that a value is as JSON; None for anything else."""
    try:
        tree = tree_of(value.encode(), "") if isinstance(value, str) else None
    except ImportFailed:
        return None
    return tree if isinstance(tree, dict) else None


def _attribute_pairs(
    tree: Mapping[str, object], found: Fields
) -> Iterator[tuple[str, AttributeValue]]:
    for name, value in tree.items():
        if isinstance(value, str | bool | int | float):
            yield name, value
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            yield name, tuple(value)
        else:
            found.tell(NO_ATTRIBUTES, found.node)
