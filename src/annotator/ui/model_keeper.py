"""Trains the model of the project in a window: by a process of its own, so that nobody waits."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QProcess, Signal

from annotator.commands.model import folder_of
from annotator.model.document import DocumentState
from annotator.session import Session
from annotator.session.model_folder import ModelFacts
from annotator.store.change import Change
from annotator.suggest.crf import is_installed
from annotator.ui.jobs import pause

_SOON_MS = 2000
_MOST = 500


class ModelKeeper(QObject):
    """Has a model trained after each article that is marked done, where models are installed."""

    finished = Signal()
    """A training ended, well or not."""

    def __init__(self, session: Session, parent: QObject, soon_ms: int = _SOON_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._process: QProcess | None = None
        self._soon = pause(self, soon_ms, self._run)
        self._again = False

    @property
    def running(self) -> bool:
        """Whether a model is being trained."""
        return self._process is not None

    def on_change(self, change: Change) -> None:
        """Notice an article that is done now."""
        ids = change.ids("document")
        if not ids or len(ids) > _MOST or not is_installed():
            return
        documents = self._session.store.queries.documents.some(sorted(ids))
        if any(each.state is DocumentState.DONE for each in documents):
            self._soon.start()

    def leave(self) -> None:
        """End; a model that is half trained is dropped."""
        self._soon.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.kill()
            process.waitForFinished(1000)

    def _run(self) -> None:
        if self._process is not None:
            self._again = True
            return
        self._before = self._facts()
        self._process = process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        project = str(self._session.path.resolve())
        process.start(sys.executable, ["-m", "annotator", "train", "--aside", "--", project])

    def _facts(self) -> ModelFacts | None:
        folder = folder_of(self._session)
        return folder.facts() if folder else None

    def _on_finished(self, status: int, _how: object = None) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        now = self._facts()
        if status == 0 and now is not None:
            self._use(now)
        self.finished.emit()
        if self._again:
            self._again = False
            self._soon.start()

    def _use(self, now: ModelFacts) -> None:
        """Have the new model suggest, and say so where it goes on or off."""
        was_on = self._before is not None and self._before.on
        if now.on or was_on:
            self._session.find_suggesters_again()
        if now.on != was_on:
            self._session.say(now.sentence)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self.finished.emit()
