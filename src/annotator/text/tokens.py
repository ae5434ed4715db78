"""A text as a row of words and marks that can be compared with that of another text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from annotator.model.span import Span
from annotator.text.matching import alike
from annotator.text.segments import pieces

_SOFT_HYPHEN = "\u00ad"


class Tokens:
    """Every word of a text and every mark between words, each with its place in code points.

    `keys` are what they are compared by: blind to normal form, to soft hyphens and to the shape of
    quotation marks, apostrophes and hyphens, but not to case.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        for start, end in pieces(text):
            self.starts.append(start)
            self.ends.append(end)
            self.keys.append(key(text[start:end]))

    def __len__(self) -> int:
        return len(self.keys)

    def within(self, span: Span) -> range:
        """The numbers of the tokens of which a part lies in a stretch."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """From the start of a token to the end of another."""
        return Span(self.starts[first], self.ends[last])

    def word_of(self, number: int) -> str:
        """A token as it is written."""
        return self.text[self.starts[number] : self.ends[number]]

    def are_words(self) -> Iterator[bool]:
        """For each token whether it is a word, and not a mark."""
        return (written[:1].isalnum() for written in self.keys)


def key(written: str) -> str:
    """What a word or mark is compared by."""
    return written if written.isascii() and not _has_marks(written) else _folded(written)


def _has_marks(written: str) -> bool:
    return "'" in written or '"' in written or "-" in written


def _folded(written: str) -> str:
    normal = unicodedata.normalize("NFC", written.replace(_SOFT_HYPHEN, "") or written)
    return "".join(map(_one_of_alike, normal))


@cache
def _one_of_alike(character: str) -> str:
    return alike(character)[:1] or character
