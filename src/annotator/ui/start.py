"""From an application to a window on a project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_config_path, user_state_path
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator.errors import AnnotatorError
from annotator.resources import resource
from annotator.session.backup_places import user_places
from annotator.session.projects import create_project, open_project
from annotator.store.store import Store
from annotator.ui import fonts
from annotator.ui.program import Folders, Program
from annotator.ui.waiting import Waiting

NAME = "annotator"


class CannotMake(AnnotatorError):
    """There is no place for a new project."""


def user_folders() -> Folders:
    """The folders of the user who runs the program."""
    state = user_state_path(NAME, appauthor=False)
    return Folders(state, user_config_path(NAME, appauthor=False), user_places)


def start(
    application: QApplication,
    project: Path,
    files: Sequence[Path],
    *,
    folders: Folders | None = None,
) -> Program:
    """Show a window on a project, made if it is not there, with files brought into it.

    Raises AnnotatorError when the project cannot be opened; then there is no window.
    """
    set_up(application)
    store = _opened(project) if project.exists() else _made(project)
    program = Program(application, folders or user_folders())
    program.failures.install()
    try:
        window = program.show(store)
    except AnnotatorError:
        program.failures.uninstall()
        store.close()
        raise
    if files:
        window.bridge.run("document.import_files", paths=list(files))
    return program


def set_up(application: QApplication) -> None:
    """Name, style, fonts and icon of the application."""
    application.setApplicationName(NAME)
    application.setDesktopFileName(NAME)
    application.setStyle("Fusion")
    fonts.load_fonts()
    application.setFont(fonts.sans(round(13 * fonts.scale())))
    application.setWindowIcon(QIcon(str(resource("icons/annotator.svg"))))


def _opened(project: Path) -> Store:
    waiting = Waiting()
    waiting.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
    try:
        return open_project(project, progress=waiting, checked_later=True)
    finally:
        waiting.deleteLater()


def _made(project: Path) -> Store:
    try:
        project.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotMake(
            f"The folder {project.parent} cannot be made ({error.strerror}). Choose another one."
        ) from error
    return create_project(project)
