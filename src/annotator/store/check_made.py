"""Which rows may not be as the one patch that made them says: seen by SQLite, by whole tables."""

from __future__ import annotations

import json

from sqlite_utils import Database

from annotator.store.check_history import Turns
from annotator.store.check_printed import as_made
from annotator.store.tables import CONTENT, PROJECT

_IN = 'EXISTS (SELECT 1 FROM temp.{0} t WHERE t."table" = p."table" AND t."row" = p."row")'
_UNTOUCHED = (
    'NOT EXISTS (SELECT 1 FROM temp.touched t WHERE t."table" = \'{0}\' AND t."row" = r.id)'
)
_SUMS = 'SELECT count(*), total("row" * n), total(("row" % 1000003 * "row" + n) % 1000003 * n)'


def note_touched(db: Database, turned: Turns) -> None:
    """Every patch of a row that may not be as its one patch made it, in a table of numbers."""
    for name in ("touched", "suspect"):
        db.execute(f"DROP TABLE IF EXISTS temp.{name}")
        db.execute(
            f'CREATE TEMP TABLE {name} ("table" TEXT, "row" INTEGER, patch INTEGER,'
            ' PRIMARY KEY ("table", "row", patch)) WITHOUT ROWID'
        )
    cases = " ".join(
        f"WHEN '{table.name}' THEN"
        f' (SELECT {as_made(table)} FROM "{table.name}" r WHERE r.id = p."row")'
        for table in sorted(CONTENT, key=lambda table: table.name != "mention")  # most of them
    )
    turns = "step IN (SELECT value FROM json_each(?))" if turned else "?1 IS NULL"
    db.execute(
        'INSERT INTO suspect SELECT "table", "row", id FROM patch p'
        f" WHERE before IS NOT NULL OR after IS NULL OR {turns} OR"
        f' (CASE "table" {cases} END) IS NOT 1',
        [json.dumps(list(turned))],
    )
    if db.execute("SELECT 1 FROM suspect LIMIT 1").fetchone():
        suspect = _IN.format("suspect")
        db.execute(f'INSERT INTO touched SELECT "table", "row", id FROM patch p WHERE {suspect}')
    db.execute("DROP TABLE temp.suspect")
    if not _made_once(db):
        for table in CONTENT:
            if table is not PROJECT:
                db.execute(f"INSERT OR IGNORE INTO touched {_unmade(table.name)}")
                db.execute(f"INSERT OR IGNORE INTO touched {_made_twice(table.name)}")
    # the project's own row was made by no step; it is always looked at
    db.execute("INSERT OR IGNORE INTO touched SELECT 'project', id, 0 FROM project")
    db.execute("INSERT OR IGNORE INTO touched VALUES ('project', 1, 0)")


def strange_steps(db: Database) -> list[int]:
    """The first step that is about no table of a project, once the touched rows are noted."""
    known = ", ".join(f"'{table.name}'" for table in CONTENT)
    sql = (
        "SELECT p.step FROM temp.touched t JOIN patch p ON p.id = t.patch"
        f' WHERE t."table" NOT IN ({known}) ORDER BY p.id LIMIT 1'
    )
    return [step for (step,) in db.execute(sql).fetchall()]


def _made_once(db: Database) -> bool:
    """Whether just the rows that are there, but for the touched ones, were made by one patch each.

    Seen in three sums over the numbers of tables and rows: what is missing here and too much there
    would have to be the same in all of them.
    """
    numbers = {table.name: number for number, table in enumerate(CONTENT, 3)}
    # most patches are of mentions
    names = sorted(numbers, key=lambda name: name != "mention")
    number = " ".join(f"WHEN '{name}' THEN {numbers[name]}" for name in names)
    any_touched = db.execute("SELECT 1 FROM touched LIMIT 1").fetchone()
    lone, untouched = (f"NOT {_IN.format('touched')}", _UNTOUCHED) if any_touched else ("1", "1")
    made = db.execute(
        f'{_SUMS} FROM (SELECT "row", CASE "table" {number} ELSE 0 END AS n FROM patch p'
        f" WHERE {lone})"
    ).fetchone()
    there = [
        db.execute(
            f'{_SUMS} FROM (SELECT id AS "row", {number} AS n FROM "{name}" r'
            f" WHERE {untouched.format(name)})"
        ).fetchone()
        for name, number in numbers.items()
        if name != PROJECT.name
    ]
    return tuple(made) == tuple(map(sum, zip(*there, strict=True)))


def _unmade(table: str) -> str:
    """SQL for the rows that no patch is about."""
    return (
        f"SELECT '{table}', id, 0 FROM \"{table}\" r WHERE {_UNTOUCHED.format(table)} AND"
        f' id NOT IN (SELECT "row" FROM patch WHERE "table" = \'{table}\')'
    )


def _made_twice(table: str) -> str:
    """SQL for the patches of the rows that several made."""
    return (
        f'SELECT "table", "row", id FROM patch WHERE "table" = \'{table}\' AND "row" IN (SELECT'
        f' "row" FROM patch WHERE "table" = \'{table}\' AND before IS NULL'
        ' GROUP BY "row" HAVING count(*) > 1)'
    )
