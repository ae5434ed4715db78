"""The measures of the page, all made from the size of the reading font."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui import fonts

BASE_PIXELS = 17
_LEADING = 1.75
_DEEPEST = 4
CHARACTERS_A_LINE = 72
# Its average width is that of English prose, spaces included.
_SAMPLE = "The ministry said on Monday that its auditors had not seen the letter of last March."


@dataclass(frozen=True, slots=True)
class Metrics:
    """Whole pixels throughout, so that lines are crisp.

    `baseline` and what is named `*_top` are measured from the top of a line of text, `leading` is
    its height. `asked` is the scale before it was rounded to a whole pixel size, `scale` the one in
    force. Underlines start at `underline_top`, one for each depth, `pitch` apart; key letters stand
    on `letter_baseline`.
    """

    asked: float
    scale: float
    column: int
    leading: int
    baseline: int
    descent: int
    empty: int
    gap: int
    margin: int
    far_margin: int
    fill_top: int
    underline_top: int
    line: int
    pitch: int
    letter_baseline: int
    badge: int
    bar: int
    text: QFont
    title: QFont
    small: QFont
    letter: QFont
    digit: QFont
    hint: QFont

    @classmethod
    def at(cls, scale: float) -> Metrics:
        """The measures at a scale; 1 is a reading size of 17 pixels."""
        size = max(6, round(BASE_PIXELS * scale))
        unit = size / BASE_PIXELS
        text = fonts.serif(size)
        measure = QFontMetricsF(text)
        leading = round(size * _LEADING)
        # the descenders and two underlines stay below, key letters fit above the ascenders
        baseline = round(leading * 0.7)
        line = max(1, round(2 * unit))
        return cls(
            asked=scale,
            scale=unit,
            column=round(measure.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * CHARACTERS_A_LINE),
            leading=leading,
            baseline=baseline,
            descent=round(size * 0.24),
            empty=round(leading * 0.55),
            gap=round(leading * 0.5),
            margin=round(64 * unit),
            far_margin=round(48 * unit),
            fill_top=-round(2 * unit),
            underline_top=baseline + max(3, round(4.5 * unit)),
            line=line,
            pitch=line + max(1, round(unit)),
            letter_baseline=round(6 * unit),
            badge=round(20 * unit),
            bar=max(2, round(3 * unit)),
            text=text,
            title=fonts.serif(round(size * 24 / BASE_PIXELS), bold=True),
            small=fonts.sans(round(size * 12 / BASE_PIXELS)),
            letter=fonts.sans(max(7, round(10 * unit)), bold=True),
            digit=fonts.sans(max(7, round(11 * unit)), bold=True),
            hint=fonts.sans(max(8, round(12 * unit)), bold=True),
        )

    def underline(self, slot: int) -> int:
        """The top of the underline of a nesting depth; very deep ones share the last place."""
        return self.underline_top + min(slot, _DEEPEST) * self.pitch

    @property
    def reach(self) -> int:
        """How far fills, outlines, letters and underlines go up and down out of their block."""
        below = self.underline(_DEEPEST) + self.line - self.leading
        return max(below, round(6 * self.scale)) + 2
