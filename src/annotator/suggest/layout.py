"""Where the sentences, paragraphs and quotations of a text lie, to be asked for any place."""

from __future__ import annotations

from bisect import bisect_right

import regex

from annotator.model.span import Span
from annotator.text.quotes import quotations
from annotator.text.words import TITLE_ABBREVIATIONS

_END = regex.compile(
    r"([\p{L}\p{N}.]{0,12}?)[.!?\u2026]+[\"'\u201d\u2019\u00bb)\]]*\s+(?=\P{Ll})|\n"
)


class Layout:
    """Numbers for the sentences and paragraphs of a text; positions are code points."""

    def __init__(self, text: str) -> None:
        self._sentences = [0]
        self._paragraphs = [0]
        for match in _END.finditer(text):
            if match[0] == "\n":
                self._paragraphs.append(match.end())
            elif (match[1] or "").rstrip(".").lower() in TITLE_ABBREVIATIONS:
                continue
            self._sentences.append(match.end())
        outer = [each.span for each in quotations(text) if each.depth == 0]
        self._opens = [each.start for each in outer]
        self._outer = outer

    def sentence(self, at: int) -> int:
        """The number of the sentence of a place; blank lines count too."""
        return bisect_right(self._sentences, at)

    def numbers(self, at: int) -> tuple[int, int]:
        """The numbers of the sentence and the paragraph of a place."""
        return bisect_right(self._sentences, at), bisect_right(self._paragraphs, at)

    def sentence_start(self, at: int) -> int:
        """Where the sentence of a place begins."""
        return self._sentences[bisect_right(self._sentences, at) - 1]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph of a place."""
        return bisect_right(self._paragraphs, at)

    def quotation(self, at: int) -> Span | None:
        """The quotation that a place lies in."""
        number = bisect_right(self._opens, at) - 1
        if number < 0 or at >= self._outer[number].end:
            return None
        return self._outer[number]
