"""What SQLite may do on our connections, whatever a project file asks of it."""

from __future__ import annotations

import sqlite3

MOST_BYTES = 64 << 20
"""The longest cell and row: an article of 20 million characters in any living script, which takes
one to three bytes for each. SQLite and Python hold a cell several times over when they read it, so
that more room would be room for a file that means to fill the memory."""

# Name of the limit in Python, and its value. Our widest table has 50 columns, our deepest
# expression 20 levels; nothing of ours attaches a file, and with a depth of 0 no trigger can run.
_LIMITS = {
    "LENGTH": MOST_BYTES,
    "SQL_LENGTH": 1_000_000,
    "COLUMN": 100,
    "EXPR_DEPTH": 100,
    "COMPOUND_SELECT": 100,
    "ATTACHED": 0,
    "LIKE_PATTERN_LENGTH": 100_000,
    "TRIGGER_DEPTH": 0,
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


def put_around(connection: sqlite3.Connection) -> None:
    """Set the limits and switches of a connection just opened.

    SQLite could ask a function of ours about every statement as well (an authorizer). It holds its
    own lock then and waits for Python's, while another thread on the same connection may hold
    Python's and wait for SQLite's: an import beside a window that paints stood still for ever.
    """
    for name, most in _LIMITS.items():
        connection.setlimit(getattr(sqlite3, f"SQLITE_LIMIT_{name}"), most)
    configure = getattr(connection, "setconfig", None)
    for name, on in _SWITCHES.items() if configure else ():
        assert configure
        configure(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), on)
