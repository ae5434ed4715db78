"""The key help: the keys that work right now, then all others by menu, with a search field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.commands.registry import Action
from annotator.session.state import EVERYWHERE, PANELS
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.popup import Popup
from annotator.ui.drawing import (
    cap_width,
    muted_colour,
    paint_cap,
    paint_chosen,
    paint_words,
    words_colour,
)
from annotator.ui.guard import guarded
from annotator.ui.titles import help_of, is_listed, title_of

_ROWS = 18
_KEYS_WIDTH = 150
_TITLE_SHARE = 0.36
_ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line of the help: a heading when it has no action, else keys, title and help."""

    title: str
    keys: tuple[str, ...] = ()
    help: str = ""
    action: str = ""
    runs: bool = True

    def has(self, words: str) -> bool:
        """Whether a search finds it: in the title, the help, or as exactly one of the keys."""
        plain = words.casefold()
        return words in self.keys or plain in f"{self.title} {self.help}".casefold()


def key_rows(bridge: Bridge, words: str = "") -> list[KeyRow]:
    """The lines of the help for a search; headings without lines below them are left out."""
    session = bridge.session
    now: list[KeyRow] = []
    everywhere: list[KeyRow] = []
    groups: dict[str, list[KeyRow]] = {}
    for action in bridge.keymap.actions:
        if not action.keys or not is_listed(action):
            continue
        runs = action.command.when.reason_against(session) is None
        row = KeyRow(title_of(action), action.keys, help_of(action), action.id, runs)
        if words and not row.has(words):
            continue
        if runs and session.mode in action.command.modes:
            general = action.command.modes in (EVERYWHERE, PANELS)
            (everywhere if general else now).append(row)
        groups.setdefault(_group_of(action), []).append(row)
    return [
        *_section(QCoreApplication.translate("KeyHelp", "Right now"), [*now, *everywhere]),
        *(row for group, rows in groups.items() for row in _section(group, rows)),
    ]


def _group_of(action: Action) -> str:
    if action.command.menu:
        return action.command.menu.replace("/", " / ")
    return " · ".join(sorted(mode.value for mode in action.command.modes))


def _section(title: str, rows: Iterable[KeyRow]) -> list[KeyRow]:
    rows = list(rows)
    return [KeyRow(title), *rows] if rows else []


class KeyHelp(Popup):
    """Opened by `?`. Enter or a click runs the command of the line."""

    def __init__(self, parent: QWidget, bridge: Bridge) -> None:
        super().__init__(parent, self.tr("Keys"), width=860)
        self._bridge = bridge
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search keys and commands…"))
        self.field.setAccessibleName(self.tr("Search keys and commands"))
        self.model = QStandardItemModel(self)
        self.rows = QListView()
        self.rows.setAccessibleName(self.tr("Keys"))
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(_Delegate(self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.clicked.connect(self._run)
        self.body.addWidget(self.field)
        self.body.addWidget(self.rows, 1)
        self.field.textChanged.connect(self._fill)
        self._fill("")
        if self.model.rowCount():
            self.rows.setMinimumHeight(self.fitting(self.rows.sizeHintForRow(0) * _ROWS))

    def take_key(self, key: str) -> bool:
        """Move in the list, or run a line."""
        steps = {"Down": 1, "Up": -1, "PgDn": _ROWS, "PgUp": -_ROWS}
        if key in steps:
            self._move(steps[key])
            return True
        if key == "Enter":
            self._run(self.rows.currentIndex())
            return True
        return super().take_key(key)

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        return (
            ("Enter", self.tr("run the command")),
            ("Down", self.tr("next")),
            *super().keys_here(),
        )

    def _fill(self, words: str) -> None:
        self.model.clear()
        for row in key_rows(self._bridge, words.strip()):
            item = QStandardItem(row.title)
            item.setData(row, _ROW)
            if row.action:
                item.setData(
                    f"{', '.join(row.keys)}: {row.title}", Qt.ItemDataRole.AccessibleTextRole
                )
                item.setToolTip(row.help)
            else:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.model.appendRow(item)
        self._move(1)

    def _move(self, step: int) -> None:
        """Go on to a line that is no heading."""
        rows, at = self.model.rowCount(), self.rows.currentIndex().row()
        at = max(0, min(at + step, rows - 1))
        way = 1 if step > 0 or at == 0 else -1
        while 0 <= at < rows and not self._row(self.model.index(at, 0)).action:
            at += way
        if 0 <= at < rows:
            self.rows.setCurrentIndex(self.model.index(at, 0))

    def _run(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row.action:
            self.close_up()
            self._bridge.run(row.action)

    @staticmethod
    def _row(index: Index) -> KeyRow:
        row = index.data(_ROW)
        return row if isinstance(row, KeyRow) else KeyRow("")


class _Delegate(QStyledItemDelegate):
    """Key caps, the title, and the first sentence of the help."""

    @guarded(default=QSize(100, 26))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(100, option.fontMetrics.height() + 9)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a line."""
        row = index.data(_ROW)
        if not isinstance(row, KeyRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(6, 0, -6, 0)
        if row.action:
            self._paint_row(painter, room, row, option)
        else:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(muted_colour())
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom, row.title)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, room: QRect, row: KeyRow, option: QStyleOptionViewItem
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, option.rect)
        self._paint_keys(painter, room, row.keys, option)
        left = room.left() + _KEYS_WIDTH
        width = round((room.width() - _KEYS_WIDTH) * _TITLE_SHARE)
        title = QRect(left, room.top(), width, room.height())
        says = QRect(left + width + 12, room.top(), room.right() - left - width - 12, room.height())
        painter.setPen(words_colour() if row.runs else muted_colour())
        paint_words(painter, title, row.title)
        painter.setPen(muted_colour())
        paint_words(painter, says, row.help)

    def _paint_keys(
        self, painter: QPainter, room: QRect, keys: tuple[str, ...], option: QStyleOptionViewItem
    ) -> None:
        fitting: QFontMetrics = option.fontMetrics
        height, left = fitting.height() + 2, room.left()
        for key in keys:
            width = cap_width(fitting, key)
            if left + width > room.left() + _KEYS_WIDTH:
                break
            place = QPoint(left, room.center().y() - height // 2)
            paint_cap(painter, QRect(place, QSize(width, height)), key)
            left += width + 4
