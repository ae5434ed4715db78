"""Where backups are kept: in a folder of annotator's own, and in one more if the user sets it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from annotator.errors import AnnotatorError
from annotator.session.backup_folder import Backup, BackupFolder, stem_of
from annotator.store.disks import reason
from annotator.store.errors import StoreError
from annotator.store.facts import identity_at

_SETTINGS = "backups.json"


class NotKept(AnnotatorError):
    """The setting could not be written."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders in which backups are kept; each has a folder for each project in it."""

    own: Path
    second: Path | None = None

    def folders(self, uid: str) -> list[BackupFolder]:
        """Where the backups of one project lie, or will lie."""
        return [BackupFolder(root / uid) for root in self._roots()]

    def of(self, project: Path) -> list[BackupFolder]:
        """The folders that a project has by now, also when its file is damaged or gone.

        A file that cannot be read is known by the place where it lay when it was backed up.
        """
        found: list[BackupFolder] = []
        with suppress(StoreError, OSError):
            if project.exists():
                found = self.folders(identity_at(project)[0])
        found = [folder for folder in found if folder.path.is_dir()]
        return found or [each for each in self._every() if project.resolve() in each.places()]

    def backups(self, project: Path) -> list[Backup]:
        """Every backup of a project, newest first; one that lies in both places counts once."""
        found: dict[str, Backup] = {}
        for folder in self.of(project):
            for backup in folder.all():
                found.setdefault(backup.path.name, backup)
        return sorted(found.values(), key=lambda one: one.at, reverse=True)

    def own_of(self, project: Path) -> list[Backup]:
        """The backups of this very file, newest first; not those of copies, which it may share.

        Where there are none with its place, those of files of its name that are there no more, and
        then of any that is not: it was moved, or named anew.
        """
        place, stem, every = str(project.resolve()), stem_of(project), self.backups(project)
        gone = [one for one in every if not one.place or not Path(one.place).exists()]
        named = [one for one in gone if one.stem == stem]
        away = [one for one in gone if one.place]
        return [one for one in every if one.place == place] or named or away

    def _roots(self) -> list[Path]:
        return [self.own, *([self.second] if self.second else [])]

    def _every(self) -> list[BackupFolder]:
        roots = [root for root in self._roots() if root.is_dir()]
        return [BackupFolder(path) for root in roots for path in sorted(root.iterdir())]


def user_places() -> Places:
    """The folders of the user who runs the program."""
    own = user_data_path("annotator", appauthor=False) / "backups"
    try:
        second = json.loads(_settings().read_text("utf-8"))["second_folder"]
        return Places(own, Path(str(second)) if second else None)
    except (OSError, ValueError, KeyError, TypeError):
        return Places(own)


def set_second_folder(folder: Path | None) -> None:
    """Keep backups in one more folder from now on, or no longer. Raises NotKept."""
    path = _settings()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        tree = {"second_folder": str(folder.resolve()) if folder else None}
        part.write_text(json.dumps(tree, indent=1) + "\n", "utf-8")
        part.replace(path)
    except OSError as error:
        raise NotKept(
            f"The folder cannot be remembered: {path} cannot be written ({reason(error, path)})."
            " Allow writing there, and set it again."
        ) from error


def _settings() -> Path:
    return user_config_path("annotator", appauthor=False) / _SETTINGS
