"""Whether a project is whole: the file, its rows, what they say about the texts, and the history.

Reads on a connection of its own, so that it can run beside an open window; changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from annotator.store.check_history import history_findings
from annotator.store.check_rows import read_rows
from annotator.store.check_values import value_findings
from annotator.store.connection import connect
from annotator.store.errors import sentence
from annotator.store.finding import Finding, ref_of
from annotator.store.store import Store

__all__ = ["Finding", "check"]


def check(store: Store) -> list[Finding]:
    """Everything that is wrong with a project as it was last committed; nothing when it is whole.

    Raises StoreError when the file cannot be opened at all.
    """
    db = connect(store.path, read_only=True)
    try:
        db.execute("BEGIN")  # all reads see one state, whatever another window commits meanwhile
        return _findings(db)
    except sqlite3.Error as error:
        return [Finding("damage", None, sentence(error, store.path))]
    finally:
        db.close()


def _findings(db: Database) -> list[Finding]:
    damage = list(_damage(db))
    if damage:
        # what else would be read from a damaged file only hides the damage
        return damage
    rows = read_rows(db)
    return [
        *_broken_links(db),
        *rows.findings,
        *value_findings(rows),
        *history_findings(db, rows),
    ]


def _damage(db: Database) -> Iterator[Finding]:
    for (line,) in db.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            told = f"The file is damaged ({line}). Open a backup, or export what can be read."
            yield Finding("damage", None, told)


def _broken_links(db: Database) -> Iterator[Finding]:
    links: dict[str, dict[int, str]] = {}
    for table, row, parent, key in db.execute("PRAGMA foreign_key_check").fetchall():
        if table not in links:
            found = db.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            links[table] = {id: column for id, _, _, column, *_ in found}
        column = links[table].get(key, "?")
        where = ref_of(table, row)
        yield Finding(
            "link", where, f"{table} {row}: the {parent} that its {column} names is missing."
        )
