"""How a project file comes to have its tables, and moves from one version of them to the next."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from annotator.store.tables import APPLICATION_ID, CONTENT, FORMAT_VERSION, HISTORY, Table

migrations = Migrations("annotator")


@migrations()
def tables_of_version_1(db: Database) -> None:
    """The tables that the first release wrote."""
    for table in (*CONTENT, *HISTORY):
        _create(db, table)


def migrate(db: Database) -> None:
    """Bring a file to the present version, all in one transaction."""
    with db.atomic():
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _create(db: Database, table: Table) -> None:
    made = db.table(table.name).create(
        dict(table.columns),
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
