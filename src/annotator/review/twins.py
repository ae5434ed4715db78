"""Which of two sets of stretches belong together, one to one; positions are code points."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from annotator.model.span import Spans, envelope
from annotator.text.buckets import Buckets

Pair = tuple[int, int]
"""The places of two things in their lists: gold, system."""
K = TypeVar("K", bound=Hashable)


def shared_length(one: Spans, other: Spans) -> int:
    """How many code points lie in both; each is in text order."""
    shared = first = 0
    for span in one:
        while first < len(other) and other[first].end <= span.start:
            first += 1
        at = first
        while at < len(other) and other[at].start < span.end:
            shared += min(span.end, other[at].end) - max(span.start, other[at].start)
            at += 1
    return shared


def overlap(one: Spans, other: Spans) -> float:
    """What both share of what either has (intersection over union), from 0 to 1."""
    shared = shared_length(one, other)
    return shared / (sum(map(len, one)) + sum(map(len, other)) - shared)


def same(gold: Sequence[K], system: Sequence[K]) -> list[Pair]:
    """The pairs of equal things; the first is paired with the first."""
    left: dict[K, list[int]] = {}
    for at in reversed(range(len(system))):
        left.setdefault(system[at], []).append(at)
    return [(at, left[key].pop()) for at, key in enumerate(gold) if left.get(key)]


def overlapping(gold: Sequence[Spans], system: Sequence[Spans]) -> Iterator[Pair]:
    """Every pair of which both share a code point, in the order of the gold ones."""
    there = Buckets()
    for at, spans in enumerate(system):
        there.put(at, envelope(spans))
    for at, spans in enumerate(gold):
        for other in there.over(envelope(spans)):
            if shared_length(spans, system[other]):
                yield at, other


def best_first(pairs: Iterable[Pair], likeness: Callable[[Pair], tuple[float, ...]]) -> list[Pair]:
    """Pairs one to one: the likest is taken first, then the likest of what is left.

    Of equals the first in the lists is taken.
    """
    ranked = sorted(({pair: likeness(pair) for pair in pairs}).items(), key=_rank)
    gold: set[int] = set()
    system: set[int] = set()
    taken: list[Pair] = []
    for pair, _ in ranked:
        if pair[0] not in gold and pair[1] not in system:
            gold.add(pair[0])
            system.add(pair[1])
            taken.append(pair)
    return taken


def _rank(ranked: tuple[Pair, tuple[float, ...]]) -> tuple[tuple[float, ...], Pair]:
    pair, likeness = ranked
    return tuple(-each for each in likeness), pair


def left_of(number: int, taken: Iterable[int]) -> list[int]:
    """The places of a list that are not taken."""
    gone = set(taken)
    return [at for at in range(number) if at not in gone]
