"""Stretches of document text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of document text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that this span covers in a text."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether another span lies wholly inside this one (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


def normalised(spans: Iterable[Span]) -> Spans:
    """The same stretches in text order, overlapping and touching ones joined.

    Raises ValueError when there is none: nothing in the project has no place in its text.
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    if not joined:
        raise ValueError("at least one span is needed")
    return tuple(joined)


def envelope(spans: Iterable[Span]) -> Span:
    """The smallest single span that covers them all."""
    spans = tuple(spans)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
