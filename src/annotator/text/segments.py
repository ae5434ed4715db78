"""Words, graphemes, lines and sentences around a position; the cost never follows the document.

Every function takes a position in code points, clamps it into the text, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from annotator.model.span import Span
from annotator.text.sentences import (
    line_near,
    next_sentence_start,
    paragraph_at,
    previous_sentence_start,
    sentence_at,
)

__all__ = [
    "line_near",
    "next_grapheme",
    "next_sentence_start",
    "next_word",
    "paragraph_at",
    "pieces",
    "previous_grapheme",
    "previous_sentence_start",
    "previous_word",
    "sentence_at",
    "word_at",
    "word_count",
    "words",
]

# UAX #29 taken as a reader would: "U.S.", "co-author", "l'homme" and "1,200" are one word each;
# a script written without spaces is cut by character, so that a word is never a whole sentence.
_UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tai_Tham}\p{New_Tai_Lue}\p{Tai_Le}"
)
_LETTER = rf"[[\p{{L}}\p{{N}}_\p{{So}}&&[\p{{L}}\p{{N}}_]]--[{_UNSPACED}\p{{Katakana}}]]"
_UNIT = rf"(?:{_LETTER}[\p{{M}}\u200c\u200d]*+)"
_JOINER = "['\u2019\u02bc\\-\u2010\u2011\u00ad\u00b7\u200b\u05f3\u05f4]"
_WORD = regex.compile(
    rf"""
      (?:\p{{L}}\.){{2,32}} (?!{_LETTER})
    | [{_UNSPACED}][\p{{M}}\u200c\u200d]*+
    | [\p{{Katakana}}\u30fc\uff70]{{1,64}}+\p{{M}}*+
    | {_UNIT}(?: {_UNIT} | {_JOINER}\u00ad?(?={_LETTER}) | (?<=\p{{Nd}})[.,](?=\p{{Nd}}) ){{0,255}}+
    """,
    regex.VERBOSE | regex.V1,
)
# The pieces of a text one by one. What is of ASCII alone is matched here, some times faster, as
# _WORD would; a group says that another character plays a part, and that _WORD has to be asked.
_PIECE = re.compile(
    r"""
      (?> (?:[A-Za-z]\.){2,32}(?![A-Za-z0-9_])
        | [A-Za-z0-9_]
          (?: [A-Za-z0-9_] | ['\-](?=[A-Za-z0-9_]) | (?<=[0-9])[.,](?=[0-9]) ){0,255}+
      ) (?=(['\-.,]?[^\x00-\x7f])?)
    | ([^\x00-\x7f\s])
    | [^\s\x80-\U0010ffff]
    """,
    re.VERBOSE,
)
_GRAPHEME = regex.compile(r"\X")
_REACH = 300
_GRAPHEME_REACH = 1024


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """Every word between two positions, which should not lie inside a word."""
    for match in _WORD.finditer(text, start, end):
        yield Span(match.start(), match.end())


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every word of a text, and of each other character that is seen, in order."""
    at = 0
    while True:
        for found in _PIECE.finditer(text, at):
            start, at = found.span()
            if found.lastindex is None:
                yield start, at
                continue
            word = _WORD.match(text, start)
            at = word.end() if word else start + 1
            yield start, at
            break
        else:
            return


def word_at(text: str, at: int) -> Span | None:
    """The word that a position touches; the one beginning there wins over the one ending there."""
    at = _clamped(text, at)
    touched = None
    for word in words(text, _safe_start(text, at), min(len(text), at + _REACH)):
        if word.start > at:
            break
        if at <= word.end:
            touched = word
    return touched


def next_word(text: str, at: int) -> Span | None:
    """The first word that begins after a position (at -1, the first word of the text)."""
    at = min(at, len(text))
    current = word_at(text, at) if at >= 0 else None
    start = current.end if current and current.start <= at else at
    match = _WORD.search(text, max(0, start))
    return Span(match.start(), match.end()) if match else None


def previous_word(text: str, at: int) -> Span | None:
    """The last word that begins before a position."""
    at = _clamped(text, at)
    reach, low = 64, at
    while low > 0:
        low = _safe_start(text, max(0, at - reach))
        found = None
        for word in words(text, low, min(len(text), at + _REACH)):
            if word.start >= at:
                break
            found = word
        if found:
            return found
        reach *= 4
    return None


def next_grapheme(text: str, at: int) -> int:
    """The end of the user-perceived character that begins at a position."""
    at = _clamped(text, at)
    match = _GRAPHEME.match(text, at)
    return match.end() if match else at


def previous_grapheme(text: str, at: int) -> int:
    """The start of the user-perceived character that ends at a position."""
    at = _clamped(text, at)
    start = at
    for match in _GRAPHEME.finditer(text, _plain_start(text, at), at):
        start = match.start()
    return start


def word_count(text: str) -> int:
    """How many words the text has; linear in the text."""
    return sum(1 for _ in _WORD.finditer(text))


def _clamped(text: str, at: int) -> int:
    return min(max(at, 0), len(text))


def _safe_start(text: str, at: int) -> int:
    # A space is never inside a word; without one, what far-off code points do is not seen.
    low = max(0, at - _REACH)
    while at > low and not text[at - 1].isspace():
        at -= 1
    return at


def _plain_start(text: str, at: int) -> int:
    # A printable ASCII character always begins a grapheme.
    low = max(0, at - _GRAPHEME_REACH)
    start = at - 1
    while start > low and not " " <= text[start] < "\x7f":
        start -= 1
    return max(start, 0)
