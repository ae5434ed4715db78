"""Starts the window: application, fonts, colours, project; called by the command line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from annotator.ui.program import Program

# What BSD's sysexits.h calls an internal software error.
_FAILED = 70


def run_window(project: Path, files: Sequence[Path], *, argv: Sequence[str] = ()) -> int:
    """Open or make a project, import files, show the window and stay until it is closed.

    `argv` are arguments for Qt. Returns the exit status; what goes wrong before there is a window
    is one sentence on standard error and status 1. With ANNOTATOR_STRICT in the environment the
    status is 70 after any failure or warning of Qt that the window survived.
    """
    # Collect no garbage meanwhile: what a start makes stays, and going over it takes 0.1 s.
    gc.disable()
    try:
        application, program = _started(project, files, argv)
        _warn(program)
    except AnnotatorError as error:
        gc.enable()
        sys.stderr.write(f"{error}\n")
        return 1
    gc.freeze()
    status = _stay(application, program)
    failed = program.failures.fired and os.environ.get("ANNOTATOR_STRICT")
    return _FAILED if failed else status


def _stay(application: QApplication, program: Program) -> int:
    from annotator.ui.collecting import Collector  # noqa: PLC0415 - not before there is Qt

    collector = Collector(application)
    collector.start()
    try:
        return application.exec()
    finally:
        collector.stop()
        program.failures.uninstall()


def _started(
    project: Path, files: Sequence[Path], argv: Sequence[str]
) -> tuple[QApplication, Program]:
    # Imported here so that `annotator --help` and a missing library never wait for Qt.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from annotator.ui.start import start  # noqa: PLC0415

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["annotator", *argv])
    return application, start(application, project, files)


def _warn(program: Program) -> None:
    """Say on standard error as well that a project is damaged: the window may go unnoticed."""
    store = program.window.bridge.session.store if program.window else None
    if store is not None and store.damage:
        sys.stderr.write(f"{store.read_only_reason}\n")
