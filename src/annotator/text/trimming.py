"""Content as a reader would mark it, without what only surrounds it."""

from __future__ import annotations

from annotator.model.span import Span

_OUTER = " \t\n\r\u2028\u2029\u00a0,.;:\u2014\u2013-\u2026"
_PAIRS = {")": "(", "]": "[", "\u201d": "\u201c", "\u00bb": "\u00ab", "\u300d": "\u300c",
          "\u201c": "\u201e", "\u00ab": "\u00bb"}  # fmt: skip


def content_span(text: str, span: Span) -> Span:
    """The span without outer spaces, commas and the final stop; marks that are closed in it stay.

    The stop of an abbreviation, and one inside quotation marks, stays as well.
    """
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start] in _OUTER + ")]\u201d\u2019\u00bb":
        start += 1
    while end > start and (
        (text[end - 1] in _OUTER and not _is_abbreviation(text, start, end))
        or _is_loose(text, start, end)
    ):
        end -= 1
    while end > start and text[end - 1] in "([":
        end -= 1
    return Span(start, end) if start < end else span


def _is_loose(text: str, start: int, end: int) -> bool:
    """Whether the last mark closes something that the span does not hold."""
    mark = text[end - 1]
    if mark in "'\u2019":
        return not text[end - 2].isalnum() and not any(
            char in text[start : end - 1] for char in "\u2018'"
        )
    if mark == '"':
        return text.count('"', start, end) % 2 == 1
    opening = _PAIRS.get(mark)
    return opening is not None and text.count(mark, start, end) > text.count(opening, start, end)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether a stop ends "U.S." or "Inc."; not every one is known, and none is looked up."""
    if text[end - 1] != "." or end - start < 4:  # noqa: PLR2004
        return False
    return text[end - 2].isalpha() and text[end - 3] == "."
