"""The panels around the article: where they are, how large they are, which are put away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.session import Panel, ViewState
from annotator.ui import fonts
from annotator.ui.guard import guarded

_WIDTHS = (200, 770, 390)
_NARROWEST = 140
_NARROW_CARD = 220
# Below this nothing of a panel can be read; it may as well be dragged shut.
_LEAST = 48
_ARTICLE = 240


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The sizes of the columns, and of the panels in the left and the right one."""

    widths: tuple[int, ...] = _WIDTHS
    left_heights: tuple[int, ...] = ()
    right_heights: tuple[int, ...] = (305, 500)

    @classmethod
    def first(cls, width: int, scale: float) -> Arrangement:
        """The sizes in a window that was never arranged; where it is narrow, the sides give way."""
        left, middle, right = (round(each * scale) for each in _WIDTHS)
        share = min(1.0, width / (left + middle + right))
        left = max(round(left * share), round(_NARROWEST * scale))
        right = max(round(right * share), round(_NARROW_CARD * scale))
        return cls(widths=(left, max(0, width - left - right), right))


class Panels(QSplitter):
    """Left column, article and right column, with borders that can be dragged."""

    def __init__(self, article: QWidget, panels: Mapping[Panel, QWidget], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._panels = panels
        self._left = _column(self.tr("Left panels"))
        self._right = _column(self.tr("Right panels"))
        for widget in (self._left, article, self._right):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self.setHandleWidth(1)
        self._article = article
        self._needed = _ARTICLE
        # what the reader wants the columns at the sides to have, where there is room
        self._wished = (_WIDTHS[0], _WIDTHS[2])
        self.splitterMoved.connect(self._on_dragged)
        self.show_view(ViewState())
        self.arrange(Arrangement())

    def arrange(self, arrangement: Arrangement) -> None:
        """Give everything the sizes of an arrangement, as far as they fit the panels there are."""
        for column, heights in (
            (self._left, arrangement.left_heights),
            (self._right, arrangement.right_heights),
        ):
            if len(heights) == column.count():
                column.setSizes(list(heights))
        if len(arrangement.widths) == len(_WIDTHS):
            self._wished = (arrangement.widths[0], arrangement.widths[2])
            self._fit()

    def keep_article(self, width: int) -> None:
        """Let the panels give way rather than have the article narrower than this."""
        self._needed = width
        self._fit()

    def arrangement(self) -> Arrangement:
        """How large everything is now."""
        return Arrangement(
            widths=(self._wished[0], self.sizes()[1], self._wished[1]),
            left_heights=tuple(self._left.sizes()),
            right_heights=tuple(self._right.sizes()),
        )

    def show_view(self, view: ViewState) -> None:
        """Have every panel where a view has it, and show all but those put away."""
        for column, panels in ((self._left, view.left), (self._right, view.right)):
            if self._in(column) != panels:
                self._fill(column, panels)
        for panel, widget in self._panels.items():
            widget.setVisible(panel not in view.hidden)
        self._hide_empty_columns()

    def _fill(self, column: QSplitter, panels: tuple[Panel, ...]) -> None:
        for place, panel in enumerate(panels):
            column.insertWidget(place, self._panels[panel])
            column.setCollapsible(place, False)

    def _in(self, column: QSplitter) -> tuple[Panel, ...]:
        places = {column.indexOf(widget): panel for panel, widget in self._panels.items()}
        return tuple(places[place] for place in sorted(places) if place >= 0)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column what it wants as far as the article leaves it."""
        super().resizeEvent(event)
        self._fit()

    @guarded
    def _on_dragged(self, _at: int, _handle: int) -> None:
        """Remember how wide the reader wants the columns that are there."""
        now = self.sizes()
        sides = ((self._left, now[0]), (self._right, now[2]))
        self._wished = tuple(  # type: ignore[assignment]
            wish if column.isHidden() else width
            for (column, width), wish in zip(sides, self._wished, strict=True)
        )

    def _fit(self) -> None:
        columns = (self._left, self._right)
        wished = [
            0 if column.isHidden() else max(wish, round(_NARROWEST * fonts.scale()))
            for column, wish in zip(columns, self._wished, strict=True)
        ]
        room = max(0, self.width() - self._needed)
        share = min(1.0, room / sum(wished)) if sum(wished) else 1.0
        left, right = (max(_LEAST, round(wish * share)) if wish else 0 for wish in wished)
        middle = max(1, self.width() - left - right)
        self._article.setMinimumWidth(min(self._needed, middle))
        self.setSizes([left, middle, right])

    def _hide_empty_columns(self) -> None:
        for column in (self._left, self._right):
            widgets = (column.widget(place) for place in range(column.count()))
            column.setVisible(any(widget and not widget.isHidden() for widget in widgets))
        self._fit()


def _column(name: str) -> QSplitter:
    column = QSplitter(Qt.Orientation.Vertical)
    column.setHandleWidth(1)
    column.setMinimumWidth(_LEAST)
    column.setAccessibleName(name)
    return column
