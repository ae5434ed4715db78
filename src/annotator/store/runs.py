"""Sets of ids, a million of them in little memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from itertools import chain


class Runs(Set[int]):
    """Whole numbers that mostly follow each other: of each run the first is kept, and the end."""

    __slots__ = ("_ends", "_firsts")

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._firsts: list[int] = []
        self._ends: list[int] = []
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """Add a number, which takes no time where it follows the largest."""
        firsts, ends = self._firsts, self._ends
        if ends and number == ends[-1]:
            ends[-1] += 1
            return
        at = bisect_right(firsts, number)
        if at and number < ends[at - 1]:
            return
        if at and number == ends[at - 1]:
            ends[at - 1] += 1
            if at < len(firsts) and firsts[at] == number + 1:
                del firsts[at], ends[at - 1]
        elif at < len(firsts) and firsts[at] == number + 1:
            firsts[at] = number
        else:
            firsts.insert(at, number)
            ends.insert(at, number + 1)

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        at = bisect_right(self._firsts, number)
        return at > 0 and number < self._ends[at - 1]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(map(range, self._firsts, self._ends))

    def __len__(self) -> int:
        return sum(self._ends) - sum(self._firsts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)})"
