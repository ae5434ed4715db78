"""What a `More` note holds as JSON, each part of it proved against the text and the file."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.formats import json_values as values
from annotator.formats.json_node import Node
from annotator.formats.json_parse import parse
from annotator.model.attributes import AttributeValue
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span, Spans, normalised

_PAIR = 2


def more_of(words: str) -> Node:
    """The object that a note holds; raises JsonFormatError for anything else."""
    node = Node(parse(words.encode("utf-8")), "More")
    node.fields("", " ".join(node.value) if isinstance(node.value, dict) else "")
    return node


class More:
    """What is said of one object beside its lines; where nothing is, all is as the lines say.

    Raises JsonFormatError for a value that is none.
    """

    def __init__(self, node: Node | None, text: str, known: str) -> None:
        self._fields = (node or Node({}, "More")).fields("", known)
        self._text = text

    def __bool__(self) -> bool:
        return bool(self._fields.values)

    def has(self, key: str) -> bool:
        """Whether it says something under a key, be it nothing."""
        return key in self._fields.values

    def inside(self, key: str, known: str) -> More:
        """What it says of a part."""
        return More(self._fields.get(key), self._text, known)

    def each(self, key: str, known: str) -> list[More]:
        """What it says of several."""
        return [More(node, self._text, known) for node in self._fields.list(key)]

    def spans(self, key: str, otherwise: Spans) -> Spans:
        """Stretches of the text."""
        if not self.has(key):
            return otherwise
        found = [self._span(node) for node in self._fields.list(key)]
        return normalised(found) if found else self._fields[key].refuse("is empty")

    def span(self, key: str, otherwise: Span | None = None) -> Span | None:
        """One stretch of the text."""
        node = self._fields.get(key)
        return otherwise if node is None else self._span(node)

    def _span(self, node: Node) -> Span:
        pair = [end.integer() for end in node.each()]
        if len(pair) != _PAIR or not pair[0] < pair[1] <= len(self._text):
            node.refuse(f"{pair} is no stretch of {len(self._text)} characters")
        return Span(*pair)

    def text(self, key: str, otherwise: str | None = None) -> str | None:
        """A text, or None where it says that there is none."""
        return self._fields.text(key) if self.has(key) else otherwise

    def some_text(self, key: str) -> str:
        """A text that must be there."""
        return self._there(key).some_text()

    def _there(self, key: str) -> Node:
        return self._fields.get(key) or self._fields.node.refuse(f"the key {key!r} is missing")

    def texts(self, key: str, otherwise: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        return self._fields[key].texts() if self.has(key) else otherwise

    def attributes(self) -> Mapping[str, AttributeValue]:
        """Attributes whose values no line can say."""
        return values.attributes(self._fields)

    def provenance(self, otherwise: Provenance) -> Provenance:
        """Who made the object, and when."""
        if self.has("provenance"):
            return values.provenance(self._fields)
        status = self._fields.choice("status", Status, otherwise.status)
        if status is otherwise.status:
            return otherwise
        return Provenance("", "", status, otherwise.origin)

    def ref(self, key: str) -> tuple[str, int]:
        """The kind and the id of something outside of the text."""
        parts = self._there(key).fields("kind id")
        return parts["kind"].text(), parts["id"].integer(1)
