"""The panels around the article: which side they are on, how wide they are, which are put away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from annotator.session import Panel

_WIDTHS = (200, 770, 390)
_RIGHT = (Panel.ENTITIES, Panel.CLAIMS)
NAMES = {Panel.DOCUMENTS: "Documents", Panel.ENTITIES: "Entities", Panel.CLAIMS: "Claims"}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The panels at the left and at the right, from the top, and the sizes of everything."""

    left: tuple[Panel, ...] = (Panel.DOCUMENTS,)
    right: tuple[Panel, ...] = _RIGHT
    widths: tuple[int, ...] = _WIDTHS
    left_heights: tuple[int, ...] = ()
    right_heights: tuple[int, ...] = (305, 500)

    def __post_init__(self) -> None:
        if sorted((*self.left, *self.right)) != sorted(NAMES):
            object.__setattr__(self, "left", (Panel.DOCUMENTS,))
            object.__setattr__(self, "right", _RIGHT)


class Panels(QSplitter):
    """Left column, article and right column, with borders that can be dragged."""

    def __init__(self, article: QWidget, panels: Mapping[Panel, QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panels = panels
        self._left = _column(self.tr("Left panels"))
        self._right = _column(self.tr("Right panels"))
        for widget in (self._left, article, self._right):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self.setHandleWidth(1)
        article.setMinimumWidth(240)
        self.arrange(Arrangement())

    def arrange(self, arrangement: Arrangement) -> None:
        """Put the panels where an arrangement has them."""
        for column, panels, heights in (
            (self._left, arrangement.left, arrangement.left_heights),
            (self._right, arrangement.right, arrangement.right_heights),
        ):
            for place, panel in enumerate(panels):
                column.insertWidget(place, self._panels[panel])
                column.setCollapsible(place, False)
            if len(heights) == len(panels):
                column.setSizes(list(heights))
        if len(arrangement.widths) == len(_WIDTHS):
            self.setSizes(list(arrangement.widths))
        self._hide_empty_columns()

    def arrangement(self) -> Arrangement:
        """Where the panels are now."""
        return Arrangement(
            left=self._in(self._left),
            right=self._in(self._right),
            widths=tuple(self.sizes()),
            left_heights=tuple(self._left.sizes()),
            right_heights=tuple(self._right.sizes()),
        )

    def hide_panels(self, hidden: frozenset[Panel]) -> None:
        """Show every panel but those put away."""
        for panel, widget in self._panels.items():
            widget.setVisible(panel not in hidden)
        self._hide_empty_columns()

    def move_across(self, panel: Panel) -> None:
        """Put a panel on the other side, below those that are there."""
        widget = self._panels[panel]
        column = self._right if self._left.indexOf(widget) >= 0 else self._left
        column.addWidget(widget)
        self._hide_empty_columns()

    def move_up(self, panel: Panel) -> None:
        """Put a panel above the one over it; the top one goes to the bottom."""
        widget = self._panels[panel]
        column = self._left if self._left.indexOf(widget) >= 0 else self._right
        place = column.indexOf(widget)
        column.insertWidget(place - 1 if place > 0 else column.count() - 1, widget)

    def add_to_menu(self, menu: QMenu) -> None:
        """Offer to move the panels."""
        moves = menu.addMenu(self.tr("Move panels"))
        for panel, name in NAMES.items():
            title = QCoreApplication.translate("Panels", name)
            across = moves.addAction(self.tr("%1: to the other side").replace("%1", title))
            across.triggered.connect(partial(self._on_move, panel, across=True))
            up = moves.addAction(self.tr("%1: up").replace("%1", title))
            up.triggered.connect(partial(self._on_move, panel, across=False))

    def _on_move(self, panel: Panel, _checked: object = None, *, across: bool) -> None:
        if across:
            self.move_across(panel)
        else:
            self.move_up(panel)

    def _in(self, column: QSplitter) -> tuple[Panel, ...]:
        places = {column.indexOf(widget): panel for panel, widget in self._panels.items()}
        return tuple(places[place] for place in sorted(places) if place >= 0)

    def _hide_empty_columns(self) -> None:
        for column in (self._left, self._right):
            widgets = (column.widget(place) for place in range(column.count()))
            column.setVisible(any(widget and not widget.isHidden() for widget in widgets))


def _column(name: str) -> QSplitter:
    column = QSplitter(Qt.Orientation.Vertical)
    column.setHandleWidth(1)
    column.setMinimumWidth(140)
    column.setAccessibleName(name)
    return column
