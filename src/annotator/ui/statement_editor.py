"""The open card: a form of two columns, one row a field, with the key that sets it at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter

from annotator.ui.bridge import Bridge
from annotator.ui.panel_frame import PanelMetrics
from annotator.ui.panel_menu import keys_of
from annotator.ui.plain_painting import Brush, paragraph_height
from annotator.ui.statement_card import CardPainter, Stand
from annotator.ui.statement_field import Act, Field

_NAME = 102
_LINES = 4
_PAD = 3
_SECTION = 5
_END = 10
_CAP = 34


class FieldPainter:
    """Draws the rows of the open card inside its frame."""

    def __init__(self, cards: CardPainter, bridge: Bridge) -> None:
        self._cards = cards
        self._bridge = bridge

    @property
    def _metrics(self) -> PanelMetrics:
        return self._cards.metrics

    def height(self, field: Field, width: int, stand: Stand, *, last: bool) -> int:
        """How high the row of a field is in a list of a width."""
        room = self._value(self._cards.inner(QRect(0, 0, width, 0), stand))
        font = self._font(field)
        words = paragraph_height(field.shown, font, room.width(), _LINES)
        return (
            max(words, self._metrics.px(17))
            + 2 * _PAD
            + (_SECTION if field.begins else 0)
            + (_END if last else 0)
        )

    def paint(self, brush: Brush, field: Field, stand: Stand, *, last: bool) -> None:
        """Draw a field: name, value and key; marked when it has the keyboard."""
        theme, metrics = self._cards.theme, self._metrics
        painter = brush.painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._cards.frame(brush, Stand(stand.depth, open=True), top=False, bottom=last)
        room = self._cards.inner(brush.row, stand)
        if field.begins:
            line = brush.mirrored(QRect(room.left(), room.top() + 2, room.width(), 1))
            painter.fillRect(line, QColor(theme.border))
            room.setTop(room.top() + _SECTION)
        if last:
            room.setBottom(room.bottom() - _END)
        if stand.focused or stand.hovered:
            painter.setPen(QColor(theme.focus) if stand.focused else QColor(theme.hover))
            painter.setBrush(QColor(theme.selected_row if stand.focused else theme.hover))
            painter.drawRoundedRect(brush.mirrored(room.adjusted(-5, 0, 4, -1)), 4, 4)
        self._words(brush, room.adjusted(0, _PAD, 0, -_PAD), field)
        keys = field.cap or (keys_of(self._bridge, field.keys) if field.keys else "")
        middle = room.top() + _PAD + metrics.px(9)
        brush.cap(room.right(), middle, metrics.small, keys)
        painter.restore()

    def acts_at(self, row: QRect, stand: Stand, x: int) -> bool:
        """Whether a place lies in the column of the keys, where a click sets the field."""
        return x >= self._cards.inner(row, stand).right() - self._metrics.px(_CAP)

    def _words(self, brush: Brush, room: QRect, field: Field) -> None:
        theme, metrics = self._cards.theme, self._metrics
        name = QRect(room.left(), room.top(), self._names(room) - 6, metrics.px(18))
        brush.line(name, metrics.small if field.small else metrics.body, field.name, theme.muted)
        colour = theme.text if field.value and not field.small else theme.muted
        brush.paragraph(self._value(room), self._font(field), field.shown, colour, _LINES)

    def _value(self, room: QRect) -> QRect:
        return room.adjusted(self._names(room), 0, -self._metrics.px(_CAP), 0)

    def _names(self, room: QRect) -> int:
        """How wide the column of the names is: less in a narrow card."""
        return min(self._metrics.px(_NAME), room.width() * 2 // 5)

    def _font(self, field: Field) -> QFont:
        if field.small:
            return self._metrics.small
        return self._metrics.serif if field.quotes and field.value else self._metrics.body


def run_act(bridge: Bridge, act: Act | None) -> bool:
    """Run what sets or clears a field; say so where nothing does."""
    if act is None:
        bridge.session.say(bridge.tr("This field follows from others; it is not set by itself."))
        return False
    if act.span is not None:
        bridge.session.select(act.span.start, act.span.end, exact=True)
    return bridge.run(act.action, **act.arguments)
