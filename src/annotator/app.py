"""Starts the window: application, fonts, colours, project; called by the command line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from annotator.ui.program import Program


def run_window(project: Path, files: Sequence[Path], *, argv: Sequence[str] = ()) -> int:
    """Open or make a project, import files, show the window and stay until it is closed.

    `argv` are arguments for Qt. Returns the exit status; what goes wrong before there is a window
    is one sentence on standard error and status 1.
    """
    try:
        with _uncollected():
            application, program = _started(project, files, argv)
            _warn(program)
    except AnnotatorError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    try:
        return application.exec()
    finally:
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


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage meanwhile: what a start makes stays, and going over it takes 0.1 s."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
