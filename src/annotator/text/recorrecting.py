"""Corrections of a text made again in another version of its original, where that is the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from annotator.model.correction import Corrections, Edit
from annotator.model.span import Span
from annotator.text.alignment import align
from annotator.text.correcting import Change, corrected, original
from annotator.text.tokens import Tokens


def made_again(
    text: str, corrections: Corrections, new: str
) -> tuple[str, Corrections | None, list[Edit]]:
    """Make the corrections of a text again in another version of its original.

    Returns the version with those that could be made, what they are there (by the same people, at
    the same time), and those that could not: their words, or a word beside them, are other ones.
    """
    before = Tokens(original(text, corrections))
    alignment = align(before, Tokens(new))
    made: list[tuple[Change, Edit]] = []
    left: list[Edit] = []
    for start, edit in _in_original(corrections):
        end = start + len(edit.original)
        words, around = words_at(before, start, end), words_at(before, start, end, beside=1)
        there = alignment.carried(words) if words else None
        follows = around is not None and alignment.carried(around) is not None
        if words and there and follows and there.of(new) == words.of(before.text):
            shift = there.start - words.start
            change = Change(start + shift, end + shift, text[edit.start : edit.end])
            made.append((change, edit))
        else:
            left.append(edit)
    after: Corrections | None = None
    for change, edit in sorted(made, key=lambda each: each[0].start, reverse=True):
        after = corrected(new, after, change, author=edit.author, at=edit.at)
        new = change.applied(new)
    return new, after, left


def words_at(tokens: Tokens, start: int, end: int, beside: int = 0) -> Span | None:
    """The words that a stretch of a text, empty or not, lies in or between, and so many beside.

    None before the first word and behind the last one.
    """
    first = bisect_right(tokens.starts, start) - 1
    last = bisect_left(tokens.ends, end)
    first, last = min(first, last), max(first, last)
    if first < 0 or last >= len(tokens):
        return None
    return tokens.span(max(first - beside, 0), min(last + beside, len(tokens) - 1))


def _in_original(corrections: Corrections) -> Iterator[tuple[int, Edit]]:
    """Each edit with where it begins in the original."""
    grown = 0
    for edit in corrections.edits:
        yield edit.start - grown, edit
        grown += edit.grown
