"""Whether a project is whole: the file, its rows, what they say about the texts, and the history.

Reads on a connection of its own, so that it can run beside an open window; changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlite_utils import Database

from annotator.store.check_derived import chain_findings, derived_findings
from annotator.store.check_history import history_findings
from annotator.store.check_rows import read_rows
from annotator.store.check_values import value_findings
from annotator.store.errors import StoreError
from annotator.store.finding import Finding, ref_of
from annotator.store.guarded import UNREADABLE
from annotator.store.store import Store
from annotator.store.tables import BY_NAME

__all__ = ["Finding", "check"]
_MOST = 20
_ADVICE = "Open a backup; `annotator export` may still work."


def check(store: Store) -> list[Finding]:
    """Everything that is wrong with a project as it was last committed; nothing when it is whole.

    Raises StoreError when the file cannot be opened at all.
    """
    db = store.reader()
    try:
        db.execute("BEGIN")  # all reads see one state, whatever another window commits meanwhile
        return findings(db)
    finally:
        db.close()


def findings(db: Database) -> list[Finding]:
    """The same of an open connection, with what it has not committed yet."""
    damage = list(_damage(db))
    if damage:
        # what else would be read from a damaged file only hides the damage
        first = replace(damage[0], sentence=f"{damage[0].sentence} {_ADVICE}")
        return [first, *damage[1:], *_unread_tables(db)]
    found: list[Finding] = []
    try:
        found += _broken_links(db)
        rows = read_rows(db)
        found += rows.findings
        found += value_findings(rows)
        found += history_findings(db, rows)
        found += chain_findings(db)
        found += derived_findings(db, rows)
    except (StoreError, *UNREADABLE) as error:
        # one wrong thing hides the rest of what it is part of; the others are told
        told = f"The rest cannot be checked ({_words(error)}). {_ADVICE}"
        found.append(Finding("damage", None, told))
    return found


def _damage(db: Database) -> Iterator[Finding]:
    try:
        for (lines,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
            for line in str(lines).splitlines():
                if line != "ok" and not line.startswith("***"):
                    yield Finding("damage", None, f"The file is damaged: {line}.")
    except StoreError as error:
        yield Finding("damage", None, f"The file is damaged: {_words(error)}.")


def _unread_tables(db: Database) -> Iterator[Finding]:
    db.conn.text_factory = bytes  # whether a page can be read, not what is written on it
    for table in BY_NAME:
        try:
            for _row in db.execute(f'SELECT * FROM "{table}" NOT INDEXED'):
                pass
        except StoreError as error:
            told = f"The table {table} cannot be read to its end ({_words(error)})."
            yield Finding("damage", None, told)


def _words(error: Exception) -> str:
    """What SQLite said, where it was SQLite that did."""
    return str(error.__cause__ or error) or type(error).__name__


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
