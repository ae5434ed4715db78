"""The parts that objects of the native format share: spans, provenance, attributes, references."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import cast

from annotator.formats.json_node import Fields, Node
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.offsets import Offsets
from annotator.model.attributes import AttributeValue
from annotator.model.ids import EntityId, Kind, MentionId, Ref
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Party, Source, SourceKind

_MANY = 256
_PARTS = 7
_WHOLE = {int}
"""The types in a list of whole numbers: `1` is neither `1.0` nor `true`, which equal it."""
_SPAN = "start end text", "prefix suffix utf16 utf8"


def span(node: Node, offsets: Offsets | None) -> Span:
    """Return a span, after proving all that is written with it against its text."""
    if offsets is None:
        node.refuse("lies in no document of this file")
    return _exact(node.value, offsets) or _proved(node, offsets)


def _exact(tree: object, offsets: Offsets) -> Span | None:
    """A span that is written as annotator does it and right, in a fraction of the time."""
    if type(tree) is not dict or len(tree) != _PARTS:
        return None
    start, end = tree.get("start"), tree.get("end")
    if type(start) is not int or type(end) is not int:
        return None
    if not 0 <= start < end <= len(offsets.text):
        return None
    found = Span(start, end)
    right = offsets.described(found)
    if tree != right:
        return None
    (first, second), (third, fourth) = tree["utf16"], tree["utf8"]
    whole = type(first) is type(second) is type(third) is type(fourth) is int
    return found if whole else None


def _proved(node: Node, offsets: Offsets) -> Span:
    fields = node.fields(*_SPAN)
    start, end = fields["start"].integer(), fields["end"].integer()
    if not start < end <= len(offsets.text):
        node.refuse(f"{start}..{end} is no span of a text of {len(offsets.text)} code points")
    found = Span(start, end)
    right = offsets.described(found)
    for key, value in fields.values.items():
        if value != right[key] or (type(value) is list and set(map(type, value)) != _WHOLE):
            fields[key].refuse(f"is {value!r}, but the text says {right[key]!r}")
    return found


def spans(fields: Fields, key: str, offsets: Offsets) -> Spans:
    """Return spans in text order; they must be written so, apart from each other."""
    found = tuple(span(part, offsets) for part in fields.list(key))
    if found and found != normalised(found):
        fields[key].refuse("spans must be in text order and not touch each other")
    return found


def optional_span(fields: Fields, key: str, offsets: Offsets | None) -> Span | None:
    """Return a span, or None when the key is not there or null."""
    node = fields.get(key)
    return None if node is None else span(node, offsets)


def party(fields: Fields, key: str, offsets: Offsets) -> Party:
    """Return an addressee, time or place; an empty one when the key is not there."""
    node = fields.get(key)
    if node is None:
        return Party()
    parts = node.fields("", "span mention entity")
    return Party(optional_span(parts, "span", offsets), mention_id(parts), entity_id(parts))


def source(fields: Fields, offsets: Offsets) -> Source | None:
    """Return who speaks, or None when the key is not there or null."""
    node = fields.get("source")
    if node is None:
        return None
    parts = node.fields("kind", "span mention entity")
    return Source(
        parts["kind"].one_of(SourceKind),
        optional_span(parts, "span", offsets),
        mention_id(parts),
        entity_id(parts),
    )


def mention_id(fields: Fields) -> MentionId | None:
    """Return the id under `mention`, if there is one."""
    return cast("MentionId | None", fields.id("mention"))


def entity_id(fields: Fields, key: str = "entity") -> EntityId | None:
    """Return the entity id under a key, if there is one."""
    return cast("EntityId | None", fields.id(key))


def entity_ids(fields: Fields, key: str) -> tuple[EntityId, ...]:
    """Return a list of entity ids."""
    return tuple(EntityId(part.integer(1)) for part in fields.list(key))


def ref(node: Node, kinds: tuple[Kind, ...]) -> Ref:
    """Return the name of an object of one of some kinds: its kind and id."""
    fields = node.fields("kind id")
    kind = fields["kind"].text()
    if kind not in kinds:
        fields["kind"].refuse(f"must be one of {', '.join(kinds)}")
    return Ref(kind, fields["id"].integer(1))


def attributes(fields: Fields) -> Mapping[str, AttributeValue]:
    """Return the extra named values of an object."""
    node = fields.get("attributes")
    if node is None or node.value == {}:
        return {}
    return {name: _attribute(value) for name, value in node.pairs()}


def _attribute(node: Node) -> AttributeValue:
    if isinstance(node.value, bool | int | float):
        return node.value
    return node.texts() if isinstance(node.value, list) else node.text()


def provenance(fields: Fields) -> Provenance:
    """Return who made an object, when and how."""
    node = fields["provenance"]
    try:
        return _often(*chain.from_iterable(cast("Mapping[str, object]", node.value).items()))
    except (JsonFormatError, TypeError, AttributeError):  # to be told with its place
        return _provenance(node)


@lru_cache(maxsize=_MANY, typed=True)
def _often(*keys_and_values: object) -> Provenance:
    """The same of all that was made in one act, which is read once."""
    pairs = zip(keys_and_values[::2], keys_and_values[1::2], strict=True)
    return _provenance(Node(dict(pairs)))


def _provenance(node: Node) -> Provenance:
    parts = node.fields("author created_at", "status origin modified_at confidence")
    confidence = parts.get("confidence")
    return Provenance(
        author=parts["author"].text(),
        created_at=parts["created_at"].text(),
        status=parts.choice("status", Status, Status.ACCEPTED),
        origin=parts["origin"].text() if "origin" in parts.values else "human",
        modified_at=parts.text("modified_at"),
        confidence=None if confidence is None else confidence.number(),
    )
