"""Opens what the session wants shown over the window, and closes it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.session import Shown
from annotator.ui.bridge import Bridge

ColourOf = Callable[[str], str]


class Opened(Protocol):
    """Something that was opened and can be closed."""

    def close_up(self) -> None:
        """Close it; it says so through its signal `closed`."""


class ShownOver(QObject):
    """Keeps what is over the window in step with `session.shown`; one thing at a time.

    Each is imported when it is first wanted, so that the window starts without them.
    """

    def __init__(self, over: QWidget, middle: QWidget, bridge: Bridge, colour_of: ColourOf) -> None:
        super().__init__(over)
        self._over = over
        self._middle = middle
        self._bridge = bridge
        self._colour_of = colour_of
        self._recent: list[str] = []
        self._now: tuple[Shown, Opened] | None = None

    @property
    def opened(self) -> Opened | None:
        """What is open."""
        return self._now[1] if self._now else None

    def show(self, shown: Shown | None) -> None:
        """Close what is open and open something else; the same again is brought to the front."""
        if self._now is not None and shown is self._now[0]:
            again = getattr(self._now[1], "again", None)
            if again is not None:
                again()
            return
        if self._now is not None:
            closing, self._now = self._now[1], None
            closing.close_up()
        if shown is not None:
            self._now = (shown, self._open(shown))

    def _open(self, shown: Shown) -> Opened:
        opening: dict[Shown, Callable[[], Opened]] = {
            Shown.PALETTE: self._palette,
            Shown.KEYS: self._keys,
            Shown.FIND: self._find,
            Shown.HISTORY: self._history,
            Shown.INSPECTOR: self._inspector,
            Shown.ABOUT: self._about,
            Shown.SEARCH: self._search,
            Shown.CHECKS: self._checks,
        }
        return opening[shown]()

    def _closed(self) -> None:
        """Something closed by itself: the session hears of it."""
        sender: object = self.sender()
        if self._now is not None and sender is self._now[1]:
            self._now = None
            self._bridge.session.show(None)

    def _palette(self) -> Opened:
        from annotator.ui.palette import Palette  # noqa: PLC0415 - opened on demand

        palette = Palette(self._over, self._bridge, self._colour_of, self._recent)
        palette.closed.connect(self._closed)
        palette.open_choice()
        return palette

    def _keys(self) -> Opened:
        from annotator.ui.key_help import KeyHelp  # noqa: PLC0415 - opened on demand

        keys = KeyHelp(self._over, self._bridge)
        keys.closed.connect(self._closed)
        keys.open_up(keys.field)
        return keys

    def _find(self) -> Opened:
        from annotator.ui.find_bar import FindBar  # noqa: PLC0415 - opened on demand

        bar = FindBar(self._bridge)
        bar.closed.connect(self._closed)
        box = self._middle.layout()
        if box is not None:
            box.addWidget(bar)
        bar.open_bar()
        return bar

    def _history(self) -> Opened:
        from annotator.ui.history_panel import HistoryPanel  # noqa: PLC0415 - opened on demand

        history = HistoryPanel(self._over, self._bridge)
        history.closed.connect(self._closed)
        history.open_up(history.rows)
        return history

    def _inspector(self) -> Opened:
        from annotator.ui.inspector import Inspector  # noqa: PLC0415 - opened on demand

        inspector = Inspector(self._middle, self._bridge)
        inspector.closed.connect(self._closed)
        inspector.open_up(None)
        return inspector

    def _about(self) -> Opened:
        from annotator.ui.dialogs.about import About  # noqa: PLC0415 - opened on demand

        about = About(self._over)
        about.closed.connect(self._closed)
        about.open_up(about.button)
        return about

    def _search(self) -> Opened:
        from annotator.ui.search_panel import SearchPanel  # noqa: PLC0415 - opened on demand

        search = SearchPanel(self._over, self._bridge, self._colour_of)
        search.closed.connect(self._closed)
        search.open_up(search.field)
        return search

    def _checks(self) -> Opened:
        from annotator.ui.checks_panel import ChecksPanel  # noqa: PLC0415 - opened on demand

        checks = ChecksPanel(self._over, self._bridge)
        checks.closed.connect(self._closed)
        checks.open_up(checks.rows)
        return checks
