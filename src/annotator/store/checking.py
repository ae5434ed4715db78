"""Checking a project beside whoever has it open: of a moment's copy, in processes of their own."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path

from sqlite_utils import Database

from annotator.store.apart import Opened, Part, can_fork, found_apart
from annotator.store.check import (
    HISTORY,
    OBJECTS,
    Finding,
    check,
    findings_of,
    history_findings,
    object_findings,
)
from annotator.store.check_advice import advice
from annotator.store.check_history import chain_findings
from annotator.store.check_pages import page_findings
from annotator.store.check_replay import replay_findings
from annotator.store.check_texts import text_findings
from annotator.store.check_values import value_findings
from annotator.store.connection import check_header, connect, connect_memory
from annotator.store.copying import copy_pages, copy_project
from annotator.store.errors import StoreError
from annotator.store.lock import ProjectLock
from annotator.store.shape import check_shape
from annotator.store.tables import FORMAT_VERSION

Scratch = Callable[[], Path | None]
_AFTER_PAGES: tuple[Part, ...] = (*OBJECTS, *HISTORY, advice)
_PARTS: tuple[Part, ...] = (page_findings, *(partial(findings_of, part) for part in _AFTER_PAGES))
_HISTORY_FROM = 1 + len(OBJECTS)
_LONGEST: tuple[Part, ...] = (replay_findings, chain_findings, text_findings, value_findings)
_ORDER = [1 + _AFTER_PAGES.index(part) for part in dict.fromkeys((*_LONGEST, *_AFTER_PAGES))]
"""The numbers of the parts, so that the long ones are begun first."""
_IN_MEMORY = 64 << 20
"""A file up to this size is copied into memory, in reads of some hundredths of a second."""


def _nowhere() -> Path | None:
    return None


def check_project(path: Path, scratch: Scratch = _nowhere) -> list[Finding]:
    """Everything that is wrong with a project, in use or not; nothing when it is whole.

    Whoever writes to it waits no longer than for a few pages. A large one that is in use is copied
    into the folder that `scratch` names first. Raises StoreError when it cannot be opened at all.
    """
    if check_header(path) < FORMAT_VERSION or path.with_name(f"{path.name}-journal").exists():
        # it is brought up to date in a copy, or what a killed process left is put back
        return _of_store(path)
    try:
        with _still(path, scratch) as opened:
            return _findings(path, opened)
    except StoreError:
        # opening it knows best how to say what is wrong
        return _of_store(path, read_only=True)


def _of_store(path: Path, *, read_only: bool = False) -> list[Finding]:
    # few checks need all that a store brings with it
    from annotator.store.store import Store  # noqa: PLC0415

    with closing(Store.open(path, read_only=read_only)) as store:
        return check(store)


def check_file(path: Path) -> list[Finding]:
    """The same for a file that nobody writes meanwhile, as a backup."""
    check_header(path)
    with closing(connect(path, read_only=True, immutable=True)) as db:
        check_shape(db, path)
        return page_findings(db) or [*object_findings(db), *history_findings(db)]


def _findings(path: Path, opened: Opened) -> list[Finding]:
    """What is wrong with objects and with history; in several processes where there can be any."""
    with opened() as db:
        check_shape(db, path)
    if can_fork() and threading.active_count() == 1:
        found = found_apart(_PARTS, opened, _ORDER)
    else:
        with opened() as db:
            damage = page_findings(db)
            found = [damage, *([] if damage else (list(part(db)) for part in _PARTS[1:]))]
    # what else would be read from a damaged file only hides the damage
    of_objects = list(dict.fromkeys(chain.from_iterable(found[:_HISTORY_FROM])))
    if any(finding.what == "damage" for finding in of_objects):
        return of_objects
    return list(dict.fromkeys(chain.from_iterable(found)))


@contextmanager
def _still(path: Path, scratch: Scratch) -> Iterator[Opened]:
    """A way to read the project, or a copy, that nobody changes meanwhile."""
    if path.stat().st_size <= _IN_MEMORY:
        with closing(connect_memory(path)) as memory:
            if _copied(path, memory):
                yield lambda: nullcontext(memory)
                return
        # it is damaged so that it cannot be copied: then the file itself is looked at
    elif not ProjectLock.is_free(path) and (folder := scratch()) is not None:
        copy = folder / f".check.{os.getpid()}.part"
        try:
            copy_project(path, copy)
            yield lambda: closing(connect(copy, read_only=True, immutable=True))
        finally:
            copy.unlink(missing_ok=True)
        return
    yield lambda: closing(connect(path, read_only=True))


def _copied(path: Path, memory: Database) -> bool:
    try:
        with closing(connect(path, read_only=True)) as db:
            copy_pages(db.conn, memory.conn)
    except (StoreError, sqlite3.Error):
        return False
    return True
