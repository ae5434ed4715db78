"""Writing the project for other programs."""

from __future__ import annotations

from pathlib import Path

from annotator.commands.choices import filtered
from annotator.commands.registry import Arguments, command
from annotator.formats.base import AnyExporter, FolderExporter
from annotator.formats.losses import Losses
from annotator.session import Choice, ChoiceQuestion, SaveQuestion, Session
from annotator.session.exporting import export, losses_of
from annotator.session.losses_file import losses_path
from annotator.session.state import PANELS

_ARCHIVE = ".zip"


def _ask_path(session: Session, _: Arguments) -> SaveQuestion:
    return SaveQuestion("Export as JSON", session.path.with_suffix(".json"), ("*.json",))


@command("Export as JSON…", keys="Ctrl+E", modes=PANELS, menu="File", asks={"path": _ask_path})
def json(session: Session, path: Path) -> None:
    """Write the whole project as one JSON file that proves itself (`annotator verify`)."""
    _write(session, "json", path)


def _ask_format(_session: Session, _: Arguments) -> ChoiceQuestion:
    choices = [
        Choice(exporter.title, name, _ending(exporter))
        for name, exporter in sorted(_exporters().items(), key=lambda each: each[1].title.lower())
    ]
    return ChoiceQuestion("Export as", filtered(choices), "a format")


def _ask_agreement(session: Session, given: Arguments) -> ChoiceQuestion | None:
    """Shows what the format cannot carry, before anything is written."""
    format_name = str(given["format_name"])
    with session.progress.during("Looking for what the format cannot carry") as watch:
        losses = losses_of(session.store, format_name, watch=watch)
    if not losses:
        return None
    title = _exporters()[format_name].title
    lost = [
        Choice(f"{each.count:,} {each.what}", value=False) for each in losses.items if each.count
    ]
    return ChoiceQuestion(
        f"{title} cannot carry all of this project",
        filtered([Choice("Export without what is listed here", value=True), *lost]),
        wide=True,
    )


def _ask_place(session: Session, given: Arguments) -> SaveQuestion | None:
    if given.get("agreed") is False:
        return None
    exporter = _exporters()[str(given["format_name"])]
    if isinstance(exporter, FolderExporter):
        name = f"{session.path.stem}-{exporter.name}{_ARCHIVE}"
        title = f"Export as {exporter.title}: an archive, or without .zip a folder"
        return SaveQuestion(title, session.path.with_name(name), ("*",))
    suggested = session.path.with_suffix(exporter.suffix)
    return SaveQuestion(f"Export as {exporter.title}", suggested, (f"*{exporter.suffix}",))


@command(
    "Export in another format…",
    keys="Ctrl+Shift+E",
    modes=PANELS,
    menu="File",
    asks={"format_name": _ask_format, "agreed": _ask_agreement, "path": _ask_place},
)
def other(
    session: Session,
    format_name: str,
    path: Path | None = None,
    *,
    agreed: bool = True,
) -> None:
    """Write the whole project for another program; what the format cannot carry is shown first."""
    if not agreed or path is None:
        session.say("Nothing was exported.")
        return
    _write(session, format_name, path)


def _write(session: Session, format_name: str, path: Path) -> None:
    with session.progress.during("Exporting documents") as watch:
        losses = export(session.store, path, format_name, watch=watch)
    session.say(f"Exported to {path.name}{_told(losses, path)}.")


def _told(losses: Losses, path: Path) -> str:
    return f"; {losses}, as listed in {losses_path(path).name}" if losses else ""


def _ending(exporter: AnyExporter) -> str:
    return "many files" if isinstance(exporter, FolderExporter) else exporter.suffix


def _exporters() -> dict[str, AnyExporter]:
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    return installed().exporters
