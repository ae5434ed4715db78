"""Painting plain words in a row of a panel: one line, several lines, a key cap; mirrored in RTL."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from annotator.text.visible import visible
from annotator.ui.theme import Theme

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_MOST = 700


def one_line(words: str) -> str:
    """Words without line breaks and other signs that are no letters, cut at a sane length."""
    shown = words[:_MOST]
    if shown.isprintable():
        return shown
    shown = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in shown)
    return visible(shown)


def advance(font: QFont, words: str) -> int:
    """How wide words are on one line."""
    return QFontMetrics(font).horizontalAdvance(one_line(words))


@dataclass(frozen=True, slots=True)
class Brush:
    """Paints words inside a row; places are given as in a left-to-right interface."""

    painter: QPainter
    row: QRect
    direction: Qt.LayoutDirection
    theme: Theme

    def mirrored(self, room: QRect) -> QRect:
        """A place, counted from the right in a right-to-left interface."""
        return QStyle.visualRect(self.direction, self.row, room)

    def line(
        self, room: QRect, font: QFont, words: str, colour: str, *, at_end: bool = False
    ) -> int:
        """Write one line, cut where the room ends. Returns the width it took."""
        measure = QFontMetrics(font)
        elide = Qt.TextElideMode.ElideRight
        shown = measure.elidedText(one_line(words), elide, max(0, room.width()))
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        side = QStyle.visualAlignment(self.direction, side) | Qt.AlignmentFlag.AlignAbsolute
        self.painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.painter.drawText(self.mirrored(room), int(side | _ONE_LINE), shown)
        return measure.horizontalAdvance(shown)

    def paragraph(self, room: QRect, font: QFont, words: str, colour: str, lines: int) -> None:
        """Write up to some lines, the last one cut where the room ends."""
        shown, place = one_line(words), self.mirrored(room)
        layout = laid_out(shown, font, room.width(), lines, interface=self.direction)
        self.painter.setPen(QColor(colour))
        last = layout.lineAt(layout.lineCount() - 1)
        rest = _from_unit(shown, last.textStart())
        cut = last.textLength() < _units(rest)
        for number in range(layout.lineCount() - cut):
            layout.lineAt(number).draw(self.painter, QPointF(place.topLeft()))
        if cut:
            top = room.top() + int(last.y())
            below = QRect(room.left(), top, room.width(), int(last.height()))
            turned = self.direction == Qt.LayoutDirection.LeftToRight and reads_right_to_left(shown)
            self.line(below, font, rest, colour, at_end=turned)

    def cap(self, right: int, middle: int, font: QFont, key: str) -> int:
        """Draw a key as a small cap that ends at `right`. Returns where it begins."""
        if not key:
            return right
        measure = QFontMetrics(font)
        width = max(measure.horizontalAdvance(key) + 8, measure.height())
        height = measure.height() + 1
        place = QRect(right - width, middle - height // 2, width, height)
        self.painter.setBrush(QColor(self.theme.page))
        self.painter.setPen(QPen(QColor(self.theme.control_border), 1))
        box = QRectF(self.mirrored(place)).adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.drawRoundedRect(box, 3, 3)
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.theme.muted))
        self.painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
        return place.left()


def lines_of(words: str, font: QFont, width: int, most: int) -> int:
    """How many lines words take in a width, counted up to a number."""
    shown = one_line(words)
    if len(shown) * QFontMetrics(font).maxWidth() <= width:
        return 1
    return max(1, laid_out(shown, font, width, most).lineCount())


def cut_lines(words: str, font: QFont, width: int, most: int) -> list[str]:
    """Words broken into lines of a width; the last of at most some is cut with an ellipsis."""
    shown, measure = one_line(words), QFontMetrics(font)
    lines = []
    if most > 1 and measure.horizontalAdvance(shown) > width:
        layout = laid_out(shown, font, width, most)
        at = 0
        for number in range(layout.lineCount() - 1):
            end = at + layout.lineAt(number).textLength()
            lines.append(_from_unit(shown, at, end).strip())
            at = end
        shown = _from_unit(shown, at).strip()
    return [*lines, measure.elidedText(shown, Qt.TextElideMode.ElideRight, max(0, width))]


def paragraph_height(words: str, font: QFont, width: int, most: int) -> int:
    """How high words are that are broken into lines of a width, the descenders of the last too."""
    shown = one_line(words)
    last = laid_out(shown, font, width, most)
    line = last.lineAt(last.lineCount() - 1) if last.lineCount() else None
    least = QFontMetrics(font).height()
    return max(least, ceil(line.y() + line.height())) if line is not None else least


def reads_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction reads from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in words)
    return next((one != "L" for one in directions if one in {"L", "R", "AL"}), False)


def laid_out(
    words: str,
    font: QFont,
    width: int,
    most: int,
    *,
    interface: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> QTextLayout:
    """Words broken into lines, at most some of them.

    They read in their own direction; they stand at the right if that or the interface's is so.
    """
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    rtl = interface == Qt.LayoutDirection.RightToLeft or reads_right_to_left(words)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    for _ in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _from_unit(words: str, start: int, end: int | None = None) -> str:
    cut = words.encode("utf-16-le")[start * 2 : None if end is None else end * 2]
    return cut.decode("utf-16-le", "replace")
