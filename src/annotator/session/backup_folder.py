"""A folder with the backups of one project: their names, their facts, and which of them stay.

Beside each backup lies a small file of facts, so that a list of them opens none. A copy that waits
to be checked ends in `.waiting`; it has no facts yet and never makes another backup go.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.session.backup_policy import kept
from annotator.store.errors import StoreError
from annotator.store.facts import Facts, facts_at

SUFFIX = ".annotator"
WAITING = ".waiting"
_FACTS = ".json"
_WHERE = "project.json"
_TIME = "%Y-%m-%d %H.%M.%SZ"
_NAME = re.compile(r"(?P<stem>.*) (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\dZ) (?P<why>[^.]*)")
_MOST_STEM = 100
_MOST_DOUBTFUL = 3
_MOST_PLACES = 20
_PART = re.compile(r"\..*\.(\d+)\.part")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a project: when it was made (UTC) and why, its size, and its facts.

    `sha256` is of its bytes; `doubts` is how many things the check found wrong in it. `place` is
    where the project lay: copies of a project have its identity, and share this folder.
    """

    path: Path
    stem: str
    at: datetime
    why: str
    size: int
    facts: Facts
    sha256: str = ""
    doubts: int = 0
    place: str = ""

    @property
    def whole(self) -> bool:
        """Whether it was opened again after it was made, and nothing was found wrong."""
        return bool(self.sha256) and not self.doubts


class BackupFolder:
    """The backups of one project in one place."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> list[Backup]:
        """Every backup that can be read, newest first."""
        found = [backup for path in self._files(SUFFIX) if (backup := read_backup(path))]
        return sorted(found, key=lambda backup: backup.at, reverse=True)

    def newest(self, stem: str) -> Backup | None:
        """The newest whole backup of the file of some name."""
        return next((one for one in self.all() if one.whole and one.stem == stem), None)

    def waiting(self) -> list[Path]:
        """The copies that nobody has checked yet, oldest first."""
        return sorted(self._files(SUFFIX + WAITING))

    def place_for(self, project: Path, at: datetime, why: str) -> Path:
        """Where the next backup of a project goes; nothing of that second is there."""
        begin = f"{stem_of(project)} {at.astimezone(UTC).strftime(_TIME)} "
        if any(path.name.startswith(begin) for path in self._files("")):
            return self.place_for(project, at + timedelta(seconds=1), why)
        return self.path / f"{begin}{why}{SUFFIX}"

    def enter(self, backup: Backup, waiting: Path) -> None:
        """Give a copy that was checked its name, and write down its facts."""
        facts = backup.path.with_suffix(_FACTS)
        _write(facts, json.dumps(_tree(backup), indent=1))
        if waiting != backup.path:
            waiting.replace(backup.path)
        sync(self.path)

    def thin(self, stem: str, place: str, now: datetime) -> None:
        """Let go of backups of the file of some name and place that no rule keeps.

        Doubtful ones never make a whole one go; of them only the newest stay.
        """
        ours = [one for one in self.all() if (one.stem, one.place) == (stem, place)]
        stay = kept([one.at for one in ours if one.whole], now)
        doubtful = [one for one in ours if not one.whole]
        gone = [one for one in ours if one.whole and one.at not in stay]
        for backup in (*gone, *doubtful[_MOST_DOUBTFUL:]):
            backup.path.unlink(missing_ok=True)
            backup.path.with_suffix(_FACTS).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what processes that are no more left half written."""
        for path in self._files(".part"):
            found = _PART.fullmatch(path.name)
            if found and not _runs(int(found[1])):
                path.unlink(missing_ok=True)

    def places(self) -> list[Path]:
        """Where the project lay when it was backed up, the last place first."""
        try:
            tree = json.loads((self.path / _WHERE).read_text("utf-8"))
            return [Path(str(path)) for path in tree["places"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def note_place(self, project: Path) -> None:
        """Write down where a project lies, to find its backups when the file is gone."""
        project, known = project.resolve(), self.places()
        if known[:1] != [project]:
            places = [project, *(path for path in known if path != project)][:_MOST_PLACES]
            tree = {"places": [str(path) for path in places]}
            _write(self.path / _WHERE, json.dumps(tree, indent=1))

    def size(self) -> int:
        """How many bytes lie in the folder."""
        return sum(path.stat().st_size for path in self._files(""))

    def _files(self, suffix: str) -> Iterator[Path]:
        with suppress(FileNotFoundError, NotADirectoryError):
            yield from [path for path in self.path.iterdir() if path.name.endswith(suffix)]


def read_backup(path: Path) -> Backup | None:
    """What a file in a folder of backups is; None when it is no backup, or cannot be read."""
    name = read_name(path)
    if name is None:
        return None
    with suppress(OSError, StoreError):
        facts, sha256, doubts, place = _facts(path)
        return Backup(path, *name, path.stat().st_size, facts, sha256, doubts, place)
    return None


def read_name(path: Path) -> tuple[str, datetime, str] | None:
    """The project's name, the time and the reason in the name of a backup; None when it is none."""
    found = _NAME.fullmatch(path.name.removesuffix(WAITING).removesuffix(SUFFIX))
    if found is None:
        return None
    at = datetime.strptime(found["at"], _TIME).replace(tzinfo=UTC)
    return found["stem"], at, found["why"]


def stem_of(project: Path) -> str:
    """The name of a project as the names of its backups begin; cut, so that they fit anywhere."""
    cut = project.stem.encode("utf-8", "replace")[:_MOST_STEM]
    return cut.decode("utf-8", "ignore").strip() or "project"


def copy_file(source: Path, target: Path, sha256: str = "") -> None:
    """Copy a file that is not open in SQLite, under its name only when it is whole on the disk.

    Raises OSError, also when what was written reads otherwise than a hash that is given.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(source, part)
        sync(part)
        if sha256 and digest(part) != sha256:
            raise OSError(errno.EIO, "it reads otherwise than it was written")
        part.replace(target)
        sync(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def utc_now() -> datetime:
    """The time that names backups."""
    return datetime.now(UTC)


def digest(path: Path) -> str:
    """The SHA-256 of a file that is not open in SQLite."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk, where the system can do that."""
    if os.name != "posix" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _facts(path: Path) -> tuple[Facts, str, int, str]:
    """From the file of facts, or where that is lost from the backup itself, as a doubtful one."""
    try:
        tree = json.loads(path.with_suffix(_FACTS).read_text("utf-8"))
        facts = Facts(**{name: tree["facts"][name] for name in Facts.__dataclass_fields__})
        return facts, str(tree["sha256"]), int(tree["doubts"]), str(tree.get("place", ""))
    except (OSError, ValueError, KeyError, TypeError):
        return facts_at(path), "", 0, ""


def _tree(backup: Backup) -> dict[str, object]:
    return {
        "facts": asdict(backup.facts),
        "sha256": backup.sha256,
        "doubts": backup.doubts,
        "size": backup.size,
        "place": backup.place,
    }


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8")
        sync(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
