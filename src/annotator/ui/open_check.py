"""Checks the project of a window, once it is open, in a process of its own."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QObject, QProcess, QTime, QTimer, Signal

from annotator.session import Session
from annotator.store.finding import Finding, finding_of
from annotator.ui.numbers import grouped

_FIRST_MS = 500
_NOT_NOW = 1
"""How the check ends that could not open the file."""
_LATER_MS = 30_000
_MOST_PUT_OFF = 5


class OpenCheck(QObject):
    """Reads everything behind the window's back, and says what is wrong.

    What puts in doubt what somebody wrote ends all writing. That the check itself dies of the file
    is a finding too.
    """

    told = Signal(str)
    """A sentence or two on what is wrong and what to do."""
    ended = Signal(str)
    """A few words for whoever asks: when it was checked, with what result."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._process: QProcess | None = None
        self._put_off = 0
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.run)

    @property
    def running(self) -> bool:
        """Whether the project is being checked."""
        return self._process is not None

    def start(self, after_ms: int = _FIRST_MS) -> None:
        """Check once the window has been painted; a file known to be damaged is not checked."""
        if not self._session.store.damage:
            self._first.start(after_ms)

    def run(self) -> None:
        """Begin now, unless it is being checked already."""
        if self._process is not None:
            return
        self._process = process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        project = str(self._session.path.resolve())
        words = ["-m", "annotator", "check", "--json", "--aside", "--", project]
        process.start(sys.executable, words)

    def leave(self) -> None:
        """End; the project is about to be closed."""
        self._first.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.kill()
            process.waitForFinished(1000)

    def _on_finished(self, status: int, _how: object = None) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        answer = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        findings = _findings(answer)
        if findings is None:
            self._untold(status)
        else:
            self._tell(findings)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self.ended.emit(self.tr("Not checked: the program for it cannot be started"))

    def _tell(self, findings: list[Finding]) -> None:
        time = QTime.currentTime().toString("HH:mm")
        harmful = [finding for finding in findings if finding.harmful]
        if not findings:
            self.ended.emit(self.tr("Checked %1: the project is whole").replace("%1", time))
            return
        self.ended.emit(self.tr("Checked %1: something is wrong").replace("%1", time))
        first = (harmful or findings)[0].sentence
        others = len(harmful or findings) - 1
        more = self.tr(" (and %1 more)").replace("%1", grouped(others)) if others else ""
        if harmful:
            self._session.store.stop_writing(first)
            words = self.tr(
                "%1 is damaged: %2%3 Nothing more is written. Restore a backup"
                " or make a repaired copy (both in the File menu, under Backup)."
            )
        else:
            words = self.tr(
                "%1 keeps a list that is not right: %2%3 Nothing that you wrote is in doubt."
                " “Repair a copy” in the File menu, under Backup, makes it anew."
            )
        name = self._session.path.name
        self.told.emit(words.replace("%1", name).replace("%3", more).replace("%2", first))

    def _untold(self, status: int) -> None:
        """The check gave no answer: it could not open the file, or died.

        A file that is written to for long, as by an import, cannot be opened; it is tried again.
        """
        if status == _NOT_NOW and self._put_off < _MOST_PUT_OFF:
            self._put_off += 1
            self._first.start(_LATER_MS)
            return
        self.ended.emit(self.tr("The check did not come to an end"))
        words = self.tr(
            "%1 could not be checked (the check ended with %2)."
            " Run `annotator check` on it, and keep a backup."
        )
        name = self._session.path.name
        self.told.emit(words.replace("%1", name).replace("%2", str(status)))


def _findings(answer: bytes) -> list[Finding] | None:
    """What a check found; None for what is no answer of a check. Advice is left out."""
    try:
        found = [finding_of(one) for one in json.loads(answer)["findings"]]
    except (ValueError, KeyError, TypeError):
        return None
    return [finding for finding in found if finding.what != "advice"]
