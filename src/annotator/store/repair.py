"""A repaired copy of a project: what is intact as it was, what is in doubt in a list beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from annotator.store.checking import check_file
from annotator.store.connection import check_header, connect
from annotator.store.disks import reason
from annotator.store.errors import StoreError
from annotator.store.finding import Finding
from annotator.store.lost import LostAndFound
from annotator.store.mending import Mending
from annotator.store.new_history import RepairedBy
from annotator.store.reading import lenient
from annotator.store.salvage import new_tables, salvage
from annotator.store.tables import FORMAT_VERSION


class NotRepaired(StoreError):
    """No repaired copy could be made; nothing was left, and the project is as it was."""


def repair_copy(
    project: Path, output: Path, backups: Sequence[Path], by: RepairedBy
) -> LostAndFound:
    """Make a repaired copy of a file that nobody writes meanwhile.

    `backups` are whole ones of it, newest first; what is lost is taken from the first whose
    history the file shares. Raises NotRepaired.
    """
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    lost = LostAndFound()
    try:
        with closing(new_tables(part)) as db, db.atomic():
            gaps = salvage(project, db)
            lost.notes += gaps.values()
            backup = next((one for one in backups if _shares_history(db, one)), None)
            if backup is None:
                _refuse_nothing(project, db)
            _mend(db, backup, lost, by, frozenset(gaps))
        left = check_file(part)
        if left:
            raise NotRepaired(_left(project, left))
        part.replace(output)
    except OSError as error:
        raise NotRepaired(
            f"No repaired copy was made: {output} cannot be written ({reason(error, output)})."
            " Choose another place."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return lost


def _mend(
    db: Database, backup: Path | None, lost: LostAndFound, by: RepairedBy, gaps: frozenset[str]
) -> None:
    if backup is None:
        Mending(db, None, lost, by).run(gaps)
        return
    with closing(connect(backup, read_only=True, immutable=True)) as second:
        Mending(db, second, lost, by).run(gaps)


def _shares_history(db: Database, backup: Path) -> bool:
    """Whether the last step that both have is the same, so that neither went another way.

    A bit that flipped in the step's hash or in its words leaves the others alike.
    """
    if check_header(backup) != FORMAT_VERSION:
        return False
    sql = "SELECT hash, kind, author, at FROM step WHERE id = ?"
    with closing(connect(backup, read_only=True, immutable=True)) as second, lenient(db):
        (most,) = second.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()
        (last,) = db.execute("SELECT max(id) FROM step WHERE id <= ?", [most]).fetchone()
        if last is None:
            return True
        ours = db.execute(sql, [last]).fetchone()
        theirs = second.execute(sql, [last]).fetchone()
        if ours is None or theirs is None:
            return False
        return bool(ours[0] == theirs[0] or ours[1:] == theirs[1:])


def _refuse_nothing(project: Path, db: Database) -> None:
    """A file of which no row at all can be read is no project, or is gone."""
    if not db.execute("SELECT 1 FROM document UNION SELECT 1 FROM step LIMIT 1").fetchone():
        raise NotRepaired(
            f"{project.name}: nothing of a project can be read in it. Restore a backup."
        )


def _left(project: Path, left: list[Finding]) -> str:
    more = f" (and {len(left) - 1} more)" if len(left) > 1 else ""
    return (
        f"{project.name} could not be repaired: {left[0].sentence}{more} "
        "Restore a backup; the project is as it was."
    )
