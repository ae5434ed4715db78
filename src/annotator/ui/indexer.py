"""Keeps the search index up to date while nobody types."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from annotator.errors import AnnotatorError
from annotator.session.indexing import BESIDE_A_WINDOW, indexing
from annotator.store.change import Change
from annotator.ui.bridge import Bridge
from annotator.ui.guard import guarded
from annotator.ui.jobs import window_waits

_IDLE_MS = 2000
_EVERY_MS = 30


class Indexer(QObject):
    """Indexes what is missing, one small transaction at a time, once the reader has paused.

    Whatever the reader does, it waits for the next pause. It gives up when the file cannot be
    written, until documents change again: a search finds the same without an index.
    """

    def __init__(self, bridge: Bridge, parent: QObject, *, idle_ms: int = _IDLE_MS) -> None:
        super().__init__(parent)
        self._store = bridge.session.store
        self._work: Iterator[int] | None = None
        self._due = True
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(idle_ms)
        self._idle.timeout.connect(self._begin)
        self._next = QTimer(self)
        self._next.setInterval(min(_EVERY_MS, idle_ms))
        self._next.timeout.connect(self._step)
        bridge.moved.connect(self._on_act)
        bridge.changed.connect(self._on_changed)
        self._idle.start()

    @property
    def waiting(self) -> bool:
        """Whether there is something to do, now or after a pause."""
        return self._due

    def stop(self) -> None:
        """Do nothing any more."""
        self._due = False
        self._rest()

    @guarded
    def _on_changed(self, change: object) -> None:
        if isinstance(change, Change) and change.touches("document"):
            self._due, self._work = True, None
        self._on_act()

    @guarded
    def _on_act(self, *_: object) -> None:
        self._next.stop()
        if self._due:
            self._idle.start()

    @guarded
    def _begin(self) -> None:
        if self._work is None:
            self._work = indexing(self._store, BESIDE_A_WINDOW)
        self._next.start()

    @guarded
    def _step(self) -> None:
        if window_waits():
            return  # for an import or export, in whose transaction this would come to be
        assert self._work is not None
        try:
            next(self._work)
        except (StopIteration, AnnotatorError):
            self._due, self._work = False, None
            self._rest()

    def _rest(self) -> None:
        self._idle.stop()
        self._next.stop()
