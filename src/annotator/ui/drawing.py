"""What several lists draw alike: the chosen row, muted words, keys as caps."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from annotator.text.visible import visible
from annotator.ui.theme import mixed

_PAD = 6
_MOST = 2_000
"""No row and no tip shows more characters."""
_CHOSEN_SHARE = 0.5


def words_colour() -> QColor:
    """The colour of words in the theme of the application."""
    return QApplication.palette().color(QPalette.ColorRole.Text)


def muted_colour() -> QColor:
    """The colour of words that matter less."""
    return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)


WORD_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)
"""In which roles a row that is painted still has words: for a screen reader and for a tip."""


def plain_tip(*lines: str) -> str:
    """Lines of words for a tool tip, which would take markup in a title for markup."""
    shown = "<br>".join(escape(visible(words[:_MOST])) for words in lines if words)
    return f"<qt>{shown}</qt>" if shown else ""


def paint_chosen(painter: QPainter, row: QRect) -> None:
    """Draw the ground of the row that is chosen."""
    palette = QApplication.palette()
    highlight = palette.color(QPalette.ColorRole.Highlight).name()
    ground = palette.color(QPalette.ColorRole.Base).name()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mixed(highlight, ground, _CHOSEN_SHARE))
    painter.drawRoundedRect(row.adjusted(0, 1, -1, -1), 4, 4)


def paint_words(
    painter: QPainter,
    place: QRect,
    words: str,
    *,
    at_end: bool = False,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Draw one line of words, cut with an ellipsis where they do not fit."""
    align = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    shown = visible(words[:_MOST])
    shown = painter.fontMetrics().elidedText(shown, elide, place.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | align
    painter.drawText(place, flags, shown)


def paint_cap(painter: QPainter, cap: QRect, key: str) -> None:
    """Draw a key as a small cap."""
    palette = QApplication.palette()
    painter.setPen(palette.color(QPalette.ColorRole.Dark))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(cap.adjusted(0, 0, -1, -1), 4, 4)
    painter.setPen(words_colour())
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, key)


def cap_width(metrics: QFontMetrics, key: str) -> int:
    """How wide the cap of a key is."""
    return max(metrics.horizontalAdvance(key) + 2 * _PAD, metrics.height() + 2)
