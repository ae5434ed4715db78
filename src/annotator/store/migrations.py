"""How a project file comes to have its tables, and moves from one version of them to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from uuid import NAMESPACE_URL, uuid4, uuid5

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from annotator.store.chain import first_row, link_all, root
from annotator.store.derived import count_all, derive_all
from annotator.store.errors import StoreError
from annotator.store.tables import (
    APPLICATION_ID,
    CONTENT,
    DERIVED,
    FORMAT_VERSION,
    HISTORY,
    LISTS,
    Table,
)
from annotator.store.texts import Texts

Watch = Callable[[int, int], bool]
"""Hears how much of how much is done; answers False to give up."""

_OF_VERSION_2 = {
    "project": ("uid", "root"),
    "mention": ("surface",),
    "statement": ("surface",),
    "step": ("hash",),
}
_OF_VERSION_4 = {"document": ("corrections",)}
"""Columns that tables of earlier versions did not have."""

_FOR_SEARCHES = {
    "idx_mention_unlinked": "mention (type, document, start) WHERE entity IS NULL",
    "idx_statement_kind": "statement (kind, document, content_start)",
}
"""What is few among millions, and so must not be looked for in all of them."""

_FOR_MEMORY = "mention (status, surface, type) WHERE entity IS NULL OR status = 'rejected'"
"""How often words without an entity were accepted and refused; those with one are its names."""


class GivenUp(StoreError):
    """Whoever watched a migration did not want it to go on; the file is as it was."""


def unwatched(_done: int, _total: int) -> bool:
    """Nobody watches, and nobody gives up."""
    return True


def tables_of_version_1(db: Database) -> None:
    """The tables that the first release wrote."""
    for table in (*CONTENT, *HISTORY):
        later = (*_OF_VERSION_2.get(table.name, ()), *_OF_VERSION_4.get(table.name, ()))
        _create(db, table, without=later)
    db.table("entity").create_index(("type", "name"))


def tables_of_version_2(db: Database, watch: Watch) -> None:
    """The words of spans in their rows, counts, and a chain of hashes through the history."""
    _add_columns(db, _OF_VERSION_2)
    for table in DERIVED:
        _create(db, table)
    db.execute('DROP INDEX "idx_entity_type_name"')
    for index, columns_of in LISTS.items():
        db.execute(f'CREATE INDEX "{index}" ON {columns_of}')
    for table in CONTENT:
        _index_whole(db, table)
    for name, what in _FOR_SEARCHES.items():
        db.execute(f'CREATE INDEX "{name}" ON {what}')
    if db.execute("SELECT 1 FROM project").fetchone():
        watched = _Watched(db, watch)
        _chain_up(db, watched)
        derive_all(db, Texts(db), watched.document)


def tables_of_version_3(db: Database) -> None:
    """What was decided about words that are no name of an entity, to be found by the words.

    Counts are of what was accepted: before, what was suggested or rejected was counted too.
    """
    db.execute(f'CREATE INDEX "idx_mention_decided" ON {_FOR_MEMORY}')
    count_all(db)


def tables_of_version_4(db: Database) -> None:
    """What was corrected in a text."""
    _add_columns(db, _OF_VERSION_4)


def _add_columns(db: Database, columns: Mapping[str, tuple[str, ...]]) -> None:
    for table, names in columns.items():
        for name in names:
            db.table(table).add_column(name, str)


def version_of(db: Database) -> int:
    """The version of an open file; its header may be half written until SQLite has opened it."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database, watch: Watch = unwatched) -> None:
    """Bring a file to the present version, all in one transaction.

    Raises GivenUp when `watch` says so; then nothing has happened.
    """
    with db.atomic():
        migrations(watch).apply(db)
        _mark(db)


def make_tables(db: Database) -> None:
    """Give an empty file the tables of the present version, all in one transaction.

    What the migrations say is said again, without all that they ask first: each table begins at
    the page where it does in every project of this version, by which salvage finds it.
    """
    with db.atomic():
        for statement in _said_to_an_empty_file():
            db.execute(statement)
        db.execute('UPDATE "_sqlite_migrations" SET applied_at = ?', [str(datetime.now(UTC))])
        _mark(db)


@cache
def _said_to_an_empty_file() -> tuple[str, ...]:
    """Every statement of the migrations that changes something, in their order."""
    said: list[str] = []
    db = Database(memory=True, execute_plugins=False)
    try:
        db.conn.set_trace_callback(said.append)
        migrations().apply(db)
    finally:
        db.close()
    changes = ("CREATE ", "ALTER ", "DROP ", "INSERT ")
    return tuple(statement for statement in said if statement.upper().startswith(changes))


def migrations(watch: Watch = unwatched) -> Migrations:
    """Every step from the first version on; a file has a record of those that it went through."""

    def second(db: Database) -> None:
        tables_of_version_2(db, watch)

    steps = Migrations("annotator")
    steps(name="tables_of_version_1")(tables_of_version_1)
    steps(name="tables_of_version_2")(second)
    steps(name="tables_of_version_3")(tables_of_version_3)
    steps(name="tables_of_version_4")(tables_of_version_4)
    return steps


def new_project(db: Database, *, name: str, created_at: str, schema: str) -> None:
    """Write the project's own row, with the first link of its history."""
    uid = str(uuid4())
    db.execute(
        "INSERT INTO project (id, name, created_at, schema, uid, root) VALUES (1, ?, ?, ?, ?, ?)",
        [name, created_at, schema, uid, root(created_at, name, schema, uid)],
    )


class _Watched:
    """Counts the steps and documents that a migration went over, and stops where it is told to."""

    def __init__(self, db: Database, watch: Watch) -> None:
        counts = "(SELECT count(*) FROM step) + (SELECT count(*) FROM document)"
        self._total = int(db.execute(f"SELECT {counts}").fetchone()[0])
        self._done = 0
        self._watch = watch

    def document(self, _id: int) -> None:
        """One more document, or step, is done."""
        self._done += 1
        if not self._watch(self._done, self._total):
            raise GivenUp("It was given up")

    step = document


def _mark(db: Database) -> None:
    """Say in the header whose file it is, and of which version."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _chain_up(db: Database, watched: _Watched) -> None:
    """Give a project of version 1 its identity and the hashes of its history."""
    db.execute("UPDATE project SET uid = ?", [early_uid(db)])
    first = root(*first_row(db))
    db.execute("UPDATE project SET root = ?", [first])
    link_all(db, first, watched.step)


def early_uid(db: Database) -> str:
    """The identity that a project of version 1 gets: from how it began, so each time the same."""
    made, began = db.execute("SELECT created_at FROM project").fetchone(), _first_step(db)
    return str(uuid5(NAMESPACE_URL, "\n".join(str(cell) for cell in (*made, *began))))


def _first_step(db: Database) -> tuple[object, ...]:
    found = db.execute("SELECT label, author, at FROM step ORDER BY id LIMIT 1").fetchone()
    return tuple(found or db.execute("SELECT name, schema FROM project").fetchone())


def _create(db: Database, table: Table, without: tuple[str, ...] = ()) -> None:
    made = db.table(table.name).create(
        {name: type for name, type in table.columns.items() if name not in without},
        pk="id",
        not_null=table.required,
        foreign_keys=[(column, other, "id") for column, other in table.links.items()],
        strict=True,
    )
    for columns in table.indexes:
        made.create_index(columns)
    if {"document", "status"} <= set(table.columns):
        db.execute(
            f'CREATE INDEX "idx_{table.name}_suggested" ON "{table.name}" (document, start)'
            " WHERE status = 'suggested'"
        )
    # SQLite reads the whole child table at each delete of a parent unless the key is indexed;
    # most links are empty, so the index holds only those that are not.
    for column in _links_to_index(table):
        name = f"idx_{table.name}_{column}"
        db.execute(
            f'CREATE INDEX "{name}" ON "{table.name}" ("{column}") WHERE "{column}" IS NOT NULL'
        )


def _index_whole(db: Database, table: Table) -> None:
    """Index anew the links that are never empty: SQLite leaves an index aside that says so."""
    for column in _links_to_index(table):
        if column in table.required:
            name = f"idx_{table.name}_{column}"
            db.execute(f'DROP INDEX "{name}"')
            db.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column}")')


def _links_to_index(table: Table) -> list[str]:
    """The links of a table to others that no other index begins with."""
    indexed = {columns[0] for columns in table.indexes} | {"id"}
    return sorted(set(table.links) - indexed)
