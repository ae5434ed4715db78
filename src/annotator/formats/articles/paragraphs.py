"""Paragraphs out of lines on pages: which line goes on in the next, and which hyphens to undo."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")  # noqa: RUF001 - full stops of all scripts
_BULLET = re.compile(r"[•▪◦‣●○■□]")
_HYPHENATED = re.compile(r"\w[-\u2010]$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = frozenset("WF")
_SAME_SIZE = 0.15
_LARGER_GAP = 1.3
_INDENT = 0.7
_FEW = 3
_COLUMN = 4.0
"""So many heights two lines of one column may begin apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it stands on a page, with its place in points from the lower left.

    `hyphen` says that its last word is divided: its hyphen is not in the text.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float
    hyphen: bool = False


@dataclass(slots=True)
class Joined:
    """A text made of lines: where each page begins in it, and where hyphens were undone."""

    text: str = ""
    page_starts: list[int] = field(default_factory=list)
    hyphens_undone: list[int] = field(default_factory=list)


def joined(lines: Sequence[Line], pages: int) -> Joined:
    """Join lines of so many pages to paragraphs that are an empty line apart."""
    words = _Words(lines)
    layout = _Layout(lines)
    found = Joined()
    parts: list[str] = []
    length = 0
    for before, line in zip((None, *lines), lines, strict=False):
        between = "" if before is None else _between(before, line, layout)
        if before is not None and before.hyphen:
            if between == " " and not words.keep_hyphen(before.text, line.text):
                found.hyphens_undone.append(length)
                between = ""
            else:
                between = f"-{between.strip(' ')}"
        length += len(between)
        while len(found.page_starts) <= line.page:
            found.page_starts.append(length)
        parts += (between, line.text)
        length += len(line.text)
    found.page_starts += [length] * (pages - len(found.page_starts))
    found.text = "".join(parts) + ("-" if lines and lines[-1].hyphen else "")
    return found


class _Words:
    """The words of a text that stand whole in its lines, with hyphens in them and without."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._compounds: set[str] = set()
        self._plain: set[str] = set()
        for line in lines:
            self._compounds.update(each.casefold() for each in _COMPOUND.findall(line.text))
            self._plain.update(each.casefold() for each in _WORD.findall(line.text))

    def keep_hyphen(self, first: str, second: str) -> bool:
        """Whether the two parts of a divided word have a hyphen between them in any case."""
        if not second[:1].islower():
            return True  # Anglo-American, 2024-25
        last, next_ = _LAST_WORD.search(first), _FIRST_WORD.match(second)
        if last is None or next_ is None:
            return True
        whole = f"{last[0]}{next_[0]}".casefold()
        return f"{last[0]}-{next_[0]}".casefold() in self._compounds and whole not in self._plain


class _Layout:
    """How far lines are apart, and where columns end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        gaps: dict[int, list[float]] = defaultdict(list)
        self._pages: dict[int, list[Line]] = defaultdict(list)
        for before, line in pairwise(lines):
            gap = before.bottom - line.bottom
            if before.page == line.page and 0 < gap < 3 * line.height:
                gaps[round(line.height)].append(gap)
        self._gaps = {height: median(found) for height, found in gaps.items()}
        for line in lines:
            self._pages[line.page].append(line)

    def gap(self, line: Line) -> float:
        """How far lines of that size are apart."""
        return self._gaps.get(round(line.height), 1.2 * line.height)

    def right(self, line: Line) -> float:
        """Where the column of a line ends; one that stands alone has the page for a column."""
        page = self._pages[line.page]
        column = [each for each in page if abs(each.left - line.left) < _COLUMN * line.height]
        return max(each.right for each in (column if len(column) >= _FEW else page))


def _between(before: Line, line: Line, layout: _Layout) -> str:
    """What stands between two lines of the text: nothing, a space, a tab, or line ends."""
    if _same_row(before, line):
        return "\t" if line.left - before.right > line.height else " "
    if before.hyphen and _same_size(before, line):
        return " "
    ends = _SENTENCE_END.search(before.text) is not None
    if _is_apart(before, line, layout, ends=ends):
        return "\n\n"
    goes_on = not ends and line.text[0].islower()
    if _BULLET.match(line.text) or (not goes_on and _would_fit(before, line, layout)):
        return "\n\n" if ends else "\n"
    if _HYPHENATED.search(before.text):
        return ""
    return "" if _is_wide(before.text[-1]) and _is_wide(line.text[0]) else " "


def _same_row(before: Line, line: Line) -> bool:
    level = abs(before.bottom - line.bottom) < 0.3 * line.height
    return before.page == line.page and level and line.left >= before.right


def _same_size(before: Line, line: Line) -> bool:
    return abs(before.height - line.height) <= _SAME_SIZE * max(before.height, line.height)


def _is_apart(before: Line, line: Line, layout: _Layout, *, ends: bool) -> bool:
    """Whether a new paragraph begins, by the room above it, its size, or the room before it."""
    if not _same_size(before, line):
        return True
    if before.page != line.page or line.bottom > before.bottom:  # a new page or column
        return ends or (not line.text[0].islower() and _would_fit(before, line, layout))
    if before.bottom - line.bottom > _LARGER_GAP * layout.gap(line):
        return True
    return ends and line.left - before.left > _INDENT * line.height


def _would_fit(before: Line, line: Line, layout: _Layout) -> bool:
    """Whether the first word of a line had room in the line before, which thus ended on purpose."""
    letter = (line.right - line.left) / len(line.text)
    word = len(line.text.split(maxsplit=1)[0]) * letter
    return before.right + 1.2 * (word + letter) < layout.right(before)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE
