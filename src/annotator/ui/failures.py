"""The one handler of what should not happen: it tells, writes a report, and the program goes on.

A transaction that is under way when an exception rises is rolled back by the store itself. Reports
name places in the code and never hold text of an article or values of variables.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from annotator import __version__
from annotator.ui.guard import FailureReport

_MOST_REPORTS = 20
_LOG = logging.getLogger("annotator")
_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class Failures(QObject):
    """Gathers failures from overrides, slots, threads and Qt itself; made once, by the program."""

    told = Signal(str)
    """A sentence about a failure; sent on the thread of this object."""
    _noted = Signal(str)

    def __init__(self, application: QObject, folder: Path) -> None:
        super().__init__(application)
        self._folder = folder
        self.guarded = FailureReport(application)
        self.guarded.failed.connect(self.fail)
        # Signals carry what happens on other threads over to this one.
        self._noted.connect(self.told)

    def install(self) -> None:
        """Hear of exceptions that nobody caught and of messages of Qt."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        qInstallMessageHandler(self._on_message)

    def uninstall(self) -> None:
        """Leave Python and Qt as they were."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        self.guarded.setParent(None)

    def fail(self, error: BaseException) -> None:
        """Tell of an exception and write a report of it."""
        if isinstance(error, KeyboardInterrupt):
            raise SystemExit(130)
        path = write_report(self._folder, error)
        where = self.tr("A report is in %1.").replace("%1", str(path)) if path else ""
        words = self.tr(
            "Something went wrong inside annotator (%1). The last step was not done; what was"
            " saved before is safe."
        ).replace("%1", type(error).__name__)
        self._noted.emit(f"{words} {where}".strip())

    def _on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self.fail(error)

    def _on_thread(self, failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            self.fail(failed.exc_value)

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        """Qt's own words go to the log: they are for developers."""
        if kind not in _QUIET:
            _LOG.warning("Qt: %s", message)


def write_report(
    folder: Path, error: BaseException, *, now: Callable[[], datetime] = datetime.now
) -> Path | None:
    """Write where in the code an exception rose; None when the folder cannot be written.

    Holds no message of the exception, since that may quote an article.
    """
    at = now()
    lines = [
        f"annotator {__version__} · Python {platform.python_version()} · Qt {PySide6.__version__}",
        f"{platform.platform()} · {at.isoformat(timespec='seconds')}",
        "",
        *_chain(error),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"failure-{at:%Y%m%d-%H%M%S-%f}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for old in sorted(folder.glob("failure-*.txt"))[:-_MOST_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def _chain(error: BaseException | None) -> list[str]:
    """An exception and what caused it: types and places."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(type(error).__qualname__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return lines
