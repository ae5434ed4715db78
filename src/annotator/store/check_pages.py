"""Whether the pages of a file are sound, its links lead somewhere, and its tables are at home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

from sqlite_utils import Database

from annotator.store.errors import StoreError
from annotator.store.finding import Finding, ref_of
from annotator.store.migrations import migrations
from annotator.store.search_tables import is_of_index
from annotator.store.tables import BY_NAME, Table

_MOST = 20
_USED_TWICE = "2nd reference to page"
ADVICE = "Restore a backup, or make a repaired copy with `annotator repair`."


def page_findings(db: Database) -> list[Finding]:
    """What SQLite finds wrong with the file; while there is any, nothing else can be trusted."""
    damage = list(_damage(db))
    if not damage:
        return []
    first = replace(damage[0], sentence=f"{damage[0].sentence} {ADVICE}")
    # a walk through pages that form a ring might never end
    unread = [] if any(_USED_TWICE in one.sentence for one in damage) else _unread_tables(db)
    return [first, *damage[1:], *unread]


def _damage(db: Database) -> Iterator[Finding]:
    try:
        for (lines,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
            for line in str(lines).splitlines():
                if line != "ok" and not line.startswith("***") and not is_of_index(line):
                    yield Finding("damage", None, f"The file is damaged: {line}.")
    except StoreError as error:
        yield Finding("damage", None, f"The file is damaged: {words(error)}.")


def _unread_tables(db: Database) -> Iterator[Finding]:
    db.conn.text_factory = bytes  # whether a page can be read, not what is written on it
    for table in BY_NAME:
        try:
            for _row in db.execute(f'SELECT * FROM "{table}" NOT INDEXED'):
                pass
        except StoreError as error:
            told = f"The table {table} cannot be read to its end ({words(error)})."
            yield Finding("damage", None, told)
    db.conn.text_factory = str


def words(error: Exception) -> str:
    """What SQLite said, where it was SQLite that did."""
    return str(error.__cause__ or error) or type(error).__name__


def link_findings(db: Database) -> Iterator[Finding]:
    """The links that lead to nothing."""
    links: dict[str, dict[int, str]] = {}
    for table, row, parent, key in _broken(db):
        if table not in links:
            declared = db.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            links[table] = {id: column for id, _, _, column, *_ in declared}
        column = links[table].get(key, "?")
        told = f"{table} {row}: the {parent} that its {column} names is missing."
        yield Finding("link", ref_of(table, row), told)


def _broken(db: Database) -> Iterator[tuple[str, int, str, int]]:
    """What SQLite says of each broken link; tables where none can be are not gone through."""
    for table in BY_NAME.values():
        if any(_leads_to_nothing(db, table, column) for column in table.links):
            yield from db.execute(f'PRAGMA foreign_key_check("{table.name}")').fetchall()


def _leads_to_nothing(db: Database, table: Table, column: str) -> bool:
    """Whether a link of any row does. Seen by its values, each once where an index has them."""
    parent = table.links[column]
    sql = f'SELECT "{column}" FROM "{table.name}" WHERE "{column}" IS NOT NULL'
    if any(index[0] == column for index in table.indexes):
        sql += f' GROUP BY "{column}"'
    sql = f'SELECT 1 FROM ({sql}) WHERE "{column}" NOT IN (SELECT id FROM "{parent}") LIMIT 1'
    return db.execute(sql).fetchone() is not None


def migration_findings(db: Database) -> Iterator[Finding]:
    """Whether the file says of itself which changes its tables have had."""
    there = {name for (name,) in db.execute("SELECT name FROM _sqlite_migrations").fetchall()}
    with closing(Database(memory=True, execute_plugins=False)) as empty:
        names = {one.name for one in migrations().pending(empty)}
    if there != names:
        told = "The list of changes that the project's tables have had is not as annotator wrote it"
        yield Finding("damage", None, f"{told}. {ADVICE}")
