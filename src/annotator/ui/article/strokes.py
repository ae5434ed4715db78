"""Crisp lines and shapes: every edge lies on a whole pixel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.mention import Level


def fill(painter: QPainter, rect: QRect, colour: QColor, radius: int = 2) -> None:
    """A rounded area without an outline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def outline(
    painter: QPainter, rect: QRect, colour: QColor, *, width: float = 1.0, dashed: bool = False
) -> None:
    """A thin rounded outline inside a rectangle; half a pixel in, so that it is not smeared."""
    pen = QPen(colour, width)
    if dashed:
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 4, 4)


def underline(painter: QPainter, rect: QRect, colour: QColor, level: Level | None) -> None:
    """The line below a mention in the style of its level, a thin one while that is unknown."""
    if level is Level.NAM:
        painter.fillRect(rect, colour)
    elif level is None:
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), _thin(rect)), colour)
    elif level is Level.VRB:
        thin = _thin(rect)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), thin), colour)
        painter.fillRect(QRect(rect.left(), rect.top() + 2 * thin, rect.width(), thin), colour)
    else:
        unit = rect.height()
        dash, space = (unit, unit) if level is Level.PRO else (unit * 3, unit * 2)
        dashes(painter, rect, colour, dash, space)


def dashes(painter: QPainter, rect: QRect, colour: QColor, dash: int, space: int) -> None:
    """A broken horizontal line that fills a rectangle."""
    pen = QPen(colour, rect.height())
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([dash / rect.height(), space / rect.height()])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    middle = rect.top() + rect.height() / 2
    painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.left() + rect.width(), middle))
    painter.restore()


def wedge(painter: QPainter, foot: QPoint, size: int, colour: QColor) -> None:
    """A small filled triangle that points up between two letters, as proofreaders set it."""
    top, half = foot - QPoint(0, size), QPoint(max(2, size // 2 + 1), 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon([top, foot + half, foot - half])


def _thin(rect: QRect) -> int:
    return max(1, rect.height() // 2)
