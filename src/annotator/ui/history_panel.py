"""The history: every step, who took it and when; going back to one takes back those after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.store.change import Change, StepKind
from annotator.store.history import Step
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.popup import Popup, plain_label
from annotator.ui.drawing import muted_colour, paint_chosen, paint_words, words_colour
from annotator.ui.guard import guarded
from annotator.ui.times import local_time

_PAGE = 200
_HEIGHT = 420
_NOTHING: object = None
_WHEN = Qt.ItemDataRole.UserRole
_STANDS = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """The newest steps first, read a page at a time."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._history = bridge.session.store.history
        self._steps: list[Step] = []
        self._undone: set[int] = set()
        self._ended = False
        self.reload()

    def reload(self) -> None:
        """Read the first page again."""
        self.beginResetModel()
        self._steps = self._history.steps(limit=_PAGE)
        self._ended = len(self._steps) < _PAGE
        self._undone = undone(self._steps)
        self.endResetModel()

    def step_at(self, row: int) -> Step | None:
        """The step of a row."""
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def is_undone(self, step: Step) -> bool:
        """Whether a step was taken back and does not stand any more."""
        return step.id in self._undone

    def newer_standing(self, row: int) -> int:
        """How many steps above a row would have to be taken back to come to it."""
        return sum(
            1
            for step in self._steps[:row]
            if step.kind is StepKind.DO and step.id not in self._undone
        )

    @guarded(default=0)
    def rowCount(self, parent: Index | None = None) -> int:
        """How many steps were read."""
        return 0 if parent is not None and parent.isValid() else len(self._steps)

    @guarded(default=False)
    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older steps."""
        return not parent.isValid() and not self._ended

    @guarded
    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        page = self._history.steps(before=self._steps[-1].id, limit=_PAGE)
        self._ended = len(page) < _PAGE
        if page:
            first = len(self._steps)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._steps += page
            self._undone = undone(self._steps)
            self.endInsertRows()

    @guarded(default=_NOTHING)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What was done; by whom and when; whether it stands."""
        step = self.step_at(index.row())
        if step is None:
            return None
        when = f"{step.author} · {local_time(step.at)}"
        if role == Qt.ItemDataRole.DisplayRole:
            return self._label(step)
        if role == _WHEN:
            return when
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._label(step)}, {when}"
        return step.kind is StepKind.DO and not self.is_undone(step) if role == _STANDS else None

    def _label(self, step: Step) -> str:
        if step.kind is StepKind.UNDO:
            return self.tr("Undone: %1").replace("%1", step.label)
        if step.kind is StepKind.REDO:
            return self.tr("Redone: %1").replace("%1", step.label)
        if self.is_undone(step):
            return self.tr("%1 (undone)").replace("%1", step.label)
        return step.label


class HistoryPanel(Popup):
    """Opened by Ctrl+H. Enter goes back to the state right after a step."""

    def __init__(self, parent: QWidget, bridge: Bridge) -> None:
        super().__init__(parent, self.tr("History"), width=460)
        self._bridge = bridge
        self.model = HistoryModel(bridge, self)
        self.rows = QListView()
        self.rows.setAccessibleName(self.tr("Steps, the newest first"))
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(_Delegate(self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setMinimumHeight(self.fitting(self.scaled(_HEIGHT)))
        self.rows.doubleClicked.connect(self._go_back_to)
        self.empty = plain_label(self.tr("Nothing was done yet."), "muted")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.rows, 1)
        self.body.addLayout(self._buttons())
        bridge.changed.connect(self._on_changed)
        self._select(0)

    def take_key(self, key: str) -> bool:
        """Enter goes back to the step."""
        if key == "Enter" and self.rows.hasFocus():
            self._go_back_to(self.rows.currentIndex())
            return True
        return super().take_key(key)

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        return (("Enter", self.tr("go back to the step")), *super().keys_here())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain_label(self.tr("Enter goes back to the step"), "small"), 1)
        back = QPushButton(self.tr("Undo to here"))
        back.setAutoDefault(False)
        back.clicked.connect(self._on_button)
        row.addWidget(back)
        return row

    def _on_button(self) -> None:
        self._go_back_to(self.rows.currentIndex())

    def _go_back_to(self, index: QModelIndex) -> None:
        """Take back what was done after a step; bring back a step that was itself taken back."""
        step = self.model.step_at(index.row())
        if step is None or step.kind is not StepKind.DO:
            return
        if self.model.is_undone(step):
            self._bring_back(step)
            return
        for _ in range(self.model.newer_standing(index.row())):
            if not self._bridge.run("history.undo", sure=True):  # it was picked in the list
                return

    def _bring_back(self, step: Step) -> None:
        while self.model.is_undone(step) and self._bridge.session.store.history.redo_label():
            if not self._bridge.run("history.redo"):
                return
        if self.model.is_undone(step):
            self._bridge.session.say(
                self.tr("Other steps were done since: this one cannot come back."), failed=True
            )

    def _on_changed(self, _change: Change) -> None:
        row = self.rows.currentIndex().row()
        self.model.reload()
        self._select(max(0, row))

    def _select(self, row: int) -> None:
        found = self.model.rowCount() > 0
        self.empty.setVisible(not found)
        self.rows.setVisible(found)
        self.rows.setCurrentIndex(self.model.index(row))


class _Delegate(QStyledItemDelegate):
    """What was done over who did it and when; what does not stand is muted."""

    @guarded(default=QSize(100, 44))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(100, option.fontMetrics.height() * 2 + 12)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a step."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        height = option.fontMetrics.height()
        first = option.rect.adjusted(10, 6, -10, 0)
        first.setHeight(height)
        painter.setPen(words_colour() if index.data(_STANDS) else muted_colour())
        paint_words(painter, first, str(index.data() or ""))
        painter.setPen(muted_colour())
        paint_words(painter, first.translated(0, height), str(index.data(_WHEN) or ""))
        painter.restore()


def undone(steps: Sequence[Step]) -> set[int]:
    """The ids of the steps that do not stand, of steps with the newest first."""
    last: dict[int, StepKind] = {}
    for step in steps:
        last.setdefault(step.id if step.of is None else step.of, step.kind)
    return {id for id, kind in last.items() if kind is StepKind.UNDO}
