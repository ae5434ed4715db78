"""Backing a project up: copied as it is, opened again, checked, and only then counted.

In two parts, since the first is quick and the second need not be waited for: `snapshot` copies the
project, `settle` checks what was copied, gives it its name and lets older backups go.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.session.backup_folder import (
    WAITING,
    Backup,
    BackupFolder,
    copy_file,
    digest,
    read_name,
    stem_of,
)
from annotator.session.backup_places import Places
from annotator.store.copying import CopyGivenUp, ReportCopied, copy_project
from annotator.store.disks import reason
from annotator.store.errors import StoreError
from annotator.store.facts import has_link, identity_at, proved

Clock = Callable[[], datetime]
Pause = Callable[[float], None]
_QUIET = 3.0
_LOOK = 0.5
_ATTEMPTS = 20
_PATIENCE = 120.0


class NotBackedUp(AnnotatorError):
    """No backup could be made, or none that can be relied on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The backup that has the present state; whether it was made now; and what did not work."""

    backup: Backup
    made: bool
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackingUp:
    """One backup in the making: of what, why, and where to.

    `patiently` lets whoever works on the project go first: the copy waits for a pause. `anyway`
    copies a file that has the state of the newest backup too: where damaged, it may differ.
    """

    project: Path
    why: str
    places: Places
    now: Clock
    patiently: bool = False
    anyway: bool = False

    def served(self) -> Backup | None:
        """The backup that has the present state already. Raises StoreError."""
        uid, *state = identity_at(self.project)
        folders = self.places.folders(uid)
        return next((one for folder in folders if (one := self._serving(folder, state))), None)

    def settle(self) -> list[str]:
        """Only check the copies that wait; returns what is wrong with them. Raises StoreError."""
        problems: list[str] = []
        own, *others = self.places.folders(identity_at(self.project)[0])
        settle(self.project, own, now=self.now, problems=problems)
        newest = own.newest(stem_of(self.project))
        if newest:
            for other in others:
                _hand_on(newest, other, self.now, problems)
        return problems

    def run(self) -> Outcome:
        """Make a verified backup unless the newest one has the same state.

        Raises AnnotatorError when there is none in the end.
        """
        uid, version, link = identity_at(self.project)
        problems: list[str] = []
        folders = self.places.folders(uid)
        for number, folder in enumerate(folders):
            try:
                backup, made = self._in(folder, (version, link), problems)
            except AnnotatorError as error:
                problems.append(str(error))
                continue
            for other in folders[number + 1 :]:
                _hand_on(backup, other, self.now, problems)
            return Outcome(backup, made, tuple(problems))
        raise NotBackedUp(problems[0])

    def _in(
        self, folder: BackupFolder, state: Sequence[object], problems: list[str]
    ) -> tuple[Backup, bool]:
        settle(self.project, folder, now=self.now, problems=problems)
        serving = None if self.anyway else self._serving(folder, state)
        if serving:
            return serving, False
        waiting = self._copied(folder)
        settle(self.project, folder, now=self.now, problems=problems)
        made = folder.newest(stem_of(self.project))
        if made is None or made.path.name != waiting.name.removesuffix(WAITING):
            told = problems.pop() if problems else f"No backup of {self.project.name} was made."
            raise NotBackedUp(told)
        return made, True

    def _serving(self, folder: BackupFolder, state: Sequence[object]) -> Backup | None:
        newest = folder.newest(stem_of(self.project))
        same = newest and [newest.facts.version, newest.facts.link] == list(state)
        return newest if same else None

    def snapshot(self, watch: ReportCopied | None = None) -> Path:
        """Copy the project into the first folder that takes it, to be settled later.

        Raises AnnotatorError.
        """
        folders = self.places.folders(identity_at(self.project)[0])
        for folder in folders[:-1]:
            with suppress(NotBackedUp):
                return self._copied(folder, watch)
        return self._copied(folders[-1], watch)

    def _copied(self, folder: BackupFolder, watch: ReportCopied | None = None) -> Path:
        try:
            if folder.path.parent == self.places.own:  # another one may be a disk that is away
                self.places.own.mkdir(parents=True, exist_ok=True)
            folder.path.mkdir(mode=0o700, exist_ok=True)
            folder.sweep()
            folder.note_place(self.project)
        except OSError as error:
            why = reason(error, folder.path)
            raise NotBackedUp(
                f"No backup was made: {folder.path} cannot be written ({why}). Mend that, then back"
                " up now (in the File menu, under Backup)."
            ) from error
        target = folder.place_for(self.project, self.now(), self.why)
        waiting = target.with_name(target.name + WAITING)
        if self.patiently:
            _copy_patiently(self.project, waiting)
        else:
            copy_project(self.project, waiting, watch)
        return waiting


def settle(project: Path, folder: BackupFolder, *, now: Clock, problems: list[str]) -> None:
    """Check the copies that wait in a folder, name those that are right, and thin the folder.

    A copy that cannot be read goes; one that the check doubts stays beside the older ones. Either
    is told among the `problems`.
    """
    for waiting in folder.waiting():
        name = read_name(waiting)
        if name is None:
            continue
        try:
            doubts = _settled(project, folder, waiting)
        except FileNotFoundError:
            continue  # another process settled it
        except (StoreError, OSError) as error:
            problems.append(f"A backup of {project.name} was not whole and was dropped: {error}")
            with suppress(OSError):
                waiting.unlink(missing_ok=True)
            continue
        if doubts:
            problems.append(_doubtful(project, doubts))
        folder.thin(name[0], _place(project, name[0]), now())


def wait_for_pause(
    project: Path, *, sleep: Pause = time.sleep, clock: Callable[[], float] = time.monotonic
) -> None:
    """Wait until nobody has written to a file for some seconds, but not for ever."""
    begin = still_since = clock()
    seen = project.stat().st_mtime_ns
    while clock() - still_since < _QUIET and clock() - begin < _PATIENCE:
        sleep(_LOOK)
        now = project.stat().st_mtime_ns
        if now != seen:
            seen, still_since = now, clock()


def _settled(project: Path, folder: BackupFolder, waiting: Path) -> list[str]:
    """Open a copy again, check it and enter it; returns what is wrong in it."""
    name = read_name(waiting)
    assert name is not None
    facts, doubts = proved(waiting)
    if not _of(project, facts.link):
        doubts = [*doubts, f"its state is not one of {project.name}"]
    path = waiting.with_name(waiting.name.removesuffix(WAITING))
    size, sha256 = waiting.stat().st_size, digest(waiting)
    place = _place(project, name[0])
    folder.enter(Backup(path, *name, size, facts, sha256, len(doubts), place), waiting)
    return doubts


def _place(project: Path, stem: str) -> str:
    """Where a copy was made of; of one that a copy of the project left here nobody knows."""
    return str(project.resolve()) if stem == stem_of(project) else ""


def _of(project: Path, link: str) -> bool:
    """Whether a copy's state is one that the project had; a project that is gone is believed."""
    try:
        return has_link(project, link)
    except StoreError:
        return True


def _hand_on(backup: Backup, folder: BackupFolder, now: Clock, problems: list[str]) -> None:
    """Put a verified backup into another place as well."""
    target = folder.path / backup.path.name
    try:
        if target.exists():
            return
        folder.path.mkdir(mode=0o700, exist_ok=True)  # whose own folder must be there already
        for place in reversed(BackupFolder(backup.path.parent).places()):
            folder.note_place(place)
        copy_file(backup.path, target, backup.sha256)
        folder.enter(replace(backup, path=target), target)
        folder.thin(backup.stem, backup.place, now())
    except OSError as error:
        problems.append(
            f"The backup was not put into the second folder {folder.path.parent} "
            f"({reason(error, folder.path)}). It lies in {backup.path.parent}. "
            "Bring that disk back, or set another second folder."
        )


def _copy_patiently(project: Path, target: Path) -> None:
    """Copy at a moment when nobody writes; begin again after a pause when somebody did."""
    for _ in range(_ATTEMPTS):
        try:
            copy_project(project, target, _undisturbed(), gently=True)
        except CopyGivenUp:
            wait_for_pause(project)
        else:
            return
    raise NotBackedUp(
        f"No backup of {project.name} was made: it was written to all the time. "
        "The next one is tried after some more work."
    )


def _undisturbed() -> Callable[[int, int], bool]:
    """Gives up when SQLite begins the copy anew, as it does when somebody writes."""
    most = -1

    def goes_on(done: int, _total: int) -> bool:
        nonlocal most
        further, most = done > most, max(done, most)
        return further

    return goes_on


def _doubtful(project: Path, doubts: list[str]) -> str:
    more = f", and {len(doubts) - 1} more" if len(doubts) > 1 else ""
    return (
        f"The newest backup of {project.name} is kept with a doubt ({doubts[0].rstrip('.')}{more})."
        " Older ones stay. Run `annotator check` on the project."
    )
