"""What the panels beside the article share: measures, a heading, a filter, and a list of rows.

The list is a `QTableView` of one column: its header keeps the heights of rows, so that Qt asks the
model for visible rows only. A `QListView` asks for every row at every layout (measured: 0.6 s for
200,000).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
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
from annotator.ui.theme import Theme

SIDE = 14


@dataclass(frozen=True, slots=True)
class PanelMetrics:
    """Fonts and measures of the panels, in whole pixels at one zoom."""

    zoom: float
    body: QFont
    bold: QFont
    small: QFont
    caps: QFont
    serif: QFont
    digit: QFont

    @classmethod
    def at(cls, zoom: float) -> PanelMetrics:
        """The measures at a zoom; 1 is a text size of 13 pixels."""
        caps = fonts.sans(round(11 * zoom))
        caps.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4 * zoom)
        caps.setCapitalization(QFont.Capitalization.AllUppercase)
        return cls(
            zoom=zoom,
            body=fonts.sans(round(13 * zoom)),
            bold=fonts.sans(round(13 * zoom), bold=True),
            small=fonts.sans(round(11 * zoom)),
            caps=caps,
            serif=fonts.serif(round(14 * zoom)),
            digit=fonts.sans(round(10 * zoom), bold=True),
        )

    def px(self, pixels: float) -> int:
        """A measure at this zoom."""
        return round(pixels * self.zoom)


class FilterField(QLineEdit):
    """A line to filter a list by. Down, Return and Escape leave it; Escape empties it first."""

    left = Signal()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list, or edit."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
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

    @guarded
    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are commands."""

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
        self.title = _label(title)
        self.note = _label("")
        self.filter = FilterField(self)
        self.filter.setPlaceholderText(self.tr("Filter…"))
        self.filter.setAccessibleName(filter_name)
        self.filter.left.connect(self.focus_list)
        self.empty = _label("")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        rows.setAccessibleName(title)
        self.setAccessibleName(title)
        self.setFocusProxy(rows)
        self.setAutoFillBackground(True)
        self._lay_out()

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_widgets(self) -> list[QWidget]:
        """The widgets whose keys are commands: the list, not the filter."""
        return [self.rows]

    def say_empty(self, sentence: str) -> None:
        """Show a sentence instead of the list; an empty one shows the list."""
        if self.empty.text() != sentence:
            self.empty.setText(sentence)
            self.rows.setAccessibleDescription(sentence)
        self.empty.setVisible(bool(sentence))

    def set_measures(self, metrics: PanelMetrics) -> None:
        """Use other fonts."""
        self.title.setFont(metrics.bold)
        self.note.setFont(metrics.body)
        self.empty.setFont(metrics.body)
        self.filter.setFont(metrics.body)

    def paint_with(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        roles = QPalette.ColorRole
        panel = QPalette(self.palette())
        for role, colour in (
            (roles.Window, theme.panel),
            (roles.Base, theme.panel),
            (roles.WindowText, theme.text),
            (roles.Text, theme.text),
            (roles.PlaceholderText, theme.muted),
        ):
            panel.setColor(role, colour)
        self.setPalette(panel)
        self.rows.setPalette(panel)
        muted = QPalette(panel)
        muted.setColor(roles.WindowText, theme.muted)
        for label in (self.note, self.empty):
            label.setPalette(muted)
        self.title.setPalette(panel)
        page = QPalette(panel)
        page.setColor(roles.Base, theme.page)
        self.filter.setPalette(page)
        self.filter.setStyleSheet(
            f"QLineEdit {{ background: {theme.page}; color: {theme.text}; border-radius: 4px;"
            f" border: 1px solid {theme.control_border}; padding: 4px 8px; }}"
            f"QLineEdit:focus {{ border-color: {theme.focus}; }}"
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(SIDE, 0, SIDE, 0)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.note)
        line = QHBoxLayout()
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


def _label(words: str) -> QLabel:
    """A label that shows exactly these words."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
