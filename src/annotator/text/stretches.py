"""Stretches of a text whose quotation marks can be read without the rest of it.

A quotation never runs over a blank line, so a block of lines between two of them is enough. A text
with no blank lines is cut about every 16,000 code points, where it is least likely to cut a
quotation. The cuts hang on the text beside them and on nothing else: whoever asks for a place sees
the same stretch as whoever reads everything.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.model.span import Span
from annotator.text.sentences import LINE_ENDS

_GRID = 1 << 14
_END = rf"(?>\r\n|[{LINE_ENDS}])"
_BLANK = regex.compile(rf"{_END}[^\S{LINE_ENDS}]*+{_END}")
_SPACE = regex.compile(r"\s*+")
_CUTS = (
    _BLANK,
    regex.compile(rf"[.!?\u2026,][ ]?[\"\u201d\u00bb\u2019][ ]?{_END}"),
    regex.compile(_END),
    regex.compile(r"[.!?\u2026,][\"\u201d\u00bb][ ]+(?![\"\u201d\u00bb])"),
    regex.compile(r"\s"),
)


def stretches(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The stretches that hold the positions from one to another, or all of the text."""
    end = len(text) if end is None else min(end, len(text))
    at = max(0, start)
    while at < end:
        low, high = _grid(text, at)
        at = _black(text, _block_start(text, low, at), high)
        while at < high:
            blank = _BLANK.search(text, at, high)
            stop = blank.start() if blank else high
            if at < stop:
                yield Span(at, stop)
            at = _black(text, stop, high)
            if at >= end:
                return


def _grid(text: str, at: int) -> tuple[int, int]:
    """The two cuts around a position."""
    number = at // _GRID
    cut = _cut(text, number)
    if cut > at:
        return _cut(text, number - 1), cut
    return cut, _cut(text, number + 1)


def _cut(text: str, number: int) -> int:
    start = number * _GRID
    if start <= 0 or start >= len(text):
        return max(0, min(start, len(text)))
    end = min(len(text), start + _GRID)
    for cut in _CUTS:
        match = cut.search(text, start, end)
        if match is not None:
            return match.end()
    return start


def _block_start(text: str, low: int, at: int) -> int:
    """The start of the first line of the block that a position lies in or before."""
    start = _line_start(text, low, at)
    while start > low:
        above = _line_start(text, low, _without_end(text, low, start))
        if not text[above:start].strip():
            break
        start = above
    return start


def _black(text: str, at: int, high: int) -> int:
    """The first position from one on that is no space."""
    space = _SPACE.match(text, at, high)
    return space.end() if space else at


def _without_end(text: str, low: int, start: int) -> int:
    return start - 2 if start - 2 >= low and text[start - 2 : start] == "\r\n" else start - 1


def _line_start(text: str, low: int, at: int) -> int:
    return max(low, max(text.rfind(end, low, at) for end in LINE_ENDS) + 1)
