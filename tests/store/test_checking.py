"""A project is checked beside whoever has it open, in processes that may die."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store import checking
from annotator.store.apart import Child, Told, can_fork
from annotator.store.checking import check_project
from annotator.store.finding import Finding
from annotator.store.store import Store
from tests.store.rich import rich_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    rich_project(path, articles=2)
    return path


@pytest.fixture
def wrong(project: Path) -> Path:
    with closing(sqlite3.connect(project)) as connection, connection:
        connection.execute("UPDATE mention SET bin = 3 WHERE id = 2")
    return project


def test_a_project_in_use_is_checked_in_memory(project: Path) -> None:
    with closing(Store.open(project)) as store, store.transaction("Half") as tx:
        tx.set_project(name="half done")

        found = check_project(project)

    assert not any(one.harmful for one in found)


def test_what_is_seldom_meant_is_worth_a_look(project: Path) -> None:
    (found,) = check_project(project)

    assert found.what == "advice"
    assert found.sentence == "Mention 1: it begins or ends with a space."


def test_a_large_one_in_use_is_copied_and_the_copy_goes(
    wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_IN_MEMORY", 0)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    asked = []

    with closing(Store.open(wrong)):
        found = check_project(wrong, lambda: asked.append(1) or scratch)

    assert {one.what for one in found if one.harmful} == {"row", "history"}
    assert asked
    assert list(scratch.iterdir()) == []


def test_a_large_one_that_nobody_uses_is_read_where_it_is(
    wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_IN_MEMORY", 0)
    before = wrong.read_bytes()

    found = check_project(wrong)

    assert {one.what for one in found if one.harmful} == {"row", "history"}
    assert wrong.read_bytes() == before
    assert [path.name for path in wrong.parent.iterdir()] == [wrong.name]


def test_a_large_one_may_be_opened_before_it_is_read(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(project)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'idx_note_target_claim'"
        (page,) = connection.execute(sql).fetchone()
    data = bytearray(project.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xee" * 4096
    project.write_bytes(data)
    monkeypatch.setattr("annotator.store.access._READ_AT_ONCE", 0)

    with closing(Store.open(project, checked_later=True)) as store:
        assert not store.read_only
        store.stop_writing("a page is damaged")
        assert "is damaged" in store.read_only_reason
    with closing(Store.open(project)) as store:
        assert store.read_only


@pytest.mark.skipif(not can_fork(), reason="this system has no fork that our libraries outlive")
def test_a_check_that_is_killed_by_the_file_is_a_finding() -> None:
    def dies() -> Iterator[Told]:
        yield 3, Finding("count", None, "One thing.")
        os.kill(os.getpid(), signal.SIGKILL)

    *_, (number, found) = Child(dies).told()

    assert number == 3
    assert found
    assert found.what == "damage"
    assert "SIGKILL" in found.sentence


@pytest.mark.skipif(not can_fork(), reason="this system has no fork that our libraries outlive")
def test_a_check_can_be_stopped() -> None:
    def lasts() -> Iterator[Told]:
        signal.pause()
        yield 0, Finding("count", None, "Never.")

    Child(lasts).stop()
