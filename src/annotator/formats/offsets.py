"""Code points of a text to UTF-16 units and UTF-8 bytes, in time that follows the text once."""

from __future__ import annotations

from annotator.model.span import Span

STEP = 128
CONTEXT = 32
"""How many code points before and after a span are written with it."""

Parts = tuple[str, str, str, tuple[int, int], tuple[int, int]]
"""Of a span: its words, the words before and after, its place in UTF-16 and in UTF-8."""


class Offsets:
    """Converts positions of one text; every `STEP` code points the sums so far are kept.

    They are not kept where they would say nothing: a text in ASCII counts the same in all units,
    and one without characters beyond U+FFFF the same in UTF-16.
    """

    __slots__ = ("_utf8", "_utf16", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._utf8 = [] if text.isascii() else _sums(text, "utf-8", 1)
        beyond = bool(self._utf8) and _has_pairs(text)
        self._utf16 = _sums(text, "utf-16-le", 2) if beyond else []

    def utf8(self, position: int) -> int:
        """Return how many UTF-8 bytes lie before a code point."""
        if not self._utf8:
            return position
        step = position // STEP
        return self._utf8[step] + len(self.text[step * STEP : position].encode("utf-8"))

    def utf16(self, position: int) -> int:
        """Return how many UTF-16 units lie before a code point."""
        if not self._utf16:
            return position
        step = position // STEP
        return self._utf16[step] + _utf16_units(self.text[step * STEP : position])

    def parts(self, start: int, end: int) -> Parts:
        """Return all that is written of a span; raises ValueError when it is not in the text."""
        text = self.text
        if not 0 <= start < end <= len(text):
            where = "lies behind the end of the text" if end > len(text) else "is no span"
            raise ValueError(f"{start}..{end} {where}")
        words = text[start:end]
        utf8 = utf16 = (start, end)
        if self._utf8:
            first = self.utf8(start)
            utf8 = (first, first + len(words.encode("utf-8")))
        if self._utf16:
            first = self.utf16(start)
            utf16 = (first, first + _utf16_units(words))
        before = text[start - CONTEXT if start > CONTEXT else 0 : start]
        return words, before, text[end : end + CONTEXT], utf16, utf8

    def described(self, span: Span) -> dict[str, object]:
        """Return a span as the native format has it; the span must lie within the text."""
        words, prefix, suffix, utf16, utf8 = self.parts(span.start, span.end)
        return {
            "start": span.start,
            "end": span.end,
            "text": words,
            "prefix": prefix,
            "suffix": suffix,
            "utf16": list(utf16),
            "utf8": list(utf8),
        }


def _sums(text: str, encoding: str, unit: int) -> list[int]:
    """How many units of an encoding lie before each step of a text."""
    sums = [0]
    for start in range(0, len(text), STEP):
        sums.append(sums[-1] + len(text[start : start + STEP].encode(encoding)) // unit)
    return sums


def _has_pairs(text: str) -> bool:
    """Whether a text has characters that are two units of UTF-16."""
    return any(
        _utf16_units(text[start : start + _PIECE]) > len(text[start : start + _PIECE])
        for start in range(0, len(text), _PIECE)
    )


_PIECE = 1 << 16


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
