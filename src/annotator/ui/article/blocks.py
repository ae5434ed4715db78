"""Where the paragraphs of a text begin; those too long to lay out at once are cut."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from annotator.ui.article.display import reads_right_to_left

_LINE_END = re.compile("[\n\r\u2028\u2029]")
_OTHER_ENDS = ("\r", "\u2028", "\u2029")
_TERMINATORS = "\n\r\u2028\u2029"
_SPACE = re.compile(r"\s\S")
# A paragraph is cut when it is longer than those of real prose; one piece is laid out in two or
# three milliseconds, and is most of a page, so that few cuts are on the screen.
_LONGEST = 6_000
_PIECE = 2_000
_SHORTEST = 1_000


class Blocks:
    """The blocks of a text by number; positions are code points of the whole text.

    A block is a paragraph without its line end, or a piece of a very long paragraph. There is
    always at least one, and a text that ends with a line end has an empty last one. Costs four
    bytes a block.
    """

    __slots__ = ("_cut", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = array("I")
        # the first blocks of paragraphs that were cut
        self._cut = array("I")
        start = 0
        for following in _paragraph_starts(text):
            if following - start > _LONGEST:
                self._cut_up(start, following)
            else:
                self._starts.append(start)
            start = following
        self._cut_up(start, len(text))

    def __len__(self) -> int:
        return len(self._starts)

    def start(self, block: int) -> int:
        """Where a block begins."""
        return self._starts[block]

    def following(self, block: int) -> int:
        """Where the next block begins; the end of the text after the last one."""
        return self._starts[block + 1] if block + 1 < len(self._starts) else len(self._text)

    def end(self, block: int) -> int:
        """Where the words of a block end, its line end left out."""
        start, end = self._starts[block], self.following(block)
        if end > start and self._text[end - 1] in _TERMINATORS:
            end -= 1
            if end > start and self._text[end - 1 : end + 1] == "\r\n":
                end -= 1
        return end

    def at(self, position: int) -> int:
        """The block in which a position lies; one at a border belongs to the later block."""
        return max(0, bisect_right(self._starts, position) - 1)

    def continues(self, block: int) -> bool:
        """Whether a block goes on with the paragraph of the one before it."""
        start = self._starts[block]
        return start > 0 and self._text[start - 1] not in _TERMINATORS

    def right_to_left(self, block: int) -> bool:
        """Whether the first strong character of the paragraph reads right to left."""
        if self.continues(block):
            block = self._cut[bisect_right(self._cut, block) - 1]
        start = self._starts[block]
        return reads_right_to_left(self._text[start : self.end(block)])

    def _cut_up(self, start: int, end: int) -> None:
        """Add a paragraph as one block, or as many pieces when it is long."""
        self._cut.append(len(self._starts))
        self._starts.append(start)
        most = _PIECE if end - start > _LONGEST else _LONGEST
        while end - start > most:
            start = _break_before(self._text, start + _SHORTEST, start + _PIECE)
            self._starts.append(start)


def _paragraph_starts(text: str) -> Iterator[int]:
    """The position after each line end."""
    if any(end in text for end in _OTHER_ENDS):
        yield from _mixed_starts(text)
        return
    at = text.find("\n") + 1
    while at:
        yield at
        at = text.find("\n", at) + 1


def _mixed_starts(text: str) -> Iterator[int]:
    for match in _LINE_END.finditer(text):
        at = match.start()
        # CR LF is one line end: its LF is the one that counts
        if text[at] != "\r" or text[at + 1 : at + 2] != "\n":
            yield at + 1


def _break_before(text: str, low: int, high: int) -> int:
    """The last good place for a cut: after a space, else not inside a cluster."""
    space = text.rfind(" ", low, high - 1)
    if space >= 0:
        return space + 1
    found = _SPACE.search(text, low, high)
    if found:
        return found.start() + 1
    while high > low and _joins(text[high]):
        high -= 1
    return high


def _joins(character: str) -> bool:
    """Whether a character clings to the one before it."""
    return unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf", "Sk"}
