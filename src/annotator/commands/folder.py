"""A folder that is watched while the window is open: new files in it come into the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.commands.conditions import Condition
from annotator.commands.registry import Arguments, command
from annotator.session import PathsQuestion, Session
from annotator.session.state import PANELS
from annotator.session.watching import watched

_MENU = "File"


def _ask_folder(_session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Watch a folder", folder=True)


@command("Watch a folder…", modes=PANELS, menu=_MENU, asks={"paths": _ask_folder})
def watch(session: Session, paths: Sequence[Path]) -> None:
    """Bring the files of a folder into the project, and each new one soon after it appears."""
    session.watched = watched(paths[0])
    session.say(f"{paths[0]} is watched: new files in it come into the project.")


_is_watching = Condition(lambda session: session.watched is not None, "No folder is watched.")


@command("Watch the folder no more", when=_is_watching, modes=PANELS, menu=_MENU)
def unwatch(session: Session) -> None:
    """Leave new files in the folder alone; what came in stays."""
    assert session.watched is not None
    folder, session.watched = session.watched.folder, None
    session.say(f"{folder} is not watched any more.")
