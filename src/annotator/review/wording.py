"""Stretches of a text as words, for contents that are compared by their words.

A word counts as soon as one of its code points does, so that quotation marks, stops and spaces make
no difference. What a word is says `text.segments`; where a script has no spaces, it is a character.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from annotator.model.span import Spans
from annotator.text.segments import words

Words = list[tuple[int, int]]
"""Ranges of the numbers of words, in order, none touching the next; the second is not included."""


class Wording:
    """The words of one text by number."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for word in words(text, 0, len(text)):
            self._starts.append(word.start)
            self._ends.append(word.end)

    def of(self, spans: Spans) -> Words:
        """The words that some stretches, in text order, have a part of."""
        found: Words = []
        for span in spans:
            first = bisect_right(self._ends, span.start)
            last = bisect_left(self._starts, span.end)
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            elif first < last:
                found.append((first, last))
        return found

    def overlap(self, one: Spans, other: Spans) -> float:
        """The words that both have, of those that either has; 1 where neither has any."""
        ours, theirs = self.of(one), self.of(other)
        both = _shared(ours, theirs)
        either = _number(ours) + _number(theirs) - both
        return both / either if either else 1.0


def _number(ranges: Words) -> int:
    return sum(last - first for first, last in ranges)


def _shared(one: Words, other: Words) -> int:
    shared = here = there = 0
    while here < len(one) and there < len(other):
        first = max(one[here][0], other[there][0])
        last = min(one[here][1], other[there][1])
        shared += max(0, last - first)
        if one[here][1] < other[there][1]:
            here += 1
        else:
            there += 1
    return shared
