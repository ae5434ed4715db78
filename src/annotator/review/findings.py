"""The findings of one article in the order of its text, by what they were found in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from annotator.review.base import Check, Finding

MOST = 5_000
"""Only so many are kept; when half of them are gone the rest is looked for."""
Owner = tuple[str, int | str]
Key = tuple[int, int, str, int]


class Findings(Sequence[Finding]):
    """Each look at something replaces what was found in it before."""

    def __init__(self, most: int = MOST) -> None:
        self._by_owner: dict[Owner, tuple[Key, ...]] = {}
        self._by_key: dict[Key, Finding] = {}
        self._order: list[Key] = []
        self._counts: Counter[Check] = Counter()
        self._most = most
        self.left_out = False
        """Whether there were more than are kept."""
        self.version = 0
        """Changes with the findings."""

    def put(self, owner: Owner, found: Iterable[Finding] = ()) -> None:
        """Replace what was found in something."""
        new = {finding.key: finding for finding in found}
        before = self._by_owner.pop(owner, ())
        if not new and not before:
            return
        for key in before:
            if key not in new or new[key] != self._by_key[key]:
                self._remove(key)
        kept = []
        for key, finding in new.items():
            if key in self._by_key or self._add(key, finding):
                kept.append(key)
        if kept:
            self._by_owner[owner] = tuple(kept)

    def _add(self, key: Key, finding: Finding) -> bool:
        if len(self._order) >= self._most:
            self.left_out = True
            return False
        self._by_key[key] = finding
        insort(self._order, key)
        self._counts[finding.check] += 1
        self.version += 1
        return True

    def _remove(self, key: Key) -> None:
        self._counts[self._by_key.pop(key).check] -= 1
        del self._order[bisect_left(self._order, key)]
        self.version += 1

    def counts(self) -> dict[Check, int]:
        """How many there are of each check, most first."""
        return {check: count for check, count in self._counts.most_common() if count}

    def of_check(self, check: Check) -> list[Finding]:
        """All findings of a check."""
        return [finding for finding in self if finding.check == check]

    def find(self, key: Key) -> Finding | None:
        """The finding of a key."""
        return self._by_key.get(key)

    def index_of(self, key: Key) -> int:
        """How many findings come before a key."""
        return bisect_left(self._order, key)

    def after(self, key: Key) -> Finding | None:
        """The first finding behind a key."""
        at = bisect_right(self._order, key)
        return self._by_key[self._order[at]] if at < len(self._order) else None

    def before(self, key: Key) -> Finding | None:
        """The last finding before a key."""
        at = bisect_left(self._order, key)
        return self._by_key[self._order[at - 1]] if at else None

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Finding]:
        return (self._by_key[key] for key in tuple(self._order))

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> list[Finding]: ...
    def __getitem__(self, at: int | slice) -> Finding | list[Finding]:
        if isinstance(at, slice):
            return [self._by_key[key] for key in self._order[at]]
        return self._by_key[self._order[at]]
