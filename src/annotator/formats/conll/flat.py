"""Mentions that do not overlap, for formats in which a word belongs to one at most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from annotator.formats.conll.placing import Candidate


def chosen(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest of some mentions, in text order, none of which overlaps another.

    Of those that are as long the first in the text is taken, of those at one place the oldest.
    """
    starts: list[int] = []
    kept: list[Candidate] = []
    for one in sorted(candidates, key=_longest_first):
        extent = one.extent
        at = bisect_left(starts, extent.start)
        before, behind = kept[at - 1 : at], kept[at : at + 1]
        if not any(extent.overlaps(other.extent) for other in (*before, *behind)):
            starts.insert(at, extent.start)
            kept.insert(at, one)
    return kept


def _longest_first(one: Candidate) -> tuple[int, int, int]:
    return -len(one.extent), one.extent.start, one.mention.id
