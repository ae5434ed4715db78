"""A text under layers of nodes (UIMA's feature structures), and the types that say what they are.

Places are code points; whoever reads or writes a file converts those of its UTF-16.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Union

TOP = "uima.cas.TOP"
BASE = "uima.cas.AnnotationBase"
ANNOTATION = "uima.tcas.Annotation"
DOCUMENT = "uima.tcas.DocumentAnnotation"
STRING = "uima.cas.String"
BOOLEAN = "uima.cas.Boolean"
INTEGER = "uima.cas.Integer"
DOUBLE = "uima.cas.Double"
ARRAY = "uima.cas.FSArray"
INTEGERS = frozenset({INTEGER, "uima.cas.Long", "uima.cas.Short", "uima.cas.Byte"})
FLOATS = frozenset({DOUBLE, "uima.cas.Float"})
SOURCE, TARGET = "Governor", "Dependent"
"""What the features of a relation are called that name its two ends."""
ROLE, FILLER = "role", "target"
"""What the features of a link are called: what is linked in which role."""

Value = Union[str, bool, int, float, "Node", list["Node"], list[str]]


@dataclass(slots=True, eq=False)
class Node:
    """One annotation, link or other object; `start` and `end` are None where it has no place.

    `where` says for sentences where in its file it stands.
    """

    type: str
    start: int | None = None
    end: int | None = None
    features: dict[str, Value] = field(default_factory=dict)
    where: str = ""

    def text(self, feature: str) -> str | None:
        """The value of a feature as text; None where it has none or is a node."""
        return as_text(self.features.get(feature))

    def node(self, feature: str) -> Node | None:
        """The node that a feature names."""
        value = self.features.get(feature)
        return value if isinstance(value, Node) else None

    def nodes(self, feature: str) -> list[Node]:
        """The nodes that a feature lists."""
        value = self.features.get(feature)
        return [each for each in value if isinstance(each, Node)] if isinstance(value, list) else []


def as_text(value: Value | None) -> str | None:
    """A value as text; None for nodes and lists."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else None


def in_order(node: Node) -> tuple[int, int]:
    """By what the annotations of a text are put in order: the longest first of those at a place."""
    return node.start or 0, -(node.end or 0)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a type; `range` is the type of its value, `element` that of what it lists."""

    name: str
    range: str = STRING
    element: str = ""


@dataclass(frozen=True, slots=True)
class NodeType:
    """A type: its name with the package, its parent and the features it adds.

    `values` are those that a kind of string may have.
    """

    name: str
    parent: str = ANNOTATION
    features: tuple[Feature, ...] = ()
    values: tuple[str, ...] = ()


_UIMA = (
    NodeType(BASE, TOP, (Feature("sofa", "uima.cas.Sofa"),)),
    NodeType(ANNOTATION, BASE, (Feature("begin", INTEGER), Feature("end", INTEGER))),
    NodeType(DOCUMENT, ANNOTATION, (Feature("language"),)),
)


class TypeSystem:
    """Types by name; those of UIMA itself are always there."""

    def __init__(self, types: Iterable[NodeType] = ()) -> None:
        self._types = {each.name: each for each in _UIMA}
        self._features: dict[str, dict[str, Feature]] = {}
        self._lines: dict[str, tuple[str, ...]] = {}
        for each in types:
            self.add(each)

    def __contains__(self, name: str) -> bool:
        return name in self._types or name == TOP

    def __iter__(self) -> Iterator[NodeType]:
        """The types that are not UIMA's own, in the order in which they came."""
        return (each for each in self._types.values() if each not in _UIMA)

    def add(self, new: NodeType) -> None:
        """Add a type; one of the same name gets the features that it does not have."""
        known = self._types.get(new.name)
        if known is not None:
            names = {each.name for each in known.features}
            more = tuple(each for each in new.features if each.name not in names)
            new = NodeType(known.name, known.parent, (*known.features, *more), known.values)
        self._types[new.name] = new
        self._features.clear()
        self._lines.clear()

    def get(self, name: str) -> NodeType | None:
        """The type of a name."""
        return self._types.get(name)

    def line(self, name: str) -> tuple[str, ...]:
        """A type, its parent and so on up; it ends where a type is unknown or comes again."""
        found = self._lines.get(name)
        if found is None:
            seen: dict[str, None] = {}
            here: str | None = name
            while here is not None and here not in seen:
                seen[here] = None
                known = self._types.get(here)
                here = known.parent if known else None
            found = self._lines[name] = tuple(seen)
        return found

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether a type is another or comes from it."""
        return ancestor in self.line(name)

    def features(self, name: str) -> Mapping[str, Feature]:
        """The features of a type by name, with those of the types it comes from."""
        found = self._features.get(name)
        if found is None:
            found = {}
            for each in reversed(self.line(name)):
                known = self._types.get(each)
                found |= {feature.name: feature for feature in known.features} if known else {}
            self._features[name] = found
        return found

    def is_relation(self, name: str) -> bool:
        """Whether nodes of a type go from one node to another."""
        features = self.features(name)
        return SOURCE in features and TARGET in features

    def is_link(self, name: str) -> bool:
        """Whether nodes of a type say in which role something fills a slot."""
        return FILLER in self.features(name) and not self.is_a(name, BASE)

    def is_chain_link(self, name: str) -> bool:
        """Whether nodes of a type are members of a chain."""
        return "next" in self.features(name) and self.is_a(name, ANNOTATION)

    def is_chain(self, name: str) -> bool:
        """Whether nodes of a type begin a chain."""
        first = self.features(name).get("first")
        return first is not None and self.is_chain_link(first.range)


@dataclass(slots=True)
class LayeredText:
    """One text, its nodes in the order of their file, and the types of these.

    Links, which are in no index of UIMA, need not be in `nodes`. `name` is that of the file, for
    sentences.
    """

    text: str
    nodes: list[Node]
    types: TypeSystem
    name: str = ""

    def of(self, type: str) -> list[Node]:
        """The nodes of a type, and of those that come from it, in the order of the file."""
        names: dict[str, bool] = {}
        found = []
        for each in self.nodes:
            if each.type not in names:
                names[each.type] = self.types.is_a(each.type, type)
            if names[each.type]:
                found.append(each)
        return found
