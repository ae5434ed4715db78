"""Places in UTF-16 units, as Java and JavaScript count, to code points and back."""

from __future__ import annotations

import re
from bisect import bisect_left

_PAIRS = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """Converts places of one text; the work follows its characters beyond U+FFFF alone."""

    def __init__(self, text: str) -> None:
        self._points = [match.start() for match in _PAIRS.finditer(text)]
        self._units = [point + number for number, point in enumerate(self._points)]
        self._length = len(text) + len(self._points)

    def units(self, point: int) -> int:
        """How many units lie before a code point of the text."""
        return point + bisect_left(self._points, point) if self._points else point

    def point(self, unit: int) -> int | None:
        """The code point at a unit; None within a character, and outside of the text."""
        if not 0 <= unit <= self._length:
            return None
        if not self._units:
            return unit
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] + 1 == unit:
            return None
        return unit - before
