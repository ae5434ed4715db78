"""Asks for one of several things: type a few letters, or press a key, and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.session import Choice, ChoiceQuestion
from annotator.ui.dialogs.popup import Popup, plain_label
from annotator.ui.drawing import (
    cap_width,
    muted_colour,
    paint_cap,
    paint_chosen,
    paint_words,
    plain_tip,
    words_colour,
)
from annotator.ui.guard import guarded

_MOST_ROWS = 12
_WIDTH, _WIDE = 520, 860
_DETAIL, _APART = 42, 12
"""So many hundredths of a row are the detail's where both words are long; and what lies between."""
_ROUNDED = 2
"""Words are drawn up to so much wider than they are measured."""
_NOTHING: object = None
Index = QModelIndex | QPersistentModelIndex
ColourOf = Callable[[str], str]


class ChoicePopup(Popup):
    """A search field over a list of choices; without a field when each is picked by its key."""

    picked = Signal(object)
    """The `Choice` that was picked."""

    def __init__(self, parent: QWidget, question: ChoiceQuestion, colour_of: ColourOf) -> None:
        super().__init__(
            parent, question.title, width=_WIDE if question.paths or question.wide else _WIDTH
        )
        self._question = question
        self.model = _Choices(self)
        self.field = QLineEdit()
        self.field.setAccessibleName(question.title)
        self.field.setPlaceholderText(question.placeholder or self.tr("Type a few letters…"))
        self.list = QListView()
        self.list.setAccessibleName(question.title)
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list, colour_of, paths=question.paths))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not question.picks_by_key:
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = plain_label(self.tr("Nothing fits these letters."), "muted")
        for widget in (self.field, self.list, self.nothing):
            self.body.addWidget(widget)
        self.field.setVisible(not question.picks_by_key)
        self.field.textChanged.connect(self._search)
        self.list.clicked.connect(self._pick)
        self._search("")

    def open_choice(self) -> None:
        """Show it and take the keyboard."""
        self.open_up(self.list if self._question.picks_by_key else self.field)

    def take_key(self, key: str) -> bool:
        """Move in the list, pick, or pick by a choice's own key."""
        step = _STEPS.get(key)
        if step is not None:
            self._move(step)
            return True
        if key == "Enter":
            self._pick(self.list.currentIndex())
            return True
        if self._question.picks_by_key or self._question.keys_pick_too:
            for row, choice in enumerate(self.model.choices):
                if choice.key and choice.key == key:
                    self._pick(self.model.index(row))
                    return True
        return super().take_key(key)

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        return (
            ("Enter", self.tr("choose")),
            ("Down", self.tr("next")),
            *super().keys_here(),
        )

    def _search(self, letters: str) -> None:
        self.model.show(self._question.search(letters))
        found = self.model.rowCount()
        # before anything is typed the field itself says what to do
        self.nothing.setVisible(not found and bool(letters))
        self.list.setVisible(found > 0)
        if found:
            self.list.setCurrentIndex(self.model.index(0))
        row = self.list.sizeHintForRow(0) if found else 0
        rows = self.fitting(row * min(found, _MOST_ROWS)) // max(1, row)
        self.list.setFixedHeight(row * min(found, rows) + 2 * self.list.frameWidth())
        if self.is_open:
            self.layout_again()

    def layout_again(self) -> None:
        """Fit the height to the number of rows."""
        self.body.activate()
        self.place()

    def _move(self, step: int) -> None:
        rows = self.model.rowCount()
        if rows:
            at = self.list.currentIndex().row() + step
            at = at % rows if abs(step) == 1 else max(0, min(at, rows - 1))
            self.list.setCurrentIndex(self.model.index(at))

    def _pick(self, index: QModelIndex) -> None:
        choice = self.model.choice_at(index.row())
        if choice is not None:
            # Closed first: what is picked may ask the next question.
            self.close_up()
            self.picked.emit(choice)


_STEPS = {"Down": 1, "Up": -1, "Tab": 1, "Shift+Tab": -1, "PgDn": _MOST_ROWS, "PgUp": -_MOST_ROWS}


class _Choices(QAbstractListModel):
    """The choices of the letters typed so far."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Hold other choices."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    def choice_at(self, row: int) -> Choice | None:
        """The choice of a row."""
        return self.choices[row] if 0 <= row < len(self.choices) else None

    @guarded(default=0)
    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.choices)

    @guarded(default=_NOTHING)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a choice; the choice itself for the delegate."""
        choice = self.choice_at(index.row())
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.label, choice.detail, choice.key) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(choice.label, choice.detail)
        return choice if role == Qt.ItemDataRole.UserRole else None


class _Delegate(QStyledItemDelegate):
    """A colour, the words, a detail in small print, and the key as a cap at the end."""

    def __init__(self, view: QListView, colour_of: ColourOf, *, paths: bool) -> None:
        super().__init__(view)
        self._paths = paths
        self._colour_of = colour_of

    @guarded(default=QSize(100, 30))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with room around it."""
        return QSize(100, option.fontMetrics.height() + 12)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one choice."""
        choice = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(choice, Choice):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        room = option.rect.adjusted(8, 0, -8, 0)
        if choice.key:
            width = cap_width(option.fontMetrics, choice.key)
            height = option.fontMetrics.height() + 2
            place = QPoint(room.right() - width, room.center().y() - height // 2)
            paint_cap(painter, QRect(place, QSize(width, height)), choice.key)
            room.setRight(room.right() - width - 8)
        if choice.colour_of:
            self._paint_colour(painter, room, choice.colour_of)
            room.setLeft(room.left() + 18)
        self._paint_words(painter, room, choice, option)
        painter.restore()

    def _paint_colour(self, painter: QPainter, room: QRect, type: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour_of(type)))
        painter.drawRoundedRect(QRect(room.left(), room.center().y() - 4, 9, 9), 2, 2)

    def _paint_words(
        self, painter: QPainter, room: QRect, choice: Choice, option: QStyleOptionViewItem
    ) -> None:
        fitting: QFontMetrics = option.fontMetrics
        wanted = fitting.horizontalAdvance(choice.detail) + _ROUNDED if choice.detail else 0
        free = room.width() - fitting.horizontalAdvance(choice.label) - _ROUNDED - _APART
        detail = min(wanted, max(free, room.width() * _DETAIL // 100))
        label = room.adjusted(0, 0, -detail - _APART if detail else 0, 0)
        # the beginning and the end of a path tell most
        modes = Qt.TextElideMode
        elide = modes.ElideMiddle if self._paths else modes.ElideRight
        painter.setPen(words_colour())
        paint_words(painter, label, choice.label, elide=elide)
        painter.setPen(muted_colour())
        rest = room.adjusted(room.width() - detail, 0, 0, 0)
        paint_words(painter, rest, choice.detail, at_end=True)
