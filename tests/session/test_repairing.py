"""A repaired copy is made of its own project and the backups of that, never of another file's."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session.backup_places import Places
from annotator.session.backups import BackingUp
from annotator.session.importing import import_text
from annotator.session.projects import create_project, open_project
from annotator.session.repairing import Repaired, repair
from annotator.store.check import check
from tests.session.days import Days


@pytest.fixture
def now() -> Days:
    return Days()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "kept")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    create_project(path).close()
    bring_in(path, "The ferry was late.")
    return path


def bring_in(path: Path, text: str) -> None:
    store = open_project(path)
    import_text(store, text, text)
    store.close()


def scribble(path: Path) -> None:
    """Change a letter of an article, and of the history."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE source_text SET text = CAST('xhe ferry was late.' AS BLOB)")
        connection.execute("UPDATE step SET label = 'X' WHERE id = 1")


def texts(path: Path) -> list[str]:
    store = open_project(path)
    assert check(store) == []
    documents = store.queries.documents
    found = [documents.text(id) for id in documents.ids()]
    store.close()
    return found


def mended(path: Path, places: Places, now: Days) -> Repaired:
    return repair(path, path.with_name("mended.annotator"), places, author="ana", now=now)


def test_nothing_comes_in_from_a_copy_that_went_its_own_way(
    desk: Path, places: Places, now: Days
) -> None:
    copy = desk.with_name("copy.annotator")
    shutil.copy(desk, copy)
    bring_in(copy, "Something else happened.")
    BackingUp(copy, "work", places, now).run()
    scribble(desk)

    done = mended(desk, places, now)

    assert len(texts(done.path)) == 1
    assert done.listed is not None


def test_a_state_that_was_given_up_does_not_come_back(
    desk: Path, places: Places, now: Days
) -> None:
    before = desk.read_bytes()
    bring_in(desk, "Something else happened.")
    BackingUp(desk, "before restore", places, now).run()
    desk.write_bytes(before)
    scribble(desk)

    done = mended(desk, places, now)

    assert texts(done.path) == ["The ferry was late."]


def test_a_backup_of_a_branch_that_was_left_is_passed_over(
    desk: Path, places: Places, now: Days
) -> None:
    before = desk.read_bytes()
    own = BackingUp(desk, "work", places, now).run().backup
    bring_in(desk, "Something else happened.")
    BackingUp(desk, "before restore", places, now).run()
    desk.write_bytes(before)
    bring_in(desk, "The ferry came after all.")
    scribble_first(desk)

    done = mended(desk, places, now)

    assert own.whole
    assert "Something else happened." not in texts(done.path)
    assert "The ferry came after all." in texts(done.path)


def scribble_first(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE step SET label = 'X' WHERE id = 1")


def test_what_a_backup_gives_is_listed(desk: Path, places: Places, now: Days) -> None:
    BackingUp(desk, "work", places, now).run()
    scribble(desk)

    done = mended(desk, places, now)

    assert texts(done.path) == ["The ferry was late."]
    assert done.listed is not None
    assert "is that of a backup now" in done.listed.read_text("utf-8")
