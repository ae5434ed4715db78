"""Quotation marks of the world's news, and the form they give to a content.

One pass over the marks with a short stack, so the cost is linear. A quotation left open ends with
its paragraph; when the next paragraph opens again with the same mark it is one of several,
`continued`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form
from annotator.text.marks import (
    MARKS,
    PAIRS,
    closes,
    is_line_end,
    is_single,
    opens,
    possessives,
)
from annotator.text.sentences import LINE_ENDS, sentence_at

# Longer than the paragraphs of prose; in a text without any, marks farther away are not looked at.
_REACH = 6_000
_DEPTH = 12
_WRAPPED = 100


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks (`span`) and without (`inner`).

    `depth` counts the quotations around it. `continued` says that the next paragraph takes it up.
    """

    span: Span
    inner: Span
    closed: bool
    depth: int
    continued: bool = False


def quotations(text: str, span: Span | None = None) -> list[Quotation]:
    """Every quotation of the text, or those that touch a span, outer ones before inner ones.

    With a span only the text around it is read.
    """
    if span is None:
        return _nested(_Scan(text, 0, len(text)).run())
    low = _block_start(text, min(span.start, len(text)))
    found = _Scan(text, low, min(len(text), span.end + _REACH), span.end).run()
    return [quotation for quotation in _nested(found) if quotation.span.overlaps(span)]


def quoted_parts(text: str, content: Spans) -> Spans:
    """The stretches of a content that are quoted, marks included, as far as the content has them.

    A quotation around a content that begins within one of its sentences does not quote the content:
    it is the words of somebody who reports it.
    """
    parts = []
    for piece in content:
        for quotation in quotations(text, Span(max(0, piece.start - 1), piece.end + 1)):
            start = max(piece.start, quotation.span.start)
            end = min(piece.end, quotation.span.end)
            if start < end and _quotes(text, quotation, piece):
                parts.append(Span(start, end))
    return normalised(parts) if parts else ()


def form_of(text: str, content: Spans) -> Form:
    """Direct when all words of a content are quoted, mixed when some are, else indirect."""
    return form_and_quoted(text, content)[0]


def form_and_quoted(text: str, content: Spans) -> tuple[Form, Spans]:
    """The form of a content, and its quoted stretches, from one reading of the marks."""
    parts = quoted_parts(text, content)
    if not parts:
        return Form.INDIRECT, ()
    unquoted = any(_has_unquoted(text, piece, parts) for piece in content)
    return (Form.MIXED if unquoted else Form.DIRECT), parts


def _has_unquoted(text: str, piece: Span, parts: Spans) -> bool:
    at = piece.start
    for part in (*parts, Span(piece.end, piece.end + 1)):
        if part.end <= at or part.start > piece.end:
            continue
        if any(char.isalnum() for char in text[at : part.start]):
            return True
        at = part.end
    return False


def _quotes(text: str, quotation: Quotation, piece: Span) -> bool:
    if quotation.span.start >= piece.start or quotation.inner.end < piece.end:
        return True
    if not any(char.isalnum() for char in text[quotation.inner.start : piece.start]):
        return True
    sentence = sentence_at(text, piece.start)
    return sentence is not None and not any(
        char.isalnum() for char in text[sentence.start : piece.start]
    )


def _block_start(text: str, at: int) -> int:
    """The start of a paragraph near enough to know every quotation open at a position."""
    low = max(0, at - _REACH)
    start = at
    for _ in range(_REACH):
        line = max(text.rfind(end, low, start) for end in LINE_ENDS) + 1
        if line <= low:
            return low
        start = line - 1
        if start == low or text[start - 1] in LINE_ENDS or at - line > _WRAPPED * 40:
            return line
    return start


class _Scan:
    """One pass over the marks between two positions."""

    def __init__(self, text: str, low: int, high: int, enough: int | None = None) -> None:
        self.text = text
        self.marks = MARKS.finditer(text, low, high)
        self.high = high
        self.enough = high if enough is None else enough
        self.line = low
        self.open: list[int] = []
        self.found: list[Quotation] = []

    def run(self) -> list[Quotation]:
        """Every quotation found, in no order."""
        marks = self._enough_marks()
        held = possessives(self.text, marks)
        for index, match in enumerate(marks):
            if is_line_end(match):
                self._end_line(match.start(), match.end())
            elif index not in held:
                self._take(match.start())
        self._end_paragraph(self.high, "")
        return self.found

    def _enough_marks(self) -> list[regex.Match[str]]:
        # A paragraph that ends behind what was asked for closes everything that matters.
        marks = []
        for match in self.marks:
            marks.append(match)
            if match.start() > self.enough and self._is_paragraph_end(match):
                self.high = match.start()
                break
        return marks

    def _is_paragraph_end(self, match: regex.Match[str]) -> bool:
        return is_line_end(match) and self.text[match.end() : match.end() + 1] in LINE_ENDS

    def _take(self, at: int) -> None:
        mark = self.text[at]
        for level in range(len(self.open) - 1, -1, -1):
            if closes(self.text, at, self.open[level]):
                self._add(self.open[level], at + 1, closed=True)
                del self.open[level:]
                return
        if len(self.open) < _DEPTH and opens(self.text, at):
            already = [place for place in self.open if self.text[place] == mark]
            if is_single(mark) and already:
                return
            self.open.append(at)

    def _end_line(self, start: int, end: int) -> None:
        text = self.text
        after = end
        while after < len(text) and text[after] in " \t\u00a0\u3000":
            after += 1
        following = text[after : after + 1]
        blank = not following or following in LINE_ENDS
        again = bool(self.open) and following == text[self.open[0]]
        if blank or again or start - self.line > _WRAPPED:
            while following and following in LINE_ENDS + " \t\u00a0\u3000" and after < end + 64:
                after += 1
                following = text[after : after + 1]
            self._end_paragraph(start, following)
        self.line = end

    def _end_paragraph(self, end: int, following: str) -> None:
        for start in self.open:
            mark = self.text[start]
            again = bool(following) and following == mark and start == self.open[0]
            if again or not is_single(mark):
                self._add(start, end, closed=False, continued=again)
        self.open.clear()

    def _add(self, start: int, end: int, *, closed: bool, continued: bool = False) -> None:
        low, high = start + 1, end - 1 if closed else end
        while high > low and self.text[high - 1].isspace():
            high -= 1
        while low < high and self.text[low].isspace():
            low += 1
        if low < high:
            whole = Span(start, end if closed else high)
            self.found.append(Quotation(whole, Span(low, high), closed, 0, continued))


def _nested(found: list[Quotation]) -> list[Quotation]:
    """The same in text order, each with its depth."""
    around: list[int] = []
    result = []
    for quotation in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        while around and around[-1] <= quotation.span.start:
            around.pop()
        result.append(replace(quotation, depth=len(around)))
        around.append(quotation.span.end)
    return result


#: The marks that begin a quotation, for those who look for one.
OPENING = frozenset(PAIRS)
