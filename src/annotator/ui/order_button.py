"""A small button above a list that says in what order it is, and offers others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.ui.bridge import Bridge
from annotator.ui.guard import guarded
from annotator.ui.theme import Theme


def order_style(theme: Theme, pixels: int) -> str:
    """The style sheet of an order button with letters of a size."""
    return (
        f"#order {{ color: {theme.muted}; background: transparent; border: none;"
        f" font-size: {pixels}px; padding: 4px; }}"
        f"#order:hover, #order:focus {{ color: {theme.accent}; }}"
        "#order::menu-indicator { image: none; }"
    )


class OrderButton(QToolButton):
    """Runs a variant of a command; `names` has the words for each variant of it."""

    def __init__(
        self, bridge: Bridge, command: str, names: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("order")
        self._names = names
        self._orders = menu = QMenu(self)
        for id, name in names.items():
            run = partial(bridge.perform, f"{command}:{id}", {})
            menu.addAction(name).triggered.connect(partial(_run_plain, run))
        # Not every platform gives the keyboard back when a menu closes.
        menu.aboutToHide.connect(self._take_back_the_keyboard)
        # A menu set on the button would open in an event loop of its own.
        self.clicked.connect(self._show_orders)

    def show_order(self, id: str) -> None:
        """Say which order the list is in."""
        self.setText(f"{self._names.get(id, '')} ▾")

    @guarded
    def _take_back_the_keyboard(self) -> None:
        self.window().activateWindow()

    @guarded
    def _show_orders(self) -> None:
        self._orders.popup(self.mapToGlobal(self.rect().bottomLeft()))


def _run_plain(run: Callable[[], None], *_checked: bool) -> None:
    run()
