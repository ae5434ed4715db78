"""Writing the project for other programs."""

from __future__ import annotations

from pathlib import Path

from annotator.commands.registry import Arguments, command
from annotator.session import SaveQuestion, Session
from annotator.session.exporting import export
from annotator.session.state import PANELS


def _ask_path(session: Session, _: Arguments) -> SaveQuestion:
    return SaveQuestion("Export as JSON", session.path.with_suffix(".json"), ("*.json",))


@command("Export as JSON…", keys="Ctrl+E", modes=PANELS, menu="File", asks={"path": _ask_path})
def json(session: Session, path: Path) -> None:
    """Write the whole project as one JSON file that proves itself (`annotator verify`)."""
    with session.progress.during("Exporting documents") as watch:
        losses = export(session.store, path, watch=watch)
    told = f" {losses}" if losses else ""
    session.say(f"Exported to {path.name}.{told}")
