"""The list of the claim panel: its keys, and the painting of its three kinds of row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.bridge import Bridge
from annotator.ui.claim_model import ClaimModel
from annotator.ui.claim_order import Row
from annotator.ui.guard import guarded
from annotator.ui.panel_frame import PanelMetrics, RowList
from annotator.ui.panel_menu import keys_of
from annotator.ui.plain_painting import Brush
from annotator.ui.statement_card import CardPainter, Stand
from annotator.ui.statement_editor import FieldPainter
from annotator.ui.statement_words import tr
from annotator.ui.theme import LIGHT, Theme


class ClaimList(RowList):
    """Up, Down and Tab walk through cards and fields; PgUp and PgDn go from card to card."""

    stepped = Signal(int)
    widened = Signal()
    clicked_at = Signal(QModelIndex, int)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from card to card, or as every list."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    @guarded(default=False)
    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Let Tab walk through the fields, and leave the list at its ends."""
        model, number = self.model(), self.currentIndex().row()
        step = 1 if next else -1
        while model is not None and 0 <= number + step < model.rowCount():
            number += step
            index = model.index(number, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
                return True
        return super().focusNextPrevChild(next)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a row was clicked."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(at).isValid():
            self.clicked_at.emit(self.indexAt(at), at.x())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()


class ClaimDelegate(QStyledItemDelegate):
    """Paints headings, cards and fields, and says how high they are."""

    def __init__(self, model: ClaimModel, bridge: Bridge, rows: ClaimList) -> None:
        super().__init__(rows)
        self._model = model
        self._bridge = bridge
        self._rows = rows
        self.cards = CardPainter(PanelMetrics.at(bridge.session.view.zoom), LIGHT)
        self.fields = FieldPainter(self.cards, bridge)
        self.read_keys()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self.cards.theme = theme

    def height(self, number: int) -> int:
        """How high a row is in the list as wide as it is now."""
        row, width = self._model.row(number), self._rows.viewport().width()
        if row is None:
            return 0
        if row.kind == "heading":
            return self.cards.heading_height(self._model.heading(row)[0], width)
        if row.kind == "field":
            field, last = self._model.field(row), self._model.is_last(number)
            return self.fields.height(field, width, self.stand(row), last=last) if field else 0
        card = self._model.card(row.statement)
        # what stands at the right needs a line of its own where the source's name is long
        return self.cards.height(card, width, self.stand(row)) if card else 0

    def stand(self, row: Row) -> Stand:
        """How a row's card stands, without pointer and keyboard."""
        return Stand(self._model.depth(row.statement), row.statement == self._model.opened)

    @guarded
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        row = self._model.row(index.row())
        if row is None:
            return
        brush = Brush(painter, option.rect, option.direction, self.cards.theme)
        if row.kind == "heading":
            self.cards.paint_heading(brush, *self._model.heading(row))
        elif row.kind == "card":
            card = self._model.card(row.statement)
            if card is not None:
                self.cards.paint(brush, card, self._stand_now(option, row))
        else:
            field = self._model.field(row)
            if field is not None:
                last = self._model.is_last(index.row())
                self.fields.paint(brush, field, self._stand_now(option, row), last=last)

    def _stand_now(self, option: QStyleOptionViewItem, row: Row) -> Stand:
        stand, state = self.stand(row), option.state
        return Stand(
            stand.depth,
            stand.open,
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )

    def read_keys(self) -> None:
        """Show the keys that the keymap has now."""
        yes = keys_of(self._bridge, "suggestion.accept") or "Enter"
        no = keys_of(self._bridge, "suggestion.reject") or "⌫"
        self.cards.answers = f"{yes} {tr('accept')} · {no} {tr('reject')}"
