"""Whether a project is whole: the file, its rows, what they say about the texts, and the history.

Everything is read in batches or by SQLite itself, so that memory does not grow with the project,
and what is right is passed quickly; only what is not is looked at closely, to be named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from annotator.store.check_derived import count_findings, name_findings
from annotator.store.check_history import chain_findings, step_findings
from annotator.store.check_pages import (
    ADVICE,
    link_findings,
    migration_findings,
    page_findings,
    words,
)
from annotator.store.check_replay import replay_findings
from annotator.store.check_texts import text_findings
from annotator.store.check_values import value_findings
from annotator.store.connection import check_header, connect
from annotator.store.errors import NotUtf8, StoreError
from annotator.store.finding import Finding
from annotator.store.guarded import UNREADABLE
from annotator.store.reading import lenient
from annotator.store.shape import check_shape

if TYPE_CHECKING:  # a check by itself needs nothing else of it
    from annotator.store.store import Store

__all__ = ["Finding", "check", "check_file"]
Part = Callable[[Database], Iterable[Finding]]
OBJECTS: tuple[Part, ...] = (
    migration_findings,
    link_findings,
    value_findings,
    text_findings,
    count_findings,
    name_findings,
)
HISTORY: tuple[Part, ...] = (step_findings, chain_findings, replay_findings)


def check(store: Store) -> list[Finding]:
    """Everything that is wrong with a project as it was last committed; nothing when it is whole.

    Reads on a connection of its own, beside an open window. Raises StoreError when the file cannot
    be opened at all.
    """
    with closing(store.reader()) as db:
        db.execute("BEGIN")  # all reads see one state, whatever another window commits meanwhile
        return findings(db)


def check_file(path: Path) -> list[Finding]:
    """The same for a file that nobody writes meanwhile, as a backup. Raises StoreError and kin."""
    check_header(path)
    with closing(connect(path, read_only=True, immutable=True)) as db:
        damage = page_findings(db)
        if damage:
            return damage
        check_shape(db, path)
        return [*object_findings(db), *history_findings(db)]


def findings(db: Database) -> list[Finding]:
    """Everything that is wrong with what a connection reads."""
    damage = page_findings(db)
    # what else would be read from a damaged file only hides the damage
    return damage or [*object_findings(db), *history_findings(db)]


def object_findings(db: Database) -> Iterator[Finding]:
    """What is wrong with the objects of a project and their texts."""
    yield from _of(db, OBJECTS)


def history_findings(db: Database) -> Iterator[Finding]:
    """What is wrong with the history, or with rows that are not as it says."""
    yield from _of(db, HISTORY)


def _of(db: Database, parts: Iterable[Part]) -> Iterator[Finding]:
    told: set[Finding] = set()
    for part in parts:
        for finding in findings_of(part, db):
            if finding not in told:
                told.add(finding)
                yield finding


def findings_of(part: Part, db: Database) -> Iterator[Finding]:
    """What one part finds; text that is not UTF-8 is read once more, past what is wrong in it."""
    try:
        yield from part(db)
    except NotUtf8:
        again = True  # once what this part was reading is let go of
    except (StoreError, *UNREADABLE) as error:
        again = False
        yield _unchecked(error)
    else:
        again = False
    if not again:
        return
    with lenient(db):
        try:
            yield from part(db)
        except (StoreError, *UNREADABLE) as error:
            yield _unchecked(error)


def _unchecked(error: Exception) -> Finding:
    """One wrong thing hides the rest of what it is part of; the others are told."""
    return Finding("damage", None, f"The rest cannot be checked ({words(error)}). {ADVICE}")
