"""Projects as earlier versions of annotator wrote them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_ADDED = {
    "project": ("uid", "root"),
    "mention": ("surface",),
    "statement": ("surface",),
    "step": ("hash",),
}


def as_format_1(path: Path) -> Path:
    """Take out of a project what the second format brought; for projects larger than the kept."""
    ours = {"document_tally", "entity_tally"}
    with closing(sqlite3.connect(path)) as connection:
        with connection:
            for table in ours:
                connection.execute(f"DROP TABLE {table}")
            for table, columns in _ADDED.items():
                for column in columns:
                    connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'tables_of_version_2'")
            connection.execute("PRAGMA user_version = 1")
        connection.execute("VACUUM")
    return path
