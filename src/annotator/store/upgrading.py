"""Opening a project that an earlier annotator wrote: brought up to date, or shown from a copy.

The file itself is changed only after a verified copy of it was kept, in one transaction, and only
when nothing is wrong with it before and after. Whatever stands in the way, the project can be read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.store.access import Access
from annotator.store.connection import settle
from annotator.store.copying import copy_pages
from annotator.store.errors import Damaged, StoreError, translated
from annotator.store.guarded import GuardedConnection
from annotator.store.migrations import GivenUp, Watch, migrate, unwatched, version_of
from annotator.store.shape import check_shape
from annotator.store.tables import FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class Upgrade:
    """How a file may be brought up to date.

    `keep` makes a verified copy of a file of some version and raises AnnotatorError where it
    cannot; `watch` follows the work.
    """

    keep: Callable[[Path, int], object]
    watch: Watch = unwatched


class _Refused(AnnotatorError):
    """Why a file is left at its version, as the end of a sentence."""


def up_to_date(
    db: Database, path: Path, access: Access, upgrade: Upgrade | None
) -> tuple[Database, Access]:
    """A connection to tables of the present version that are all ours, and how it may be used.

    When the file cannot be brought up to date it is the connection to a private copy, which can
    only be read; the file is as it was, and its lock is let go. Closes `db` when it is not given
    back. Raises StoreError.
    """
    version = version_of(db)
    check_shape(db, path)
    if version >= FORMAT_VERSION:
        return db, access
    if access.lock:
        try:
            _upgrade(db, path, version, upgrade)
        except AnnotatorError as error:
            access.lock.release()
            damage = str(error) if isinstance(error, Damaged) else ""
            access = replace(access, lock=None, left_at=_why(error), damage=damage)
        else:
            return db, access
    copy = private_copy(db, path)
    db.close()
    try:
        with translated(path):
            migrate(copy)
            copy.execute("PRAGMA query_only = ON")
    except BaseException:
        close_quietly(copy)
        raise
    return copy, replace(access, private=True)


def private_copy(db: Database, path: Path) -> Database:
    """A copy of a project that no other program can see, and that is gone when it is closed.

    Raises StoreError.
    """
    connection = sqlite3.connect("", factory=GuardedConnection, check_same_thread=False)
    connection.path = path
    copy = Database(connection, execute_plugins=False)
    with translated(path):
        copy_pages(db.conn, connection)
        settle(copy, read_only=False)
    return copy


def _upgrade(db: Database, path: Path, version: int, upgrade: Upgrade | None) -> None:
    if upgrade is None:
        raise _Refused("nobody was there to keep a copy of it first")
    upgrade.keep(path, version)
    with translated(path), db.atomic():
        migrate(db, upgrade.watch)
        _refuse_damage(db, path)


def _refuse_damage(db: Database, path: Path) -> None:
    """Let no damage go through a migration: there it would be hashed and counted as if right."""
    # the check opens projects, and is needed once in the life of a project only
    from annotator.store.check import findings  # noqa: PLC0415

    found = findings(db)
    if found:
        raise Damaged(f"{path.name}: {found[0].sentence}")


def _why(error: AnnotatorError) -> str:
    if isinstance(error, GivenUp):
        return "that was given up"
    return str(error).removesuffix(".")


def close_quietly(db: Database | None) -> None:
    """Close a connection that is in the way of telling something else."""
    if db is not None:
        with suppress(StoreError, sqlite3.Error):
            db.close()
