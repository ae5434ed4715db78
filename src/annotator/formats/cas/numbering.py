"""Numbers for the nodes of a text, so that a file can say which names which."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.formats.layers.nodes import ANNOTATION, BASE, LayeredText, Node
from annotator.formats.utf16 import Utf16

SOFA = 1
"""The number of the text itself."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """All nodes in the order of their numbers: first those of the text, then links between them.

    `members` are the numbers of what lies in the text or beside it, and is no link.
    """

    numbers: dict[Node, int]
    members: list[int]
    places: Utf16
    layered: LayeredText

    def is_annotation(self, node: Node) -> bool:
        """Whether a node has a place in the text."""
        return self.layered.types.is_a(node.type, ANNOTATION)

    def is_beside(self, node: Node) -> bool:
        """Whether a node belongs to the text, with a place in it or without."""
        return self.layered.types.is_a(node.type, BASE)

    def units(self, node: Node) -> tuple[int, int]:
        """The place of a node in UTF-16."""
        return self.places.units(node.start or 0), self.places.units(node.end or 0)


def number(layered: LayeredText) -> Numbered:
    """Number the nodes of a text, from the number behind its own."""
    numbers: dict[Node, int] = {}
    for node in layered.nodes:
        numbers[node] = len(numbers) + SOFA + 1
    members = list(numbers.values())
    for node in layered.nodes:
        for value in node.features.values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, Node) and each not in numbers:
                    numbers[each] = len(numbers) + SOFA + 1
    return Numbered(numbers, members, Utf16(layered.text), layered)
