"""Of which objects each card of the claim panel tells, to make again only what a step touched."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.ids import Ref


class CardObjects:
    """For each card that was made, the objects of which its words, its depth and height come."""

    def __init__(self) -> None:
        self._objects: dict[int, frozenset[Ref]] = {}
        self._cards: dict[Ref, set[int]] = {}

    def note(self, statement: int, objects: frozenset[Ref]) -> None:
        """Remember of what the card of a statement was made this time."""
        before = self._objects.get(statement, frozenset())
        self._objects[statement] = objects
        for gone in before - objects:
            self._cards[gone].discard(statement)
        for new in objects - before:
            self._cards.setdefault(new, set()).add(statement)

    def telling_of(self, objects: Iterable[Ref]) -> set[int]:
        """The statements whose cards tell of one of some objects, or of such a statement."""
        found: set[int] = set()
        coming = list(objects)
        while coming:
            more = self._cards.get(coming.pop(), set()) - found
            found |= more
            coming += [Ref("statement", statement) for statement in more]
        return found

    def clear(self) -> None:
        """Forget all cards."""
        self._objects.clear()
        self._cards.clear()
