"""A changing set of spans that tells quickly which of them lie over a stretch."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.span import Span

_SIZE = 512


class Buckets:
    """Numbered spans, each kept in the buckets that it reaches into; positions are code points."""

    __slots__ = ("_buckets", "_spans")

    def __init__(self) -> None:
        self._spans: dict[int, Span] = {}
        self._buckets: dict[int, set[int]] = {}

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, number: object) -> bool:
        return number in self._spans

    def __iter__(self) -> Iterator[int]:
        return iter(self._spans)

    def put(self, number: int, span: Span) -> None:
        """Have a span under a number that is new."""
        self._spans[number] = span
        for bucket in _reached(span):
            self._buckets.setdefault(bucket, set()).add(number)

    def take(self, number: int) -> None:
        """Have the span of a number no longer; one that is not here is no mistake."""
        span = self._spans.pop(number, None)
        for bucket in _reached(span) if span else ():
            self._buckets[bucket].discard(number)
            if not self._buckets[bucket]:
                del self._buckets[bucket]

    def over(self, span: Span) -> list[int]:
        """The numbers of the spans that share a code point with this one, outer ones first."""
        found: set[int] = set()
        for bucket in _reached(span):
            found |= self._buckets.get(bucket, _NONE)
        overlapping = [number for number in found if self._spans[number].overlaps(span)]
        return sorted(overlapping, key=self._place)

    def _place(self, number: int) -> tuple[int, int, int]:
        span = self._spans[number]
        return span.start, -span.end, number


_NONE: frozenset[int] = frozenset()


def _reached(span: Span) -> range:
    return range(span.start // _SIZE, (span.end - 1) // _SIZE + 1)
