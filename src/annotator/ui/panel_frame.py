"""What the panels beside the article share: measures, a heading, a filter, and a list of rows.

The list is a `QTableView` of one column: its header keeps the heights of rows, so that Qt asks the
model for visible rows only. A `QListView` asks for every row at every layout (measured: 0.6 s for
200,000).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import fonts
from annotator.ui.guard import guarded
from annotator.ui.order_button import order_style
from annotator.ui.theme import LIGHT, Theme

SIDE = 14
_BAR = 8
Index = QModelIndex | QPersistentModelIndex
# Beside the scroll bar, so that rows end where the heading and the filter do.
END = SIDE - _BAR


@dataclass(frozen=True, slots=True)
class PanelMetrics:
    """Fonts and measures of the panels, in whole pixels at one zoom."""

    zoom: float
    unit: float
    body: QFont
    bold: QFont
    small: QFont
    caps: QFont
    serif: QFont
    digit: QFont

    @classmethod
    def at(cls, zoom: float) -> PanelMetrics:
        """The measures at a zoom; 1 is a text size of 13 pixels, or more with large fonts."""
        unit = zoom * fonts.scale()
        caps = fonts.sans(round(11 * unit))
        caps.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4 * unit)
        caps.setCapitalization(QFont.Capitalization.AllUppercase)
        return cls(
            zoom=zoom,
            unit=unit,
            body=fonts.sans(round(13 * unit)),
            bold=fonts.sans(round(13 * unit), bold=True),
            small=fonts.sans(round(11 * unit)),
            caps=caps,
            serif=fonts.serif(round(14 * unit)),
            digit=fonts.sans(round(10 * unit), bold=True),
        )

    def px(self, pixels: float) -> int:
        """A measure at this zoom."""
        return round(pixels * self.unit)


class FilterField(QLineEdit):
    """A line to filter a list by. Down, Return and Escape leave it; Escape empties it first."""

    left = Signal()

    def emptied(self) -> bool:
        """Empty the field; False when nothing was in it."""
        was_empty = not self.text()
        self.clear()
        return not was_empty

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        return (
            ("Enter", self.tr("to the list")),
            ("Esc", self.tr("empty, then leave")),
        )

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list, or edit."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.emptied():
            return
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RowList(QTableView):
    """A list of rows of which only the visible ones are read."""

    focused = Signal()
    hovered = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    emptied = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that rows keep their width; without a handle where nothing scrolls.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.entered.connect(self.hovered)

    def set_row_height(self, pixels: int) -> None:
        """Make all rows as high as this."""
        self.verticalHeader().setDefaultSectionSize(pixels)
        self.verticalScrollBar().setSingleStep(pixels)

    def choose(self, index: QModelIndex) -> None:
        """Make a row the current one, and the only one that is chosen."""
        # told in so many words: by itself Qt looks at the modifiers that are held just now
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @guarded
    def _on_range(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(least < most)

    @guarded
    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are commands."""

    @guarded(default=QModelIndex())
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End go to the first and last row, as in a list, not along a table's row."""
        rows = range(self.model().rowCount() if self.model() else 0)
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self._first_enabled(rows)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self._first_enabled(reversed(rows))
        return super().moveCursor(action, modifiers)

    @guarded
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a row as a whole, and the heading right above it."""
        super().scrollTo(index, hint)
        heading = index.row() - 1
        if hint != QAbstractItemView.ScrollHint.EnsureVisible or heading < 0:
            return
        is_row = self.model().index(heading, 0).flags() & Qt.ItemFlag.ItemIsEnabled
        above = self.rowViewportPosition(heading)
        if not is_row and above < 0 <= above + self.rowHeight(heading):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + above)

    def _first_enabled(self, rows: Iterable[int]) -> QModelIndex:
        indexes = (self.model().index(row, 0) for row in rows)
        enabled = Qt.ItemFlag.ItemIsEnabled
        return next((index for index in indexes if index.flags() & enabled), QModelIndex())

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or empty the current row; Tab walks as the arrows do."""
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index)
        elif key in (Qt.Key.Key_Delete,):
            self.emptied.emit(index)
        else:
            super().keyPressEvent(event)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the list has the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()
        self.focused.emit()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the current row as resting."""
        super().focusOutEvent(event)
        self.viewport().update()

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        """Hover over nothing any more."""
        super().leaveEvent(event)
        self.hovered.emit(QModelIndex())


class PanelFrame(QWidget):
    """A heading with a note at its right, a filter, a list, and a sentence when it is empty."""

    def __init__(self, title: str, rows: RowList, filter_name: str) -> None:
        super().__init__()
        self.rows = rows
        self._theme = LIGHT
        self._metrics = PanelMetrics.at(1.0)
        self.title = _label(title, "title")
        self.note = _label("", "note")
        self.filter = FilterField(self)
        self.filter.setObjectName("filter")
        self.rows.setObjectName("rows")
        self.filter.setPlaceholderText(self.tr("Filter…"))
        self.filter.setAccessibleName(filter_name)
        self.filter.left.connect(self.focus_list)
        self.empty = _label("", "empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        rows.setAccessibleName(title)
        self.setAccessibleName(title)
        self.setFocusProxy(rows)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filter_line = QHBoxLayout()
        self._lay_out()

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, key: str) -> bool:
        """`/` goes to the filter, and Escape empties it, before they mean anything else."""
        if key == "/" and not self.filter.hasFocus():
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return key == "Esc" and self.filter.hasFocus() and self.filter.emptied()

    def say_empty(self, sentence: str) -> None:
        """Show a sentence instead of the list; an empty one shows the list."""
        if self.empty.text() != sentence:
            self.empty.setText(sentence)
            self.rows.setAccessibleDescription(sentence)
        self.empty.setVisible(bool(sentence))
        if self.rows.property("bare") != bool(sentence):
            self.rows.setProperty("bare", bool(sentence))
            self.rows.style().unpolish(self.rows)
            self.rows.style().polish(self.rows)

    def set_measures(self, metrics: PanelMetrics) -> None:
        """Use other sizes of letters."""
        self._metrics = metrics
        self._restyle()

    def paint_with(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self._theme = theme
        panel = QPalette(self.palette())
        for role, colour in (
            (QPalette.ColorRole.Window, theme.panel),
            (QPalette.ColorRole.Base, theme.panel),
            (QPalette.ColorRole.WindowText, theme.text),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.PlaceholderText, theme.muted),
        ):
            panel.setColor(role, colour)
        self.setPalette(panel)
        self.rows.setPalette(panel)
        self._restyle()

    def _restyle(self) -> None:
        """Style the panel here: the application's sheet would fix the size of its letters."""
        theme, px = self._theme, self._metrics.px
        sheet = (
            f"PanelFrame {{ background: {theme.panel}; }}"
            f"#title {{ color: {theme.text}; font-size: {px(13)}px; font-weight: bold; }}"
            f"#note, #empty {{ color: {theme.muted}; font-size: {px(13)}px; }}"
            f"#filter {{ background: {theme.page}; color: {theme.text}; font-size: {px(13)}px;"
            f" border: 1px solid {theme.control_border}; border-radius: 5px; padding: 4px 8px; }}"
            f"#filter:focus {{ border-color: {theme.focus}; }}"
            # A frame around the whole list would change its width with the focus: the current row
            # has one.
            f"#rows, #rows:focus {{ background: {theme.panel}; border: none; outline: none;"
            # The rows paint what is chosen themselves.
            f" selection-background-color: {theme.panel}; }}"
            # Without rows there is no current one to have a frame.
            f'#rows[bare="true"]:focus {{ border: 2px solid {theme.focus}; border-radius: 4px; }}'
            "#rows::item, #rows::item:selected { background: transparent; border: none; }"
            f"#rows QScrollBar:vertical {{ background: transparent; width: {_BAR}px; margin: 0; }}"
            f"#rows QScrollBar::handle:vertical {{ background: {theme.control_border};"
            " border: none; border-radius: 3px; min-height: 24px; margin: 0 1px; }"
            "#rows QScrollBar::handle:vertical:disabled { background: transparent; }"
            "#rows QScrollBar::add-line, #rows QScrollBar::sub-line { height: 0; }"
            "#rows QScrollBar::add-page, #rows QScrollBar::sub-page { background: transparent; }"
            f"{order_style(theme, px(11))}"
        )
        if sheet != self.styleSheet():  # Qt would style every widget in it anew
            self.setStyleSheet(sheet)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(SIDE, 0, SIDE, 0)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.note)
        line = self.filter_line
        line.setContentsMargins(SIDE, 0, SIDE, 0)
        line.addWidget(self.filter)
        below = QHBoxLayout()
        below.setContentsMargins(SIDE, 0, SIDE, 0)
        below.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(top)
        whole.addLayout(line)
        whole.addLayout(below)
        whole.addWidget(self.rows, 1)


def _label(words: str, name: str) -> QLabel:
    """A label that shows exactly these words."""
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
