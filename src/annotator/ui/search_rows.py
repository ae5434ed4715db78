"""The places that a search found as rows: the words under each other, what is around them beside.

A row is read when it is first seen; a hundred thousand places cost nothing until then.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.ids import DocumentId
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.session import Session
from annotator.session.hit_table import type_of
from annotator.store.queries.hits import Hit
from annotator.text.kwic import Line, line
from annotator.text.visible import visible
from annotator.ui.drawing import (
    muted_colour,
    paint_chosen,
    paint_words,
    plain_tip,
    words_colour,
)
from annotator.ui.guard import guarded
from annotator.ui.panel_frame import RowList

ColourOf = Callable[[str], str]
_KEPT = 400
_AROUND = 200
"""How many code points before and after a place; more than the widest row shows."""
_MARK_WIDTH, _GAP, _PAD = 22, 10, 8
_BOX, _SQUARE_WIDTH, _FRAME = 14, 15, 2
_TICK = (QPointF(3, 7), QPointF(5.6, 9.6), QPointF(10.2, 4))
_TITLE_SHARE, _BEFORE_SHARE, _TAG_SHARE = 0.2, 0.42, 0.13
_ROW = Qt.ItemDataRole.UserRole
_NOTHING: object = None
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A place as it is shown. `tag` is what is annotated there, `type` the type of a mention."""

    title: str
    line: Line
    tag: str = ""
    type: str = ""
    marked: bool = False


class FoundRows(QAbstractListModel):
    """The places of the session's results."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._count = 0
        self._read: OrderedDict[int, FoundRow] = OrderedDict()
        self._text: tuple[DocumentId | None, str] = (None, "")

    def restart(self) -> None:
        """Show the places of another search."""
        self.beginResetModel()
        self._count = len(self._session.results.search.hits) if self._session.results else 0
        self.forget()
        self.endResetModel()

    def grow(self) -> None:
        """Show the places that were found since."""
        results = self._session.results
        count = len(results.search.hits) if results else 0
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()

    def forget(self) -> None:
        """Read again what is seen: the project has changed."""
        self._read.clear()
        self._text = (None, "")

    def row(self, number: int) -> FoundRow | None:
        """A row as it is shown."""
        results = self._session.results
        if results is None or not 0 <= number < self._count:
            return None
        found = self._read.get(number)
        if found is None:
            found = self._made(results.search.hits[number])
            self._read[number] = found
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return replace(found, marked=True) if number in results.marked else found

    @guarded(default=0)
    def rowCount(self, parent: Index | None = None) -> int:
        """How many places are shown."""
        return 0 if parent is not None and parent.isValid() else self._count

    @guarded(default=_NOTHING)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a place; all of it for the delegate."""
        if role not in (
            _ROW,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        row = self.row(index.row())
        if row is None or role == _ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.title)
        marked = self.tr("marked, ") if row.marked else ""
        tag = f", {row.tag}" if row.tag else ""
        words = f"{row.line.before}{row.line.words}{row.line.after}"
        return visible(f"{marked}{row.title}: {words}{tag}")

    def _made(self, hit: Hit) -> FoundRow:
        queries = self._session.store.queries
        document = queries.documents.find(hit.document)
        if document is None:
            return FoundRow("", Line("", self.tr("no longer in the project"), ""))
        if self._text[0] != hit.document:
            self._text = (hit.document, queries.hits.text(hit.document) or "")
        is_statement = hit.ref is not None and hit.ref.kind == "statement"
        type = type_of(self._session.store, hit) if hit.ref else self._type_at(hit)
        tag = _label(self._session.schema, type, is_statement=is_statement) if type else ""
        shown = line(self._text[1], hit.span, _AROUND)
        return FoundRow(document.title, shown, tag, "" if is_statement else type or "")

    def _type_at(self, hit: Hit) -> str | None:
        """The type of the mention on exactly some words."""
        here = self._session.store.queries.mentions.exactly(hit.document, hit.span)
        return next((m.type for m in here if m.provenance.status is not Status.REJECTED), None)


class FoundList(RowList):
    """The list of places; says as well when it loses the keyboard."""

    unfocused = Signal()

    def __init__(self) -> None:
        super().__init__()
        # the rows paint themselves which of them is chosen
        self.setStyleSheet(
            "QTableView { selection-background-color: transparent; background: transparent; }"
            "QTableView::item, QTableView::item:selected { background: transparent; border: none; }"
        )

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.unfocused.emit()


class FoundDelegate(QStyledItemDelegate):
    """Draws a place: mark, title, what comes before, the words, what follows, the annotation."""

    def __init__(self, view: QWidget, colour_of: ColourOf) -> None:
        super().__init__(view)
        self._colour_of = colour_of

    @guarded(default=QSize(100, 26))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(100, option.fontMetrics.height() + 9)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a place."""
        row = index.data(_ROW)
        if not isinstance(row, FoundRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            # beside the frame that the list has with the keyboard, not over it
            paint_chosen(painter, option.rect.adjusted(_FRAME, 0, 1 - _FRAME, 0))
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        self._paint_mark(painter, room, row)
        title, before, words, tag = columns(
            room.adjusted(_MARK_WIDTH, 0, 0, 0), tagged=bool(row.tag)
        )
        painter.setPen(muted_colour())
        paint_words(painter, title, row.title)
        self._paint_tag(painter, tag, row)
        _paint_line(painter, before, words, row.line, option.font)
        painter.restore()

    @staticmethod
    def _paint_mark(painter: QPainter, room: QRect, row: FoundRow) -> None:
        side = _BOX - 1
        box = QRect(room.left(), room.center().y() - side // 2, side, side)
        palette = QApplication.palette()
        accent = palette.color(QPalette.ColorRole.Accent)
        painter.setPen(accent if row.marked else palette.color(QPalette.ColorRole.Dark))
        painter.setBrush(accent if row.marked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if row.marked:
            ground = palette.color(QPalette.ColorRole.Base)
            round_ends = (Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(QPen(ground, 1.8, Qt.PenStyle.SolidLine, *round_ends))
            painter.drawPolyline([QPointF(box.topLeft()) + corner for corner in _TICK])

    def _paint_tag(self, painter: QPainter, room: QRect, row: FoundRow) -> None:
        if not row.tag:
            return
        words = room
        if row.type:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour_of(row.type)))
            painter.drawRoundedRect(QRect(room.left(), room.center().y() - 4, 9, 9), 2, 2)
            words = room.adjusted(_SQUARE_WIDTH, 0, 0, 0)
        painter.setPen(muted_colour())
        paint_words(painter, words, row.tag)


def columns(room: QRect, *, tagged: bool) -> tuple[QRect, QRect, QRect, QRect]:
    """Where title, words before, the words with those after, and annotation stand.

    The words are under each other in all rows; where nothing is annotated those after go on to
    the end.
    """
    title, tag = round(room.width() * _TITLE_SHARE), round(room.width() * _TAG_SHARE)
    rest = room.adjusted(title + _GAP, 0, -tag - _GAP, 0)
    before = round(rest.width() * _BEFORE_SHARE)
    end = rest.right() if tagged else room.right()
    return (
        QRect(room.left(), room.top(), title, room.height()),
        QRect(rest.left(), room.top(), before, room.height()),
        QRect(QPoint(rest.left() + before, room.top()), QPoint(end, room.bottom())),
        QRect(rest.right() + _GAP, room.top(), tag, room.height()),
    )


def _paint_line(painter: QPainter, before: QRect, words: QRect, line: Line, font: QFont) -> None:
    plain = QFontMetrics(font)
    space = plain.horizontalAdvance(" ")
    end = space if line.before.endswith(" ") else 0
    left = plain.elidedText(
        visible(line.before.strip()), Qt.TextElideMode.ElideLeft, before.width() - end
    )
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.setPen(muted_colour())
    painter.drawText(before.adjusted(0, 0, -end, 0), flags | Qt.AlignmentFlag.AlignRight, left)
    bold = QFont(font)
    bold.setBold(True)
    wide = min(QFontMetrics(bold).horizontalAdvance(visible(line.words)), words.width())
    begin = space if line.after.startswith(" ") else 0
    painter.setPen(muted_colour())
    paint_words(painter, words.adjusted(wide + begin, 0, 0, 0), line.after.strip())
    painter.setPen(words_colour())
    painter.setFont(bold)
    paint_words(painter, words, line.words)


def _label(schema: Schema, type: str, *, is_statement: bool) -> str:
    known = schema.statement_kind(type) if is_statement else schema.entity_type(type)
    return known.label if known else type
