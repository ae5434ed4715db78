"""Which project and which articles a window is to open on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.called import called
from annotator.commands.registry import all_commands
from annotator.errors import AnnotatorError
from annotator.session.importing import import_paths
from annotator.session.projects import (
    SUFFIX,
    create_project,
    default_project_path,
    sample_articles,
)
from annotator.store.connection import check_header
from annotator.store.errors import NotAProject


class NothingToOpen(AnnotatorError):
    """The command line names no project and no article that is there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A project, whether it must be made first, and the articles to bring into it."""

    project: Path
    files: tuple[Path, ...] = ()
    make: bool = False


def plan(paths: Sequence[Path]) -> Plan:
    """What the arguments mean; the first is a project or, when it is none, an article.

    Writes nothing. Raises AnnotatorError when the first is neither, or a project that cannot be
    opened.
    """
    if paths and _is_project(paths[0]):
        return Plan(paths[0], _existing(paths[1:]))
    project = default_project_path()
    return Plan(project, _existing(paths), make=not project.exists())


def prepare() -> None:
    """Load all commands; before Qt, which reads the source of what is imported after it."""
    all_commands()


def open_window(plan: Plan) -> int:
    """Show the window until it is closed; returns the exit status.

    The project that annotator keeps for the user is made when it is opened for the first time,
    with the sample articles in it unless the user brings their own.
    """
    # Qt is imported here, after the preflight found that it can be
    from annotator.app import run_window  # noqa: PLC0415

    if plan.make:
        _make(plan)
    return run_window(plan.project, list(plan.files))


def _make(plan: Plan) -> None:
    try:
        plan.project.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NothingToOpen(
            f"{plan.project.parent} cannot be made ({error.strerror}). "
            f"Name a project: {called()} new PROJECT, then {called()} PROJECT."
        ) from error
    store = create_project(plan.project)
    try:
        if not plan.files:
            import_paths(store, sample_articles())
    finally:
        store.close()


def _is_project(path: Path) -> bool:
    """Whether a file is a project; raises AnnotatorError for one that should be and is not."""
    if not path.exists():
        raise NothingToOpen(f"{path} does not exist. {_advice(path)}")
    if path.is_dir():
        return False
    try:
        check_header(path)
    except NotAProject:
        if path.suffix == SUFFIX:
            raise
        return False
    return True


def _advice(path: Path) -> str:
    """What somebody may have meant by a name at which nothing is."""
    if path.suffix == SUFFIX:
        return f"To make a project: {called()} new {path}"
    if len(path.parts) == 1 and not path.suffix:
        return f"For the names of all commands: {called()} --help"
    return "Check the name."


def _existing(paths: Sequence[Path]) -> tuple[Path, ...]:
    missing = next((path for path in paths if not path.exists()), None)
    if missing:
        raise NothingToOpen(f"{missing} does not exist. Check the name.")
    return tuple(paths)
