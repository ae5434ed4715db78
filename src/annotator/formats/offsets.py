"""Code points of a text to UTF-16 units and UTF-8 bytes, in time that follows the text once."""

from __future__ import annotations

from annotator.model.span import Span

STEP = 512
CONTEXT = 32
"""How many code points before and after a span are written with it."""


class Offsets:
    """Converts positions of one text; every `STEP` code points the sums so far are kept."""

    __slots__ = ("_ascii", "_utf8", "_utf16", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._ascii = text.isascii()
        self._utf8 = [0]
        self._utf16 = [0]
        if not self._ascii:
            for start in range(0, len(text), STEP):
                piece = text[start : start + STEP]
                self._utf8.append(self._utf8[-1] + len(piece.encode("utf-8")))
                self._utf16.append(self._utf16[-1] + _utf16_units(piece))

    def utf8(self, position: int) -> int:
        """Return how many UTF-8 bytes lie before a code point."""
        if self._ascii:
            return position
        step = position // STEP
        return self._utf8[step] + len(self.text[step * STEP : position].encode("utf-8"))

    def utf16(self, position: int) -> int:
        """Return how many UTF-16 units lie before a code point."""
        if self._ascii:
            return position
        step = position // STEP
        return self._utf16[step] + _utf16_units(self.text[step * STEP : position])

    def described(self, span: Span) -> dict[str, object]:
        """Return a span as the native format writes it; the span must lie within the text."""
        if span.end > len(self.text):
            raise ValueError(f"{span.start}..{span.end} lies behind the end of the text")
        return {
            "start": span.start,
            "end": span.end,
            "text": span.of(self.text),
            "prefix": self.text[max(0, span.start - CONTEXT) : span.start],
            "suffix": self.text[span.end : span.end + CONTEXT],
            "utf16": [self.utf16(span.start), self.utf16(span.end)],
            "utf8": [self.utf8(span.start), self.utf8(span.end)],
        }


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
