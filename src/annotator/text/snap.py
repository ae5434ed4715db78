"""Selections as an analyst means them: whole words, without what only surrounds them."""

from __future__ import annotations

import unicodedata

from annotator.model.span import Span
from annotator.text.quotes import quotations
from annotator.text.segments import word_at

# Punctuation that carries meaning on its own: "50%", "#vote", "@name".
_KEPT = "%\u2030#@&\u00a7"
_POSSESSIVES = ("'s", "\u2019s", "\u02bcs", "'S", "\u2019S")
_MEANING = "?!\u2026\uff1f\uff01\u061f"
_BRACKETS = {")": "(", "]": "["}


def trim(text: str, span: Span) -> Span | None:
    """The span without the spaces and punctuation at its edges; None when nothing else is in it.

    The stop of an abbreviation like "U.S." stays.
    """
    start, end = span.start, min(span.end, len(text))
    while start < end and _is_outer(text[start]):
        start += 1
    while end > start and _is_outer(text[end - 1]) and not _ends_word(text, end):
        end -= 1
    return Span(start, end) if start < end else None


def snap(text: str, span: Span) -> Span:
    """The whole words that a selection touches, without outer spaces, marks and possessive 's.

    A selection of nothing but spaces and punctuation stays as it is.
    """
    trimmed = trim(text, span)
    if trimmed is None:
        return span
    return _without_possessive(text, _to_words(text, trimmed))


def statement_span(text: str, span: Span) -> Span:
    """A selection as content of a statement: whole words, with their quotation marks.

    Drops outer spaces, commas and the final stop, but not a stop inside the marks.
    """
    core = trim(text, span)
    if core is None:
        return span
    core = _to_words(text, core)
    start, end = core.start, core.end
    for quotation in quotations(text, Span(max(0, start - 1), end + 1)):
        inner = trim(text, quotation.inner)
        if quotation.closed and inner and core.contains(inner):
            start = min(start, quotation.span.start)
            end = max(end, quotation.span.end)
    return Span(start, _with_meaning_stop(text, start, end, min(span.end, len(text))))


def _with_meaning_stop(text: str, start: int, end: int, limit: int) -> int:
    """The end moved over marks that change the meaning, or close a bracket."""
    while end < limit:
        opener = _BRACKETS.get(text[end])
        if text[end] not in _MEANING and (opener is None or text.find(opener, start, end) < 0):
            break
        end += 1
    return end


def _to_words(text: str, span: Span) -> Span:
    first, last = word_at(text, span.start), word_at(text, span.end)
    start = first.start if first and first.start < span.start < first.end else span.start
    end = last.end if last and last.start < span.end < last.end else span.end
    return Span(start, end)


def _without_possessive(text: str, span: Span) -> Span:
    if len(span) > 2 and text.endswith(_POSSESSIVES, span.start, span.end):  # noqa: PLR2004
        return Span(span.start, span.end - 2)
    return span


def _ends_word(text: str, end: int) -> bool:
    if text[end - 1] != "." or not text[end - 2 : end - 1].isalpha():
        return False
    word = word_at(text, end)
    return word is not None and word.end == end


def _is_outer(char: str) -> bool:
    if char.isspace():
        return True
    category = unicodedata.category(char)
    return category in {"Cc", "Cf", "Zs"} or (category[0] == "P" and char not in _KEPT)
