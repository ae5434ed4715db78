"""A history that begins anew, where the old one could not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from annotator.store.chain import STEP_COLUMNS, Link, first_row, root
from annotator.store.columns import Cell
from annotator.store.lost import LostAndFound
from annotator.store.patches import Patch, write_patches
from annotator.store.reading import lenient, row_of, rows
from annotator.store.tables import CONTENT, PROJECT

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class RepairedBy:
    """Who repairs and when, and the schema to go on with where a project has lost its own."""

    author: str
    now: str
    schema: str


def begin_history(db: Database, lost: LostAndFound, by: RepairedBy) -> None:
    """Make one step that makes everything as it is; the old steps go to the lost and found."""
    lost.notes.append(
        "The history could not be kept: it begins anew with one step that made everything."
    )
    names = ", ".join(f'"{name}"' for name in STEP_COLUMNS)
    with lenient(db):
        for old in rows(db, f"SELECT {names} FROM step ORDER BY id"):
            lost.history.append(dict(zip(STEP_COLUMNS, old, strict=True)))
    db.execute("DELETE FROM patch")
    db.execute("DELETE FROM step")
    first = root(*first_row(db))
    db.execute("UPDATE project SET root = ?", [first])
    cells: list[Cell] = [1, "do", None, None, 1, None, "Repaired", by.author, by.now]
    marks = ", ".join("?" * len(cells))
    db.execute(f"INSERT INTO step ({names}) VALUES ({marks})", cells)
    link = Link(first)
    for batch in _made(db):
        write_patches(db, 1, batch, link)
    db.execute("UPDATE step SET hash = ? WHERE id = 1", [link.close(cells)])


def _made(db: Database) -> Iterator[list[Patch]]:
    """A patch for each row, as if it had just been made."""
    batch: list[Patch] = []
    for table in CONTENT:
        if table is PROJECT:
            continue
        for (id,) in db.execute(f'SELECT id FROM "{table.name}" ORDER BY id').fetchall():
            batch.append(Patch(table.name, id, None, row_of(db, table.name, id)))
            if len(batch) == _BATCH:
                yield batch
                batch = []
    yield batch
