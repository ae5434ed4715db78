"""A bar above the article for work that takes long, with a count and a way to give up.

Work runs on the main thread and reports after each piece, or on a thread of its own while the bar
waits for it. Meanwhile the window paints, but nothing can be done in it except giving up.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from annotator.session import Watch
from annotator.ui.aside import Aside
from annotator.ui.guard import guarded
from annotator.ui.jobs import WAITING
from annotator.ui.numbers import grouped

T = TypeVar("T")
_SHOWN_AFTER_MS = 500
_SLICE_MS = 15
_WAIT_S = 0.004
_SWITCH_S = 0.0005
"""So soon work on another thread lets the window have its turn, for each event that it looks at."""
_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.Shortcut,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
        QEvent.Type.Close,
    }
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


class ProgressBar(QFrame):
    """The `Progress` of a session. Hidden until work has gone on for half a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "progress")
        self._after, self._every = _SHOWN_AFTER_MS, _SLICE_MS
        self._given_up = False
        self._began, self._slice = QElapsedTimer(), QElapsedTimer()
        self._words = ""
        self._done, self._total = 0, 0
        self._told = (-1, -1)
        self._thread = threading.get_ident()  # asked for often, and Qt answers slowly
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(self.tr("Cancel (Esc)"))
        self.cancel.setAutoDefault(False)
        self.cancel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cancel.clicked.connect(self.give_up)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(12)
        layout.addWidget(self.label)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.cancel)
        self.hide()

    @contextmanager
    def during(self, title: str, /) -> Iterator[Watch]:
        """Watch the work of a `with` block; the window takes no other act meanwhile."""
        application = QApplication.instance()
        self._given_up = False
        self._words = title
        self._done, self._total = 0, 0
        self._began.start()
        self._slice.start()
        if application is not None:
            application.installEventFilter(self)
            application.setProperty(WAITING, True)
        try:
            yield self
        finally:
            if application is not None:
                application.setProperty(WAITING, False)
                application.removeEventFilter(self)
            self.hide()

    def give_up(self) -> None:
        """End the work at its next report."""
        self._given_up = True
        self.cancel.setEnabled(False)

    def __call__(self, done: int, total: int, /) -> bool:
        """Hear how much of how much is done; answers False to give up. On any thread."""
        self._done, self._total = done, total
        if threading.get_ident() == self._thread:
            self._look()
        return not self._given_up

    def wait(self, work: Callable[[], T], /) -> T:
        """Do work on a thread of its own, and go on painting until it ends."""
        self._look()
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        aside = Aside(work)
        try:
            while not aside.ended(_WAIT_S):
                self._look()
        except BaseException:  # Control+C in the terminal
            self._given_up = True
            raise
        finally:
            aside.join()
            sys.setswitchinterval(interval)
        return aside.result()

    def _look(self) -> None:
        """Show how far the work is and let the window live, if it has not lately."""
        if self._slice.elapsed() >= self._every:
            if self._began.elapsed() >= self._after:
                self._show()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _SLICE_MS)
            self._slice.restart()

    def _show(self) -> None:
        told = (self._done, self._total)
        if told != self._told or not self.isVisible():
            self._told = told
            self._tell(*told)
        if not self.isVisible():
            self.cancel.setEnabled(not self._given_up)
            self.show()

    def _tell(self, done: int, total: int) -> None:
        count = self.tr("%1 of %2").replace("%1", grouped(done))
        count = count.replace("%2", grouped(total))
        self.label.setText(f"{self._words}: {count}" if total else f"{self._words}…")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(self._words)

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing act but Cancel and Escape; whoever closes the window gives up first."""
        if event.type() not in _ACTS:
            return False
        if self._is_ours(watched, event):
            return False
        escape = (
            isinstance(event, QKeyEvent)
            and event.type() in _KEYS
            and event.key() == Qt.Key.Key_Escape
        )
        if escape or event.type() == QEvent.Type.Close:
            self.give_up()
        event.setAccepted(event.type() not in (QEvent.Type.Close, QEvent.Type.DragEnter))
        return True

    def _is_ours(self, watched: QObject, event: QEvent) -> bool:
        """Whether an act is meant for the bar, or is on its way to the widget it is meant for.

        The window of the system gets a press first; there it would already move the focus.
        """
        if isinstance(watched, QWidget):
            return self.isAncestorOf(watched)
        if isinstance(event, QMouseEvent):
            return self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
        return True
