"""The one handler of what should not happen: it tells, writes a report, and the program goes on.

A transaction that is under way when an exception rises is rolled back by the store itself.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from annotator.ui.failure_reports import CrashTrace, Ended, ended_before, place_of, write_report
from annotator.ui.guard import FailureReport

_LOG = logging.getLogger("annotator")
_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
# The platform without a screen says so of every popup.
_HARMLESS = "This plugin does not support "
_IN_A_ROW_S = 1.0
_TOO_OFTEN = 10


@dataclass(slots=True)
class _Known:
    """A failure that happened before: what was told of it, how often, and when it last was."""

    sentence: str
    times: int
    last: float


class Failures(QObject):
    """Gathers failures from overrides, slots, threads, finalisers and Qt; made by the program."""

    told = Signal(str)
    """A sentence about a failure; sent on the thread of this object."""
    _noted = Signal(str)

    def __init__(
        self, application: QObject, folder: Path, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(application)
        self._folder = folder
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._telling: set[int] = set()
        self._restore: Callable[[], None] | None = None
        self.fired = 0
        """How many failures, and warnings of Qt, there were."""
        self.guarded = FailureReport(application)
        self.guarded.failed.connect(self.fail)
        # Signals carry what happens on other threads over to this one.
        self._noted.connect(self.told)

    def install(self) -> None:
        """Hear of exceptions that nobody caught, of messages of Qt, and of how others ended."""
        hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        before = ended_before(self._folder)
        trace = CrashTrace(self._folder)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        qt = qInstallMessageHandler(self._on_message)

        def restore() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
            qInstallMessageHandler(qt)
            trace.close()

        self._restore = restore
        if before.reports or before.killed:
            self._noted.emit(self._ended_sentence(before))

    def uninstall(self) -> None:
        """Leave Python and Qt as they were."""
        if self._restore is not None:
            self._restore()
            self._restore = None
        self.guarded.setParent(None)

    def fail(self, error: BaseException) -> None:
        """Tell of an exception and write a report of it, once for each place in the code.

        What fails while it is told is only counted, or it would be told for ever.
        """
        if isinstance(error, KeyboardInterrupt):
            raise SystemExit(130)
        self.fired += 1
        thread = threading.get_ident()
        if thread in self._telling:
            return
        self._telling.add(thread)
        try:
            self._tell_of(error)
        finally:
            self._telling.discard(thread)

    def _tell_of(self, error: BaseException) -> None:
        place, now = place_of(error), self._clock()
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = _Known(self._report_on(error), 1, now)
            self._noted.emit(known.sentence)
            return
        in_a_row = now - known.last < _IN_A_ROW_S
        known.times, known.last = known.times + 1, now
        if known.times == _TOO_OFTEN:
            known.sentence += self.tr(" It keeps happening: close annotator and open it again.")
        # What fails at every repaint would come back as fast as it is closed.
        if not in_a_row or known.times == _TOO_OFTEN:
            self._noted.emit(known.sentence)

    def _report_on(self, error: BaseException) -> str:
        path = write_report(self._folder, error)
        where = self.tr("A report is in %1.").replace("%1", str(path)) if path else ""
        words = self.tr(
            "Something went wrong inside annotator (%1). The last step was done whole or not at"
            " all; what was saved is safe, and you can go on."
        ).replace("%1", type(error).__name__)
        return f"{words} {where}".strip()

    def _ended_sentence(self, before: Ended) -> str:
        safe = self.tr("Everything that was shown as saved is there.")
        if not before.reports:
            words = self.tr(
                "annotator was not closed the last time: it was killed, or the computer stopped."
            )
            return f"{words} {safe}"
        words = self.tr("annotator ended without warning the last time.")
        where = (
            self.tr("A report of where it was is in %1.")
            if len(before.reports) == 1
            else self.tr("Reports of where it was are in %1.")
        )
        named = ", ".join(map(str, before.reports))
        return f"{words} {safe} {where.replace('%1', named)}"

    def _on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self.fail(error)

    def _on_thread(self, failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            self.fail(failed.exc_value)

    def _on_unraisable(self, failed: sys.UnraisableHookArgs) -> None:
        """A finaliser or a callback of C failed; its object is not kept, or it would live again.

        What fails because Python itself is going can neither be told nor written any more.
        """
        if sys.is_finalizing():
            return
        self.fail(failed.exc_value or failed.exc_type())

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        """Qt's own words go to the log: they are for developers."""
        if kind not in _QUIET and not message.startswith(_HARMLESS):
            self.fired += 1
            _LOG.warning("Qt: %s", message)
