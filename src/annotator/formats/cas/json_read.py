"""CAS JSON of UIMA: types, objects and views in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.formats.articles.strict_json import tree_of
from annotator.formats.cas.graph import Graph, Items, Meant, Raw, Ref
from annotator.formats.documents import ImportFailed
from annotator.formats.layers.faults import refuse_more
from annotator.formats.layers.nodes import (
    ARRAY,
    BOOLEAN,
    FLOATS,
    INTEGERS,
    STRING,
    TOP,
    Feature,
    NodeType,
    TypeSystem,
)
from annotator.formats.layers.own_types import own_types

TYPES, OBJECTS, VIEWS = "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"
_MOST_VALUES = 4_000_000
_MOST_OBJECTS = 700_000
"""With tokens; each takes some hundred bytes, so that they are counted before they are read."""
_REFERENCE, _SPECIAL_NUMBER = "@", "#"
_NUMBERS = INTEGERS | FLOATS


class JsonReader:
    """Reads one file after the other; types that stay the same are understood once."""

    def __init__(self, skip: frozenset[str] = frozenset()) -> None:
        self._skip = skip
        self._described: Mapping[str, object] = {}
        self._types = _types({})

    def read(self, data: bytes, name: str) -> Graph:
        """The objects of a CAS JSON file, but for those of the types to skip.

        Raises ImportFailed for what is none.
        """
        refuse_more(data.count(b","), _MOST_VALUES, "values", name)
        refuse_more(data.count(b"{"), _MOST_OBJECTS, "objects", name)
        tree = tree_of(data, name)
        if not isinstance(tree, dict) or not {TYPES, OBJECTS, VIEWS} & tree.keys():
            raise ImportFailed(f"{name} is JSON, but no CAS of UIMA: export it again.")
        described = _table(tree.get(TYPES))
        if described != self._described:
            self._described, self._types = described, _types(described)
        types = self._types
        graph = Graph(name, types, lambda feature, said: _meant(feature, said, types))
        for id_, each in _objects(tree.get(OBJECTS)):
            _add(graph, id_, each, self._skip)
        _add_views(graph, _table(tree.get(VIEWS)))
        return graph


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Objects with their numbers: a list of them, or a table by number."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield (int(key) if key.isdecimal() else 0), _table(each)
    elif isinstance(value, list):
        for each in value:
            yield _number(_table(each).get("%ID")), _table(each)


def _types(tree: Mapping[str, object]) -> TypeSystem:
    types = TypeSystem(NodeType(name, *_declared(_table(said))) for name, said in tree.items())
    for ours in own_types():
        if ours.name not in types:
            types.add(ours)
    return types


def _declared(said: Mapping[str, object]) -> tuple[str, tuple[Feature, ...]]:
    features = (
        _feature(name, _table(each)) for name, each in said.items() if not name.startswith("%")
    )
    return str(said.get("%SUPER_TYPE", TOP)), tuple(features)


def _feature(name: str, said: Mapping[str, object]) -> Feature:
    range_, element = str(said.get("%RANGE", STRING)), str(said.get("%ELEMENT_TYPE", ""))
    if range_.endswith("[]"):
        range_, element = ARRAY, range_.removesuffix("[]")
    return Feature(name, range_, element)


def _add(graph: Graph, id: int, said: Mapping[str, object], skip: frozenset[str]) -> None:
    type_ = str(said.get("%TYPE", ""))
    if type_ in skip:
        graph.skip(id)
        return
    features = {name: value for name, value in said.items() if not name.startswith("%")}
    if type_ == "uima.cas.Sofa":
        sofa = graph.sofa(id)
        sofa.name, sofa.text = str(features.get("sofaID", "")), _text(features.get("sofaString"))
    elif "%ELEMENTS" in said:
        graph.add_items(id, Items(list(_items(type_, said["%ELEMENTS"]))))
    elif type_.startswith("uima.cas.") and type_.endswith("List"):
        head = features.get("@head", features.get("head"))
        meant = list(_items(ARRAY if "@head" in features else type_, [head]))
        graph.add_items(id, Items(meant, _number(features.get("@tail"))))
    else:
        graph.add(_raw(id, type_, features))


def _items(type: str, values: object) -> Iterator[Meant]:
    of_objects = type == ARRAY or type.endswith("[]")
    for value in values if isinstance(values, list) else []:
        if of_objects and isinstance(value, int):
            yield Ref(value)
        elif isinstance(value, str | int | float):
            yield value


def _raw(id: int, type: str, features: dict[str, object]) -> Raw:
    raw = Raw(id, type, sofa=_number(features.pop("@sofa", 0)))
    if raw.sofa:
        raw.begin = _number(features.pop("begin", 0))
        raw.end = _number(features.pop("end", 0))
    for name, value in features.items():
        if name.startswith(_REFERENCE):
            raw.features[name.removeprefix(_REFERENCE)] = Ref(_number(value))
        else:
            raw.features[name.removeprefix(_SPECIAL_NUMBER)] = value
    return raw


def _add_views(graph: Graph, views: Mapping[str, object]) -> None:
    for name, said in views.items():
        view = _table(said)
        id_ = _number(view.get("%SOFA"))
        members = view.get("%MEMBERS")
        sofa = graph.sofa(id_)
        sofa.name = sofa.name or name
        sofa.members.update(map(_number, members if isinstance(members, list) else []))


def _meant(feature: Feature, said: object, types: TypeSystem) -> Meant:
    """A value of the file, if its feature may have such a one."""
    wanted = feature.range
    if isinstance(said, Ref):
        if wanted in _NUMBERS or wanted in (BOOLEAN, STRING):
            raise ValueError(said)
        return said
    if isinstance(said, bool):
        fits = wanted == BOOLEAN
    elif isinstance(said, int | float):
        fits = wanted in FLOATS or (wanted in INTEGERS and isinstance(said, int))
    else:
        fits = isinstance(said, str) and (wanted == STRING or types.is_a(wanted, STRING))
    if not fits:
        raise ValueError(said)
    return said  # type: ignore[return-value]  # it is of one of these


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    """The number of an object; 0, which is none, for what is no number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
