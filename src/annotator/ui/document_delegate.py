"""Paints the rows of the document list: a title on one line or two, state and counts below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.ids import DocumentId
from annotator.ui.document_model import Role
from annotator.ui.guard import guarded
from annotator.ui.panel_frame import PanelMetrics, RowList
from annotator.ui.plain_painting import cut_lines
from annotator.ui.theme import LIGHT, Theme

_TITLE_LINES = 2
_KEPT = 400
Index = QModelIndex | QPersistentModelIndex


class DocumentDelegate(QStyledItemDelegate):
    """Draws a document; `open` is the one that the article shows."""

    def __init__(self, rows: RowList) -> None:
        super().__init__(rows)
        self.theme: Theme = LIGHT
        self.metrics = PanelMetrics.at(1)
        self.open: DocumentId | None = None
        self._rows = rows
        self._broken: dict[tuple[str, int], list[str]] = {}

    def measure(self, metrics: PanelMetrics) -> None:
        """Use other sizes of letters."""
        self.metrics = metrics
        self._broken.clear()

    @property
    def row_height(self) -> int:
        """The height of every row: room for a long title, since Qt would ask each for its own."""
        title = _TITLE_LINES * QFontMetrics(self.metrics.body).height()
        return title + QFontMetrics(self.metrics.small).height() + self.metrics.px(14)

    @guarded(default=QSize(100, 62))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all, so that Qt need not ask for each."""
        return QSize(100, self.row_height)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one document."""
        rect: QRect = option.rect
        state = option.state
        current = index.data(Role.ID) == self.open
        at_keys = bool(state & QStyle.StateFlag.State_Selected) and self._rows.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, current=current, at_keys=at_keys)
        px = self.metrics.px
        room = rect.adjusted(px(8), px(6), -px(8), 0)
        title = self._title_lines(str(index.data() or ""), room.width())
        height = QFontMetrics(self.metrics.body).height()
        # what a short title leaves free stands half above it and half below
        room.translate(0, (_TITLE_LINES - len(title)) * height // 2)
        for line in title:
            self._paint_line(painter, room, line, self.metrics.body, self.theme.text)
            room.translate(0, height)
        room.translate(0, px(1))
        detail = str(index.data(Role.DETAIL) or "")
        (detail,) = cut_lines(detail, self.metrics.small, room.width(), 1)
        self._paint_line(painter, room, detail, self.metrics.small, self.theme.muted)
        painter.restore()

    def _title_lines(self, title: str, width: int) -> list[str]:
        """The lines of a title; the same rows are painted again and again."""
        lines = self._broken.get((title, width))
        if lines is None:
            if len(self._broken) >= _KEPT:
                self._broken.clear()
            lines = cut_lines(title, self.metrics.body, width, _TITLE_LINES)
            self._broken[title, width] = lines
        return lines

    def _paint_ground(
        self, painter: QPainter, rect: QRect, *, current: bool, at_keys: bool
    ) -> None:
        box = rect.adjusted(0, 1, -1, -2)
        painter.setPen(QColor(self.theme.focus) if at_keys else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.selected_row) if current else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)

    @staticmethod
    def _paint_line(painter: QPainter, room: QRect, words: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        line = QRect(room.left(), room.top(), room.width(), QFontMetrics(font).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
