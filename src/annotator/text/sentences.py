"""Lines and sentences around a position, decided by what stands next to each boundary.

A line ends at LF, CR, CRLF, U+2028 and U+2029. Not at U+0085: in decoded news copy it is nearly
always the ellipsis of Windows-1252, in the middle of a sentence; nor at form feed and vertical tab,
which are layout.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.model.span import Span
from annotator.text.words import (
    OTHER_ABBREVIATIONS,
    SAID_VERBS,
    SENTENCE_STARTERS,
    TITLE_ABBREVIATIONS,
)

LINE_ENDS = "\n\r\u2028\u2029"
OPENERS = "\"'\u201c\u2018\u00ab\u2039\u201e\u201a\u300c\u300e([{\u00bf\u00a1"
_CLOSERS = "\"'\u201d\u2019\u00bb\u203a\u201c\u2018\u300d\u300f)\\]}"
_BOUNDARY = regex.compile(
    rf"(?:[.!?\u2026\u203d\u037e\u061f\u06d4\u0964\u0965]+(?P<closers>[{_CLOSERS}]*)"
    rf"(?=\s|\Z)|[\u3002\uff01\uff1f\uff61]+[{_CLOSERS}]*|(?P<line>\r\n|[{LINE_ENDS}]))"
)
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}.\-]{0,24}\Z")
_NEXT = regex.compile(
    rf"\s*[{regex.escape(OPENERS)}\u2014\u2013\-]*([\p{{L}}\p{{M}}\p{{N}}.'\u2019\-]{{1,40}})"
)
_SPEAKER = regex.compile(
    r"\s+(?:(?P<pronoun>He|She|They|We|I|It)|\p{Lu}[\p{L}\p{M}.'\u2019\-]*"
    r"(?:\s+\p{Lu}[\p{L}\p{M}.'\u2019\-]*){0,4})\s+(?P<verb>\p{Ll}{2,12})\b"
)
_SPACE = regex.compile(r"\s*")
_REACH = 8_000
_LINE_CHUNK = 1 << 14


def line_near(text: str, at: int, reach: int = 1 << 62) -> tuple[int, int]:
    """Start and end of the line around a position, seen no further than `reach` each way."""
    at = min(max(at, 0), len(text))
    return _line_start(text, at, max(0, at - reach)), _line_end(
        text, at, min(len(text), at + reach)
    )


def paragraph_at(text: str, at: int) -> Span | None:
    """The line that a position lies in, without its line end; None where the line is empty."""
    start, end = line_near(text, at)
    return Span(start, end) if start < end else None


def sentence_at(text: str, at: int) -> Span | None:
    """The sentence that a position lies in or just behind.

    On a blank line the one before, else the one after. Its closing quotation marks belong to it,
    the space behind it does not. None in a text of spaces.
    """
    at = min(max(at, 0), len(text))
    start = _start_before(text, at)
    if start is None:
        start = _first_black(text, 0)
        if start == len(text):
            return None
    return _trimmed(text, start, _end_after(text, start))


def next_sentence_start(text: str, at: int) -> int:
    """Where the next sentence begins after a position, or the length of the text."""
    at = min(max(at, -1), len(text))
    first = _first_black(text, max(at, 0))
    if first > at and (first == 0 or _start_before(text, first) == first):
        return first
    return _first_black(text, _end_after(text, max(at, 0)))


def previous_sentence_start(text: str, at: int) -> int:
    """Where the last sentence that begins before a position begins; 0 when there is none."""
    start = _start_before(text, min(max(at, 0), len(text)) - 1)
    return 0 if start is None else start


def _line_start(text: str, at: int, low: int) -> int:
    high = at
    while high > low:
        bottom = max(low, high - _LINE_CHUNK)
        found = max(text.rfind(end, bottom, high) for end in LINE_ENDS)
        if found >= 0:
            return found + 1
        high = bottom
    return low


def _line_end(text: str, at: int, high: int) -> int:
    # Between CR and LF is the end of the line that CR began to end.
    if 0 < at < len(text) and text[at - 1 : at + 1] == "\r\n":
        return at
    while at < high:
        top = min(high, at + _LINE_CHUNK)
        found = [place for end in LINE_ENDS if (place := text.find(end, at, top)) >= 0]
        if found:
            return min(found)
        at = top
    return high


def _first_black(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _ends(text: str, start: int, stop: int) -> Iterator[int]:
    """Every place between two positions behind which a new sentence begins."""
    for match in _BOUNDARY.finditer(text, start, stop):
        if _is_end(text, match):
            yield match.end()


def _end_after(text: str, at: int) -> int:
    low = max(0, at - 12)
    high = min(len(text), at + _REACH)
    for end in _ends(text, low, high):
        if end > at:
            return end
    # A sentence longer than any reader's is cut at a space.
    cut = high
    while cut < len(text) and cut < high + 200 and not text[cut].isspace():
        cut += 1
    return cut


def _start_before(text: str, at: int) -> int | None:
    """The start of the last sentence that begins at or before a position."""
    if at < 0:
        return None
    for reach in (400, 2_000, _REACH):
        low = max(0, at - reach)
        found = _last_start(text, low, at)
        if found is not None:
            return found
        if low == 0:
            break
    first = _first_black(text, max(0, at - _REACH))
    return first if first <= at and first < len(text) else None


def _last_start(text: str, low: int, at: int) -> int | None:
    found = None
    for end in _ends(text, low, min(len(text), at + 1)):
        start = _first_black(text, end)
        if start > at or start == len(text):
            break
        found = start
    return found


def _is_end(text: str, match: regex.Match[str]) -> bool:
    if match["line"] is not None:
        return _is_line_end(text, match)
    end = match.end()
    after = _NEXT.match(text, end, min(len(text), end + 80))
    if after is None:
        return True
    follower = after[1]
    if _holds_line_end(text, end, after.start(1)):
        # Left to the line end, which comes next, where the stop is an abbreviation's.
        return match[0] != "." or not _is_abbreviation(text, match.start(), follower)
    if follower[0].islower():
        return False
    if match["closers"] and _is_speaker(text, match):
        return False
    stops = text[match.start() : match.start("closers")] if match["closers"] is not None else ""
    return (
        stops != "."
        or bool(match["closers"])
        or not _is_abbreviation(text, match.start(), follower)
    )


def _is_line_end(text: str, match: regex.Match[str]) -> bool:
    """Whether a line end also ends the sentence: not where the text was only wrapped."""
    start, end = match.start(), match.end()
    black = _first_black(text, end)
    if black == len(text) or _holds_line_end(text, end, black) or start == 0:
        return True
    before = text[start - 1]
    if before in LINE_ENDS:
        return True
    if text[black].islower() or before in ",;":
        return False
    follower = _NEXT.match(text, black, min(len(text), black + 80))
    return not (before == "." and follower and _is_abbreviation(text, start - 1, follower[1]))


def _holds_line_end(text: str, start: int, end: int) -> bool:
    return any(text.find(line_end, start, end) >= 0 for line_end in LINE_ENDS)


def _is_speaker(text: str, match: regex.Match[str]) -> bool:
    """Whether a speaker and a verb of saying follow the closing marks."""
    if not any(mark in match["closers"] for mark in "\"'\u201d\u2019\u00bb\u203a"):
        return False
    speaker = _SPEAKER.match(text, match.end(), min(len(text), match.end() + 120))
    if speaker is None or speaker["verb"] not in SAID_VERBS:
        return False
    return speaker["pronoun"] is None or text[match.start()] != "."


def _is_abbreviation(text: str, dot: int, follower: str) -> bool:
    """Whether the stop at `dot` belongs to the word before it, given the word that follows."""
    before = _BEFORE.search(text, max(0, dot - 24), dot)
    word = before[0] if before else ""
    folded = word.casefold()
    if folded in TITLE_ABBREVIATIONS:
        return True
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    if word.isdigit():
        return _begins_line(text, dot - len(word))
    dotted = "." in word and all(len(part) <= 1 for part in word.split("."))
    if dotted or folded in OTHER_ABBREVIATIONS:
        return follower.casefold() not in SENTENCE_STARTERS
    return False


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in LINE_ENDS
