"""Code points <-> UTF-16 units: the only place where Qt's way of counting is known.

Python and the project count code points; Qt counts UTF-16 units, two for a character beyond U+FFFF.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Converts positions within one string, in both directions.

    Positions outside the string are clamped by nobody: the caller gives what lies in it.
    """

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        self._points: list[int] = []
        if not text.isascii():
            self._points = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [point + number for number, point in enumerate(self._points)]

    @property
    def same(self) -> bool:
        """Whether both ways of counting agree for this string."""
        return not self._points

    def to_utf16(self, position: int) -> int:
        """The UTF-16 position of a code point position."""
        if not self._points:
            return position
        return position + bisect_left(self._points, position)

    def to_code_point(self, position: int) -> int:
        """The code point position of a UTF-16 position; inside a pair it is the pair's start."""
        if not self._points:
            return position
        return position - bisect_left(self._units, position)


def utf16_length(text: str) -> int:
    """How many UTF-16 units a string takes."""
    return len(text) + (0 if text.isascii() else sum(1 for _ in _ASTRAL.finditer(text)))
