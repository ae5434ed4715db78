"""What the mouse does in the article: clicks, selections, and scrolling past the edge."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotator.model.span import Span

if TYPE_CHECKING:
    from annotator.ui.article.view import ArticleView

_SCROLL_EVERY_MS = 30


class Pointer(QObject):
    """Turns mouse events of an article view into its signals."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._anchor: int | None = None
        self._last = QPoint()
        self._dragged = False
        self._double_click: tuple[float, QPoint] = (0.0, QPoint())
        self._scroller = QTimer(self)
        self._scroller.setInterval(_SCROLL_EVERY_MS)
        self._scroller.timeout.connect(self._scroll_on)

    def pressed(self, event: QMouseEvent, anchor: int) -> None:
        """On a badge choose its statement, on words place the caret; Shift keeps the anchor."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        statement = self._view.statement_at(point)
        if statement is not None:
            self._view.statement_chosen.emit(statement)
            return
        at = self._view.position_at(point)
        if self._is_third(point):
            self._choose_paragraph(at)
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._anchor = anchor if shift else at
        self._last, self._dragged = point, bool(shift)
        self._view.selection_changed.emit(self._anchor, at)

    def moved(self, event: QMouseEvent) -> None:
        """Stretch the selection; beyond the edge of the window go on scrolling."""
        if self._anchor is None:
            return
        self._last = event.position().toPoint()
        inside = self._view.viewport().rect().contains(self._last)
        if inside:
            self._scroller.stop()
        elif not self._scroller.isActive():
            self._scroller.start()
        self._stretch()

    def released(self, event: QMouseEvent) -> None:
        """End the selection; without one it was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._anchor is None:
            return
        at, clicked = self._anchor, not self._dragged
        self._anchor = None
        self._scroller.stop()
        if clicked:
            self._view.clicked.emit(at)

    def double_clicked(self, event: QMouseEvent) -> None:
        """Choose the word at a point."""
        if event.button() == Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            self._double_click = (time.monotonic(), point)
            self._anchor = None
            self._view.word_chosen.emit(self._view.position_at(point))

    def _stretch(self) -> None:
        at = self._view.position_at(self._last)
        if self._anchor is not None and (self._dragged or at != self._anchor):
            self._dragged = True
            self._view.selection_changed.emit(self._anchor, at)

    def _scroll_on(self) -> None:
        height = self._view.viewport().height()
        over = self._last.y() - height if self._last.y() > height else min(0, self._last.y())
        self._view.scroll_pixels(over)
        self._stretch()

    def _is_third(self, point: QPoint) -> bool:
        since, where = self._double_click
        hints = QGuiApplication.styleHints()
        soon = (time.monotonic() - since) * 1000 < hints.mouseDoubleClickInterval()
        return soon and (point - where).manhattanLength() < hints.startDragDistance()

    def _choose_paragraph(self, at: int) -> None:
        start, end = self._view.paragraph_at(at)
        if start < end:
            self._view.paragraph_chosen.emit(Span(start, end))


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files and folders in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
