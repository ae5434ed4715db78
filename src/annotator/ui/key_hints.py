"""Keys drawn as caps with what they do; a click runs one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.ui.drawing import cap_width, paint_cap, words_colour
from annotator.ui.guard import guarded

_GAP = 5
_BETWEEN = 12
_KEPT = 2


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key, what it does, the action it runs (empty for none to be clicked), and its help."""

    key: str
    words: str
    action: str
    help: str = ""


class KeyHints(QWidget):
    """A row of keys with their words; those that do not fit are left out."""

    chosen = Signal(str)
    """The id of the action that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[KeyHint, ...] = ()
        self._places: list[tuple[QRect, KeyHint]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Next keys"))

    def set_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show other keys."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        self.setAccessibleDescription(", ".join(f"{hint.key}: {hint.words}" for hint in hints))
        self.updateGeometry()
        self.update()

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """What is shown."""
        return self._hints

    @guarded(default=QSize(10, 24))
    def sizeHint(self) -> QSize:
        """Room for all of them."""
        metrics = self.fontMetrics()
        width = sum(_width(metrics, hint) + _BETWEEN for hint in self._hints)
        return QSize(width, metrics.height() + 8)

    @guarded(default=QSize(10, 24))
    def minimumSizeHint(self) -> QSize:
        """Room for the first two: they are what the reader is asked."""
        metrics = self.fontMetrics()
        widths = [_width(metrics, hint) for hint in self._hints[:_KEPT]]
        return QSize(sum(widths) + _BETWEEN * (len(widths) - 1), metrics.height() + 8)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw caps and words from the left until there is no room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        left = 0
        self._places = []
        for hint in self._hints:
            width = _width(metrics, hint)
            if left + width > self.width():
                break
            place = QRect(left, 0, width, self.height())
            self._paint_one(painter, self._turned(place), hint)
            self._places.append((self._turned(place), hint))
            left += width + _BETWEEN
        painter.end()

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Run what was clicked."""
        hint = self._at(event.position().toPoint().x())
        if hint is not None and hint.action:
            self.chosen.emit(hint.action)

    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        """Explain a key when the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hint = self._at(event.pos().x())
            QToolTip.showText(event.globalPos(), hint.help if hint else "", self)
            return True
        return super().event(event)

    def _turned(self, place: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    def _at(self, x: int) -> KeyHint | None:
        return next((h for place, h in self._places if place.left() <= x <= place.right()), None)

    def _paint_one(self, painter: QPainter, place: QRect, hint: KeyHint) -> None:
        metrics = self.fontMetrics()
        wide = cap_width(metrics, hint.key)
        height = metrics.height() + 2
        top = (self.height() - height) // 2
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        cap = QRect(place.right() - wide if rtl else place.left(), top, wide, height)
        paint_cap(painter, cap, hint.key)
        words = place.adjusted(0 if rtl else wide + _GAP, 0, -wide - _GAP if rtl else 0, 0)
        painter.setPen(words_colour())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, hint.words
        )


def _width(metrics: QFontMetrics, hint: KeyHint) -> int:
    return cap_width(metrics, hint.key) + _GAP + metrics.horizontalAdvance(hint.words)
