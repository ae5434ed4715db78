"""Type systems of UIMA as XML files, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from annotator.formats.documents import ImportFailed
from annotator.formats.layers.nodes import ARRAY, TOP, Feature, NodeType, TypeSystem
from annotator.formats.layers.own_types import own_types
from annotator.formats.xml_tree import tree

FILE_NAME = "TypeSystem.xml"
_SPACE = "{http://uima.apache.org/resourceSpecifier}"


def read_type_system(data: bytes, name: str) -> TypeSystem:
    """The types that a file describes, beside those that annotator writes and UIMA has.

    Raises ImportFailed for anything else than the XML of a type system.
    """
    root = tree(data, name)
    if root.tag != f"{_SPACE}typeSystemDescription":
        raise ImportFailed(f"{name} is XML, but no type system of UIMA: export it again.")
    types = TypeSystem()
    for element in root.iter(f"{_SPACE}typeDescription"):
        types.add(_type(element, name))
    for ours in own_types():
        if ours.name not in types:
            types.add(ours)
    return types


def _type(element: Element, name: str) -> NodeType:
    called = _text(element, "name")
    if not called:
        raise ImportFailed(f"{name} describes a type without a name: export it again.")
    features = element.iterfind(f"{_SPACE}features/{_SPACE}featureDescription")
    values = element.iterfind(f"{_SPACE}allowedValues/{_SPACE}value/{_SPACE}string")
    return NodeType(
        called,
        _text(element, "supertypeName") or TOP,
        tuple(_feature(each) for each in features),
        tuple((each.text or "").strip() for each in values),
    )


def _feature(element: Element) -> Feature:
    return Feature(
        _text(element, "name"), _text(element, "rangeTypeName"), _text(element, "elementType")
    )


def _text(element: Element, name: str) -> str:
    return (element.findtext(f"{_SPACE}{name}") or "").strip()


def write_type_system(types: Iterable[NodeType]) -> bytes:
    """The XML of some types."""
    return "".join(f"{line}\n" for line in _lines(types)).encode()


def _lines(types: Iterable[NodeType]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">'
    yield "  <types>"
    for each in types:
        yield "    <typeDescription>"
        yield f"      <name>{escape(each.name)}</name>"
        yield "      <description/>"
        yield f"      <supertypeName>{escape(each.parent)}</supertypeName>"
        if each.features:
            yield "      <features>"
            for feature in each.features:
                yield from _feature_lines(feature)
            yield "      </features>"
        yield "    </typeDescription>"
    yield "  </types>"
    yield "</typeSystemDescription>"


def _feature_lines(feature: Feature) -> Iterator[str]:
    yield "        <featureDescription>"
    yield f"          <name>{escape(feature.name)}</name>"
    yield "          <description/>"
    yield f"          <rangeTypeName>{escape(feature.range)}</rangeTypeName>"
    if feature.range == ARRAY and feature.element:
        yield f"          <elementType>{escape(feature.element)}</elementType>"
        yield "          <multipleReferencesAllowed>false</multipleReferencesAllowed>"
    yield "        </featureDescription>"
