"""Hint labels: two letters over the start of what they jump to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from annotator.model.span import Span
from annotator.ui.article.metrics import Metrics
from annotator.ui.article.screen import Screen
from annotator.ui.article.strokes import fill, outline
from annotator.ui.theme import Theme


def placed_hints(screen: Screen, hints: Mapping[str, Span]) -> list[tuple[str, QRect]]:
    """Where each hint on the screen is drawn; hints that begin together stand side by side."""
    metrics = screen.layout.metrics
    measure = QFontMetrics(metrics.hint)
    found: list[tuple[str, QRect]] = []
    for label, span in sorted(hints.items(), key=lambda hint: (hint[1].start, hint[0])):
        caret = screen.caret_rect(span.start)
        if caret is not None:
            found.append((label, _free(_chip(label, caret, measure, metrics), found)))
    return found


def paint_hints(
    painter: QPainter, placed: list[tuple[str, QRect]], theme: Theme, metrics: Metrics
) -> None:
    """Draw the hint labels."""
    painter.setFont(metrics.hint)
    for label, rect in placed:
        fill(painter, rect, QColor(theme.hint), 4)
        outline(painter, rect, QColor(theme.text))
        painter.setPen(QColor(theme.on_hint))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)


def _chip(label: str, caret: QRect, measure: QFontMetrics, metrics: Metrics) -> QRect:
    width = measure.horizontalAdvance(label) + round(8 * metrics.scale)
    height = measure.height() + 1
    return QRect(caret.left() - 2, caret.top() - height // 3, width, height)


def _free(rect: QRect, others: list[tuple[str, QRect]]) -> QRect:
    for _, other in reversed(others):
        if rect.intersects(other):
            rect = rect.translated(other.right() + 2 - rect.left(), 0)
    return rect
