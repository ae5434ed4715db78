"""XMI of UIMA: every object an element, in the types that a TypeSystem.xml describes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from sys import intern

from annotator.formats.cas.graph import Graph, Items, Meant, Raw, Ref
from annotator.formats.documents import ImportFailed
from annotator.formats.layers.faults import MOST_NODES, refuse_more
from annotator.formats.layers.nodes import (
    ARRAY,
    BOOLEAN,
    FLOATS,
    INTEGERS,
    STRING,
    Feature,
    TypeSystem,
)
from annotator.formats.xml_tree import MOST_ELEMENTS, XmlRefused, events

_ID = "{http://www.omg.org/XMI}id"
_ROOT = "{http://www.omg.org/XMI}XMI"
_SPACE, _SUFFIX = "{http:///", ".ecore}"
_NO_PACKAGE = "uima.noNamespace."
_FS_DEPTH, _ITEM_DEPTH = 2, 3
_MOST_DIGITS = 18
_INTEGER = re.compile(rf"-?[0-9]{{1,{_MOST_DIGITS}}}")
_ARRAYS = re.compile(r"uima\.cas\.\w+Array|.*\[\]")
_LISTS = re.compile(r"uima\.cas\.(?:Non)?Empty\w+List")
_OF_OBJECTS = re.compile(r"uima\.cas\.FS(?:Array|List)|.*\[\]")
_OF_VALUES = re.compile(r"uima\.cas\.\w+(?:Array|List)")
Attributes = dict[str, str]
_Taker = Callable[[str, Attributes], None]
"""Takes an object of a type with its attributes."""


def read_xmi(
    data: bytes, name: str, types: TypeSystem, skip: frozenset[str] = frozenset()
) -> Graph:
    """The objects of an XMI file, but for those of the types to skip.

    Raises ImportFailed for what is no XMI, or XML that could do harm.
    """
    graph = Graph(name, types, lambda feature, said: _meant(feature, said, types))
    reader = _Reader(name, graph, skip)
    events(data, name, reader.start, reader.end, reader.text)
    return graph


class _Reader:
    """Takes the elements as they come: objects in the root, and in them their lists of texts."""

    def __init__(self, name: str, graph: Graph, skip: frozenset[str]) -> None:
        self._name, self._graph, self._skip = name, graph, skip
        self._depth = 0
        takers = {"Sofa": self._text, "View": self._view, "NULL": self._nothing}
        self._own = {f"uima.cas.{name}": taker for name, taker in takers.items()}
        self._known: dict[str, tuple[str, _Taker]] = {}
        self._attributes: Attributes = {}
        self._children: dict[str, list[str]] = {}
        self._words: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1 and tag != _ROOT:
            raise ImportFailed(f"{self._name} is XML, but no XMI of UIMA: export it again.")
        if self._depth == _FS_DEPTH:
            self._attributes = attributes
            self._children.clear()
        elif self._depth > _ITEM_DEPTH:
            raise XmlRefused(f"{self._name} was not read: XMI is nested less deeply than this.")
        self._words.clear()

    def text(self, words: str) -> None:
        if self._depth == _ITEM_DEPTH:
            self._words.append(words)

    def end(self, tag: str) -> None:
        if self._depth == _ITEM_DEPTH:
            self._children.setdefault(tag, []).append("".join(self._words))
        elif self._depth == _FS_DEPTH:
            known = self._known.get(tag)
            if known is None:
                type_ = _type_of(tag)
                known = self._known[tag] = type_, self._taker(type_)
            known[1](known[0], self._attributes)
        self._depth -= 1

    def _taker(self, type: str) -> _Taker:
        """What takes the objects of a type."""
        if type in self._skip:
            return self._skipped
        if type in self._own:
            return self._own[type]
        if _LISTS.fullmatch(type):
            return self._part_of_list
        return self._array if _ARRAYS.fullmatch(type) else self._object

    def _skipped(self, type: str, attributes: Attributes) -> None:
        self._graph.skip(_number(attributes.get(_ID, "")))

    def _nothing(self, type: str, attributes: Attributes) -> None:
        """The object that stands for none."""

    def _view(self, type: str, attributes: Attributes) -> None:
        view = self._graph.sofa(_number(attributes.get("sofa", "")))
        view.members.update(map(_number, self._listed(attributes, "members")))

    def _text(self, type: str, attributes: Attributes) -> None:
        sofa = self._graph.sofa(_number(attributes.get(_ID, "")))
        sofa.name = attributes.get("sofaID", "")
        sofa.text = attributes.get("sofaString", "")

    def _part_of_list(self, type: str, attributes: Attributes) -> None:
        self._graph.add_items(_number(attributes.get(_ID, "")), _part_of_list(type, attributes))

    def _array(self, type: str, attributes: Attributes) -> None:
        items = _items(type, self._listed(attributes, "elements"), self._children)
        self._graph.add_items(_number(attributes.get(_ID, "")), Items(items))

    def _object(self, type: str, attributes: Attributes) -> None:
        id_ = _number(attributes.pop(_ID, ""))
        self._graph.add(_raw(id_, type, attributes, self._children))

    def _listed(self, attributes: Attributes, name: str) -> list[str]:
        said = attributes.get(name, "")
        refuse_more(said.count(" "), MOST_ELEMENTS, "numbers in a list", self._name)
        return said.split()


def _type_of(tag: str) -> str:
    """`{http:///a/b.ecore}C` is the type `a.b.C`."""
    package, _, name = tag.rpartition("}")
    package = f"{package}}}".removeprefix(_SPACE).removesuffix(_SUFFIX)
    return f"{package.replace('/', '.')}.{name}".removeprefix(_NO_PACKAGE)


def _raw(id: int, type: str, attributes: Attributes, children: Mapping[str, list[str]]) -> Raw:
    raw = Raw(id, type)
    raw.sofa = _number(attributes.pop("sofa", ""))
    if raw.sofa:
        raw.begin = _number(attributes.pop("begin", "0"))
        raw.end = _number(attributes.pop("end", "0"))
    # most values come again and again, and a file may have hundreds of thousands
    raw.features = {name: intern(value) for name, value in attributes.items()}
    if children:
        raw.features |= {name: list(each) for name, each in children.items()}
    return raw


def _part_of_list(type: str, attributes: Attributes) -> Items:
    if "head" not in attributes:
        return Items([])
    head = attributes["head"]
    meant: Meant = Ref(_number(head)) if type.endswith("FSList") else head
    return Items([meant], _number(attributes.get("tail", "")))


def _items(type: str, said: list[str], children: Mapping[str, list[str]]) -> list[Meant]:
    if type == ARRAY or type.endswith("[]"):
        return [Ref(_number(each)) for each in said]
    return list(children.get("elements", said))


def _meant(feature: Feature, said: object, types: TypeSystem) -> Meant:
    """What an attribute, or the elements within an object, mean by the range of their feature."""
    wanted = feature.range
    if isinstance(said, list):
        return said
    text = str(said)
    if wanted == STRING or types.is_a(wanted, STRING):
        return text
    if wanted in _SIMPLE:
        return _SIMPLE[wanted](text)
    if _OF_OBJECTS.fullmatch(wanted):
        return [Ref(_integer(each)) for each in _split(text)]
    if _OF_VALUES.fullmatch(wanted) and not wanted.startswith("uima.cas.String"):
        return _split(text)
    return Ref(_integer(text)) if text else []


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _finite(text: str) -> float:
    if not math.isfinite(value := float(text)):
        raise ValueError(text)
    return value


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _number(text: str) -> int:
    """The number of an object; 0, which is none, for what is no number."""
    if text.isdigit() and text.isascii() and len(text) <= _MOST_DIGITS:
        return int(text)
    return int(text) if _INTEGER.fullmatch(text) else 0


def _split(text: str) -> list[str]:
    """The parts of a list; raises ValueError for one that is longer than any that is read."""
    if text.count(" ") > MOST_NODES:
        raise ValueError(len(text))
    return text.split()


_SIMPLE: Mapping[str, Callable[[str], Meant]] = {
    BOOLEAN: _truth,
    **dict.fromkeys(FLOATS, _finite),
    **dict.fromkeys(INTEGERS, _integer),
}
