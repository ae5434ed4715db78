"""Has what is suggested in the open article computed beside the work of its reader."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from annotator.session import Moved, Topic
from annotator.session.suggesting import Suggestions
from annotator.session.warming import warmed
from annotator.store.change import Change
from annotator.ui.article.view import ArticleView
from annotator.ui.bridge import Bridge
from annotator.ui.guard import guarded
from annotator.ui.jobs import SlicedJob, pause, stepwise

# The page is painted first, and shows what is stored.
_AFTER_MS = 20
_TOLD_EVERY_MS = 250
_IDLE_MS = 1500
_WARM_MS = 300
_BEGINS = frozenset({Topic.DOCUMENT, Topic.VIEW, Topic.PROJECT, Topic.SUGGESTIONS})


class Suggester(QObject):
    """Draws from the session's suggestions in slices, and says now and then that more came.

    Once the reader has paused it goes over an article again in which names became known. While no
    article is open it loads what the first one needs.
    """

    told = Signal(str)
    """A sentence on a plug-in that did not load."""

    def __init__(
        self, bridge: Bridge, view: ArticleView, parent: QObject, *, idle_ms: int = _IDLE_MS
    ) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._view = view
        self._job = SlicedJob(self)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._on_finished)
        self._of: Suggestions | None = None
        self._warned = False
        self._since = QElapsedTimer()
        self._start = pause(self, _AFTER_MS, self._run)
        self._idle = pause(self, idle_ms, self._again)
        self._warming = SlicedJob(self)
        self._cold = pause(self, _WARM_MS, self._warm)
        bridge.moved.connect(self._on_moved)
        bridge.changed.connect(self._on_changed)
        view.view_changed.connect(self._look)
        self._cold.start()
        self._begin()

    @property
    def working(self) -> bool:
        """Whether something is still to be computed or told."""
        return self._job.running or self._start.isActive()

    @guarded
    def _on_moved(self, moved: Moved) -> None:
        if moved.topics & _BEGINS:
            self._begin()
        if self._idle.isActive():
            self._idle.start()

    @guarded
    def _on_changed(self, _change: Change) -> None:
        if self._session.suggestions is not None and self._session.suggestions.stale:
            self._idle.start()

    @guarded
    def _look(self) -> None:
        """In a very long article only what is around the reader is computed."""
        suggestions, seen = self._session.suggestions, self._view.visible_span()
        if suggestions is not None and seen is not None:
            suggestions.look(seen.start)
            self._begin()

    def _begin(self) -> None:
        suggestions = self._session.suggestions
        if suggestions is not self._of:
            self._of = suggestions
            self._drop()
            self._look()
        if suggestions is not None and suggestions.working and not self.working:
            self._start.start()

    @guarded
    def _run(self) -> None:
        if self._of is None or not self._of.working:
            return
        self._drop()
        self._since.start()
        self._job.start(stepwise(self._of.step))

    @guarded
    def _warm(self) -> None:
        session = self._session
        if session.document is None and session.view.suggestions:
            self._warming.start(warmed(session.lexicon, session.suggesters))

    def _drop(self) -> None:
        self._start.stop()
        self._cold.stop()
        self._warming.cancel()
        self._job.cancel()

    @guarded
    def _on_progress(self, _done: int) -> None:
        if self._since.elapsed() > _TOLD_EVERY_MS:
            self._since.restart()
            self._session.suggestions_came()

    @guarded
    def _on_finished(self) -> None:
        self._session.suggestions_came()
        if not self._warned:
            self._warned = True
            for problem in self._session.suggesters().problems:
                self.told.emit(problem)

    @guarded
    def _again(self) -> None:
        if self._of is not None and self._of.stale and self._of is self._session.suggestions:
            self._of.renew()
            self._begin()
