"""Making a repaired copy of a damaged project; the project itself stays as it is."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.session.backup_places import Places
from annotator.session.backups import BackingUp, Clock
from annotator.session.projects import default_schema, schema_json
from annotator.store.connection import check_header
from annotator.store.errors import NotAProject
from annotator.store.new_history import RepairedBy
from annotator.store.repair import NotRepaired, repair_copy
from annotator.store.tables import FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired copy, the list of what was put aside or changed (if any), and of how much."""

    path: Path
    listed: Path | None
    changes: int

    @property
    def words(self) -> str:
        """What was done, in a sentence or two."""
        made = f"Made {self.path.name}, which is whole."
        if self.listed is None:
            return f"{made} Nothing had to be put aside."
        if not self.changes:
            return f"{made} What was done for that is in {self.listed.name} beside it."
        things = "1 thing was" if self.changes == 1 else f"{self.changes} things were"
        return f"{made} {things} changed or put aside: {self.listed.name} beside it lists them."


def repair(
    project: Path, output: Path | None, places: Places, *, author: str, now: Clock
) -> Repaired:
    """Make a repaired copy beside a project, or where it is wanted. Raises NotRepaired and kin.

    What is in the file is backed up first where it can be, and the newest whole backup gives back
    what the file has lost.
    """
    target = output or free_name(project)
    if target.exists():
        raise NotRepaired(f"{target} exists already. Choose another name.")
    _refuse_older(project)
    backups = [one.path for one in places.own_of(project) if one.whole]
    with suppress(AnnotatorError):  # of a damaged file there may be no copy; it is only read
        BackingUp(project, "before repair", places, now, anyway=True).run()
    by = RepairedBy(author, now().isoformat(timespec="milliseconds"), schema_json(default_schema()))
    lost = repair_copy(project, target, backups, by)
    listed = None
    if lost.changes or lost.notes:
        _, listed = lost.write(target)
    return Repaired(target, listed, len(lost.changes))


def repair_apart(project: Path, output: Path) -> str:
    """The same in a process of its own, for a project that is open here; returns the sentence.

    Whatever the file does to the process that reads it does nothing here. Raises NotRepaired.
    """
    words = [sys.executable, "-m", "annotator", "repair", "--output", str(output), "--"]
    done = subprocess.run(  # noqa: S603 - ourselves
        [*words, str(project.resolve())], capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise NotRepaired(told[-1] if told else f"No repaired copy of {project.name} was made.")
    return done.stdout.strip()


def free_name(project: Path) -> Path:
    """A name beside a project for its repaired copy."""
    names = ("repaired", *(f"repaired {number}" for number in range(2, 1000)))
    places = (project.with_name(f"{project.stem} {name}{project.suffix}") for name in names)
    return next(path for path in places if not path.exists())


def _refuse_older(project: Path) -> None:
    with suppress(NotAProject):  # its beginning may be what is damaged
        if check_header(project) < FORMAT_VERSION:
            raise NotRepaired(
                f"{project.name} was written by an earlier annotator. Open it once, or restore a "
                "backup; then repair it if it still has to be."
            )
