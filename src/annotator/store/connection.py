"""Opening the SQLite file the one right way, and refusing what is not ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from annotator.store.errors import Damaged, NewerProject, NotAProject, StoreError, sentence
from annotator.store.fence import put_around
from annotator.store.guarded import GuardedConnection
from annotator.store.tables import APPLICATION_ID, FORMAT_VERSION

PATIENCE_MS = 500
"""So long a step waits for another program; then it is kept in memory, and tried again."""
_HEADER = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_PRAGMAS = (
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "locking_mode = NORMAL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",  # what SQLite puts aside may be words of an article
    "secure_delete = FAST",  # docs/reliability.md says why no more
    "cell_size_check = ON",
    "mmap_size = 0",
    "cache_size = -16000",
)


def check_header(path: Path) -> int:
    """The format version of a project file, read without SQLite, so that nothing can be written.

    Raises NotAProject, NewerProject, Damaged, or StoreError when the file cannot be read.
    """
    if path.exists() and not path.is_file():  # to open a pipe would be to wait for its writer
        raise NotAProject(f"{path} is no file. Name a project, or a text file.")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    application = int.from_bytes(header[68:72], "big")
    if (
        not header.startswith(_HEADER)
        or len(header) < _HEADER_BYTES
        or application != APPLICATION_ID
    ):
        raise NotAProject(f"{path.name} is not an annotator project{_advice(path)}")
    version = int.from_bytes(header[60:64], "big")
    if version > FORMAT_VERSION:
        raise NewerProject(
            f"{path.name} was written by a later annotator (format {version}, this one knows "
            f"{FORMAT_VERSION}). Install the later version; the file was left as it is."
        )
    if version < 1:  # which no annotator wrote; to bring it up to date would write over damage
        raise Damaged(
            f"{path.name} is damaged: its header gives no format. "
            "Restore a backup; nothing was written."
        )
    return version


def _advice(path: Path) -> str:
    if path.suffix == ".annotator":
        return ", or its beginning is lost. Restore a backup; nothing was written."
    return ". To annotate an article, name a project first: `annotator PROJECT ARTICLE`."


def connect(path: Path, *, read_only: bool, immutable: bool = False) -> Database:
    """A connection with the settings that lose nothing; docs/architecture.md says why.

    Its reads and writes raise StoreError. `immutable` leaves no file beside the project whatever
    its header says; it is for files that nobody writes meanwhile. Raises StoreError.
    """
    mode = ("ro&immutable=1" if immutable else "ro") if read_only else "rwc"
    connection: GuardedConnection | None = None
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path.resolve()))}?mode={mode}",
            uri=True,
            timeout=PATIENCE_MS / 1000,
            factory=GuardedConnection,
            check_same_thread=False,  # one thread at a time: see `Watch.wait`
        )
        connection.path = path
        db = Database(connection, execute_plugins=False)
        settle(db, read_only=read_only)
    except sqlite3.Error as error:
        raise StoreError(sentence(error, path)) from error
    except StoreError:
        if connection:
            connection.close()
        raise
    return db


def connect_memory(path: Path) -> Database:
    """A connection to an empty project in memory, which is told of by the name of a file."""
    connection: GuardedConnection = sqlite3.connect(":memory:", factory=GuardedConnection)
    connection.path = path
    db = Database(connection, execute_plugins=False)
    settle(db, read_only=True)
    return db


def settle(db: Database, *, read_only: bool) -> None:
    """Give a connection our settings and limits."""
    put_around(db.conn)
    for pragma in _PRAGMAS:
        if not (read_only and pragma.startswith("journal_mode")):
            db.conn.execute(f"PRAGMA {pragma}").fetchall()
