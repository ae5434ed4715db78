"""The chain of hashes through the history: each step's covers the step before and all of itself.

A bit that changes anywhere in a step, in its patches or in the project's row as it was made breaks
the chain there. It finds accidents; whoever means to forge a file can hash it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlite_utils import Database

from annotator.store.columns import Cell, dump
from annotator.store.errors import Damaged
from annotator.store.reading import rows

STEP_COLUMNS = ("id", "kind", "of", "below", "undo_top", "redo_top", "label", "author", "at")
_SEPARATOR, _NOTHING = "\x1f", "~"
_A_READ = 1000
PATCH_LINE = (
    "printf('%d' || char(31) || '%d' || char(31) || '%s' || char(31) || '%d' || char(31)"
    " || '%s' || char(31) || '%s',"
    """ id, step, "table", "row", coalesce(before, '~'), coalesce(after, '~'))"""
)
"""SQL for the line that `patch_line` makes of a patch."""
_STEP_LINE = 'json_array("' + '", "'.join(STEP_COLUMNS) + '")'


def patch_line(
    id: int, step: int, table: str, row: int, before: str | None, after: str | None
) -> str:
    """A patch as one line; the row before and after are JSON or None."""
    return _SEPARATOR.join(
        (str(id), str(step), table, str(row), before or _NOTHING, after or _NOTHING)
    )


def root(created_at: str, name: str, schema: str, uid: str) -> str:
    """The first link: the hash of the project's own row as it was made."""
    return _hex(dump([created_at, name, schema, uid]))


def first_row(db: Database) -> tuple[str, str, str, str]:
    """What the root covers: the project's row before the first step that changed it."""
    row = db.execute("SELECT created_at, name, schema, uid FROM project WHERE id = 1").fetchone()
    cells = dict(zip(("created_at", "name", "schema", "uid"), row or (), strict=True))
    # few patches are of it: to read all in their order costs half of following an index
    few = "SELECT step, id, before FROM patch NOT INDEXED WHERE \"table\" = 'project'"
    sql = f"SELECT before FROM ({few}) ORDER BY step DESC, id DESC"
    for (before,) in db.execute(sql):
        cells.update(json.loads(before))
    return cells["created_at"], cells["name"], cells["schema"], cells["uid"]


class Link:
    """The hash of one step in the making: its patches in order, then its own columns."""

    def __init__(self, previous: str) -> None:
        self._hash = hashlib.sha256(previous.encode())

    def patches(self, patches: Iterable[tuple[str, bytes | None]]) -> None:
        """Take in some patches in order, each by its line and its heavy content."""
        lines = (
            f"{line}{_SEPARATOR}{_NOTHING if heavy is None else hashlib.sha256(heavy).hexdigest()}"
            for line, heavy in patches
        )
        self._hash.update("".join(f"{line}\n" for line in lines).encode())

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
        raise Damaged("The history has lost its last hash. Restore a backup.")
    return str(row[0])


def links(db: Database, first: str) -> Iterable[tuple[int, str, str | None]]:
    """Each step's id, the hash that it should have and the one that it has, in order.

    Goes on from the hash that is stored, so that one broken step is told once.
    """
    patches = _Patches(db)
    previous = first
    for id, cells, stored in rows(db, f"SELECT id, {_STEP_LINE}, hash FROM step ORDER BY id"):
        yield id, _closed(previous, patches, id, cells), stored
        previous = stored or ""


def link_all(db: Database, first: str, linked: Callable[[int], None]) -> None:
    """Give every step of a history its hash; `linked` hears of each."""
    patches, previous = _Patches(db), first
    for id, cells in _steps(db):
        previous = _closed(previous, patches, id, cells)
        db.execute("UPDATE step SET hash = ? WHERE id = ?", [previous, id])
        linked(id)


def _steps(db: Database) -> Iterator[tuple[int, str]]:
    """All steps in order, some at a time, so that they may be written to meanwhile."""
    sql = f"SELECT id, {_STEP_LINE} FROM step WHERE id > ? ORDER BY id LIMIT {_A_READ}"
    last = 0
    while steps := db.execute(sql, [last]).fetchall():
        yield from steps
        last = steps[-1][0]


def _closed(previous: str, patches: _Patches, step: int, cells: str) -> str:
    hash_ = hashlib.sha256(previous.encode())
    for lines in patches.of(step):
        hash_.update(lines)
    hash_.update(cells.encode())
    return hash_.hexdigest()


class _Patches:
    """What all patches add to the hashes, step by step while the steps pass in order.

    SQLite makes the lines, and where it can joins those of a whole stretch: in a long history that
    is most of the work.
    """

    def __init__(self, db: Database) -> None:
        end = "CASE WHEN heavy IS NULL THEN char(31, 126, 10) ELSE char(31) END"
        line = f"{PATCH_LINE} || {end}"
        stretch = f"FROM patch WHERE id > ? ORDER BY id LIMIT {_A_READ}"
        # such a limit is what keeps the order of the rows that are joined
        self._joined = (
            "SELECT max(id), min(step), max(step), count(heavy), CAST(group_concat(line, '') AS"
            f" BLOB) FROM (SELECT id, step, heavy, {line} AS line {stretch})"
        )
        self._apart = f"SELECT id, step, CAST({line} AS BLOB), heavy {stretch}"
        self._db = db
        self._lines: deque[tuple[int, bytes, bytes | None]] = deque()
        self._last, self._in_one_step = 0, True

    def of(self, step: int) -> Iterator[bytes]:
        """All lines of a step, in pieces."""
        while True:
            if not self._lines:
                yield from self._stretches(step)
                self._read_apart()
            if not self._lines or self._lines[0][0] > step:
                return
            _, line, heavy = self._lines.popleft()
            yield line
            if heavy is not None:
                yield f"{hashlib.sha256(heavy).hexdigest()}\n".encode()

    def _stretches(self, step: int) -> Iterator[bytes]:
        """The next stretches, as long as all in them is of this step."""
        while self._in_one_step:
            found = self._db.execute(self._joined, [self._last]).fetchone()
            last, first_of, last_of, heavy, lines = found
            self._in_one_step = last is not None and first_of == last_of and not heavy
            if not self._in_one_step or last_of > step:
                return
            self._last = last
            yield lines

    def _read_apart(self) -> None:
        found = self._db.execute(self._apart, [self._last]).fetchall()
        if found:
            self._last = found[-1][0]
            self._in_one_step = found[0][1] == found[-1][1]
            self._lines.extend(row[1:] for row in found)


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
