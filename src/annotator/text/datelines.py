"""Where a sentence begins behind the dateline of an agency: "PORT HALE, Nov 20 (Reuters) - "."""

from __future__ import annotations

import regex

_LONGEST = 90
_DASH = r"[ \t\u00a0]*+(?:[\u2013\u2014]|--?(?=\s))\s*+"
_REST = r"(?:,[^\n,()\u2013\u2014-]{1,28}+){0,2}"
_AGENCY = r"[ \t]*\([\p{L}\p{N}/&. -]{2,30}\)"
_WORD = r"[\p{Lu}][\p{Lu}\p{M}.'\u2019]*+"
_PLACE = rf"(?=[^\n]{{0,6}}\p{{Lu}}\p{{Lu}}){_WORD}(?:[ -]{_WORD}){{0,3}}+"
_NAMED = r"\p{Lu}[\p{L}.'\u2019]*+(?:[ -]\p{Lu}[\p{L}.'\u2019]*+){0,3}+"
_DATELINE = regex.compile(rf"(?:{_PLACE}{_REST}?(?:{_AGENCY})?|{_NAMED}{_REST}?{_AGENCY}){_DASH}")


def behind_dateline(text: str, start: int, end: int) -> int:
    """The position behind the dateline at the start of a line, or the start where none is.

    A dateline is a place in capitals, or one with an agency in brackets, with a dash behind it.
    """
    if start and text[start - 1] not in "\n\r\u2028\u2029":
        return start
    found = _DATELINE.match(text, start, min(end, start + _LONGEST))
    return found.end() if found and found.end() < end else start
