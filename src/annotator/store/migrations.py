"""How a project file comes to have its tables, and moves from one version of them to the next."""

from __future__ import annotations

from uuid import uuid4

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from annotator.store.chain import first_row, link_all, root
from annotator.store.derived import derive_all
from annotator.store.tables import (
    APPLICATION_ID,
    CONTENT,
    DERIVED,
    FORMAT_VERSION,
    HISTORY,
    Table,
)
from annotator.store.texts import Texts

migrations = Migrations("annotator")


_OF_VERSION_2 = {
    "project": ("uid", "root"),
    "mention": ("surface",),
    "statement": ("surface",),
    "step": ("hash",),
}
"""Columns that tables of the first version did not have."""


@migrations()
def tables_of_version_1(db: Database) -> None:
    """The tables that the first release wrote."""
    for table in (*CONTENT, *HISTORY):
        _create(db, table, without=_OF_VERSION_2.get(table.name, ()))


@migrations()
def tables_of_version_2(db: Database) -> None:
    """The words of spans in their rows, counts, and a chain of hashes through the history."""
    for name, columns in _OF_VERSION_2.items():
        for column in columns:
            db.table(name).add_column(column, str)
    for table in DERIVED:
        _create(db, table)
    row = db.execute("SELECT 1 FROM project").fetchone()
    if row:
        _chain_up(db)
        derive_all(db, Texts(db))


def migrate(db: Database) -> None:
    """Bring a file to the present version, all in one transaction."""
    with db.atomic():
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def new_project(db: Database, *, name: str, created_at: str, schema: str) -> None:
    """Write the project's own row, with the first link of its history."""
    uid = str(uuid4())
    db.execute(
        "INSERT INTO project (id, name, created_at, schema, uid, root) VALUES (1, ?, ?, ?, ?, ?)",
        [name, created_at, schema, uid, root(created_at, name, schema, uid)],
    )


def _chain_up(db: Database) -> None:
    """Give a project of version 1 its identity and the hashes of its history."""
    db.execute("UPDATE project SET uid = ?", [str(uuid4())])
    first = root(*first_row(db))
    db.execute("UPDATE project SET root = ?", [first])
    link_all(db, first)


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
    # SQLite looks through the whole child table at each delete of a parent unless the key is
    # indexed;
    # most links are empty, so the index holds only those that are not.
    indexed = {columns[0] for columns in table.indexes} | {"id"}
    for column in sorted(set(table.links) - indexed):
        name = f"idx_{table.name}_{column}"
        db.execute(
            f'CREATE INDEX "{name}" ON "{table.name}" ("{column}") WHERE "{column}" IS NOT NULL'
        )
