"""The places that a search found, held in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import overload

from annotator.model.ids import DocumentId, Kind, Ref
from annotator.model.span import Span
from annotator.store.queries.hits import Hit

_CELLS = 5


class HitList(Sequence[Hit]):
    """Places in the order they were found; a hundred thousand take a few megabytes."""

    _KINDS: tuple[Kind | None, ...] = (None, "mention", "statement")

    def __init__(self) -> None:
        self._cells = array("q")

    def append(self, hit: Hit) -> None:
        """Add a place."""
        kind, id = (hit.ref.kind, hit.ref.id) if hit.ref else (None, 0)
        place = (hit.document, hit.span.start, hit.span.end, self._KINDS.index(kind), id)
        self._cells.extend(place)

    def extend(self, hits: Iterable[Hit]) -> None:
        """Add places."""
        for hit in hits:
            self.append(hit)

    def __len__(self) -> int:
        return len(self._cells) // _CELLS

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | list[Hit]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        first = at * _CELLS
        document, start, end, number, id = self._cells[first : first + _CELLS]
        kind = self._KINDS[number]
        ref = Ref(kind, id) if kind else None
        return Hit(DocumentId(document), Span(start, end), ref)
