"""Starts the window: application, fonts, colours, project; called by the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from annotator.errors import AnnotatorError


def run_window(project: Path, files: Sequence[Path], *, argv: Sequence[str] = ()) -> int:
    """Open or make a project, import files, show the window and stay until it is closed.

    `argv` are arguments for Qt. Returns the exit status; what goes wrong before there is a window
    is one sentence on standard error and status 1.
    """
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - Qt after the preflight

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["annotator", *argv])
    try:
        return _run(application, project, files)
    except AnnotatorError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run(application: object, project: Path, files: Sequence[Path]) -> int:
    # Imported here so that `annotator --help` and a missing library never wait for Qt.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from annotator.ui.start import start  # noqa: PLC0415

    assert isinstance(application, QApplication)
    program = start(application, project, files)
    try:
        return application.exec()
    finally:
        program.failures.uninstall()
