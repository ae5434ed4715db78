"""Rows of words that two texts share, found in time that grows with their length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_GRAMS = (8, 4, 2, 1)
_MOVED = 6
_IN_FULL = 40_000
_VISITS = 40
_SHORT = 5
Words = Sequence[int]


class Run(NamedTuple):
    """A row of words that stands in both texts: where it begins in each, counted in words."""

    old: int
    new: int
    length: int


class _Part(NamedTuple):
    """What has to be compared yet: a stretch of the old words and one of the new."""

    old: int
    old_end: int
    new: int
    new_end: int


def common_runs(old: Words, new: Words) -> list[Run]:
    """Rows of words that both have. They overlap in neither, and those that moved come last."""
    in_order = _tidied(_joined(sorted(_Comparison(old, new).runs())), len(old), len(new))
    return [*in_order, *_moved(old, new, in_order)]


class _Comparison:
    """Finds the rows that stand in the same order in both."""

    def __init__(self, old: Words, new: Words) -> None:
        self._old, self._new = old, new
        # a part may be gone over again after each cut, so that all of it is bounded together
        self._left = _VISITS * (len(old) + len(new) + 100)

    def runs(self) -> Iterator[Run]:
        """The rows, in no order."""
        waiting = [_Part(0, len(self._old), 0, len(self._new))]
        while waiting:
            part = waiting.pop()
            trimmed = self._trimmed(part)
            yield from _around(trimmed, part)
            if trimmed.old == trimmed.old_end or trimmed.new == trimmed.new_end:
                continue
            anchors = self._anchors(trimmed)
            if anchors:
                yield from anchors
                waiting += _gaps(trimmed, anchors)
            else:
                yield from self._in_full(trimmed)

    def _trimmed(self, part: _Part) -> _Part:
        """A part without the words that both sides of it begin and end with."""
        old, new = self._old, self._new
        low, most = 0, min(part.old_end - part.old, part.new_end - part.new)
        while low < most and old[part.old + low] == new[part.new + low]:
            low += 1
        high = 0
        while high < most - low and old[part.old_end - 1 - high] == new[part.new_end - 1 - high]:
            high += 1
        self._left -= low + high
        return _Part(part.old + low, part.old_end - high, part.new + low, part.new_end - high)

    def _anchors(self, part: _Part) -> list[Run]:
        """Rows that occur once in each side of a part, as many as stand in the same order."""
        for size in _GRAMS:
            length = part.old_end - part.old + part.new_end - part.new
            if self._left < length:
                return []
            self._left -= length
            here = _unique(self._old, range(part.old, part.old_end - size + 1), size)
            there = _unique(self._new, range(part.new, part.new_end - size + 1), size)
            pairs = [(at, there[gram]) for gram, at in here.items() if gram in there]
            if pairs:
                return self._grown(part, _in_order(sorted(pairs)), size)
        return []

    def _grown(self, part: _Part, pairs: list[tuple[int, int]], size: int) -> list[Run]:
        """Anchors made as long as the words around them are the same."""
        old_words, new_words = self._old, self._new
        found: list[Run] = []
        old_low, new_low = part.old, part.new
        for old, new in pairs:
            skip = max(old_low - old, new_low - new, 0)
            if skip >= size:
                continue
            back = 0
            most = min(old - old_low, new - new_low) if not skip else 0
            while back < most and old_words[old - back - 1] == new_words[new - back - 1]:
                back += 1
            length = size
            most = min(part.old_end - old, part.new_end - new)
            while length < most and old_words[old + length] == new_words[new + length]:
                length += 1
            begin = skip - back
            found.append(Run(old + begin, new + begin, length - begin))
            old_low, new_low = old + length, new + length
        return found

    def _in_full(self, part: _Part) -> Iterator[Run]:
        """The longest common row of words of a small part, by a table; nothing of a large one."""
        old, new = self._old[part.old : part.old_end], self._new[part.new : part.new_end]
        cells = len(old) * len(new)
        if cells > _IN_FULL or cells > self._left:
            return
        self._left -= cells
        table = _lengths(old, new)
        here = there = 0
        while here < len(old) and there < len(new):
            if old[here] == new[there]:
                yield Run(part.old + here, part.new + there, 1)
                here, there = here + 1, there + 1
            elif table[here + 1][there] >= table[here][there + 1]:
                here += 1
            else:
                there += 1


def _around(inner: _Part, part: _Part) -> Iterator[Run]:
    """What is the same before and behind the part that is left."""
    if inner.old > part.old:
        yield Run(part.old, part.new, inner.old - part.old)
    if inner.old_end < part.old_end:
        yield Run(inner.old_end, inner.new_end, part.old_end - inner.old_end)


def _unique(words: Words, places: Iterable[int], size: int) -> dict[object, int]:
    """The rows of a size that stand once among some places."""
    found: dict[object, int] = {}
    for at in places:
        gram: object = words[at] if size == 1 else tuple(words[at : at + size])
        found[gram] = -1 if gram in found else at
    return {gram: at for gram, at in found.items() if at >= 0}


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs, sorted by their first, of which the second rise as well."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, new) in enumerate(pairs):
        at = bisect_left(tails, new)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [new]
        ends[at : at + 1] = [number]
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _gaps(part: _Part, anchors: list[Run]) -> Iterator[_Part]:
    """What lies before, between and behind anchors."""
    old, new = part.old, part.new
    for run in [*anchors, Run(part.old_end, part.new_end, 0)]:
        if run.old > old and run.new > new:
            yield _Part(old, run.old, new, run.new)
        old, new = run.old + run.length, run.new + run.length


def _lengths(old: Words, new: Words) -> list[list[int]]:
    """How long the longest common row behind each pair of places is."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for here in range(len(old) - 1, -1, -1):
        row, below, word = table[here], table[here + 1], old[here]
        for there in range(len(new) - 1, -1, -1):
            same = word == new[there]
            row[there] = below[there + 1] + 1 if same else max(below[there], row[there + 1])
    return table


def _joined(runs: list[Run]) -> list[Run]:
    """Runs in order, those that go on without a gap in either as one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.old + last.length, last.new + last.length) == (run.old, run.new):
            found[-1] = last._replace(length=last.length + run.length)
        else:
            found.append(run)
    return found


def _tidied(runs: list[Run], old_end: int, new_end: int) -> list[Run]:
    """Without short rows that stand alone in what was written anew: they are there by chance."""
    kept: list[Run] = []
    edges = [*runs, Run(old_end, new_end, 0)]
    for run, after in zip(runs, edges[1:], strict=True):
        last = kept[-1] if kept else Run(0, 0, 0)
        before = _gap(last, run)
        if run.length >= _SHORT or run.length >= min(before, _gap(run, after)):
            kept.append(run)
    return kept


def _gap(first: Run, second: Run) -> int:
    """How many words lie between two rows, in the text where they are more."""
    old = second.old - first.old - first.length
    return max(old, second.new - first.new - first.length)


def _moved(old: Words, new: Words, runs: list[Run]) -> Iterator[Run]:
    """Longer rows that are left over in both, at whatever place."""
    old_free = _left_over([(run.old, run.length) for run in runs], len(old))
    new_free = _left_over([(run.new, run.length) for run in runs], len(new))
    here = _unique(old, _places(old_free), _MOVED)
    there = _unique(new, _places(new_free), _MOVED)
    for at, gram in sorted((at, gram) for gram, at in here.items() if gram in there):
        to = there[gram]
        if not (all(old_free[at : at + _MOVED]) and all(new_free[to : to + _MOVED])):
            continue  # part of a row that was found just now
        back = 0
        while (
            min(at, to) > back
            and old_free[at - back - 1]
            and new_free[to - back - 1]
            and old[at - back - 1] == new[to - back - 1]
        ):
            back += 1
        length = _MOVED
        while (
            at + length < len(old)
            and to + length < len(new)
            and old_free[at + length]
            and new_free[to + length]
            and old[at + length] == new[to + length]
        ):
            length += 1
        run = Run(at - back, to - back, length + back)
        old_free[run.old : run.old + run.length] = bytes(run.length)
        new_free[run.new : run.new + run.length] = bytes(run.length)
        yield run


def _left_over(runs: list[tuple[int, int]], length: int) -> bytearray:
    """For each word whether it is in none of some runs."""
    free = bytearray(b"\1") * length
    for first, size in runs:
        free[first : first + size] = bytes(size)
    return free


def _places(free: bytearray) -> Iterator[int]:
    """Where a row of words is left over as a whole."""
    row = b"\1" * _MOVED
    at = free.find(row)
    while at >= 0:
        yield at
        at = free.find(row, at + 1)
