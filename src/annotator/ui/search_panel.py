"""Finds words in all articles of the project and shows each place with the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.ids import DocumentId
from annotator.model.span import Span
from annotator.text.search import find
from annotator.text.visible import visible
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.popup import Popup, plain_label
from annotator.ui.drawing import muted_colour, paint_chosen, plain_tip, words_colour
from annotator.ui.guard import guarded
from annotator.ui.jobs import SlicedJob

_AROUND = 60
_MOST = 2000
_PAUSE_MS = 200
_SLOW_MS = 500
_ROWS = 12
_GAP = 4
_STEPS = {"Down": 1, "Up": -1, "PgDn": _ROWS, "PgUp": -_ROWS}
_PLACE = Qt.ItemDataRole.UserRole
_NOTHING: object = None
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A place: its document, and the words before, in and after it."""

    document: DocumentId
    title: str
    span: Span
    before: str
    words: str
    after: str


class SearchPanel(Popup):
    """Opened by Ctrl+Shift+F. Enter opens the article at a place."""

    def __init__(self, parent: QWidget, bridge: Bridge) -> None:
        super().__init__(parent, self.tr("Find in the project"), width=820)
        self._bridge = bridge
        self._job: SlicedJob | None = None
        self._total = 0
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Words to find in all articles…"))
        self.field.setAccessibleName(self.tr("Words to find in all articles"))
        self.model = _Places(self)
        self.rows = QListView()
        self.rows.setAccessibleName(self.tr("Places"))
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(_Delegate(self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setMinimumHeight(self.fitting((self.fontMetrics().height() + 9) * _ROWS))
        self.rows.clicked.connect(self._go_to)
        self.told = plain_label("", "small")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._stop)
        self.cancel.hide()
        self._pause = _timer(self, _PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._slow = _timer(self, _SLOW_MS)
        self._slow.timeout.connect(self._show_progress)
        self._lay_out()
        self.field.textChanged.connect(self._pause.start)
        self.closed.connect(self._stop)

    def take_key(self, key: str) -> bool:
        """Move in the list, or open a place."""
        if key in _STEPS:
            self._move(_STEPS[key])
            return True
        if key == "Enter":
            self._go_to(self.rows.currentIndex())
            return True
        return super().take_key(key)

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        return (
            ("Enter", self.tr("open the article there")),
            ("Down", self.tr("next")),
            *super().keys_here(),
        )

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.cancel)
        self.body.addWidget(self.field)
        self.body.addWidget(self.rows, 1)
        self.body.addLayout(below)

    def _start(self) -> None:
        self._stop()
        self.model.clear()
        words = self.field.text().strip()
        self.told.setText("")
        if not words:
            return
        documents = self._bridge.session.store.queries.documents.ids()
        self._total = len(documents)
        self._job = SlicedJob(self._search(words, documents), self)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._on_finished)
        self._job.start()
        self._slow.start()

    def _stop(self) -> None:
        self._slow.stop()
        self.cancel.hide()
        if self._job is not None:
            self._job.cancel()
            self._job.deleteLater()
            self._job = None

    def _search(self, words: str, documents: list[DocumentId]) -> Iterator[int]:
        queries = self._bridge.session.store.queries.documents
        for number, document in enumerate(documents, start=1):
            counted = queries.counted([document])
            text = queries.text(document)
            title = counted[0].document.title if counted else ""
            at = 0
            while (span := find(text, words, at)) is not None:
                self.model.add(_found(document, title, text, span))
                at = span.end
                if self.model.rowCount() >= _MOST:
                    return
                yield number
            yield number

    def _show_progress(self) -> None:
        self.cancel.setVisible(self._job is not None and self._job.running)

    def _on_progress(self, done: int) -> None:
        if self.cancel.isVisible():
            words = self.tr("%1 of %2 articles").replace("%1", QLocale().toString(done))
            self.told.setText(words.replace("%2", QLocale().toString(self._total)))
        if not self.rows.currentIndex().isValid():
            self._move(0)

    def _on_finished(self) -> None:
        self._stop()
        number = self.model.rowCount()
        places = self.tr("%1 place") if number == 1 else self.tr("%1 places")
        if not number:
            self.told.setText(self.tr("No article has these words."))
            return
        more = self.tr(", and more: type another word") if number >= _MOST else ""
        self.told.setText(places.replace("%1", QLocale().toString(number)) + more)
        if not self.rows.currentIndex().isValid():
            self._move(0)

    def _move(self, step: int) -> None:
        rows = self.model.rowCount()
        if rows:
            at = max(0, min(self.rows.currentIndex().row() + step, rows - 1))
            self.rows.setCurrentIndex(self.model.index(at))

    def _go_to(self, index: QModelIndex) -> None:
        found = index.data(_PLACE)
        if not isinstance(found, Found):
            return
        session = self._bridge.session
        session.find_query = self.field.text().strip()
        self.close_up()
        if session.document != found.document:
            self._bridge.run("document.open", document=found.document)
        session.select(found.span.start, found.span.end, exact=True)


class _Places(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: list[Found] = []

    def clear(self) -> None:
        self.beginResetModel()
        self._places = []
        self.endResetModel()

    def add(self, found: Found) -> None:
        row = len(self._places)
        self.beginInsertRows(QModelIndex(), row, row)
        self._places.append(found)
        self.endInsertRows()

    @guarded(default=0)
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._places)

    @guarded(default=_NOTHING)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._places):
            return None
        found = self._places[index.row()]
        if role == _PLACE:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{found.title}: {found.before}{found.words}{found.after}"
        return plain_tip(found.title) if role == Qt.ItemDataRole.ToolTipRole else None


class _Delegate(QStyledItemDelegate):
    """The words in the middle, what is around them at both sides, the title at the start."""

    @guarded(default=QSize(100, 26))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(100, option.fontMetrics.height() + 9)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a place."""
        found = index.data(_PLACE)
        if not isinstance(found, Found):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        room = option.rect.adjusted(8, 0, -8, 0)
        title = room.width() // 5
        painter.setPen(muted_colour())
        _draw(painter, QRect(room.left(), room.top(), title - 10, room.height()), found.title)
        self._paint_words(painter, room.adjusted(title, 0, 0, 0), found, option)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, room: QRect, found: Found, option: QStyleOptionViewItem
    ) -> None:
        bold = QFont(option.font)
        bold.setBold(True)
        # what is around the words gives way, the words themselves never, not even by a rounding
        measure = QFontMetrics(bold)
        drawn = max(measure.horizontalAdvance(found.words), measure.size(0, found.words).width())
        width = min(drawn + 1, room.width())
        middle = QRect(room.left() + (room.width() - width) // 2, room.top(), width, room.height())
        left, right = QRect(room), QRect(room)
        left.setRight(middle.left() - 1 - (_GAP if found.before.endswith(" ") else 0))
        right.setLeft(middle.right() + 1 + (_GAP if found.after.startswith(" ") else 0))
        flags = Qt.AlignmentFlag
        _draw(painter, left, found.before.strip(), flags.AlignRight, Qt.TextElideMode.ElideLeft)
        _draw(painter, right, found.after.strip())
        painter.setPen(words_colour())
        painter.setFont(bold)
        _draw(painter, middle, found.words)


def _draw(
    painter: QPainter,
    place: QRect,
    words: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    if place.width() <= 0:
        return
    shown = painter.fontMetrics().elidedText(visible(words), elide, place.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | align
    painter.drawText(place, flags, shown)


def _found(document: DocumentId, title: str, text: str, span: Span) -> Found:
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    before = " ".join(before.split()) + (" " if before[-1:].isspace() else "")
    after = (" " if after[:1].isspace() else "") + " ".join(after.split())
    words = " ".join(span.of(text).split())
    return Found(document, title, span, before, words, after)


def _timer(parent: QWidget, wait: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    return timer
