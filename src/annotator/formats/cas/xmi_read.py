"""XMI of UIMA: every object an element, in the types that a TypeSystem.xml describes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from annotator.formats.cas.graph import Graph, Items, Meant, Raw, Ref, Sofa
from annotator.formats.documents import ImportFailed
from annotator.formats.layers.faults import MOST_NODES
from annotator.formats.layers.nodes import (
    ARRAY,
    BOOLEAN,
    FLOATS,
    INTEGERS,
    STRING,
    Feature,
    TypeSystem,
)
from annotator.formats.xml_tree import XmlRefused, events

_ID = "{http://www.omg.org/XMI}id"
_ROOT = "{http://www.omg.org/XMI}XMI"
_SPACE, _SUFFIX = "{http:///", ".ecore}"
_NO_PACKAGE = "uima.noNamespace."
_FS_DEPTH, _ITEM_DEPTH = 2, 3
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_ARRAYS = re.compile(r"uima\.cas\.\w+Array|.*\[\]")
_LISTS = re.compile(r"uima\.cas\.(?:Non)?Empty\w+List")
_OF_OBJECTS = re.compile(r"uima\.cas\.FS(?:Array|List)|.*\[\]")
_OF_VALUES = re.compile(r"uima\.cas\.\w+(?:Array|List)")
Attributes = dict[str, str]


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
        self._types: dict[str, str] = {}
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
            type_ = self._types.get(tag)
            if type_ is None:
                type_ = self._types[tag] = _type_of(tag)
            self._object(type_, self._attributes)
        self._depth -= 1

    def _object(self, type: str, attributes: Attributes) -> None:
        graph = self._graph
        if type in self._skip:
            graph.skip(_number(attributes.get(_ID, "")))
            return
        if type == "uima.cas.View":
            view = self._sofa(_number(attributes.get("sofa", "")))
            view.members.update(_numbers(attributes.get("members", "")))
            return
        id_ = _number(attributes.pop(_ID, ""))
        if type == "uima.cas.Sofa":
            sofa = self._sofa(id_)
            sofa.name = attributes.get("sofaID", "")
            sofa.text = attributes.get("sofaString", "")
        elif _LISTS.fullmatch(type):
            graph.add_items(id_, _part_of_list(type, attributes))
        elif _ARRAYS.fullmatch(type):
            graph.add_items(id_, Items(_items(type, attributes, self._children)))
        elif type != "uima.cas.NULL":
            graph.add(_raw(id_, type, attributes, self._children))

    def _sofa(self, id: int) -> Sofa:
        return self._graph.sofas.setdefault(id, Sofa(id))


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
    raw.features = {**attributes, **{name: list(each) for name, each in children.items()}}
    return raw


def _part_of_list(type: str, attributes: Attributes) -> Items:
    if "head" not in attributes:
        return Items([])
    head = attributes["head"]
    meant: Meant = Ref(_number(head)) if type.endswith("FSList") else head
    return Items([meant], _number(attributes.get("tail", "")))


def _items(type: str, attributes: Attributes, children: Mapping[str, list[str]]) -> list[Meant]:
    said = attributes.get("elements", "")
    if type == ARRAY or type.endswith("[]"):
        return [Ref(each) for each in _numbers(said)]
    return list(children.get("elements", _split(said)))


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
    return int(text) if _INTEGER.fullmatch(text) else 0


def _numbers(text: str) -> list[int]:
    return [_number(each) for each in _split(text)]


def _split(text: str) -> list[str]:
    """The parts of a list; of one that is longer than any that is read, the last is no number."""
    return text.split(maxsplit=MOST_NODES)


_SIMPLE: Mapping[str, Callable[[str], Meant]] = {
    BOOLEAN: _truth,
    **dict.fromkeys(FLOATS, _finite),
    **dict.fromkeys(INTEGERS, _integer),
}
