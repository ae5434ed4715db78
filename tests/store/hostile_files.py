"""Project files made to do harm, each by changing a whole one: what tables they have, and how."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

REFUSED = "refused"
"""It is not opened: a sentence says why."""
TOLD = "told"
"""It is refused, or opened for reading, or a sentence says what is wrong with it."""

Attack = Callable[[Path], None]
ATTACKS: dict[str, tuple[Attack, str]] = {}
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
BOMB = "hex(zeroblob(400000000))"


def attack(answer: str) -> Callable[[Attack], Attack]:
    """Register a way to change a whole project, and what opening it should come to."""

    def register(change: Attack) -> Attack:
        ATTACKS[change.__name__] = (change, answer)
        return change

    return register


def sql(path: Path, script: str) -> None:
    """Change a file as SQLite lets anybody change it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)


def forged(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change a file's own record of its tables."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA writable_schema = ON")
        change(db)
        db.commit()


def rewritten(path: Path, table: str, old: str, new: str) -> None:
    """Change how a table says that it was made."""
    forged(
        path,
        lambda db: db.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", [old, new, table]
        ),
    )


# What runs by itself


@attack(REFUSED)
def trigger_that_forges(path: Path) -> None:
    sql(path, "CREATE TRIGGER t AFTER INSERT ON step BEGIN UPDATE mention SET type = 'x'; END")


@attack(REFUSED)
def trigger_that_deletes(path: Path) -> None:
    sql(path, "CREATE TRIGGER t BEFORE UPDATE ON project BEGIN DELETE FROM note; END")


@attack(REFUSED)
def trigger_under_a_name_of_ours(path: Path) -> None:
    sql(path, 'CREATE TRIGGER "idx_mention_x" AFTER INSERT ON step BEGIN SELECT 1; END')


@attack(REFUSED)
def view_beside_the_tables(path: Path) -> None:
    sql(path, "CREATE VIEW v AS SELECT * FROM document")


@attack(REFUSED)
def endless_view_for_a_table(path: Path) -> None:
    sql(path, f"DROP TABLE note; CREATE VIEW note AS {ENDLESS} i AS id FROM n")


@attack(REFUSED)
def view_with_a_trigger_for_a_table(path: Path) -> None:
    sql(
        path,
        "ALTER TABLE note RENAME TO notes; CREATE VIEW note AS SELECT * FROM notes;"
        "CREATE TRIGGER t INSTEAD OF INSERT ON note BEGIN DELETE FROM notes; END",
    )


@attack(REFUSED)
def generated_column_of_400_megabytes(path: Path) -> None:
    sql(path, f"ALTER TABLE note ADD COLUMN big TEXT AS ({BOMB}) VIRTUAL")


@attack(REFUSED)
def generated_column_for_one_of_ours(path: Path) -> None:
    rewritten(path, "note", '"text" TEXT NOT NULL', f'"text" TEXT AS ({BOMB}) VIRTUAL')


@attack(REFUSED)
def check_that_computes(path: Path) -> None:
    rewritten(path, "document", '"title" TEXT NOT NULL', f'"title" TEXT CHECK (length({BOMB}))')


@attack(REFUSED)
def default_that_computes(path: Path) -> None:
    rewritten(path, "document", '"language" TEXT', f'"language" TEXT DEFAULT ({BOMB})')


@attack(REFUSED)
def index_on_an_expression(path: Path) -> None:
    sql(path, "CREATE INDEX i ON note (hex(text))")


@attack(REFUSED)
def index_of_ours_on_an_expression(path: Path) -> None:
    forged(
        path,
        lambda db: db.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(\"state\")', '(length(' || ? || '))')"
            " WHERE name = 'idx_document_state'",
            [BOMB],
        ),
    )


@attack(REFUSED)
def index_that_loads_a_library(path: Path) -> None:
    forged(
        path,
        lambda db: db.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'status = ''suggested''',"
            " 'load_extension(''/tmp/x'')') WHERE name LIKE '%suggested'"
        ),
    )


@attack(REFUSED)
def index_more(path: Path) -> None:
    sql(path, "CREATE INDEX more ON mention (author)")


@attack(REFUSED)
def virtual_table(path: Path) -> None:
    sql(path, "CREATE VIRTUAL TABLE found USING fts4(words)")


@attack(REFUSED)
def virtual_table_of_an_unknown_module(path: Path) -> None:
    forged(
        path,
        lambda db: db.execute(
            "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0,"
            " 'CREATE VIRTUAL TABLE x USING evil(''/etc/passwd'')')"
        ),
    )


@attack(REFUSED)
def virtual_table_for_one_of_ours(path: Path) -> None:
    sql(path, "DROP TABLE note; CREATE VIRTUAL TABLE note USING fts4(text)")


# What has another shape


@attack(REFUSED)
def table_more(path: Path) -> None:
    sql(path, "CREATE TABLE more (id INTEGER PRIMARY KEY)")


@attack(REFUSED)
def table_less(path: Path) -> None:
    sql(path, "DROP TABLE evidence")


@attack(REFUSED)
def table_no_longer_strict(path: Path) -> None:
    rewritten(path, "mention", " STRICT", "")


@attack(REFUSED)
def table_that_deletes_along(path: Path) -> None:
    rewritten(
        path,
        "mention",
        'REFERENCES "document"("id")',
        'REFERENCES "document"("id") ON DELETE CASCADE',
    )


@attack(REFUSED)
def table_that_replaces_on_conflict(path: Path) -> None:
    rewritten(path, "mention", "PRIMARY KEY", "PRIMARY KEY ON CONFLICT REPLACE")


@attack(REFUSED)
def table_in_an_unknown_order(path: Path) -> None:
    rewritten(path, "entity", '"name" TEXT', '"name" TEXT COLLATE evil')


@attack(REFUSED)
def statistics_that_mislead(path: Path) -> None:
    sql(path, "ANALYZE; UPDATE sqlite_stat1 SET stat = '999999999 1 1 1 1'")


@attack(REFUSED)
def table_made_by_two_megabytes(path: Path) -> None:
    rewritten(path, "note", ") STRICT", f") STRICT /* {'x' * 2_000_000} */")


@attack(REFUSED)
def three_thousand_tables(path: Path) -> None:
    sql(path, "BEGIN;" + "".join(f"CREATE TABLE t{n} (i);" for n in range(3_000)) + "COMMIT")


@attack(REFUSED)
def table_with_a_name_that_moves_the_cursor(path: Path) -> None:
    sql(path, 'CREATE TABLE "\x1b[2J\x1b]0;gone\x07\u202e" (i)')


@attack(REFUSED)
def table_with_a_name_that_is_no_text(path: Path) -> None:
    forged(
        path,
        lambda db: db.execute(
            "UPDATE sqlite_schema SET name = CAST(x'ff6e6f7465fe' AS TEXT) WHERE name = 'note'"
        ),
    )


@attack(REFUSED)
def table_without_words(path: Path) -> None:
    forged(path, lambda db: db.execute("UPDATE sqlite_schema SET sql = '' WHERE name = 'note'"))


@attack(REFUSED)
def two_tables_on_one_page(path: Path) -> None:
    forged(
        path,
        lambda db: db.execute(
            "UPDATE sqlite_schema SET rootpage ="
            " (SELECT rootpage FROM sqlite_schema WHERE name = 'entity') WHERE name = 'note'"
        ),
    )


@attack(REFUSED)
def table_on_the_first_page(path: Path) -> None:
    forged(path, lambda db: db.execute("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'note'"))


@attack(REFUSED)
def format_1_that_says_it_was_brought_up_to_date(path: Path) -> None:
    sql(path, "PRAGMA user_version = 1")
