"""Paints and measures the closed cards of the claim panel, and the headings between them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from annotator.ui.panel_frame import END, SIDE, PanelMetrics
from annotator.ui.plain_painting import Brush, advance, lines_of, paragraph_height
from annotator.ui.statement_words import Card
from annotator.ui.theme import Theme

_INDENT = 16
_PAD = 10
_GAP = 4
_LINES = 3
_LINES_OPEN = 12
# How far the frame of a card is drawn beyond its row, so that the row cuts off the round corners.
_BEYOND = 20


@dataclass(frozen=True, slots=True)
class Stand:
    """How a card stands in the list: its depth, whether it is open, and whether it has the keys."""

    depth: int = 0
    open: bool = False
    focused: bool = False
    hovered: bool = False


class CardPainter:
    """Draws cards and headings with the measures and colours given."""

    def __init__(self, metrics: PanelMetrics, theme: Theme) -> None:
        self.metrics = metrics
        self.theme = theme
        self.answers = ""
        """What a suggested card says of the keys that accept and reject it."""

    def height(self, card: Card, width: int, stand: Stand) -> int:
        """How high a card's row is in a list of a width."""
        room = self._inner(QRect(0, 0, width, 0), stand).width()
        content = paragraph_height(card.content, self.metrics.serif, room, self._lines(stand))
        below = _GAP if _goes_on(card, stand) else _GAP + _PAD
        foot = self._foot_height() if self._has_foot(card, room, stand) else 0
        return _GAP + _PAD + self._head_height() + content + foot + below

    def heading_height(self, words: str, width: int) -> int:
        """How high the row of a heading is."""
        font = self.metrics.bold
        lines = lines_of(words, font, width - SIDE - END, 2)
        return lines * QFontMetrics(font).height() + self.metrics.px(14)

    def paint(self, brush: Brush, card: Card, stand: Stand) -> None:
        """Draw a card."""
        painter = brush.painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.frame(brush, stand, top=True, bottom=not _goes_on(card, stand), dashed=card.suggested)
        room = self._inner(brush.row, stand)
        head = QRect(room.left(), brush.row.top() + _GAP + _PAD - 2, room.width(), 0)
        head.setHeight(self._head_height())
        if stand.focused:
            self._focus(brush, room, head)
        self._head(brush, head, card)
        content = QRect(room.left(), head.bottom() + 1, room.width(), brush.row.height())
        brush.paragraph(
            content, self.metrics.serif, card.content, self.theme.text, self._lines(stand)
        )
        if self._has_foot(card, room.width(), stand):
            self._foot(brush, room, card, stand)
        painter.restore()

    def paint_heading(self, brush: Brush, words: str, verdict: str) -> None:
        """Draw the heading of a group: a source, or a claim with its verdict."""
        room = brush.row.adjusted(SIDE, self.metrics.px(9), -END, 0)
        width = advance(self.metrics.small, verdict) + 8 if verdict else 0
        right = QRect(
            room.right() - width, room.top(), width, QFontMetrics(self.metrics.bold).height()
        )
        brush.line(right, self.metrics.small, verdict, self.theme.muted, at_end=True)
        room.setRight(room.right() - width)
        brush.paragraph(room, self.metrics.bold, words, self.theme.text, 2)

    def frame(
        self, brush: Brush, stand: Stand, *, top: bool, bottom: bool, dashed: bool = False
    ) -> QRect:
        """Draw the part of a card's frame that lies in a row. Returns the card's place in it."""
        painter, theme = brush.painter, self.theme
        place = self._card(brush.row, stand)
        place.setTop(brush.row.top() + (_GAP if top else -_BEYOND))
        place.setBottom(brush.row.bottom() + (-_GAP if bottom else _BEYOND))
        colour = theme.accent if stand.open else theme.control_border if dashed else theme.border
        pen = QPen(QColor(colour), 1.4 if stand.open else 1)
        if dashed:
            pen.setDashPattern([3, 3])
        painter.save()
        painter.setClipRect(brush.row)
        painter.setPen(pen)
        ground = theme.hover if stand.hovered and not stand.open else theme.page
        painter.setBrush(QColor(ground))
        shape = QRectF(brush.mirrored(place)).adjusted(0.7, 0.7, -0.7, -0.7)
        painter.drawRoundedRect(shape, 6, 6)
        painter.restore()
        return place

    def inner(self, row: QRect, stand: Stand) -> QRect:
        """The place for words between the sides of a card."""
        return self._inner(row, stand)

    def _head(self, brush: Brush, room: QRect, card: Card) -> None:
        metrics, theme = self.metrics, self.theme
        side = metrics.px(18)
        circle = QRect(room.left(), room.center().y() - side // 2, side, side)
        self._circle(brush, circle, card)
        left = room.adjusted(side + 6, 0, 0, 0)
        note = self._note(card)
        width = advance(metrics.small, note)
        if note and self._note_fits(card, room.width()):
            brush.line(left, metrics.small, note, theme.muted, at_end=True)
            left.setRight(left.right() - width - 8)
        # who speaks tells more than how, which the fields of the card say too
        name = left.adjusted(
            0, 0, -min(advance(metrics.body, card.manner) + 8, left.width() // 3), 0
        )
        used = brush.line(name, metrics.bold, card.source, theme.text)
        brush.line(left.adjusted(used + 7, 0, 0, 0), metrics.body, card.manner, theme.muted)

    def _focus(self, brush: Brush, room: QRect, head: QRect) -> None:
        """Mark the head of the card as the row with the keyboard."""
        place = QRect(room.left() - 5, head.top() + 1, room.width() + 9, head.height() - 1)
        brush.painter.setPen(QColor(self.theme.focus))
        brush.painter.setBrush(QColor(self.theme.selected_row))
        brush.painter.drawRoundedRect(brush.mirrored(place), 4, 4)

    def _circle(self, brush: Brush, place: QRect, card: Card) -> None:
        painter, theme = brush.painter, self.theme
        circle = QRectF(brush.mirrored(place)).adjusted(0.6, 0.6, -0.6, -0.6)
        pen = QPen(QColor(theme.accent), 1.2)
        if card.suggested:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setFont(self.metrics.digit)
        painter.setPen(QColor(theme.accent))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), card.digit)

    def _foot(self, brush: Brush, room: QRect, card: Card, stand: Stand) -> None:
        metrics, theme = self.metrics, self.theme
        bottom = brush.row.bottom() - (0 if _goes_on(card, stand) else _GAP + _PAD - 3)
        foot = QRect(room.left(), bottom - self._foot_height(), room.width(), self._foot_height())
        note = self._note(card)
        if note and not self._note_fits(card, room.width()):
            used = brush.line(foot, metrics.small, note, theme.muted, at_end=True)
            foot.setRight(foot.right() - used - 8)
        if card.claim and not stand.open:
            brush.line(foot, metrics.small, f"◆ {card.claim}", theme.muted)

    def _has_foot(self, card: Card, width: int, stand: Stand) -> bool:
        note = self._note(card) and not self._note_fits(card, width)
        return bool(note or (card.claim and not stand.open))

    def _note(self, card: Card) -> str:
        """What stands small at the right: the keys that answer a suggestion, else a relation."""
        return self.answers if card.suggested else card.hint

    def _note_fits(self, card: Card, width: int) -> bool:
        """Whether there is room for the note beside source and manner."""
        metrics = self.metrics
        taken = advance(metrics.bold, card.source) + advance(metrics.body, card.manner)
        return taken + advance(metrics.small, self._note(card)) + metrics.px(18) + 22 <= width

    def _card(self, row: QRect, stand: Stand) -> QRect:
        indent = self.metrics.px(_INDENT) * stand.depth
        return QRect(
            row.left() + SIDE + indent, row.top(), row.width() - SIDE - END - indent, row.height()
        )

    def _inner(self, row: QRect, stand: Stand) -> QRect:
        return self._card(row, stand).adjusted(_PAD, 0, -_PAD, 0)

    def _head_height(self) -> int:
        return self.metrics.px(25)

    def _foot_height(self) -> int:
        return self.metrics.px(18)

    @staticmethod
    def _lines(stand: Stand) -> int:
        return _LINES_OPEN if stand.open else _LINES


def _goes_on(card: Card, stand: Stand) -> bool:
    """Whether fields stand below a card; what is only computed has none to set."""
    return stand.open and card.id >= 0
