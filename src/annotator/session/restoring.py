"""Bringing a backup back: as a file beside the project, or in its place, which loses nothing.

What is in the place is kept first: as a backup when it is whole, else byte for byte.
"""

from __future__ import annotations

import stat
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.session.backup_folder import (
    Backup,
    BackupFolder,
    copy_file,
    digest,
    read_backup,
    stem_of,
    sync,
)
from annotator.session.backup_places import Places
from annotator.session.backups import BackingUp, Clock
from annotator.store.connection import check_header, connect
from annotator.store.disks import reason
from annotator.store.errors import StoreError
from annotator.store.facts import facts_at, proved
from annotator.store.lock import ProjectLock

_COMPANIONS = ("", "-journal", "-wal")
_ASIDE = ".damaged"


class NotRestored(AnnotatorError):
    """Nothing was restored; what was there is there."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where a backup was brought to, and where what was there before is kept, if anything was."""

    path: Path
    before: Path | None = None


def restore_beside(backup: Path, target: Path) -> Restored:
    """Make a new project file of a backup. Raises NotRestored, and then nothing was made."""
    if target.exists():
        raise NotRestored(f"{target} exists already. Choose another name.")
    sha256 = _trusted(backup)
    try:
        copy_file(backup, target, sha256)
    except OSError as error:
        raise _unwritable(target, error) from error
    return Restored(target)


def restore_over(project: Path, backup: Path, places: Places, *, now: Clock) -> Restored:
    """Put a backup into the place of a project, which need not be readable or there any more.

    Raises NotRestored when another window writes to the project, when the backup is not whole, or
    when what is there cannot be kept first; then the project is as it was.
    """
    project = project.resolve()
    if not project.exists():
        return restore_beside(backup, project)
    sha256 = _trusted(backup)
    lock = ProjectLock.take(project)
    if isinstance(lock, str):
        raise NotRestored(
            f"{project.name} is open: {lock} has it. Close it there, or restore as a new file."
        )
    part = project.with_name(f".{project.name}.restored.part")
    try:
        copy_file(backup, part, sha256)
        part.chmod(stat.S_IMODE(project.stat().st_mode))
        before = _kept(project, backup, places, now)
        for companion in _COMPANIONS[1:]:  # what SQLite would take for changes to the new file
            project.with_name(project.name + companion).unlink(missing_ok=True)
        part.replace(project)
        sync(project.parent)
    except OSError as error:
        raise _unwritable(project, error) from error
    finally:
        lock.release()
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Restored(project, before)


def chosen(project: Path, asked: str, places: Places) -> Path:
    """The backup that was asked for: by number, newest first from 1, by its name, or any file.

    Nothing asked for stands for the newest whole one of this very file: a copy of the project has
    other states. Raises NotRestored.
    """
    backups = places.backups(project)
    if not asked:
        whole = next((one.path for one in places.own_of(project) if one.whole), None)
        if whole is None and backups:
            raise NotRestored(
                f"There are backups of copies of {project.name} only. `annotator backup --list` "
                "numbers them: name the one that you want."
            )
        if whole is None:
            raise NotRestored("There is no backup of it. Name the file of one, if you have it.")
        return whole
    if asked.isdecimal() and 1 <= int(asked) <= len(backups):
        return backups[int(asked) - 1].path
    named = next((one.path for one in backups if one.path.name == asked), Path(asked))
    if not named.is_file():
        raise NotRestored(f"There is no backup {asked}. `annotator backup --list` names them.")
    return named


def beside(project: Path, backup: Backup) -> Path:
    """A name for a backup that is restored as a new file."""
    name = f"{stem_of(project)} of {backup.at.astimezone().strftime('%Y-%m-%d %H.%M')}"
    names = [name, *(f"{name} {number}" for number in range(2, 100))]
    paths = [project.with_name(f"{each}.annotator") for each in names]
    return next((path for path in paths if not path.exists()), paths[0])


def _trusted(backup: Path) -> str:
    """The hash of a backup that is as it was written; of a file without facts when it is whole."""
    try:
        check_header(backup)
        known = read_backup(backup)
        sha256 = digest(backup)
        if known and known.sha256:
            doubts = [] if known.sha256 == sha256 else ["its bytes are not those that were written"]
        else:
            _, doubts = proved(backup)
    except (StoreError, OSError) as error:
        why = str(error).rstrip(".")
        raise NotRestored(
            f"The backup {backup.name} cannot be used ({why}). Choose another one."
        ) from error
    if doubts:
        raise NotRestored(
            f"The backup {backup.name} is not whole ({doubts[0].rstrip('.')}). Choose another one."
        )
    return sha256


def _kept(project: Path, backup: Path, places: Places, now: Clock) -> Path:
    """Keep what is in the place now; returns where."""
    present = BackingUp(project, "before restore", places, now, anyway=True)
    if not any(project.with_name(project.name + end).exists() for end in _COMPANIONS[1:]):
        with suppress(AnnotatorError):
            return present.run().backup.path
    aside = _aside(project, backup, places, now)
    with suppress(StoreError), closing(connect(project, read_only=False)) as db:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # uses up a journal
    with suppress(AnnotatorError):
        return present.run().backup.path
    return aside


def _aside(project: Path, backup: Path, places: Places, now: Clock) -> Path:
    """Copy a file as it is, to the byte, with what SQLite has beside it."""
    folder = _folder_for(project, backup, places)
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = folder.place_for(project, now(), "set aside").name
    for end in _COMPANIONS:
        source = project.with_name(project.name + end)
        if source.exists():
            copy_file(source, folder.path / f"{name}{_ASIDE}{end}", digest(source))
    return folder.path / f"{name}{_ASIDE}"


def _folder_for(project: Path, backup: Path, places: Places) -> BackupFolder:
    found = next(iter(places.of(project)), None)
    return found or places.folders(facts_at(backup).uid)[0]


def _unwritable(path: Path, error: OSError) -> NotRestored:
    return NotRestored(
        f"Nothing was restored: {error.filename or path} cannot be written "
        f"({reason(error, path)}). Free some space, or choose another place."
    )
