"""Has the open article checked beside the work of its reader, in the pauses between two acts."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject

from annotator.session import Moved, Topic
from annotator.session.checking import Checking
from annotator.store.change import Change
from annotator.ui.bridge import Bridge
from annotator.ui.guard import guarded
from annotator.ui.jobs import SlicedJob, pause, stepwise

# What an act did is painted first.
_PAUSE_MS = 30
_TOLD_EVERY_MS = 400
_ACTS = frozenset({Topic.DOCUMENT, Topic.SELECTION, Topic.CURRENT, Topic.MODE, Topic.SUGGESTIONS})


class Checker(QObject):
    """Draws from the session's checks in slices, and tells when other things were found."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._job = SlicedJob(self)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._tell)
        self._told: tuple[Checking | None, int, bool] = (None, 0, False)
        self._since = QElapsedTimer()
        self._pause = pause(self, _PAUSE_MS, self._run)
        bridge.moved.connect(self._on_moved)
        bridge.changed.connect(self._on_changed)
        self._wait()

    @property
    def working(self) -> bool:
        """Whether something is still to be looked at or told."""
        return self._job.running or self._pause.isActive()

    @guarded
    def _on_moved(self, moved: Moved) -> None:
        checks = self._session.checks
        if moved.topics & _ACTS and (checks is None or checks.working):
            self._wait()

    @guarded
    def _on_changed(self, _change: Change) -> None:
        self._wait()

    def _wait(self) -> None:
        """Let the reader go first."""
        self._job.cancel()
        self._pause.start()

    @guarded
    def _run(self) -> None:
        checks = self._session.checks
        if checks is None or not checks.working:
            self._tell()
            return
        self._since.start()
        self._job.start(stepwise(checks.step))

    @guarded
    def _on_progress(self, _done: int) -> None:
        if self._since.elapsed() > _TOLD_EVERY_MS:
            self._since.restart()
            self._tell()

    @guarded
    def _tell(self) -> None:
        checks = self._session.checks
        version, whole = (checks.findings.version, checks.whole) if checks else (0, True)
        if (checks, version, whole) != self._told:
            self._told = checks, version, whole
            self._session.checks_came()
