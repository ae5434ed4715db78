"""The shape of a project file: which tables and indexes it has, to the letter.

Looked at before anything else of a file. A trigger, a view, a computed column or an expression in
an index is a program of whoever made the file; one that SQLite never gets to use does no harm.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from annotator.store.errors import NotAProject
from annotator.store.migrations import migrations, version_of
from annotator.store.search_tables import OBJECTS
from annotator.store.tables import FORMAT_VERSION

Objects = dict[tuple[str, str], tuple[str, str]]
"""Each object of a file by type and name: the table that it is on, and how it was made."""
_MOST_NAMED = 5
_MOST_SHOWN = 40
_MOST_OBJECTS = 2_000
"""Several times what a project has; the rest of a longer list is not even read."""
_PARTS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[\w$]+|\S""")


def check_shape(db: Database, path: Path) -> None:
    """Refuse a file that holds anything but what annotator makes in its format.

    Raises NotAProject naming what was found, or what is missing; StoreError when it is damaged.
    """
    version = version_of(db)
    found = _objects(db)
    strange = list(_differences(found, shape_of(version)))
    if not strange and version < FORMAT_VERSION and _steps(db) != _all_steps()[:version]:
        strange = ["its record of formats"]  # by which a migration would go
    if strange:
        more = len(strange) - _MOST_NAMED
        what = ", ".join(strange[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        raise NotAProject(
            f"{path.name} is not a project as annotator makes them ({what}). It is damaged, or "
            "was changed by another program, perhaps to do harm. Nothing of it was run or written; "
            "restore a backup."
        )


@cache
def shape_of(version: int) -> Objects:
    """The objects of a format, made by our own migrations in memory."""
    db = Database(memory=True, execute_plugins=False)
    try:
        migrations().apply(db, stop_before=_all_steps()[version:])
        return _objects(db)
    finally:
        db.close()


@cache
def shape_of_search_index() -> Objects:
    """The objects of the search index, which a file may have or not; none without FTS5."""
    db = Database(memory=True, execute_plugins=False)
    try:
        for sql in OBJECTS.values():
            db.execute(sql)
        return _objects(db)
    except sqlite3.Error:
        return {}
    finally:
        db.close()


def _all_steps() -> list[str]:
    db = Database(memory=True, execute_plugins=False)
    try:
        return [step.name for step in migrations().pending(db)]
    finally:
        db.close()


def _steps(db: Database) -> list[str]:
    """Which steps a file says that it has behind it."""
    return [step.name for step in migrations().applied(db)]


def _objects(db: Database) -> Objects:
    sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT ?"
    return {
        (str(type), str(name)): (str(table), _written(sql))
        for type, name, table, sql in db.execute(sql, [_MOST_OBJECTS]).fetchall()
    }


def _written(sql: object) -> str:
    if not isinstance(sql, str):
        return "" if sql is None else "no text"
    return sql


def _same(made: tuple[str, str], known: tuple[str, str]) -> bool:
    """Whether an object was made as ours is, apart from spaces, and quotes around names.

    Other versions of SQLite and of sqlite-utils may write those differently.
    """
    return made == known or (made[0] == known[0] and _bared(made[1]) == _bared(known[1]))


def _bared(sql: str) -> list[str]:
    return [_bare(part) for part in _PARTS.findall(sql)]


def _bare(part: str) -> str:
    return part[1:-1] if part[0] in '"`[' and re.fullmatch(r"\w+", part[1:-1]) else part


def _differences(found: Objects, expected: Objects) -> Iterator[str]:
    index = shape_of_search_index()
    for (type, name), made in found.items():
        known = expected.get((type, name)) or index.get((type, name))
        if known is None:
            yield f"{_shown(type)} {_shown(name)}"
        elif not _same(made, known):
            yield f"changed {type} {name}"
    for type, name in expected:
        if (type, name) not in found:
            yield f"no {type} {name}"


def _shown(name: str) -> str:
    """A name out of a file, for a sentence: short, and only what can be seen."""
    seen = "".join(char if char.isprintable() else "\ufffd" for char in name[: _MOST_SHOWN + 1])
    return seen if len(seen) <= _MOST_SHOWN else f"{seen[:_MOST_SHOWN]}…"
