"""What a search found, and which of its places are meant: marked, or the one under the keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.store.queries.hits import Hit

if TYPE_CHECKING:
    # Its threads and patterns are loaded with the first search, not with the window.
    from annotator.session.searching import Search


@dataclass(frozen=True, slots=True)
class Results:
    """A search with the number of the place under the keys, and those of the marked ones.

    `has_keys` says that the keyboard is in the list of places.
    """

    search: Search
    at: int = 0
    marked: frozenset[int] = frozenset()
    has_keys: bool = False

    @property
    def current(self) -> Hit | None:
        """The place under the keys."""
        return self.search.hits[self.at] if self.at < len(self.search.hits) else None

    @property
    def chosen(self) -> list[Hit]:
        """The marked places in their order; without any, the one under the keys."""
        if self.marked:
            return [self.search.hits[each] for each in sorted(self.marked)]
        return [self.current] if self.current else []

    def moved(self, to: int) -> Results:
        """With another place under the keys; no further than there are places."""
        return replace(self, at=max(0, min(to, len(self.search.hits) - 1)))

    def with_marks(self, marks: frozenset[int]) -> Results:
        """With other places marked."""
        return replace(self, marked=marks)

    def with_keys(self, *, here: bool) -> Results:
        """With the keyboard in the list, or no longer."""
        return replace(self, has_keys=here)
