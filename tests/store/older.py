"""Projects as earlier versions of annotator wrote them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from annotator.store.migrations import migrations
from annotator.store.tables import APPLICATION_ID, CONTENT, HISTORY


def as_format_1(path: Path) -> Path:
    """Make a project one of the first format; for projects larger than the kept one."""
    old = path.with_suffix(".old")
    db = Database(sqlite3.connect(old))
    migrations().apply(db, stop_before="tables_of_version_2")
    db.close()
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("ATTACH ? AS source", [str(path)])
        with connection:
            for table in (*CONTENT, *HISTORY):
                columns = [
                    row[1] for row in connection.execute(f"PRAGMA main.table_info({table.name})")
                ]
                names = ", ".join(f'"{name}"' for name in columns)
                connection.execute(
                    f"INSERT INTO main.{table.name} ({names})"
                    f" SELECT {names} FROM source.{table.name}"
                )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    old.replace(path)
    return path
