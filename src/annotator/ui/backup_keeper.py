"""Keeps backups of the project in a window: by a process of its own, so that nobody waits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.session import Session
from annotator.session.backup_places import Places
from annotator.session.backup_policy import BULK, WorkClock
from annotator.store.copying import CopyGivenUp

_FIRST_MS = 3000
PlacesOf = Callable[[], Places]


class BackupKeeper(QObject):
    """The `Safekeeping` of a window's session.

    Backs up when the project is opened and after each half hour of work. What must be quick, the
    copy before something large, is made here; its check and all else in `annotator backup`.
    """

    told = Signal(str)
    """A sentence on what did not work."""
    finished = Signal()
    """A backup ended, well or not."""

    def __init__(
        self, session: Session, places: PlacesOf, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._places, self._now = session, places, now
        self._clock = WorkClock()
        self._process: QProcess | None = None
        self._waiting: list[str] = []
        self._announce = False
        self._told: set[str] = set()
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._on_first)

    @property
    def running(self) -> bool:
        """Whether a backup is being made or checked."""
        return self._process is not None

    def start(self, after_ms: int = _FIRST_MS) -> None:
        """Back up what changed since the last time, once the window has found its place."""
        if not self._session.store.read_only:
            self._first.start(after_ms)

    def on_change(self, _change: object = None) -> None:
        """Notice a step; a backup is due after so much work."""
        if self._clock.step(self._now()):
            self._clock.backed_up()
            self._run("work")

    def before(self, what: str, objects: int | None = None, /) -> None:
        """Copy the project before something large, unless there is a backup of this state."""
        store = self._session.store
        few = objects is not None and objects <= BULK
        if few or store.read_only or not store.history.steps(limit=1):
            return
        try:
            if self._kept(f"before {what}"):
                self._run("")
        except CopyGivenUp:
            raise
        except AnnotatorError as error:
            self._tell(str(error))

    def now(self) -> None:
        """Make a backup, and say so."""
        self._announce = True
        self._session.say(self.tr("Backing up…"))
        self._run("asked for")

    def leave(self) -> None:
        """End; what is half done is swept up at the next backup."""
        self._first.stop()
        self._waiting.clear()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.kill()
            process.waitForFinished(1000)

    def _kept(self, why: str) -> bool:
        """Copy the project into its folder of backups; False when there is one of this state."""
        # little of a session needs it, and not at the start
        from annotator.session.backups import BackingUp  # noqa: PLC0415

        backing = BackingUp(self._session.path, why, self._places(), self._now)
        if backing.served():
            return False
        with self._session.progress.during(self.tr("Keeping a copy first")) as watch:
            watch.wait(lambda: backing.snapshot(watch))
        return True

    def _on_first(self) -> None:
        self._run("opened")

    def _run(self, why: str) -> None:
        """Begin with a backup; without a reason only what was copied already is checked."""
        if self._process is not None:
            if why not in self._waiting:
                self._waiting.append(why)
            return
        self._process = process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        way = ["--why", why, "--patiently"] if why else ["--settle"]
        project = str(self._session.path.resolve())
        process.start(sys.executable, ["-m", "annotator", "backup", project, *way])

    def _on_finished(self, status: int, _how: object = None) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").split("\n")
        process.deleteLater()
        for line in words if status else ():
            self._tell(line.strip())
        if self._announce and not self._waiting:
            self._announce = False
            done = self.tr("A backup of this state is there.")
            self._session.say(
                self.tr("No backup was made: the bar above the article says why.")
                if status
                else done,
                failed=bool(status),
            )
        self.finished.emit()
        if self._waiting:
            self._run(self._waiting.pop(0))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self._tell(
                self.tr(
                    "No backup was made: the program for it cannot be started."
                    " Install annotator again."
                )
            )
            self.finished.emit()

    def _tell(self, sentence: str) -> None:
        """Tell each sentence once; what goes on being wrong is known by then."""
        if sentence and sentence not in self._told:
            self._told.add(sentence)
            self.told.emit(sentence)
