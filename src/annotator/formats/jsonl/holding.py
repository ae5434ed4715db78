"""Documents that are held back until all that must come with them is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.formats.jsonl.together import Beside, Together, ref_of
from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import Ref


@dataclass(slots=True)
class Piece:
    """What is handed over at a time: mostly one document, with what hangs on it."""

    documents: list[AnnotatedDocument] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    numbers: dict[Ref, int] = field(default_factory=dict)
    """The lines that its documents and what stands beside them are from."""
    unread: list[tuple[int, bytes]] = field(default_factory=list)
    """Lines that cannot be read before the documents are there, with their numbers."""

    def __bool__(self) -> bool:
        return bool(self.documents or self.beside or self.unread)

    def place_of(self, owner: Ref) -> int | None:
        """The line of something in it; with one document, that is where all else is from."""
        if owner in self.numbers or len(self.documents) != 1:
            return self.numbers.get(owner)
        return self.numbers[Ref("document", self.documents[0].document.id)]

    @property
    def refs(self) -> Iterator[Ref]:
        """The names of all that is in it."""
        for each in self.documents:
            yield Ref("document", each.document.id)
            yield from (Ref("mention", one.id) for one in each.mentions)
            yield from (Ref("statement", one.id) for one in each.statements)
        yield from map(ref_of, self.beside)

    def absorb(self, other: Piece) -> None:
        """Take in another piece."""
        self.documents += other.documents
        self.beside += other.beside
        self.numbers |= other.numbers
        self.unread += other.unread


class Holding:
    """Pieces by the group they are of; a piece of no group goes on at once."""

    def __init__(self, together: Together) -> None:
        self._together = together
        self._left = Counter(map(together.group, together))
        self._pieces: dict[Ref, Piece] = {}

    def __contains__(self, ref: Ref) -> bool:
        return self._together.group(ref) is not None

    def met(self, refs: Iterable[Ref], piece: Piece) -> Piece | None:
        """Take in a piece in which these objects are; returns what is complete by that."""
        if not self._together:
            return piece
        found = Counter(group for ref in refs if (group := self._together.group(ref)))
        if not found:
            return piece
        first, *others = found
        for group in others:
            self._left[first] += self._left.pop(group)
            if group in self._pieces:
                self._pieces.setdefault(first, Piece()).absorb(self._pieces.pop(group))
        self._together.tie([first, *others])
        self._left[first] -= found.total()
        held = self._pieces.setdefault(first, Piece())
        held.absorb(piece)
        return None if self._left[first] else self._pieces.pop(first)

    def rest(self) -> list[Piece]:
        """What waits for something that did not come."""
        found = list(self._pieces.values())
        self._pieces.clear()
        return found
