"""A backup comes back as it was, and what it takes the place of is never lost."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.session.backup_folder import Backup
from annotator.session.backup_places import Places
from annotator.session.backups import BackingUp
from annotator.session.importing import import_paths
from annotator.session.projects import create_project, open_project, sample_articles
from annotator.session.restoring import (
    NotRestored,
    beside,
    chosen,
    restore_beside,
    restore_over,
)
from annotator.store.check import check
from annotator.store.lock import ProjectLock
from annotator.store.store import Store

MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Desk:
    """A project in a folder, with its backups, and a clock that goes on by a minute each time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "desk.annotator"
        self.places = Places(folder / "kept")
        self.at = MORNING
        store = create_project(self.path)
        import_paths(store, sample_articles())
        store.close()

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def work(self, name: str) -> None:
        store = open_project(self.path)
        with store.transaction("Rename") as tx:
            tx.set_project(name=name)
        store.close()

    def back_up(self) -> Backup:
        return BackingUp(self.path, "work", self.places, self.now).run().backup

    def restore(self, backup: Backup) -> Path | None:
        return restore_over(self.path, backup.path, self.places, now=self.now).before

    @property
    def name(self) -> str:
        store = open_project(self.path)
        try:
            assert check(store) == []
            assert not store.read_only
            return store.queries.project().name
        finally:
            store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_in_the_place_is_backed_up_first(desk: Desk) -> None:
    backup = desk.back_up()
    desk.work("later")
    desk.path.chmod(0o640)

    before = desk.restore(backup)

    assert desk.path.read_bytes() == backup.path.read_bytes()
    assert desk.path.stat().st_mode & 0o777 == 0o640
    newest = desk.places.backups(desk.path)[0]
    assert (newest.path, newest.why) == (before, "before restore")
    assert desk.name == "desk"
    desk.restore(newest)
    assert desk.name == "later"


def missing(path: Path) -> None:
    path.unlink()


def junk(path: Path) -> None:
    path.write_bytes(b"nothing that was ever a project")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:9000] = b"\xee" * 8900
    path.write_bytes(data)


def wrong(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE document SET length = 1")


@pytest.mark.parametrize("broken", [missing, junk, cut, scribbled, wrong])
def test_a_project_that_is_broken_or_gone_comes_back_and_is_kept_as_it_was(
    desk: Desk, broken: Callable[[Path], None]
) -> None:
    desk.work("before")
    backup = desk.back_up()
    broken(desk.path)
    there = desk.path.read_bytes() if desk.path.exists() else None

    found = desk.places.backups(desk.path)
    before = desk.restore(found[0])

    assert found[0] == backup
    assert desk.name == "before"
    if there is None:
        assert before is None
    else:
        assert before is not None
        assert before.name.endswith("set aside.annotator.damaged")
        assert before.read_bytes() == there


def test_a_journal_is_kept_with_the_file_and_never_played_into_the_backup(desk: Desk) -> None:
    backup = desk.back_up()
    desk.work("later")
    data, journal = bytearray(desk.path.read_bytes()), desk.path.with_name("desk.annotator-journal")
    data[100:9000] = b"\xee" * 8900
    desk.path.write_bytes(data)
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x01" * 4088)
    left = journal.read_bytes()

    before = desk.restore(backup)

    assert not journal.exists()
    assert desk.path.read_bytes() == backup.path.read_bytes()
    assert before is not None
    assert before.read_bytes() == data
    assert before.with_name(f"{before.name}-journal").read_bytes() == left


def test_a_project_that_another_window_writes_to_is_left_alone(desk: Desk) -> None:
    backup = desk.back_up()
    desk.work("later")
    window = Store.open(desk.path)
    before = desk.path.read_bytes()

    with pytest.raises(NotRestored, match=f"process {os.getpid()} has it"):
        desk.restore(backup)

    window.close()
    assert desk.path.read_bytes() == before
    assert sorted(path.name for path in desk.path.parent.iterdir()) == ["desk.annotator", "kept"]


def test_where_the_present_state_cannot_be_kept_nothing_is_restored(
    desk: Desk, tmp_path: Path
) -> None:
    backup = desk.back_up()
    shutil.move(backup.path, tmp_path / "backup.annotator")
    desk.work("later")
    (tmp_path / "file").write_text("mine")
    nowhere, before = Places(tmp_path / "file" / "kept"), desk.path.read_bytes()

    with pytest.raises(NotRestored, match="Nothing was restored"):
        restore_over(desk.path, tmp_path / "backup.annotator", nowhere, now=desk.now)

    assert desk.path.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_backup_whose_bytes_are_others_by_now_is_refused(desk: Desk) -> None:
    backup = desk.back_up()
    desk.work("later")
    data = bytearray(backup.path.read_bytes())
    data[-1] ^= 1
    backup.path.write_bytes(data)
    before = desk.path.read_bytes()

    with pytest.raises(NotRestored, match="not those that were written"):
        desk.restore(backup)
    with pytest.raises(NotRestored, match="is not whole"):
        restore_beside(backup.path, desk.path.with_name("new.annotator"))

    assert desk.path.read_bytes() == before


def test_a_file_that_is_no_backup_of_ours_must_be_whole(desk: Desk, tmp_path: Path) -> None:
    desk.work("copied by hand")
    shutil.copy(desk.path, tmp_path / "stick.annotator")
    shutil.copy(desk.path, tmp_path / "bad.annotator")
    wrong(tmp_path / "bad.annotator")
    (tmp_path / "letter.txt").write_text("No project.")
    desk.work("later")

    for bad in ("bad.annotator", "letter.txt", "none.annotator"):
        with pytest.raises(NotRestored):
            restore_over(desk.path, tmp_path / bad, desk.places, now=desk.now)
    restore_over(desk.path, tmp_path / "stick.annotator", desk.places, now=desk.now)

    assert desk.name == "copied by hand"


def test_a_backup_beside_the_project_takes_no_name_that_is_taken(desk: Desk) -> None:
    backup = desk.back_up()
    target = beside(desk.path, backup)

    restore_beside(backup.path, target)

    assert target.parent == desk.path.parent
    assert target.read_bytes() == backup.path.read_bytes()
    assert beside(desk.path, backup) != target
    with pytest.raises(NotRestored, match="exists already"):
        restore_beside(backup.path, target)
    with pytest.raises(NotRestored, match="cannot be written"):
        restore_beside(backup.path, target.parent / "none" / "x.annotator")


def test_a_backup_is_chosen_by_number_name_or_file(desk: Desk, tmp_path: Path) -> None:
    first = desk.back_up()
    desk.work("later")
    second = desk.back_up()

    def pick(asked: str) -> Path:
        return chosen(desk.path, asked, desk.places)

    assert pick("") == pick("1") == second.path
    assert pick("2") == pick(first.path.name) == first.path
    assert pick(str(desk.path)) == desk.path
    for none in ("3", "0", "none"):
        with pytest.raises(NotRestored, match="There is no backup"):
            pick(none)
    with pytest.raises(NotRestored, match="There is no backup of it"):
        chosen(desk.path, "", Places(tmp_path / "empty"))


def test_a_backup_of_a_copy_is_never_taken_unasked(desk: Desk) -> None:
    copy = desk.path.with_name("copy.annotator")
    shutil.copy(desk.path, copy)
    of_copy = BackingUp(copy, "work", desk.places, desk.now).run().backup

    with pytest.raises(NotRestored, match="There are backups of copies"):
        chosen(desk.path, "", desk.places)
    assert chosen(desk.path, "1", desk.places) == of_copy.path
    own = desk.back_up()
    BackingUp(copy, "again", desk.places, desk.now, anyway=True).run()
    assert chosen(desk.path, "", desk.places) == own.path


def test_a_file_that_was_moved_and_named_anew_still_has_its_backups(desk: Desk) -> None:
    backup = desk.back_up()
    moved = desk.path.with_name("archive.annotator")
    desk.path.rename(moved)

    assert chosen(moved, "", desk.places) == backup.path


@pytest.mark.parametrize("restored", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_every_backup_that_is_restored_is_the_project_of_its_time(
    desk: Desk, restored: int
) -> None:
    chance, states = random.Random(restored), {}
    for number in range(restored):
        desk.work(f"state {number}")
        if chance.random() < 0.3:
            store = open_project(desk.path)
            store.undo()
            store.close()
        states[desk.back_up().path] = content(desk.path)

    for path in chance.sample(list(states), restored):
        lock = ProjectLock.take(desk.path)
        assert isinstance(lock, ProjectLock)
        lock.release()
        restore_over(desk.path, path, desk.places, now=desk.now)
        assert desk.path.read_bytes() == path.read_bytes()
        assert content(desk.path) == states[path]


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        return list(connection.iterdump())
