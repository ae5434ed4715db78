"""A text as sentences of tokens, for formats that are made of lines of words.

A token is a word, or a mark between words: "U.S.", "don't" and "1,200" are one token each, dots and
hyphens in a row are one, and what a reader sees as one character is never taken apart. White space
is in no token. A sentence begins where the program's own sentences begin, and holds the tokens from
there to the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

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
        self.starts, self.ends = _cut(*_whole(text), sorted(set(edges)))
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


def _whole(text: str) -> tuple[list[int], list[int]]:
    """Starts and ends of the tokens before any is cut."""
    starts: list[int] = []
    ends: list[int] = []
    piece, seen = (-1, -1), 0  # the last piece; where its last character, as a reader sees it, ends
    for start, end in pieces(text):
        apart = start != piece[1]
        if not apart and piece[1] > seen:
            seen = _last_end(text, *piece)
        piece = start, end
        if apart or (start >= seen and not _in_row(text, start)):
            starts.append(start)
            ends.append(end)
        else:
            ends[-1] = end
    return starts, ends


def _in_row(text: str, at: int) -> bool:
    return text[at] in _IN_ROWS and text[at - 1] == text[at]


def _last_end(text: str, start: int, end: int) -> int:
    """Where the character ends that the last code point of a piece belongs to."""
    if text[end - 1 : end + 1].isascii():  # white space, which CRLF is, is in no piece
        return end
    at = end - 1 if text[end - 1].isascii() else start
    while at < end:
        at = next_grapheme(text, at)
    return at


def _cut(starts: list[int], ends: list[int], edges: list[int]) -> tuple[list[int], list[int]]:
    """The same tokens, those apart that have an edge between them."""
    cut_starts: list[int] = []
    cut_ends: list[int] = []
    done = 0
    for edge in edges:
        at = bisect_left(starts, edge, lo=done)  # the token before is the one that it may lie in
        if at > done and edge < ends[at - 1]:
            cut_starts += starts[done:at]
            cut_ends += ends[done : at - 1]
            cut_ends.append(edge)
            done = at - 1
            starts[done] = edge
    return cut_starts + starts[done:], cut_ends + ends[done:]
