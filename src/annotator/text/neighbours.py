"""Whether a name found in a text is a name by itself or a piece of a longer one."""

from __future__ import annotations

from collections.abc import Container

import regex

from annotator.model.span import Span
from annotator.text.names import is_title_word
from annotator.text.sentences import LINE_ENDS, OPENERS
from annotator.text.words import (
    FUNCTION_WORDS,
    MONTHS,
    NAME_HEADS,
    PARTICLES,
    WEEKDAYS,
)

_PART = r"[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.'\u2019\u2010\u2011\-]*"
_RIGHT = regex.compile(rf"[ \u00a0\u202f]+(?P<word>{_PART})(?:[ \u00a0](?P<second>{_PART}))?")
_LEFT = regex.compile(rf"(?P<word>{_PART})[ \u00a0\u202f]+\Z")
_HEAD_OF = regex.compile(rf"(?P<head>{_PART})[ \u00a0]+of(?:[ \u00a0]+the)?[ \u00a0]+\Z")
_AFTER = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_APOSTROPHES = "'\u2019\u02bc"
_HYPHENS = "-\u2010\u2011"
_BEFORE_START = OPENERS + LINE_ENDS + ".!?:;,\u2026\u201d\u2019)\u2014\u2013-"
_REACH = 60


def stands_alone(text: str, span: Span, known: Container[str] = frozenset()) -> bool:
    """Whether no capitalised word beside a place makes the name there part of another name.

    Titles, months, weekdays and words that open a sentence beside it do not. `known` are words that
    are names by themselves, as the halves of "Peru-Mexico".
    """
    return (
        not _is_glued_left(text, span.start, known)
        and not _is_glued_right(text, span.end, known)
        and not _extends_right(text, span)
        and not _extends_left(text, span)
    )


def _is_glued_left(text: str, start: int, known: Container[str]) -> bool:
    """Whether an apostrophe or hyphen ties another part of the name to its left."""
    if start < 2 or not text[start - 2].isalnum():  # noqa: PLR2004
        return False
    before = _token_before(text, start - 1)
    if text[start - 1] in _APOSTROPHES:
        return not (before.islower() and len(before) <= 2)  # noqa: PLR2004
    return text[start - 1] in _HYPHENS and before[:1].isupper() and before not in known


def _is_glued_right(text: str, end: int, known: Container[str]) -> bool:
    if end + 1 >= len(text) or not text[end + 1].isalnum():
        return False
    match = _AFTER.match(text, end + 1, end + _REACH)
    after = match[0] if match else ""
    if text[end] in _APOSTROPHES:
        return after.casefold() not in {"s", "re", "ll", "ve", "d", "m"}
    if text[end] in _HYPHENS:
        return after[:1].isupper() and after not in known
    return text[end] == "." and after[:1].isalpha() and after[:1].islower()


def _token_before(text: str, end: int) -> str:
    start = end
    low = max(0, end - _REACH)
    while start > low and (text[start - 1].isalnum() or text[start - 1] in _APOSTROPHES):
        start -= 1
    return text[start:end]


def _extends_right(text: str, span: Span) -> bool:
    match = _RIGHT.match(text, span.end, min(len(text), span.end + 2 * _REACH))
    if match is None:
        return False
    word = match["word"]
    if word in {"of", "for"}:
        last = span.of(text).split()[-1].casefold()
        return last in NAME_HEADS and _is_capital(match["second"] or "")
    if word[0].isdigit() and span.of(text).casefold() in MONTHS:
        return True
    return _is_capital(word) and not _is_no_name(word)


def _extends_left(text: str, span: Span) -> bool:
    head = _HEAD_OF.search(text, max(0, span.start - _REACH), span.start)
    if head:
        return _is_capital(head["head"]) and head["head"].casefold() in NAME_HEADS
    match = _left_word(text, span.start)
    if match is None:
        return False
    word = match["word"]
    if text[span.start].isdigit() and word.casefold().rstrip(".,") in MONTHS:
        return True
    if word.islower():
        return word in PARTICLES and _is_behind_name(text, match.start())
    return _makes_name(text, match)


def _left_word(text: str, at: int) -> regex.Match[str] | None:
    return _LEFT.search(text, max(0, at - _REACH), at)


def _makes_name(text: str, match: regex.Match[str]) -> bool:
    """Whether a word is capitalised as a part of the name behind it."""
    word = match["word"]
    if not _is_capital(word) or _is_possessive(word) or _ends_sentence(word):
        return False
    if is_title_word(word) or word.casefold().rstrip(".") in MONTHS | WEEKDAYS:
        return False
    return not (word.casefold() in FUNCTION_WORDS and _opens(text, match.start()))


def _is_behind_name(text: str, at: int) -> bool:
    """Whether the particle at a position follows a capitalised word, as in "Hugo de"."""
    for _ in range(3):
        match = _left_word(text, at)
        if match is None:
            return False
        word = match["word"]
        if not (word.islower() and word in PARTICLES):
            return _makes_name(text, match)
        at = match.start()
    return False


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].istitle()


def _is_no_name(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    return folded in FUNCTION_WORDS | MONTHS | WEEKDAYS or is_title_word(word)


def _is_possessive(word: str) -> bool:
    return word.endswith(("'s", "\u2019s", "'", "\u2019"))


def _ends_sentence(word: str) -> bool:
    # "in Lima. Castillo said": a stop after a full word parts them; one after an initial does not.
    return word.endswith(".") and not is_title_word(word) and len(word) > 2  # noqa: PLR2004


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, line or quotation begins at a position."""
    before = text[max(0, at - 4) : at].rstrip(" \u00a0")
    return not before or before[-1] in _BEFORE_START
