"""Making backups, bringing them back, and saying where everything lies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.commands.choices import filtered
from annotator.commands.conditions import Condition
from annotator.commands.model import folder_of
from annotator.commands.registry import Arguments, command
from annotator.model.provenance import Status
from annotator.session import Choice, ChoiceQuestion, PathsQuestion, SaveQuestion, Session
from annotator.session.backup_folder import Backup, read_backup
from annotator.session.backup_places import Places, set_second_folder, user_places
from annotator.session.state import PANELS

_MENU = "File/Backup"
_BESIDE, _IN_PLACE = "beside", "in place"
_hosted = Condition(lambda session: session.host is not None, "There is no window to show it in.")
_writable = Condition(
    lambda session: not session.store.read_only,
    "The project is open for reading only; Ctrl+S says why.",
)
_has_second = Condition(
    lambda _: user_places().second is not None,
    "No second folder for backups is set; “Second backup folder…” sets one.",
)


@command("Back up now", when=_writable, modes=PANELS, menu=_MENU)
def make(session: Session) -> None:
    """Make a backup in the background, unless the newest has this state.

    annotator makes its own when a project is opened, after each half hour of work and before large
    changes.
    """
    session.safe.now()


def _ask_backup(session: Session, _: Arguments) -> ChoiceQuestion:
    places, now = user_places(), _Now(session)
    own = places.own_of(session.path)
    copies = [each for each in places.backups(session.path) if each not in own]
    choices = [
        Choice(each.at.astimezone().strftime("%Y-%m-%d %H:%M"), each.path, f"{of}{told}")
        for of, group in (("", own), ("of a copy, {}: ", copies))
        for each in group
        for of, told in ((of.format(each.stem), now.against(each)),)
    ]
    if not choices:
        choices = [Choice("There is no backup of this project yet.", None)]
    return ChoiceQuestion("Restore the backup of", filtered(choices))


def _ask_place(_session: Session, given: Arguments) -> ChoiceQuestion | None:
    if given.get("backup") is None:
        return None
    choices = (
        Choice("As a new file beside the project", _BESIDE, "the project stays as it is"),
        Choice("In the place of the project", _IN_PLACE, "which is backed up first"),
    )
    return ChoiceQuestion("Restore it", filtered(choices))


@command(
    "Restore a backup…",
    when=_hosted,
    modes=PANELS,
    menu=_MENU,
    asks={"backup": _ask_backup, "place": _ask_place},
)
def restore(session: Session, backup: Path | None, place: str = _BESIDE) -> None:
    """Bring an earlier state back, as a new file or in the place of the project, and open it."""
    from annotator.session.restoring import beside, restore_beside  # noqa: PLC0415 - rarely needed

    assert session.host is not None
    if backup is None:
        session.say("There is no backup of this project yet; “Back up now” makes one.")
    elif place == _IN_PLACE:
        session.host.restore(backup)
    else:
        known = read_backup(backup)
        target = beside(session.path, known) if known else session.path.with_name(backup.name)
        session.host.open_project(restore_beside(backup, target).path)


def _ask_copy(session: Session, _: Arguments) -> SaveQuestion:
    from annotator.session.repairing import free_name  # noqa: PLC0415 - rarely needed

    return SaveQuestion("Make a repaired copy", free_name(session.path), ("*.annotator",))


@command("Repair a copy…", modes=PANELS, menu=_MENU, asks={"path": _ask_copy})
def repair(session: Session, path: Path) -> None:
    """Make a copy in which all that is damaged is put right or put aside; the project stays.

    What was put aside is listed beside the copy with its words.
    """
    from annotator.session.repairing import repair_apart  # noqa: PLC0415 - rarely needed

    with session.progress.during("Making a repaired copy") as watch:
        session.say(watch.wait(lambda: repair_apart(session.path, path.with_suffix(".annotator"))))


def _ask_folder(_session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Second folder for backups, best on another disk", folder=True)


@command("Second backup folder…", modes=PANELS, menu=_MENU, asks={"paths": _ask_folder})
def set_folder(session: Session, paths: Sequence[Path]) -> None:
    """Choose one more folder, best on another disk, that gets every backup of every project."""
    if paths:
        set_second_folder(paths[0])
        session.say(f"Backups go to {paths[0]} as well from now on.")


@command("No second backup folder", when=_has_second, modes=PANELS, menu=_MENU)
def drop_folder(session: Session) -> None:
    """Put backups into annotator's own folder only; what lies in the second one stays."""
    set_second_folder(None)
    session.say("Backups go to annotator's own folder only from now on.")


def _ask_what(session: Session, _: Arguments) -> ChoiceQuestion:
    places = user_places()
    return ChoiceQuestion(
        "Where is my data? Enter copies the path", filtered(_where(session, places)), paths=True
    )


@command("Where is my data…", modes=PANELS, menu="File", asks={"path": _ask_what})
def where(session: Session, path: Path) -> None:
    """Show where the project and its backups lie and how large they are; Enter copies a path."""
    if session.host is not None:
        session.host.copy_text(str(path))
    session.say(f"{path} is on the clipboard." if session.host else str(path))


def _where(session: Session, places: Places) -> list[Choice]:
    project = session.path.absolute()  # the command line may have named it from where it was
    there = _megabytes(project.stat().st_size) if project.exists() else "not there any more"
    choices = [Choice(str(project), project, f"project, {there}")]
    folders = places.of(session.path)
    for folder in folders:
        count = len(folder.all())
        detail = f"{count} {'backup' if count == 1 else 'backups'}, {_megabytes(folder.size())}"
        choices.append(Choice(str(folder.path), folder.path, detail))
    choices += _model(session)
    newest = next((each for each in places.own_of(session.path) if each.whole), None)
    if newest:
        at = newest.at.astimezone().strftime("%Y-%m-%d %H:%M")
        choices.append(Choice(str(newest.path), newest.path, f"newest checked backup, {at}"))
    else:
        choices.append(Choice(str(places.own), places.own, "no checked backup yet"))
    return choices


def _model(session: Session) -> list[Choice]:
    """The model of the project with its figures, if there is one."""
    folder = folder_of(session)
    facts = folder.facts() if folder else None
    if folder is None or facts is None:
        return []
    return [Choice(str(folder.path), folder.path, f"{facts.sentence} {_megabytes(folder.size())}")]


class _Now:
    """What is in the project now, to tell what a backup lacks or has more."""

    def __init__(self, session: Session) -> None:
        queries, newest = session.store.queries, session.store.history.steps(limit=1)
        self._steps = newest[0].id if newest else 0
        self._documents = queries.documents.count()
        self._annotations = sum(
            each.count(Status.ACCEPTED) for each in (queries.mentions, queries.statements)
        )

    def against(self, backup: Backup) -> str:
        """Why a backup was made, its size, and what changed since."""
        facts = backup.facts
        since = (
            _since(self._steps - facts.steps, "step"),
            _since(self._documents - facts.documents, "document"),
            _since(self._annotations - facts.annotations, "annotation"),
        )
        changed = ", ".join(words for words in since if words)
        doubt = "" if backup.whole else " · not whole, or never checked"
        told = f"since then {changed}" if changed else "the present state"
        return f"{backup.why} · {_megabytes(backup.size)} · {told}{doubt}"


def _since(more: int, what: str) -> str:
    if not more:
        return ""
    return f"{more:+,} {what}{'' if abs(more) == 1 else 's'}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
