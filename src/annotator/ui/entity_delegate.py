"""Paints the rows of the entity panel: a square of the type's colour, name, aliases, a count."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.session import Session
from annotator.store.queries.entities import EntityCount
from annotator.ui.entity_model import EntityModel, TypeHeading
from annotator.ui.guard import guarded
from annotator.ui.panel_frame import SIDE, PanelMetrics
from annotator.ui.theme import Theme

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_ROW = 26


class EntityDelegate(QStyledItemDelegate):
    """Draws headings and entities in the colours of a theme."""

    def __init__(self, model: EntityModel, session: Session, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._session = session
        self.theme = theme
        self.metrics = PanelMetrics.at(session.view.zoom)

    @property
    def row_height(self) -> int:
        """How high each row is."""
        return self.metrics.px(_ROW)

    @guarded(default=QSize(0, _ROW))
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are equally high."""
        return QSize(0, self.row_height)

    @guarded
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        entry = self._model.entry(index.row())
        if entry is None:
            return
        painter.save()
        if isinstance(entry, TypeHeading):
            self._heading(painter, option, entry)
        else:
            self._ground(painter, option)
            self._entity(painter, option, entry)
        painter.restore()

    def _heading(
        self, painter: QPainter, option: QStyleOptionViewItem, heading: TypeHeading
    ) -> None:
        row = _inner(option)
        painter.setPen(QColor(self.theme.muted))
        count = str(heading.count)
        room = row.adjusted(0, 0, -_advance(self.metrics.caps, count) - SIDE, 0)
        _write(painter, option, room, self.metrics.caps, heading.label)
        _write(painter, option, row, self.metrics.caps, count, at_end=True)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The chosen row, the row under the pointer, and the frame of the one with the keyboard."""
        state, theme = option.state, self.theme
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.selected_row if chosen else theme.hover))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.focus), 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _entity(self, painter: QPainter, option: QStyleOptionViewItem, entry: EntityCount) -> None:
        metrics, theme, row = self.metrics, self.theme, _inner(option)
        side = metrics.px(9)
        square = QRect(row.left(), row.center().y() - side // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        kind = self._session.schema.entity_type(entry.entity.type)
        painter.setBrush(QColor(theme.colour_of(kind)))
        painter.drawRoundedRect(_mirrored(option, square), 2, 2)
        painter.setPen(QColor(theme.muted))
        count = str(entry.mentions)
        _write(painter, option, row, metrics.body, count, at_end=True)
        room = row.adjusted(side + 8, 0, -_advance(metrics.body, count) - 10, 0)
        painter.setPen(QColor(theme.text))
        used = _write(painter, option, room, metrics.body, entry.entity.name)
        if entry.entity.aliases and room.width() - used > metrics.px(24):
            painter.setPen(QColor(theme.muted))
            aliases = " · " + ", ".join(entry.entity.aliases)
            _write(painter, option, room.adjusted(used, 0, 0, 0), metrics.body, aliases)


def one_line(words: str) -> str:
    """Words without line breaks and other signs that have no place in a line."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in words)


def _write(
    painter: QPainter,
    option: QStyleOptionViewItem,
    room: QRect,
    font: QFont,
    words: str,
    *,
    at_end: bool = False,
) -> int:
    """Write one line of plain words, cut where the room ends. Returns the width it took."""
    measure = QFontMetrics(font)
    # A hostile name may have a million characters; no row shows more than some hundreds.
    shown = measure.elidedText(one_line(words[:500]), Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    side = QStyle.visualAlignment(option.direction, side)
    painter.drawText(_mirrored(option, room), int(side | _ONE_LINE), shown)
    return measure.horizontalAdvance(shown)


def _inner(option: QStyleOptionViewItem) -> QRect:
    return option.rect.adjusted(SIDE, 0, -SIDE, 0)


def _mirrored(option: QStyleOptionViewItem, room: QRect) -> QRect:
    """The same place counted from the right in a right-to-left interface."""
    return QStyle.visualRect(option.direction, option.rect, room)


def _advance(font: QFont, words: str) -> int:
    return QFontMetrics(font).horizontalAdvance(words)
