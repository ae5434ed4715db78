"""Correcting a text: the edits that make it from the original, and where positions go.

Pure functions over texts. Positions are code points, of the text before or after as it is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.model.correction import Corrections, Edit
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a text that other words take the place of."""

    start: int
    end: int
    words: str

    @property
    def shift(self) -> int:
        """By how much what stands behind it moves."""
        return len(self.words) - (self.end - self.start)

    def trimmed(self, text: str) -> Change:
        """The same change without what stays as it was at its edges."""
        start, end, words = self.start, self.end, self.words
        while start < end and words and text[start] == words[0]:
            start, words = start + 1, words[1:]
        while start < end and words and text[end - 1] == words[-1]:
            end, words = end - 1, words[:-1]
        return Change(start, end, words)

    def applied(self, text: str) -> str:
        """The text after it."""
        return text[: self.start] + self.words + text[self.end :]

    def moved(self, span: Span, text: str) -> Span | None:
        """Where a span goes; None where all its words are taken out.

        A span that has the whole stretch in it grows or shrinks with it. One that ends or begins
        within takes in what stands there now; words put in at its edge are not in it.
        """
        if self.start < self.end and span.start <= self.start and self.end <= span.end:
            return _span(span.start, span.end + self.shift)
        inner = self.trimmed(text)
        end_now = inner.start + len(inner.words)
        start = span.start
        if start >= inner.end:
            start += inner.shift
        elif start > inner.start:
            start = inner.start
        end = span.end
        if end > inner.end or (end == inner.end and inner.start < inner.end):
            end += inner.shift
        elif end > inner.start:
            end = end_now
        return _span(start, end)


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None


def corrected(
    text: str, before: Corrections | None, change: Change, *, author: str, at: str
) -> Corrections | None:
    """The corrections of a text after one more; None where it is the original again.

    A change that meets earlier ones becomes one with them.
    """
    inner = change.trimmed(text)
    edits = before.edits if before else ()
    met = [each for each in edits if each.start <= inner.end and inner.start <= each.end]
    start = min([inner.start, *(each.start for each in met)])
    end = max([inner.end, *(each.end for each in met)])
    original = original_of(text, start, end, met)
    words = text[start : inner.start] + inner.words + text[inner.end : end]
    made = Edit(start, start + len(words), original, author, at)
    after = (
        replace(each, start=each.start + inner.shift, end=each.end + inner.shift)
        for each in edits
        if each.start > end
    )
    own = () if words == original else (made,)
    all_edits = (*(each for each in edits if each.end < start), *own, *after)
    sha256 = before.sha256 if before else hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Corrections(sha256, all_edits) if all_edits else None


def original_of(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """The original words of a stretch of a corrected text, of which `edits` lie in it."""
    parts, at = [], start
    for edit in edits:
        parts += [text[at : edit.start], edit.original]
        at = edit.end
    return "".join([*parts, text[at:end]])


def original(text: str, corrections: Corrections | None) -> str:
    """The original of a corrected text."""
    return original_of(text, 0, len(text), corrections.edits) if corrections else text


def in_original(span: Span, corrections: Corrections | None) -> Span | None:
    """Where a span of the corrected text stands in the original.

    One that begins or ends within corrected words has all of the original words; None for one that
    has nothing but words that were put in.
    """
    edits = corrections.edits if corrections else ()
    start = _back(span.start, edits, is_start=True)
    return _span(start, _back(span.end, edits, is_start=False))


def _back(at: int, edits: Sequence[Edit], *, is_start: bool) -> int:
    """Where an edge of a span stands in the original: words taken out at it are outside."""
    grown = 0
    for edit in edits:
        if edit.start < at < edit.end:
            return edit.start - grown + (0 if is_start else len(edit.original))
        if edit.end > at or (edit.start == at and not is_start):
            break
        grown += edit.grown
    return at - grown
