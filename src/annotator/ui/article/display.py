"""What is drawn for invisible and line-breaking characters; offsets stay the same."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption

# NUL and other controls become their pictures, lone surrogates and noncharacters the replacement
# character:
# one character for one, all inside the basic plane, so that both ways of counting are unchanged.
_TAB, _NEXT_LINE = 0x09, 0x85
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code != _TAB}
_PICTURES |= {0x7F: 0x2421, _NEXT_LINE: 0x2424, 0xFFFC: 0xFFFD, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_PICTURES |= {code: 0x2426 for code in range(0x80, 0xA0) if code != _NEXT_LINE}
_PICTURES |= dict.fromkeys(range(55296, 57344), 65533)
_PICTURES |= {0x2028: 0x2424, 0x2029: 0x2424}
# Qt takes a byte order mark out of a string; a word joiner is as invisible and stays
_PICTURES |= {0xFEFF: 0x2060}
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffc\ufffe\uffff]"
)
# These stay in the text, because they steer its direction or joining, and get a mark drawn over
# their place.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


# A paragraph whose first strong character is further away than this reads left to right.
_DIRECTION_SEARCH = 2_000


def displayed(text: str) -> str:
    """The text as it is handed to Qt: as many characters, each of the same UTF-16 length."""
    return text.translate(_PICTURES) if _UNPRINTABLE.search(text) else text


def invisible(text: str) -> list[int]:
    """The positions of controls of direction and other characters without width."""
    if text.isascii():
        return []
    return [match.start() for match in _INVISIBLE.finditer(text)]


def has_right_to_left(text: str) -> bool:
    """Whether any part may run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def turn(option: QTextOption, *, rtl: bool, at_right: bool | None = None) -> None:
    """Have words read from right to left or from left to right, and begin at that side.

    `at_right` puts them at a side that is not the one of their direction.
    """
    directions, flags = Qt.LayoutDirection, Qt.AlignmentFlag
    option.setTextDirection(directions.RightToLeft if rtl else directions.LeftToRight)
    # a text layout takes "leading" for "left", whatever the direction
    side = flags.AlignRight if (rtl if at_right is None else at_right) else flags.AlignLeft
    option.setAlignment(side | flags.AlignAbsolute)


def reads_right_to_left(text: str) -> bool:
    """Whether a paragraph reads right to left: by its first strong character (UAX #9, P2 and P3).

    Digits, signs and what stands in isolates (quoted in another direction) do not count.
    """
    words = text[:_DIRECTION_SEARCH]
    if words.isascii():
        return False
    isolates = 0
    for character in words:
        direction = unicodedata.bidirectional(character)
        if direction in {"LRI", "RLI", "FSI"}:
            isolates += 1
        elif direction == "PDI":
            isolates = max(0, isolates - 1)
        elif not isolates and direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
