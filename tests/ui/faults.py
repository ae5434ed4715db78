"""Ways in which a project file stops taking what is written, and the way back of each."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

Mend = Callable[[], object]


@dataclass(frozen=True)
class Fault:
    """`cause` breaks something and returns what mends it; `words` are in the sentence about it."""

    name: str
    cause: Callable[[object], Mend]
    words: str


def full(store) -> Mend:
    """SQLite is told that the disk ends here."""
    connection = store._keeper._file.db.conn
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    # What is free in the file would still be filled; one act does not fill a page more for sure.
    connection.execute("PRAGMA user_version").fetchall()
    return lambda: connection.execute("PRAGMA max_page_count = 1000000").fetchall()


def write_limit(_store) -> Mend:
    """The system lets nobody write, in any file, beyond the first bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)


def no_journal(_store) -> Mend:
    """The system opens no more files for this program."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with open(os.devnull) as lowest:  # noqa: PTH123 - its number counts, not its path
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest.fileno(), before[1]))
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, before)


def locked(begin: str) -> Callable[[object], Mend]:
    """Another program is in the file, and longer than we wait for it."""

    def lock(store) -> Mend:
        store._keeper._file.db.conn.execute("PRAGMA busy_timeout = 20")
        other = sqlite3.connect(store.path, isolation_level=None)
        other.execute(begin)
        other.execute("SELECT count(*) FROM step").fetchone()

        def let_go() -> None:
            other.execute("ROLLBACK")
            other.close()

        return let_go

    return lock


def moved(store) -> Mend:
    """Somebody moves the file to another name."""
    away = store.path.with_name("moved.annotator")
    store.path.rename(away)
    return lambda: away.rename(store.path)


def folder_moved(store) -> Mend:
    """Somebody renames the folder around it."""
    folder = store.path.parent
    away = folder.with_name("moved")
    folder.rename(away)
    return lambda: away.rename(folder)


def replaced(store) -> Mend:
    """A client that synchronises puts another copy in its place, and later takes it away again."""
    ours, theirs = store.path.with_name("ours"), store.path.with_name("theirs")
    shutil.copyfile(store.path, theirs)
    store.path.rename(ours)
    theirs.rename(store.path)
    return lambda: ours.replace(store.path)


def replaced_by_something_else(store) -> Mend:
    """What lies at the path is no project at all."""
    ours = store.path.with_name("ours")
    store.path.rename(ours)
    store.path.write_text("no project")
    return lambda: ours.replace(store.path)


PASSING = (
    Fault("a write limit", write_limit, "cannot be written: the disk reported an error"),
    Fault("no journal", no_journal, "no file can be made beside it"),
    Fault("another writer", locked("BEGIN IMMEDIATE"), "another program is using the file"),
    Fault("a reader", locked("BEGIN"), "another program is using the file"),
    Fault("moved", moved, "it was moved, renamed or deleted"),
    Fault("its folder moved", folder_moved, "it was moved, renamed or deleted"),
    Fault("replaced", replaced, "another file has taken its place"),
    Fault("replaced by no project", replaced_by_something_else, "another file has taken"),
)
