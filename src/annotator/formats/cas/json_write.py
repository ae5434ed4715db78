"""A text under layers as CAS JSON of UIMA, which holds every character and its own types."""

from __future__ import annotations

import json
from collections.abc import Iterator

from annotator.formats.cas.json_read import OBJECTS, TYPES, VIEWS
from annotator.formats.cas.numbering import SOFA, Numbered, number
from annotator.formats.layers.nodes import ARRAY, LayeredText, Node, NodeType, TypeSystem


class JsonWriter:
    """Writes one text after the other, all under the same types."""

    def __init__(self, types: TypeSystem) -> None:
        self._types = "\n".join(_separated(_types(types)))

    def write(self, layered: LayeredText) -> bytes:
        """The CAS JSON of a text: an object on each line."""
        numbered = number(layered)
        objects = "\n".join(_separated(map(_json, _objects(numbered))))
        view = {"%SOFA": SOFA, "%MEMBERS": numbered.members}
        return (
            f"{{\n{_json(TYPES)}: {{\n{self._types}\n}},\n"
            f"{_json(OBJECTS)}: [\n{objects}\n],\n"
            f"{_json(VIEWS)}: {_json({'_InitialView': view})}\n}}\n"
        ).encode()


def _separated(lines: Iterator[str]) -> Iterator[str]:
    """Lines with a comma behind each but the last."""
    last = None
    for line in lines:
        if last is not None:
            yield f"{last},"
        last = line
    if last is not None:
        yield last


def _types(types: TypeSystem) -> Iterator[str]:
    for each in types:
        yield f"{_json(each.name)}: {_json(_declared(each))}"


def _declared(type: NodeType) -> dict[str, object]:
    told: dict[str, object] = {"%NAME": type.name, "%SUPER_TYPE": type.parent}
    for feature in type.features:
        listed = feature.range == ARRAY and feature.element
        range_ = f"{feature.element}[]" if listed else feature.range
        told[feature.name] = {"%NAME": feature.name, "%RANGE": range_}
    return told


def _objects(numbered: Numbered) -> Iterator[dict[str, object]]:
    text = numbered.layered.text
    sofa = {"%ID": SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView"}
    yield {**sofa, "mimeType": "text", "sofaString": text} if text else sofa
    arrays = len(numbered.numbers) + SOFA
    for node, id_ in numbered.numbers.items():
        told: dict[str, object] = {"%ID": id_, "%TYPE": node.type}
        if numbered.is_beside(node):
            told["@sofa"] = SOFA
        if numbered.is_annotation(node):
            told["begin"], told["end"] = numbered.units(node)
        for feature, value in node.features.items():
            if isinstance(value, Node):
                told[f"@{feature}"] = numbered.numbers[value]
            elif isinstance(value, list):
                arrays += 1
                told[f"@{feature}"] = arrays
                yield {"%ID": arrays, **_array(numbered, node, feature, value)}
            else:
                told[feature] = value
        yield told


def _array(
    numbered: Numbered, node: Node, feature: str, values: list[Node] | list[str]
) -> dict[str, object]:
    if isinstance(values[0], str):
        return {"%TYPE": "uima.cas.StringArray", "%ELEMENTS": values}
    declared = numbered.layered.types.features(node.type)[feature]
    type_ = f"{declared.element}[]" if declared.element else ARRAY
    ids = [numbered.numbers[each] for each in values if isinstance(each, Node)]
    return {"%TYPE": type_, "%ELEMENTS": ids}


_json = json.JSONEncoder(ensure_ascii=False).encode
