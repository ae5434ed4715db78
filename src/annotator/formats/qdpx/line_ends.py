"""Positions that count each line end as two characters, as MAXQDA does, though the text has one.

QualCoder converts its exports in the same way ("Add line ending character for MAXQDA").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import count

_LONE = re.compile("(?<!\r)\n")


class DoubleLineEnds:
    """Turns code points of a text into positions that count so, and back."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in _LONE.finditer(text)]
        self._doubled = [end + before for end, before in zip(self._ends, count(), strict=False)]

    def doubled(self, at: int) -> int:
        """A code point as a position that counts so."""
        return at + bisect_left(self._ends, at)

    def single(self, position: int) -> int:
        """The code point of such a position; one within a line end is that before it."""
        return position - bisect_left(self._doubled, position)
