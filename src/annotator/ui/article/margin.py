"""The margin: bars along the content of statements, badges with the digit of their kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.ids import StatementId
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.model.statement import Statement
from annotator.ui.article.marks import Bar, BlockMarks
from annotator.ui.article.metrics import Metrics
from annotator.ui.article.painting import Placed
from annotator.ui.theme import Theme, mixed

_UNKNOWN_KIND = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class MarginBar:
    """A bar on the screen."""

    statement: Statement
    rect: QRect


@dataclass(frozen=True, slots=True)
class Badge:
    """A circle on the screen with the digit of a statement's kind."""

    statement: Statement
    rect: QRect


@dataclass(frozen=True, slots=True)
class Margin:
    """Every bar and badge of a page; rectangles are in the viewport."""

    bars: tuple[MarginBar, ...] = ()
    badges: tuple[Badge, ...] = ()

    def within(self, area: QRect) -> Margin:
        """What of it lies in an area."""
        return Margin(
            tuple(bar for bar in self.bars if bar.rect.intersects(area)),
            tuple(badge for badge in self.badges if badge.rect.intersects(area)),
        )

    def statement_at(self, point: QPoint) -> StatementId | None:
        """The statement whose badge, else whose bar, is under a point.

        Bars are easy to miss, so two pixels beside one count.
        """
        for badge in self.badges:
            if badge.rect.contains(point):
                return badge.statement.id
        for bar in self.bars:
            if bar.rect.adjusted(-2, 0, 2, 0).contains(point):
                return bar.statement.id
        return None


def margin_of(page: Sequence[tuple[Placed, BlockMarks]], metrics: Metrics, width: int) -> Margin:
    """Lay out the margin of the blocks on the screen; `width` is that of the column."""
    bars: list[MarginBar] = []
    badges: list[Badge] = []
    lanes: dict[StatementId, int] = {}
    for placed, marks in page:
        for bar in marks.bars:
            lane = _lane(bar, placed, bars, lanes, metrics)
            rect = _bar_rect(bar, placed, lane, metrics, width)
            bars.append(MarginBar(bar.statement, rect))
    for placed, marks in page:
        for bar in marks.bars:
            if bar.begins:
                rect = _badge_rect(bar, placed, badges, bars, metrics)
                badges.append(Badge(bar.statement, rect))
    return Margin(tuple(bars), tuple(badges))


def nearest_bar(metrics: Metrics) -> int:
    """How far from the column the bars begin."""
    return round(8 * metrics.scale)


def paint_margin(
    painter: QPainter,
    margin: Margin,
    theme: Theme,
    schema: Schema,
    metrics: Metrics,
    current: StatementId | None,
) -> None:
    """Draw bars and badges; those of the current statement at full strength."""
    for bar in margin.bars:
        _paint_bar(painter, bar, theme, current=bar.statement.id == current)
    painter.setFont(metrics.digit)
    for badge in margin.badges:
        kind = schema.statement_kind(badge.statement.kind)
        digit = kind.key if kind else _UNKNOWN_KIND
        _paint_badge(painter, badge, theme, digit, current=badge.statement.id == current)


def _lines(bar: Bar, placed: Placed) -> tuple[int, int]:
    first, last = placed.block.lines[bar.first], placed.block.lines[bar.last]
    return placed.top + first.top, placed.top + last.top + last.height


def _lane(
    bar: Bar, placed: Placed, bars: list[MarginBar], lanes: dict[StatementId, int], metrics: Metrics
) -> int:
    """The column of a bar: the one nearest to the words that no bar on the same lines has."""
    top, bottom = _lines(bar, placed)
    taken = {
        lanes[other.statement.id]
        for other in bars
        if other.statement.id != bar.statement.id
        and other.rect.top() < bottom
        and top <= other.rect.bottom()
    }
    wanted = lanes.get(bar.statement.id)
    if wanted is None or wanted in taken:
        wanted = next(lane for lane in range(len(taken) + 1) if lane not in taken)
        lanes[bar.statement.id] = wanted
    return wanted


def _bar_rect(bar: Bar, placed: Placed, lane: int, metrics: Metrics, width: int) -> QRect:
    top, bottom = _lines(bar, placed)
    away = nearest_bar(metrics) + lane * (metrics.bar + max(2, round(2 * metrics.scale)))
    left = placed.left + width + away if placed.block.rtl else placed.left - away - metrics.bar
    return QRect(left, top + 2, metrics.bar, bottom - top - 4)


def _badge_rect(
    bar: Bar, placed: Placed, badges: list[Badge], bars: list[MarginBar], metrics: Metrics
) -> QRect:
    """Beside the bars of its first line, else further out or down: badges never overlap."""
    line = placed.block.lines[bar.first]
    size = metrics.badge
    middle = placed.top + line.top + line.baseline - round(6 * metrics.scale)
    beside = [other.rect for other in bars if other.rect.top() <= middle <= other.rect.bottom()]
    own = next(other.rect for other in reversed(bars) if other.statement.id == bar.statement.id)
    step = size + max(2, round(2 * metrics.scale))
    space = round(5 * metrics.scale)
    if placed.block.rtl:
        near = max([own.right(), *(rect.right() for rect in beside)]) + space
    else:
        near = min([own.left(), *(rect.left() for rect in beside)]) - space - size
        step = -step
    rect = QRect(near, middle - size // 2, size, size)
    while any(rect.intersects(badge.rect) for badge in badges):
        further = rect.translated(step, 0)
        free = not any(further.intersects(badge.rect) for badge in badges)
        if free and abs(further.left() - placed.left) < metrics.margin:
            return further
        rect.translate(0, abs(step))
    return rect


def _colour(statement: Statement, theme: Theme, *, current: bool) -> QColor:
    if statement.provenance.status is Status.SUGGESTED:
        return mixed(theme.content, theme.suggestion, 0.5)
    return QColor(theme.content) if current else mixed(theme.content, theme.page, 0.75)


def _paint_bar(painter: QPainter, bar: MarginBar, theme: Theme, *, current: bool) -> None:
    colour = _colour(bar.statement, theme, current=current)
    if bar.statement.provenance.status is not Status.SUGGESTED:
        rect = bar.rect if current else bar.rect.adjusted(1, 0, 0, 0)
        painter.fillRect(rect, colour)
        return
    y = bar.rect.top()
    while y < bar.rect.bottom():
        painter.fillRect(QRect(bar.rect.left() + 1, y, bar.rect.width() - 1, 4), colour)
        y += 7


def _paint_badge(
    painter: QPainter, badge: Badge, theme: Theme, digit: str, *, current: bool
) -> None:
    colour = _colour(badge.statement, theme, current=True)
    pen = QPen(colour, 1.4)
    if badge.statement.provenance.status is Status.SUGGESTED:
        pen.setDashPattern([2.0, 1.5])
    painter.setPen(pen)
    painter.setBrush(colour if current else QColor(theme.page))
    painter.drawEllipse(badge.rect.toRectF().adjusted(1, 1, -1, -1))
    painter.setPen(QColor(theme.page) if current else colour)
    painter.drawText(badge.rect, Qt.AlignmentFlag.AlignCenter, digit)
