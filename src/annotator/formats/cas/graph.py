"""What files of UIMA have in common: objects that name each other by number, and views of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.formats.layers.faults import (
    MISSING,
    MOST_TEXTS,
    MOST_VALUES,
    OUTSIDE,
    refuse_many,
    refuse_more,
)
from annotator.formats.layers.nodes import (
    ANNOTATION,
    Feature,
    LayeredText,
    Node,
    TypeSystem,
    Value,
)
from annotator.formats.losses import Tally
from annotator.formats.utf16 import Utf16

NO_TYPE = "annotations of layers that no TypeSystem.xml describes"
NO_FEATURE = "features that the type system does not have"
BAD_VALUE = "values of the wrong kind"
TWICE = "annotations with the number of another"
_MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Ref:
    """The number of an object of the file; 0 is none."""

    id: int


Meant = Ref | str | bool | int | float | Sequence["Meant"]
"""What a value of the file means."""
Decode = Callable[[Feature, object], Meant]
"""Tells what a value of the file means; raises ValueError."""


@dataclass(slots=True)
class Raw:
    """An object as the file has it, with the number of the text that it lies in, or 0."""

    id: int
    type: str
    features: dict[str, object] = field(default_factory=dict)
    sofa: int = 0
    begin: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Items:
    """An array, or a part of a list: what it holds, and the number of its rest."""

    items: list[Meant]
    rest: int = 0


@dataclass(slots=True)
class Sofa:
    """A text of the file, the name of its view, and the numbers of what is in its index."""

    id: int
    name: str = ""
    text: str = ""
    members: set[int] = field(default_factory=set)


class Graph:
    """Collects the objects of a file, and makes texts under layers of them."""

    def __init__(self, name: str, types: TypeSystem, decode: Decode) -> None:
        self.tally = Tally()
        self.sofas: dict[int, Sofa] = {}
        self._name = name
        self._types = types
        self._decode = decode
        self._raws: dict[int, Raw] = {}
        self._items: dict[int, Items] = {}
        self._known: set[int] = set()
        self._wanted = self._values = 0
        self._nodes: dict[int, Node] = {}
        self._lists: dict[int, list[Value]] = {}
        self._in_lists = 0

    def add(self, raw: Raw) -> None:
        """Add an object; one of a type that nothing describes is told."""
        if not self._is_new(raw.id, raw.type):
            return
        if raw.type in self._types:
            self._raws[raw.id] = raw
            self._values += len(raw.features)
            refuse_more(self._values, MOST_VALUES, "values", self._name)
        else:
            self._tell(NO_TYPE, raw.id, raw.type)

    def sofa(self, id: int) -> Sofa:
        """The text of a number, a new one if there is none yet."""
        found = self.sofas.get(id)
        if found is None:
            found = self.sofas[id] = Sofa(id)
            refuse_more(len(self.sofas), MOST_TEXTS, "texts", self._name)
        return found

    def add_items(self, id: int, items: Items) -> None:
        """Add an array or a part of a list."""
        if self._is_new(id, "list"):
            self._items[id] = items

    def skip(self, id: int) -> None:
        """Note an object that nobody wants, so that links to it are no mistakes."""
        self._known.add(id)

    def _is_new(self, id: int, type: str) -> bool:
        self._wanted += 1
        refuse_many(self._wanted, self._name)
        if id in self._known:
            self._tell(TWICE, id, type)
            return False
        self._known.add(id)
        return True

    def texts(self) -> Iterator[LayeredText]:
        """Each text of the file; where none has words, one without, for what lies beside."""
        self._make_nodes()
        with_words = [sofa for sofa in self.sofas.values() if sofa.text]
        for sofa in with_words or list(self.sofas.values())[:1]:
            nodes = [node for id_, node in self._nodes.items() if id_ in sofa.members]
            for id_ in sofa.members - self._known:
                self._tell(MISSING, id_, "")
            several = f" ({sofa.name})" if len(with_words) > 1 else ""
            yield LayeredText(sofa.text, nodes, self._types, f"{self._name}{several}")

    def _make_nodes(self) -> None:
        places = {sofa.id: Utf16(sofa.text) for sofa in self.sofas.values()}
        for raw in self._raws.values():
            node = Node(raw.type, where=f"annotation {raw.id}")
            if self._types.is_a(raw.type, ANNOTATION):
                place = places.get(raw.sofa)
                node.start = place.point(raw.begin or 0) if place else None
                node.end = place.point(raw.end or 0) if place else None
                if node.start is None or node.end is None or node.start > node.end:
                    self._tell(OUTSIDE, raw.id, raw.type)
                    continue
            self._nodes[raw.id] = node
        for id_, node in self._nodes.items():
            self._fill(node, self._raws.pop(id_))
        self._raws.clear()

    def _fill(self, node: Node, raw: Raw) -> None:
        features = self._types.features(raw.type)
        for name, said in raw.features.items():
            feature = features.get(name)
            if feature is None:
                self._tell(NO_FEATURE, raw.id, f"{raw.type}:{name}")
                continue
            try:
                value = self._value(self._decode(feature, said))
            except ValueError:
                self._tell(BAD_VALUE, raw.id, f"{raw.type}:{name}")
                continue
            if value is not None:
                node.features[name] = value

    def _value(self, meant: Meant) -> Value | None:
        if isinstance(meant, Ref):
            return self._target(meant.id)
        if isinstance(meant, str | bool | int | float):
            return meant
        first = meant[0] if len(meant) == 1 else None
        if isinstance(first, Ref) and first.id in self._items:
            return self._target(first.id)  # an array of its own, and not one that is written here
        return self._listed(meant) or None  # type: ignore[return-value]  # of one kind

    def _target(self, id: int) -> Value | None:
        """The node of a number, or all that an array or list of that number holds."""
        if id in self._nodes:
            return self._nodes[id]
        if id in self._items:
            return self._all(id) or None  # type: ignore[return-value]  # of one kind
        if id and id not in self._known:
            self._tell(MISSING, id, "")
        return None

    def _all(self, id: int) -> list[Value]:
        if id not in self._lists:
            found: list[Meant] = []
            seen: set[int] = set()
            here = id
            while here in self._items and here not in seen:
                seen.add(here)
                found += self._items[here].items
                here = self._items[here].rest
            self._lists[id] = self._listed(found)
        return self._lists[id]

    def _listed(self, meant: Sequence[Meant]) -> list[Value]:
        """Nodes and texts of a list; lists within are left out."""
        self._in_lists += len(meant)
        refuse_many(self._in_lists, self._name)
        found: list[Value] = []
        for each in meant:
            if isinstance(each, Ref):
                node = self._nodes.get(each.id)
                if node is not None:
                    found.append(node)
                elif each.id and each.id not in self._known:
                    self._tell(MISSING, each.id, "")
            elif isinstance(each, str | bool | int | float):
                found.append(str(each))
        return found

    def _tell(self, what: str, id: int, type: str) -> None:
        if self.tally.is_full(what):
            self.tally.add(what)
            return
        named = f": {type.rpartition('.')[2][:_MOST_NAMED]}" if type else ""
        self.tally.add(what, f"{self._name}, annotation {id}{named}")
