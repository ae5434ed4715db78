"""Draws the whole page: title, blocks, margin, caret and hints."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

from annotator.model.schema import Schema
from annotator.ui import fonts
from annotator.ui.article.hints import paint_hints, placed_hints
from annotator.ui.article.margin import paint_margin
from annotator.ui.article.painting import BlockPainter
from annotator.ui.article.screen import Screen
from annotator.ui.article.state import Handle, Overlay
from annotator.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class PagePainter:
    """What a page is drawn with; `focused` says whether the article has the keyboard."""

    theme: Theme
    schema: Schema
    overlay: Overlay
    focused: bool

    def paint(self, painter: QPainter, area: QRegion, screen: Screen) -> None:
        """Draw what lies in an area of the viewport."""
        metrics = screen.layout.metrics
        blocks = BlockPainter(painter, metrics, self.theme, self.schema)
        shown = screen.visible_span()
        overlay = self.overlay.within(shown) if shown else self.overlay
        column = screen.column()
        for placed, marks in screen.page():
            column.setTop(placed.top - metrics.reach)
            column.setHeight(placed.block.height + 2 * metrics.reach)
            room = area.intersected(column)
            if room.isEmpty():
                continue
            if placed.number == 0:
                screen.layout.header.paint(painter, placed.left, placed.top, self.theme)
            blocks.paint(placed, marks, overlay, room.boundingRect())
        margin, current = screen.margin().within(area.boundingRect()), overlay.focus.statement
        paint_margin(painter, margin, self.theme, self.schema, metrics, current)
        self._paint_caret(painter, screen)
        if overlay.hints:
            paint_hints(painter, placed_hints(screen, overlay.hints), self.theme, metrics)

    def _paint_caret(self, painter: QPainter, screen: Screen) -> None:
        """A steady line: strong with the focus, faint without it, so that no place is lost."""
        if self.overlay.handle is not None:
            self._paint_handle(painter, screen, self.overlay.handle)
            return
        rect = screen.caret_rect(self.overlay.caret)
        if rect is not None:
            painter.fillRect(rect, QColor(self.theme.text if self.focused else self.theme.muted))

    def _paint_handle(self, painter: QPainter, screen: Screen, handle: Handle) -> None:
        """A thick line with a knob at its foot, where the edge in hand is."""
        rect = screen.edge_rect(handle.at, left=handle.left)
        if rect is None:
            return
        accent, knob = QColor(self.theme.accent), rect.width() + 1
        painter.fillRect(rect, accent)
        painter.setPen(QColor(self.theme.page))
        painter.setBrush(accent)
        foot = QPointF(rect.toRectF().center().x(), rect.bottom())
        painter.drawEllipse(foot, knob, knob)


def paint_hint_text(painter: QPainter, room: QRect, words: str, theme: Theme, pixels: int) -> None:
    """Draw what to do where there is no document, in the middle of a room."""
    painter.setFont(fonts.serif(pixels))
    painter.setPen(QColor(theme.muted))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room.adjusted(32, 32, -32, -32), flags, words)
