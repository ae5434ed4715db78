"""Garbage is collected on the thread of the window, and on no other.

Python collects on whatever thread happens to allocate. When that is a worker, and a QObject is
among the garbage, Qt is taken apart on the wrong thread and the process dies (SIGSEGV). So the
collector is off, and a timer of the window does its work, in the pauses between events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class Collector(QObject):
    """Collects what Python's own thresholds say is due; child of the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        old = [generation for generation, (count, most) in enumerate(due) if count > most > 0]
        if old:
            gc.collect(max(old))
