"""Quick answers about many spans at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from annotator.model.span import Span


class Cover:
    """A fixed set of spans that tells quickly which of them lie over a stretch."""

    __slots__ = ("_reach", "_spans", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def overlapping(self, span: Span) -> list[Span]:
        """Every span of the set that shares a code point with this one, in text order."""
        low = bisect_right(self._reach, span.start)
        high = bisect_left(self._starts, span.end)
        return [other for other in self._spans[low:high] if other.end > span.start]

    def touches(self, span: Span) -> bool:
        """Whether some span of the set shares a code point with this one."""
        return bool(self.overlapping(span))

    def leaves_free(self, span: Span) -> bool:
        """Whether a span is neither inside one of the set nor across the edge of one."""
        return all(span.contains(other) and span != other for other in self.overlapping(span))

    def covers(self, span: Span) -> bool:
        """Whether some span of the set contains this one; an equal span does."""
        return any(other.contains(span) for other in self.overlapping(span))


def merged(spans: Iterable[Span], gap: int) -> Iterator[Span]:
    """Stretches that cover all spans, those no farther apart than `gap` in one; in text order."""
    start = end = -1
    for span in sorted(spans):
        if end < 0 or span.start > end + gap:
            if end >= 0:
                yield Span(start, end)
            start, end = span.start, span.end
        end = max(end, span.end)
    if end >= 0:
        yield Span(start, end)
