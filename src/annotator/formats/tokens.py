"""A text as sentences of tokens, for formats that are made of lines of words.

A token is a word, or a mark between words: "U.S.", "don't" and "1,200" are one token each, dots and
hyphens in a row are one, and what a reader sees as one character is never taken apart. White space
is in no token. A sentence begins where the program's own sentences begin, and holds the tokens from
there to the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from annotator.model.span import Span
from annotator.text.segments import next_grapheme, pieces
from annotator.text.sentences import next_sentence_start

_IN_ROWS = ".-"


class Tokens:
    """The tokens of a text by number, with `starts` and `ends` in code points.

    `sentences` are ranges of token numbers; together they are all tokens, and none is empty. Tokens
    are cut at each of the `edges` that lies in one, so that annotations begin and end with tokens.
    """

    def __init__(self, text: str, edges: Iterable[int] = ()) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in _cut(_whole(text), sorted(set(edges))):
            self.starts.append(start)
            self.ends.append(end)
        self.sentences = tuple(self._sentences())

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, number: int) -> str:
        """A token as it is written."""
        return self.text[self.starts[number] : self.ends[number]]

    def touching(self, span: Span) -> range:
        """The numbers of the tokens of which a part lies in a span; none for white space alone."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span(self, numbers: range) -> Span:
        """From the start of the first to the end of the last of some tokens, at least one."""
        return Span(self.starts[numbers[0]], self.ends[numbers[-1]])

    def _sentences(self) -> Iterator[range]:
        first = 0
        while first < len(self):
            end = next_sentence_start(self.text, self.starts[first])
            last = bisect_left(self.starts, end, lo=first + 1)
            yield range(first, last)
            first = last


def _whole(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each token before any is cut."""
    token: tuple[int, int] | None = None
    seen = 0  # where the last character of the token, as a reader sees it, ends
    for start, end in pieces(text):
        if token and token[1] == start and (start < seen or _in_row(text, start)):
            token = (token[0], end)
        else:
            if token:
                yield token
            token = (start, end)
        if end > seen:
            seen = _last_end(text, start, end)
    if token:
        yield token


def _in_row(text: str, at: int) -> bool:
    return text[at] in _IN_ROWS and text[at - 1] == text[at]


def _last_end(text: str, start: int, end: int) -> int:
    """Where the character ends that the last code point of a piece belongs to."""
    at = end - 1 if text[end - 1].isascii() else start
    while at < end:
        at = next_grapheme(text, at)
    return at


def _cut(tokens: Iterable[tuple[int, int]], edges: list[int]) -> Iterator[tuple[int, int]]:
    """The same tokens, those apart that have an edge between them."""
    for start, end in tokens:
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        yield from pairwise((start, *inside, end))
