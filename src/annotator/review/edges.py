"""Edges of annotations that lie on a space or on a mark that is no part of the words."""

from __future__ import annotations

from annotator.model.span import Span, Spans, normalised
from annotator.text.snap import trim
from annotator.text.words import OTHER_ABBREVIATIONS, TITLE_ABBREVIATIONS

_STRAY = frozenset(",;:\u2026\u2014\u2013.\u060c\u3001\u3002\uff0c\uff1b\uff1a")
_PAIRS = {
    "(": ")",
    "[": "]",
    "\u201c": "\u201d",
    "\u2018": "\u2019",
    "\u00ab": "\u00bb",
    "\u201e": "\u201c",
    '"': '"',
    "'": "'",
}
_MARKS = frozenset(_PAIRS) | frozenset(_PAIRS.values())
_LONGEST_WORD = 24
_LOOSE = " \t\n\r\u00a0\u2009\u202f\u3000,;:"


def clean_words(text: str, spans: Spans) -> Spans | None:
    """The spans of a name without what does not belong to it; None where they are clean.

    What a name may begin or end with is left: the stop of "Inc.", a pair of marks or brackets
    around it, an apostrophe. Empty where nothing would be left.
    """
    cleaned = [_clean(text, span) for span in spans]
    if all(new == old for new, old in zip(cleaned, spans, strict=True)):
        return None
    kept = [span for span in cleaned if span is not None]
    return normalised(kept) if kept else ()


def _clean(text: str, span: Span) -> Span | None:
    core = trim(text, span)
    if core is None:
        return None
    left, right = text[span.start : core.start], text[core.end : span.end]
    if not left and not right:
        return span
    start = core.start if _is_stray(left) or _is_open(left, right, core.of(text)) else span.start
    end = core.end if _is_stray(right) or _is_open(right, left, core.of(text)) else span.end
    return Span(start, core.end + 1 if right[:1] == "." and _abbreviates(text, core.end) else end)


def _abbreviates(text: str, at: int) -> bool:
    """Whether the stop at a position belongs to the word before it, as that of "Inc."."""
    if text[at + 1 : at + 2] == "," or text[at + 1 : at + 3].strip()[:1].islower():
        return True
    word = text[max(0, at - _LONGEST_WORD) : at].split()[-1:]
    return bool(word) and word[0].casefold() in TITLE_ABBREVIATIONS | OTHER_ABBREVIATIONS


def _is_stray(outer: str) -> bool:
    return any(char.isspace() or char in _STRAY for char in outer)


def _is_open(outer: str, other: str, core: str) -> bool:
    """Whether a mark at one edge has no partner at the other edge or inside."""
    marks = [char for char in outer if char in _MARKS and char not in "'\u2019\u2018"]
    return any(not _has_partner(mark, other + core) for mark in marks)


def _has_partner(mark: str, among: str) -> bool:
    partners = {close for open_, close in _PAIRS.items() if open_ == mark}
    partners |= {open_ for open_, close in _PAIRS.items() if close == mark}
    return any(partner in among for partner in partners)


def clean_part(text: str, span: Span, outer: str = _LOOSE) -> Span | None:
    """A part of a statement without spaces, and commas, at its edges; None where it is clean."""
    start, end = span.start, min(span.end, len(text))
    while start < end and (text[start] in outer or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in outer or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if start < end and (start, end) != (span.start, span.end) else None
