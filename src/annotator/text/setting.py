"""What a stretch of text says of its capitals: which are names, and which open a line."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.run_patterns import lower_pattern, run_pattern
from annotator.text.sentences import LINE_ENDS, OPENERS, line_near

#: What stands before the word that opens a sentence, a line or a quotation.
_BEFORE_OPENING = frozenset(LINE_ENDS + OPENERS + ".!?:\u2026\u201d\u2022*\u2014\u2013")
_SPACES = " \t\u00a0"
_EDGE = 400
_TITLE_CASE = 0.6
_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """The words that stand around in lower case, and those capitalised inside a sentence."""

    lower: AbstractSet[str]
    middle: AbstractSet[str]
    runs: Sequence[tuple[Span, bool]]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Setting:
        """Read a stretch once: its words, and its runs, each with whether a headline has it."""
        lower = frozenset(lower_pattern().findall(text, start, end))
        middle: set[str] = set()
        runs = []
        headlines = Headlines(text)
        for match in run_pattern().finditer(text, start, end):
            low, high = match.span()
            is_headline = headlines.covers(low)
            runs.append((Span(low, high), is_headline))
            if not is_headline:
                pieces = match[0].split()
                middle.update(pieces[1:] if opens_sentence(text, low) else pieces)
        return cls(lower, middle, runs)


class Headlines:
    """Which lines are written with capitals throughout, so that capitals tell nothing there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = (-1, -1)
        self._is_headline = False

    def covers(self, at: int) -> bool:
        """Whether a position lies in such a line; asked in text order, each line is read once."""
        if not self._line[0] <= at < self._line[1]:
            self._line = line_near(self._text, at, _EDGE)
            self._is_headline = _is_headline(self._text[slice(*self._line)].strip())
        return self._is_headline


def _is_headline(line: str) -> bool:
    if line.startswith("By "):
        return False
    if not line or line[-1] in '.!?:,;"\u201d)' or len(line) > _EDGE // 2:
        return False
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]  # noqa: PLR2004
    capital = sum(1 for word in long if word[0].isupper())
    return len(long) >= _TITLE_WORDS and capital > _TITLE_CASE * len(long)


def opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a line or a quotation begins at a position."""
    low = max(0, at - 4)
    while at > low and text[at - 1] in _SPACES:
        at -= 1
    return at == low or text[at - 1] in _BEFORE_OPENING
