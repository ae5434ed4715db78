"""How a finding is drawn: a sign, the sentence and what fixes it, over its place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.review.base import Severity
from annotator.text.kwic import Line
from annotator.text.visible import visible
from annotator.ui.drawing import muted_colour, paint_cap, paint_chosen, paint_words, words_colour
from annotator.ui.guard import guarded

ROW = Qt.ItemDataRole.UserRole
_SIGNS = {Severity.WRONG: "!", Severity.MISSING: "+", Severity.DOUBTFUL: "?"}
_PAD, _SIGN, _FIX_SHARE, _BEFORE_SHARE, _GAP = 10, 30, 0.24, 0.3, 10
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as it is shown."""

    severity: Severity
    sentence: str
    line: Line
    fix: str


def row_height(metrics: QFontMetrics) -> int:
    """The height of two lines with some room around them."""
    return metrics.height() * 2 + 14


class ChecksDelegate(QStyledItemDelegate):
    """Draws a finding on two lines."""

    @guarded(default=QSize(100, 44))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(100, row_height(option.fontMetrics))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a finding."""
        row = index.data(ROW)
        if not isinstance(row, FindingRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        room, height = option.rect.adjusted(_PAD, 7, -_PAD, 0), option.fontMetrics.height()
        cap = QRect(room.left(), room.top(), height + 2, height + 1)
        paint_cap(painter, cap, _SIGNS[row.severity])
        first = room.adjusted(_SIGN, 0, 0, 0)
        first.setHeight(height)
        fix = QRect(first)
        fix.setLeft(first.right() - round(first.width() * _FIX_SHARE))
        painter.setPen(muted_colour())
        paint_words(painter, fix, row.fix, at_end=True)
        painter.setPen(words_colour())
        paint_words(painter, first.adjusted(0, 0, -fix.width() - _GAP, 0), row.sentence)
        _paint_place(painter, first.translated(0, height), row.line, option.font)
        painter.restore()


def _paint_place(painter: QPainter, room: QRect, place: Line, font: QFont) -> None:
    """Draw the words of a place with what stands before and after them."""
    plain, bold = QFontMetrics(font), QFont(font)
    bold.setBold(True)
    before = plain.elidedText(
        visible(place.before), Qt.TextElideMode.ElideLeft, round(room.width() * _BEFORE_SHARE)
    )
    painter.setPen(muted_colour())
    painter.setFont(font)
    left = plain.horizontalAdvance(before)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(room, flags, before)
    words = room.adjusted(left, 0, 0, 0)
    wide = min(QFontMetrics(bold).horizontalAdvance(visible(place.words)), words.width())
    paint_words(painter, words.adjusted(wide, 0, 0, 0), place.after)
    painter.setFont(bold)
    paint_words(painter, words, place.words)
