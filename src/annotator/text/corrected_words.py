"""What of a corrected text a reader should see as corrected: whole words, and what they were.

Pure functions over texts. Positions are code points of the corrected text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from annotator.model.correction import Corrections, Edit
from annotator.text.correcting import original_of
from annotator.text.segments import words

# A word that is longer is not looked at further than that.
_AROUND = 300


@dataclass(frozen=True, slots=True)
class CorrectedWords:
    """A stretch that was corrected, with its words as they were before.

    Where words were taken out and nothing else, `start` and `end` are the same.
    """

    start: int
    end: int
    before: str
    edits: tuple[Edit, ...]


def corrected_words(
    text: str, corrections: Corrections | None, start: int = 0, end: int | None = None
) -> Iterator[CorrectedWords]:
    """The corrected stretches that touch a part of a text, in its order; they do not overlap.

    An edit within a word is told with the whole word, as it is now or was before.
    """
    end = len(text) if end is None else end
    edits = corrections.edits if corrections else ()
    first = bisect_left(edits, start - _AROUND, key=lambda edit: edit.end)
    near = takewhile(lambda edit: edit.start <= end + _AROUND, edits[first:])
    group: list[Edit] = []
    low = high = -1
    for edit in near:
        left, right = _seen(text, edit)
        if group and left >= high:
            yield from _told(text, low, high, group, start, end)
            group.clear()
        low, high = (min(low, left), max(high, right)) if group else (left, right)
        group.append(edit)
    if group:
        yield from _told(text, low, high, group, start, end)


def _told(
    text: str, low: int, high: int, group: list[Edit], start: int, end: int
) -> Iterator[CorrectedWords]:
    if low <= end and high >= start:
        yield CorrectedWords(low, high, original_of(text, low, high, group), tuple(group))


def _seen(text: str, edit: Edit) -> tuple[int, int]:
    """An edit with the rest of the words that it begins or ends in, now or before."""
    low, high = max(0, edit.start - _AROUND), min(len(text), edit.end + _AROUND)
    now = text[low:high]
    was = text[low : edit.start] + edit.original + text[edit.end : high]
    begin, now_end, was_end = (
        at - low for at in (edit.start, edit.end, edit.start + len(edit.original))
    )
    before = max(_reach(each, begin)[0] for each in (now, was))
    after = max(_reach(now, now_end)[1], _reach(was, was_end)[1])
    return edit.start - before, edit.end + after


def _reach(text: str, at: int) -> tuple[int, int]:
    """How far the word around a position goes back and on from it; nowhere from its edge."""
    for word in words(text, 0, len(text)):
        if word.start >= at:
            break
        if at < word.end:
            return at - word.start, word.end - at
    return 0, 0
