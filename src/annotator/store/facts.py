"""What a project is at one moment, in a few facts: which one, how far its history goes, how much.

Two files with the same facts' `link` hold the same state: it is the last hash of the history, which
covers everything before it.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from annotator.store.chain import STEP_COLUMNS, last_link
from annotator.store.columns import dump
from annotator.store.connection import connect
from annotator.store.errors import Damaged
from annotator.store.guarded import UNREADABLE
from annotator.store.migrations import early_uid, version_of
from annotator.store.search_tables import is_of_index
from annotator.store.shape import check_shape
from annotator.store.tables import FORMAT_VERSION

_FIRST_WITH_HASHES = 2
_FIRST_WITH_COUNTS = 3
"""Before, what was suggested or rejected was counted with what was accepted."""
_MOST = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """Identity, version and state of a project, and how much that was accepted is in it."""

    uid: str
    version: int
    link: str
    steps: int
    documents: int
    mentions: int
    statements: int

    @property
    def annotations(self) -> int:
        """Mentions and statements together."""
        return self.mentions + self.statements


def facts_of(db: Database) -> Facts:
    """The facts of an open project of any version. Raises StoreError."""
    uid, version, link = identity_of(db)
    steps, documents = (
        int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in ("step", "document")
    )
    return Facts(uid, version, link, steps, documents, *_accepted(db, version))


def _accepted(db: Database, version: int) -> tuple[int, int]:
    """How many mentions and statements were accepted: looked up where they are kept counted."""
    if version >= _FIRST_WITH_COUNTS:
        counted = "SELECT sum(mentions), sum(statements) FROM document_tally"
    else:
        one = "(SELECT count(*) FROM {} WHERE status = 'accepted')"
        counted = f"SELECT {one.format('mention')}, {one.format('statement')}"
    mentions, statements = db.execute(counted).fetchone()
    return int(mentions or 0), int(statements or 0)


def identity_of(db: Database) -> tuple[str, int, str]:
    """The identity, the version and the last link of a project, which cost nothing to read."""
    try:
        version = version_of(db)
        if version < _FIRST_WITH_HASHES:
            return early_uid(db), version, _early_link(db)
        (uid,) = db.execute("SELECT uid FROM project WHERE id = 1").fetchone()
        return str(uid), version, last_link(db)
    except UNREADABLE as error:
        raise Damaged(
            f"The project cannot be told apart from others ({error}). Restore a backup."
        ) from error


def identity_at(path: Path) -> tuple[str, int, str]:
    """The same of a file that may be in use. Raises StoreError."""
    with closing(connect(path, read_only=True)) as db:
        return identity_of(db)


def has_link(path: Path, link: str) -> bool:
    """Whether the history of a file came by a link, or ends with it. Raises StoreError."""
    with closing(connect(path, read_only=True)) as db:
        if identity_of(db)[2] == link:
            return True
        if version_of(db) < _FIRST_WITH_HASHES:
            return False
        sql = "SELECT 1 FROM step WHERE hash = ? UNION SELECT 1 FROM project WHERE root = ?"
        return db.execute(sql, [link, link]).fetchone() is not None


def facts_at(path: Path) -> Facts:
    """The facts of a file that nobody writes to, as a backup. Raises StoreError."""
    with closing(connect(path, read_only=True, immutable=True)) as db:
        return facts_of(db)


def proved(path: Path) -> tuple[Facts, list[str]]:
    """Open a copy again and check it: its facts, and a sentence for each thing that is wrong.

    One of an earlier version is checked as far as SQLite can; the rest is checked when it is
    brought up to date. Raises StoreError when it cannot be read.
    """
    # the check opens projects; nothing that only lists backups needs it
    from annotator.store.check import findings  # noqa: PLC0415

    with closing(connect(path, read_only=True, immutable=True)) as db:
        check_shape(db, path)
        if version_of(db) == FORMAT_VERSION:
            found = [each.sentence for each in findings(db)]
        else:
            found = _damage(db)
        return facts_of(db), found


def _damage(db: Database) -> list[str]:
    lines = [str(line) for (line,) in db.execute(f"PRAGMA integrity_check({_MOST})")]
    return [f"SQLite: {line}" for line in lines if line != "ok" and not is_of_index(line)]


def _early_link(db: Database) -> str:
    """Stands for the last hash in files that have none: the hash of the last step alone."""
    names = ", ".join(f'"{name}"' for name in STEP_COLUMNS)
    row = db.execute(f"SELECT {names} FROM step ORDER BY id DESC LIMIT 1").fetchone()
    cells = row or db.execute("SELECT created_at, name, schema FROM project").fetchone()
    return hashlib.sha256(dump(list(cells)).encode()).hexdigest()
