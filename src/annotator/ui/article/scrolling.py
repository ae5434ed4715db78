"""The scroll bar: it counts code points, so that no height is estimated and nothing ever jumps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractSlider, QScrollBar

from annotator.ui.article.screen import Screen


class BarFollower(QObject):
    """Keeps a scroll bar in step with a screen, and says what its user wants."""

    lines_wanted = Signal(int)
    """An arrow was clicked: 1 is a line down, -1 a line up."""
    pages_wanted = Signal(int)
    """The bar was clicked beside its handle."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._following = False
        bar.actionTriggered.connect(self._on_action)

    @property
    def dragged_to(self) -> int | None:
        """The code point to which the user moved the bar; None while the bar only follows."""
        return None if self._following else self._bar.value()

    def follow(self, screen: Screen | None, window: int) -> None:
        """Show which code point is at the top of a window of a height."""
        self._following = True
        if screen is None:
            self._bar.setRange(0, 0)
        else:
            layout = screen.layout
            last = layout.position_of(layout.last_place(window))
            self._bar.setRange(0, last)
            self._bar.setPageStep(max(1, len(layout.text) - last))
            self._bar.setValue(layout.position_of(screen.place))
        self._following = False

    def _on_action(self, action: int) -> None:
        """Arrow and page clicks move by lines and pages, not by code points."""
        actions = QAbstractSlider.SliderAction
        lines = {actions.SliderSingleStepAdd.value: 1, actions.SliderSingleStepSub.value: -1}
        pages = {actions.SliderPageStepAdd.value: 1, actions.SliderPageStepSub.value: -1}
        if action in lines:
            self.lines_wanted.emit(lines[action])
        elif action in pages:
            self.pages_wanted.emit(pages[action])
        if action in lines or action in pages:
            self._bar.setSliderPosition(self._bar.value())
