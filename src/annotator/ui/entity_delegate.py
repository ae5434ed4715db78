"""Paints the rows of the entity panel: a square of the type's colour, name, aliases, a count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.session import Session
from annotator.store.queries.entities import EntityCount
from annotator.ui.entity_model import EntityModel, TypeHeading
from annotator.ui.guard import guarded
from annotator.ui.numbers import grouped
from annotator.ui.panel_frame import END, SIDE, PanelMetrics
from annotator.ui.plain_painting import Brush
from annotator.ui.theme import Theme

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
        brush = Brush(painter, option.rect, option.direction, self.theme)
        caps, muted = self.metrics.caps, self.theme.muted
        taken = brush.line(row, caps, grouped(heading.count), muted, at_end=True)
        brush.line(row.adjusted(0, 0, -taken - SIDE, 0), caps, heading.label, muted)

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
        brush = Brush(painter, option.rect, option.direction, theme)
        painter.drawRoundedRect(brush.mirrored(square), 2, 2)
        taken = brush.line(row, metrics.body, grouped(entry.mentions), theme.muted, at_end=True)
        room = row.adjusted(side + 8, 0, -taken - 10, 0)
        used = brush.line(room, metrics.body, entry.entity.name, theme.text)
        if entry.entity.aliases and room.width() - used > metrics.px(24):
            aliases = " · " + ", ".join(entry.entity.aliases)
            brush.line(room.adjusted(used, 0, 0, 0), metrics.body, aliases, theme.muted)


def _inner(option: QStyleOptionViewItem) -> QRect:
    return option.rect.adjusted(SIDE, 0, -END, 0)
