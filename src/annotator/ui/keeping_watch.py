"""Looks after the project file while the window is open, and keeps the bar about it up to date."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.store.trouble import Cause
from annotator.ui.bridge import Bridge
from annotator.ui.guard import guarded
from annotator.ui.status import StatusLine
from annotator.ui.trouble_bar import TroubleBar

_EVERY_MS = 2000


class KeepingWatch(QObject):
    """Looks every two seconds, and when the window is come back to."""

    news = Signal()
    """A window that only reads could show more by now, or write."""

    def __init__(
        self, window: QWidget, bridge: Bridge, bar: TroubleBar, status: StatusLine
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._bar = bar
        self._status = status
        self._before: tuple[Cause | None, bool] = (None, False)
        self._leave = bridge.session.store.keeping.watch(self._show)
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        window.installEventFilter(self)
        self._show()

    def look(self) -> None:
        """See whether the file is as it was left, and save what waits."""
        self._bridge.session.store.keeping.look()

    def close(self) -> None:
        """Look no more."""
        self.timer.stop()
        self._leave()

    def _show(self) -> None:
        session = self._bridge.session
        keeping = session.store.keeping
        cause = keeping.trouble.cause if keeping.trouble else None
        before, self._before = self._before, (cause, bool(keeping.unsaved))
        if self._before != before:
            saved = before[1] and self._before == (None, False)
            # What was said before may be no longer true.
            session.say(self.tr("Everything is saved again.") if saved else "")
            if keeping.trouble is not None and keeping.trouble.is_news:
                self.news.emit()
        self._bar.refresh()
        self._status.soon()

    @guarded(default=False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at once when somebody comes back from another window."""
        if event.type() == QEvent.Type.WindowActivate and self.timer.isActive():
            self.look()
        return False
