"""The chain of hashes through the history: each step's covers the step before and all of itself.

A bit that changes anywhere in a step, in its patches or in the project's row as it was made breaks
the chain there. It finds accidents; whoever means to forge a file can hash it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlite_utils import Database

from annotator.store.columns import Cell, dump
from annotator.store.errors import Damaged

STEP_COLUMNS = ("id", "kind", "of", "below", "undo_top", "redo_top", "label", "author", "at")
_SEPARATOR, _NOTHING = "\x1f", "~"
_A_READ = 1000
PATCH_LINE = " || char(31) || ".join(
    ("id", "step", '"table"', '"row"', *(f"coalesce({c}, '~')" for c in ("before", "after")))
)
"""SQL for the line that `patch_line` makes of a patch."""


def patch_line(*cells: Cell) -> str:
    """A patch as one line: id, step, table, row, and the row before and after as JSON or None."""
    return _SEPARATOR.join(_NOTHING if cell is None else str(cell) for cell in cells)


def root(created_at: str, name: str, schema: str, uid: str) -> str:
    """The first link: the hash of the project's own row as it was made."""
    return _hex(dump([created_at, name, schema, uid]))


def first_row(db: Database) -> tuple[str, str, str, str]:
    """What the root covers: the project's row before the first step that changed it."""
    row = db.execute("SELECT created_at, name, schema, uid FROM project WHERE id = 1").fetchone()
    cells = dict(zip(("created_at", "name", "schema", "uid"), row or (), strict=True))
    sql = "SELECT before FROM patch WHERE \"table\" = 'project' ORDER BY step DESC, id DESC"
    for (before,) in db.execute(sql):
        cells.update(json.loads(before))
    return cells["created_at"], cells["name"], cells["schema"], cells["uid"]


class Link:
    """The hash of one step in the making: its patches in order, then its own columns."""

    def __init__(self, previous: str) -> None:
        self._hash = hashlib.sha256(previous.encode())

    def patch(self, line: str, heavy: bytes | None) -> None:
        """Take in a patch by its line and its heavy content."""
        content = hashlib.sha256(heavy).hexdigest() if heavy is not None else _NOTHING
        self._hash.update(f"{line}{_SEPARATOR}{content}\n".encode())

    def close(self, step: Sequence[Cell]) -> str:
        """The hash of the step with these cells, in the order of STEP_COLUMNS."""
        self._hash.update(dump(list(step)).encode())
        return self._hash.hexdigest()


def last_link(db: Database) -> str:
    """The hash that the next step goes on from: the last step's, or the root."""
    row = (
        db.execute("SELECT hash FROM step ORDER BY id DESC LIMIT 1").fetchone()
        or db.execute("SELECT root FROM project WHERE id = 1").fetchone()
    )
    if not row or not row[0]:
        raise Damaged("The history has lost its last hash. Open a backup.")
    return str(row[0])


def links(db: Database, first: str) -> Iterable[tuple[int, str, str | None]]:
    """Each step's id, the hash that it should have and the one that it has, in order.

    Goes on from the hash that is stored, so that one broken step is told once.
    """
    patches = _Patches(db)
    names = ", ".join(f'"{name}"' for name in STEP_COLUMNS)
    previous = first
    for *cells, stored in db.execute(f"SELECT {names}, hash FROM step ORDER BY id"):
        link = Link(previous)
        for line, heavy in patches.of(cells[0]):
            link.patch(line, heavy)
        yield cells[0], link.close(cells), stored
        previous = stored or ""


class _Patches:
    """The lines of all patches, handed out step by step while the steps pass in order."""

    def __init__(self, db: Database) -> None:
        self._rows = iter(
            db.execute(f"SELECT step, {PATCH_LINE}, heavy FROM patch ORDER BY step, id")
        )
        self._next = next(self._rows, None)

    def of(self, step: int) -> Iterable[tuple[str, bytes | None]]:
        while self._next is not None and self._next[0] <= step:
            yield self._next[1], self._next[2]
            self._next = next(self._rows, None)


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def link_all(db: Database, first: str, linked: Callable[[int], None]) -> None:
    """Give every step of a history its hash; `linked` hears of each."""
    patches, previous = _Patches(db), first
    for cells in _steps(db):
        link = Link(previous)
        for line, heavy in patches.of(cells[0]):
            link.patch(line, heavy)
        previous = link.close(cells)
        db.execute("UPDATE step SET hash = ? WHERE id = ?", [previous, cells[0]])
        linked(cells[0])


def _steps(db: Database) -> Iterator[tuple[int, ...]]:
    """All steps in order, some at a time, so that they may be written to meanwhile."""
    names = ", ".join(f'"{name}"' for name in STEP_COLUMNS)
    sql = f"SELECT {names} FROM step WHERE id > ? ORDER BY id LIMIT {_A_READ}"
    last = 0
    while steps := db.execute(sql, [last]).fetchall():
        yield from steps
        last = steps[-1][0]
