"""Writing rows so that every write can be taken back: each leaves a patch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sqlite_utils import Database

from annotator.store.chain import Link, patch_line
from annotator.store.columns import MOST_CHARACTERS, Cell, dump, integer
from annotator.store.derived import Derived
from annotator.store.errors import Rejected
from annotator.store.guarded import readable
from annotator.store.tables import BY_NAME, CONTENT_BY_NAME
from annotator.store.texts import Texts

if TYPE_CHECKING:
    from annotator.store.recording import Recording


_A_READ = 500
_BEYOND = 1 << 62
DumpRow = Callable[[Mapping[str, Cell]], str]


class Patch(NamedTuple):
    """One write: the columns it changed, before and after.

    `before` is None for a new row, `after` for a deleted one. A heavy column is not among them;
    `heavy` holds it when the write took the row away, so that the content is in the file once.
    """

    table: str
    row: int
    before: Mapping[str, Cell] | None
    after: Mapping[str, Cell] | None
    heavy: bytes | None = None


class PatchedRows:
    """Inserts, updates and deletes rows, and keeps a patch for each, in order."""

    def __init__(self, db: Database, texts: Texts) -> None:
        self._db = db
        self.derived = Derived(db, texts)
        self.patches: list[Patch] = []
        self.recording: Recording | None = None
        """The step of the history that has the patches before these; None when these are all."""

    def settle(self) -> None:
        """Write what is held back, so that it can be read; here nothing is."""

    def read(self, table: str, id: int) -> dict[str, Cell] | None:
        """A row as a dictionary, or None where there is none."""
        cursor = self._db.execute(f'SELECT * FROM "{table}" WHERE id = ?', [id])
        row = cursor.fetchone()
        return (
            None if row is None else dict(zip((d[0] for d in cursor.description), row, strict=True))
        )

    def insert(self, table: str, row: Mapping[str, Cell]) -> int:
        """Write a new row; without an id it gets the next one. Returns the id."""
        id = row.get("id") or self._next_id(table)
        assert isinstance(id, int)
        self.insert_all(table, [{**row, "id": id}])
        return id

    def insert_all(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Write new rows that all have the same columns, their ids among them."""
        self._insert(table, rows)
        self.derived.came(table, rows)
        heavy = BY_NAME[table].heavy
        for row in rows:
            kept = {name: cell for name, cell in row.items() if cell is not None and name != heavy}
            self.patches.append(Patch(table, integer(row["id"]), None, kept))

    def update(self, table: str, id: int, row: Mapping[str, Cell]) -> bool:
        """Change the columns that differ. Returns whether any did."""
        present = self.read(table, id)
        if present is None:
            raise KeyError(f"{table} {id}")
        after = {name: cell for name, cell in row.items() if present[name] != cell}
        if not after:
            return False
        before = {name: present[name] for name in after}
        whole = {**present, **after}
        self._update(table, id, {**after, **self.derived.cells_after(table, whole, after)})
        self.derived.moved(table, present, whole)
        self.derived.renamed(table, present, whole)
        self.patches.append(Patch(table, id, before, after))
        return True

    def delete(self, table: str, id: int) -> None:
        """Take a row away."""
        present = self.read(table, id)
        if present is None:
            raise KeyError(f"{table} {id}")
        heavy = BY_NAME[table].heavy
        content = present.pop(heavy) if heavy else None
        assert content is None or isinstance(content, bytes)
        self._db.execute(f'DELETE FROM "{table}" WHERE id = ?', [id])
        self.derived.went(table, present)
        derived = BY_NAME[table].derived
        before = {n: cell for n, cell in present.items() if cell is not None and n not in derived}
        self.patches.append(Patch(table, id, before, None, content))

    def apply(self, patch: Patch, *, forwards: bool, heavy: bytes | None) -> None:
        """Do a patch again, or take it back; `heavy` is the content of a row that returns."""
        goal = patch.after if forwards else patch.before
        origin = patch.before if forwards else patch.after
        if goal is None:
            self.delete(patch.table, patch.row)
        elif origin is None:
            column = BY_NAME[patch.table].heavy
            self.insert(patch.table, {**goal, column: heavy} if column else goal)
        else:
            self.update(patch.table, patch.row, goal)

    def _next_id(self, table: str) -> int:
        row = self._db.execute(f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"').fetchone()
        return int(row[0])

    def _insert(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> None:
        values = [tuple(row.values()) for row in rows]
        columns = tuple(rows[0])
        words = self.derived.surfaces(table, rows)
        if words is not None:
            values = [(*cells, surface) for cells, surface in zip(values, words, strict=True)]
            columns = (*columns, "surface")
        self._db.conn.executemany(_insertion(table, columns), values)

    def _update(self, table: str, id: int, changes: Mapping[str, Cell]) -> None:
        names = ", ".join(f'"{name}" = ?' for name in changes)
        self._db.execute(f'UPDATE "{table}" SET {names} WHERE id = ?', [*changes.values(), id])


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'


def _not_long(written: str, row: Mapping[str, Cell]) -> str:
    """A row as it is written; raises Rejected for one that would be refused when it is read."""
    if len(written) > MOST_CHARACTERS:
        for name, cell in row.items():
            if isinstance(cell, str) and len(cell) > MOST_CHARACTERS:
                raise Rejected(
                    f"The {name} has {len(cell):,} characters; {MOST_CHARACTERS:,} are the most. "
                    "Shorten it."
                )
    return written


def write_patches(
    db: Database, step: int, patches: Iterable[Patch], link: Link, dump: DumpRow = dump
) -> None:
    """Store the patches of a step in the history, and take them into its hash."""
    first = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM patch").fetchone()[0])
    written = [
        (
            id,
            step,
            patch.table,
            patch.row,
            None if patch.before is None else dump(patch.before),
            None if patch.after is None else _not_long(dump(patch.after), patch.after),
            patch.heavy,
        )
        for id, patch in enumerate(patches, first)
    ]
    db.conn.executemany(
        'INSERT INTO patch (id, step, "table", "row", before, after, heavy)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        written,
    )
    link.patches((patch_line(*row[:-1]), row[-1]) for row in written)


def read_patches(db: Database, step: int) -> list[Patch]:
    """The patches of a step in the order in which they were written."""
    return list(chain.from_iterable(patches_of(db, step)))


def patches_of(db: Database, step: int, *, last_first: bool = False) -> Iterator[list[Patch]]:
    """The patches of a step in the order in which they were written, or the other way round.

    They come some at a time, since those of an import may be larger than memory.
    """
    after, order, at = ("<", "DESC", _BEYOND) if last_first else (">", "ASC", 0)
    sql = (
        'SELECT id, "table", "row", before, after, heavy FROM patch'
        f" WHERE step = ? AND id {after} ? ORDER BY id {order} LIMIT {_A_READ}"
    )
    while rows := db.execute(sql, [step, at]).fetchall():
        with readable(db, f"step {step} of the history"):
            yield [
                Patch(table, row, _cells(table, before), _cells(table, after), heavy)
                for _, table, row, before, after, heavy in rows
            ]
        at = rows[-1][0]


def _cells(table: str, written: str | None) -> dict[str, Cell] | None:
    """The columns of a patch, whose names become part of a statement when it is applied.

    Raises KeyError or ValueError for names that no table of a project's content has.
    """
    columns = CONTENT_BY_NAME[table].columns
    if written is None:
        return None
    cells: dict[str, Cell] = json.loads(written)
    for name, cell in cells.items():
        if name not in columns or not isinstance(cell, str | int | float | None):
            raise ValueError(f"a patch of {table} that annotator never writes")
    return cells
