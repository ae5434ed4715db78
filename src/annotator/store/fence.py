"""What SQLite may do on our connections, whatever a project file asks of it."""

from __future__ import annotations

import sqlite3

MOST_BYTES = 64 << 20
"""The longest cell and row: an article of 20 million characters in any living script, which takes
one to three bytes for each. SQLite and Python hold a cell several times over when they read it, so
that more room would be room for a file that means to fill the memory."""

# Name of the limit in Python, and its value. Our widest table has 50 columns, our deepest
# expression 20 levels; nothing of ours attaches a file or has a trigger.
_LIMITS = {
    "LENGTH": MOST_BYTES,
    "SQL_LENGTH": 1_000_000,
    "COLUMN": 100,
    "EXPR_DEPTH": 100,
    "COMPOUND_SELECT": 100,
    "ATTACHED": 0,
    "LIKE_PATTERN_LENGTH": 100_000,
    "TRIGGER_DEPTH": 1,
    "WORKER_THREADS": 0,
}
# What Python 3.12 and later can also switch.
_SWITCHES = {
    "DEFENSIVE": True,
    "ENABLE_FTS3_TOKENIZER": False,
    "ENABLE_LOAD_EXTENSION": False,
    "ENABLE_TRIGGER": False,
    "ENABLE_VIEW": False,
    "TRUSTED_SCHEMA": False,
    "WRITABLE_SCHEMA": False,
}
_PRAGMA_NAMES = """
    application_id busy_timeout cache_size cell_size_check data_version defer_foreign_keys
    foreign_key_check foreign_key_list foreign_keys freelist_count index_info index_list index_xinfo
    integrity_check journal_mode legacy_alter_table locking_mode max_page_count mmap_size optimize
    page_count page_size query_only quick_check recursive_triggers schema_version secure_delete
    synchronous table_info table_list table_xinfo temp_store trusted_schema user_version
"""
_PRAGMAS = frozenset(_PRAGMA_NAMES.split())
_NEVER = frozenset(
    (
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_DETACH,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_VIEW,
        sqlite3.SQLITE_CREATE_TEMP_VIEW,
    )
)
_FUNCTIONS = frozenset(("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"))
_MODULES = frozenset(("fts5",))
NAMED_PARTS: frozenset[str] = frozenset(("place",))
"""The names that our own queries give to their parts (`WITH name AS`): to the authorizer they look
like views, of which we have none."""


def put_around(connection: sqlite3.Connection) -> None:
    """Set the limits, the switches and the authorizer of a connection just opened."""
    for name, most in _LIMITS.items():
        connection.setlimit(getattr(sqlite3, f"SQLITE_LIMIT_{name}"), most)
    configure = getattr(connection, "setconfig", None)
    for name, on in _SWITCHES.items() if configure else ():
        assert configure
        configure(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), on)
    # Asked when a statement is prepared, and Python keeps the prepared ones: 3 to 7 µs each.
    connection.set_authorizer(authorized)


def authorized(
    action: int, one: str | None, other: str | None, _database: str | None, within: str | None
) -> int:
    """SQLite's question whether part of a statement may be run; `within` names a view or trigger.

    `one` and `other` depend on the action: a pragma and its value, or nothing and a function.
    """
    denied = (
        action in _NEVER
        or (within is not None and within not in NAMED_PARTS)
        or (action == sqlite3.SQLITE_PRAGMA and (one or "").lower() not in _PRAGMAS)
        or (action == sqlite3.SQLITE_FUNCTION and (other or "").lower() in _FUNCTIONS)
        or (action == sqlite3.SQLITE_CREATE_VTABLE and (other or "").lower() not in _MODULES)
    )
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK
