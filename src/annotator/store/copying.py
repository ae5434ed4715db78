"""A whole copy of an open project, as it is at one moment, under its name only when it is whole."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from annotator.errors import GivenUp
from annotator.store.connection import connect
from annotator.store.disks import reason
from annotator.store.errors import StoreError, sentence

ReportCopied = Callable[[int, int], bool]
"""Hears how many of how many pages are copied; answers False to give up."""

_PAGES = 2000
_FEW_PAGES = 250
_PAUSE = 0.003
_STUCK_AFTER = 2.0


class CopyGivenUp(StoreError, GivenUp):
    """Whoever watches the copying wanted no more of it; nothing was left."""


def copy_project(
    source: sqlite3.Connection | Path,
    target: Path,
    progress: ReportCopied | None = None,
    *,
    gently: bool = False,
) -> None:
    """Write a copy of a project, replacing what is at the target.

    A connection may be in use, and its file moved or deleted by now: the copy is of what it reads.
    It is made under another name in the target's folder, brought to the disk and then renamed, so
    that there is never half a copy under the name. `gently` takes longer, and holds up nobody who
    writes to the project or to the disk. Raises StoreError, and then nothing is left.
    """
    if isinstance(source, Path):
        with closing(connect(source, read_only=True)) as db:
            copy_project(db.conn, target, progress, gently=gently)
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _copy(source, part, progress, gently=gently)
        _sync(part)
        part.replace(target)
        if hasattr(os, "O_DIRECTORY"):  # where a folder can be opened, as everywhere but on Windows
            _sync(target.parent)
    except sqlite3.Error as error:
        raise StoreError(f"No copy was made: {sentence(error, target)}") from error
    except OSError as error:
        raise StoreError(
            f"No copy was made: {target} cannot be written ({reason(error, target)})."
            " Choose another place."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def copy_pages(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    progress: ReportCopied | None = None,
    pages: int = _PAGES,
) -> None:
    """Copy every page from one connection to another; raises StoreError, or SQLite's errors.

    So many pages are copied at a time, and who writes waits for those at most. SQLite waits for as
    long as another program holds the file; this gives up after two seconds.
    """
    moved_at, left = time.monotonic(), -1

    def copied(_status: int, remaining: int, total: int) -> None:
        nonlocal moved_at, left
        now = time.monotonic()
        moved_at, left = (now, remaining) if remaining != left else (moved_at, left)
        if now - moved_at > _STUCK_AFTER:
            raise StoreError("No copy was made: another program is writing. Try again.")
        if progress and not progress(total - remaining, total):
            raise CopyGivenUp("No copy was made: it was given up.")

    source.backup(target, pages=pages, progress=copied, sleep=0.05)


def _copy(
    source: sqlite3.Connection, part: Path, progress: ReportCopied | None, *, gently: bool
) -> None:
    def bit_by_bit(done: int, total: int) -> bool:
        _sync(part)  # else all of it comes to the disk at once, and everybody waits for that
        time.sleep(_PAUSE)
        return progress is None or progress(done, total)

    with closing(sqlite3.connect(part)) as connection:
        # The file counts only once it is whole and has its name: it needs no journal.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        if gently:
            copy_pages(source, connection, bit_by_bit, _FEW_PAGES)
        else:
            copy_pages(source, connection, progress)


def _sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
