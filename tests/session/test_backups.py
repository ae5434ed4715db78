"""Backups are copies that were opened again and checked; nothing that goes wrong costs anything."""

from __future__ import annotations

import errno
import json
import random
import resource
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.session import backup_folder, backups
from annotator.session.backup_folder import BackupFolder, digest, read_backup
from annotator.session.backup_places import Places
from annotator.session.backups import BackingUp, NotBackedUp, Outcome, settle, wait_for_pause
from annotator.session.importing import import_paths, import_text
from annotator.session.projects import create_project, open_project, sample_articles
from annotator.store.check import check
from annotator.store.facts import facts_at, identity_at
from annotator.store.store import Store
from annotator.store.tables import FORMAT_VERSION
from tests.children import in_child
from tests.session.days import MORNING, Days

KEPT = Path(__file__).parent.parent / "data" / "projects"


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    import_paths(store, sample_articles())
    store.close()
    return path


@pytest.fixture
def store(project: Path) -> Iterator[Store]:
    store = open_project(project)
    yield store
    store.close()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "kept")


@pytest.fixture
def back_up(project: Path, places: Places, clock: Days) -> Callable[..., Outcome]:
    def run(why: str = "work", into: Places = places) -> Outcome:
        return BackingUp(project, why, into, clock).run()

    return run


def rename(store: Store, name: str) -> None:
    with store.transaction("Rename") as tx:
        tx.set_project(name=name)


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        return list(connection.iterdump())


def left_behind(folder: Path) -> list[str]:
    return [p.name for p in folder.rglob("*") if p.name.endswith((".part", ".waiting"))]


def test_a_backup_of_an_open_project_is_the_project(
    store: Store, project: Path, back_up: Callable[..., Outcome], places: Places
) -> None:
    made = back_up("before import").backup

    assert made.path.name == "desk 2026-11-25 09.01.00Z before import.annotator"
    assert made.path.parent.parent == places.own
    assert made.whole
    assert made.facts == facts_at(made.path)
    assert made.sha256 == digest(made.path)
    assert content(made.path) == content(project)
    rename(store, "goes on")
    assert check(store) == []
    assert left_behind(places.own) == []


def test_what_has_not_changed_is_not_copied_again(
    store: Store, back_up: Callable[..., Outcome], places: Places
) -> None:
    first = back_up()
    again = back_up("before import")
    rename(store, "other")
    other = back_up()

    assert (first.made, again.made, other.made) == (True, False, True)
    assert again.backup == first.backup
    assert [one.why for one in places.backups(store.path)] == ["work", "work"]


def test_an_undone_step_is_a_change(store: Store, back_up: Callable[..., Outcome]) -> None:
    back_up()
    rename(store, "other")
    back_up()
    store.undo()

    assert back_up().made


def test_backups_of_one_second_stay_in_order(store: Store, project: Path, places: Places) -> None:
    for name in ("a", "b", "c"):
        rename(store, name)
        BackingUp(project, "work", places, lambda: MORNING).run()

    names = sorted(one.path.name for one in places.backups(project))
    assert names == [
        "desk 2026-11-25 09.00.00Z work.annotator",
        "desk 2026-11-25 09.00.01Z work.annotator",
        "desk 2026-11-25 09.00.02Z work.annotator",
    ]


def test_older_backups_go_only_by_the_rule(
    store: Store, back_up: Callable[..., Outcome], places: Places, clock: Days
) -> None:
    for hour in range(0, 24 * 6, 8):
        clock.at = MORNING + timedelta(hours=hour)
        rename(store, str(hour))
        back_up()

    days = [one.at.day for one in places.backups(store.path)]
    assert days == [1, 30, 30, 30, 29, 29, 29, 28, 27, 26, 25]
    folder = places.of(store.path)[0].path
    assert len(list(folder.glob("*.json"))) == len(days) + 1


def test_another_file_with_the_same_identity_has_backups_of_its_own(
    store: Store, project: Path, places: Places, back_up: Callable[..., Outcome], clock: Days
) -> None:
    copy = project.with_name("copy.annotator")
    shutil.copy(project, copy)
    back_up()
    clock.at += timedelta(days=30)

    BackingUp(copy, "work", places, clock).run()

    assert sorted(one.stem for one in places.backups(project)) == ["copy", "desk"]


def test_a_copy_that_was_cut_off_is_dropped_and_the_older_one_stays(
    store: Store, project: Path, places: Places, back_up: Callable[..., Outcome], clock: Days
) -> None:
    old = back_up().backup
    rename(store, "other")
    folder = places.of(project)[0]
    waiting = BackingUp(project, "before tagging", places, clock).snapshot()
    waiting.write_bytes(waiting.read_bytes()[:9000])
    problems: list[str] = []

    settle(project, folder, now=clock, problems=problems)

    assert len(problems) == 1
    assert "was not whole and was dropped" in problems[0]
    assert places.backups(project) == [old]
    assert left_behind(places.own) == []


def test_a_doubtful_project_is_kept_as_it_is_and_no_whole_backup_goes_for_it(
    store: Store, project: Path, places: Places, back_up: Callable[..., Outcome], clock: Days
) -> None:
    old = back_up().backup
    for number in range(5):
        clock.at += timedelta(days=300)
        with store._db.atomic():
            store._db.execute("UPDATE document SET length = ?", [number])
        rename(store, f"doubtful {number}")
        with pytest.raises(NotBackedUp, match="kept with a doubt"):
            back_up()

    found = places.backups(project)
    assert [one.whole for one in found] == [False, False, False, True]
    assert found[-1] == old


def test_a_snapshot_waits_until_it_is_settled(
    store: Store, project: Path, places: Places, clock: Days, back_up: Callable[..., Outcome]
) -> None:
    folder = places.folders(identity_at(project)[0])[0]
    BackingUp(project, "before tagging", places, clock).snapshot()
    rename(store, "tagged")
    assert folder.all() == []

    back_up()

    assert [one.why for one in folder.all()] == ["work", "before tagging"]
    assert all(one.whole for one in folder.all())


def test_what_a_killed_process_left_is_swept(
    store: Store, places: Places, back_up: Callable[..., Outcome]
) -> None:
    folder = places.folders(identity_at(store.path)[0])[0]
    folder.path.mkdir(parents=True)
    (folder.path / ".desk work.annotator.waiting.999999999.part").write_bytes(b"half")

    back_up()

    assert left_behind(places.own) == []


def test_a_folder_that_is_no_folder_is_told_and_nothing_is_lost(
    store: Store, project: Path, tmp_path: Path, back_up: Callable[..., Outcome]
) -> None:
    (tmp_path / "file").write_text("mine")

    with pytest.raises(AnnotatorError, match="cannot be written"):
        back_up(into=Places(tmp_path / "file" / "backups"))

    rename(store, "goes on")
    assert check(store) == []


def test_a_full_disk_is_told_and_leaves_nothing_half(
    store: Store,
    places: Places,
    back_up: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = back_up().backup
    rename(store, "other")

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backup_folder, "sync", full)
        with pytest.raises(AnnotatorError, match="No space left on device"):
            back_up()

    assert places.backups(store.path) == [old]
    assert left_behind(places.own) == []
    assert back_up().made


def test_the_second_folder_gets_the_same_bytes_and_is_thinned_too(
    store: Store, project: Path, tmp_path: Path, back_up: Callable[..., Outcome], clock: Days
) -> None:
    (tmp_path / "stick").mkdir()
    both = Places(tmp_path / "kept", tmp_path / "stick")
    for hour in range(0, 24 * 6, 8):
        clock.at = MORNING + timedelta(hours=hour)
        rename(store, str(hour))
        back_up(into=both)

    first, second = both.of(project)
    assert [one.sha256 for one in first.all()] == [one.sha256 for one in second.all()]
    assert all(digest(one.path) == one.sha256 for one in second.all())
    assert second.places() == [project]


def test_a_second_folder_that_is_away_is_told_and_the_first_has_the_backup(
    store: Store, tmp_path: Path, back_up: Callable[..., Outcome]
) -> None:
    away = tmp_path / "stick"

    outcome = back_up(into=Places(tmp_path / "kept", away))

    assert outcome.backup.whole
    assert len(outcome.problems) == 1
    assert str(away) in outcome.problems[0]
    assert not away.exists()


def test_the_second_folder_serves_where_the_first_cannot(
    store: Store, project: Path, tmp_path: Path, back_up: Callable[..., Outcome]
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "stick").mkdir()

    outcome = back_up(into=Places(tmp_path / "file" / "backups", tmp_path / "stick"))

    assert outcome.backup.path.parent.parent == tmp_path / "stick"
    assert len(outcome.problems) == 1


def test_a_backup_whose_facts_are_lost_is_still_found(
    store: Store, places: Places, back_up: Callable[..., Outcome]
) -> None:
    made = back_up().backup
    made.path.with_suffix(".json").write_text("{")

    found = read_backup(made.path)

    assert found is not None
    assert found.facts == made.facts
    assert not found.whole


def test_the_copy_waits_while_somebody_writes(
    store: Store,
    project: Path,
    places: Places,
    clock: Days,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A step between two pages makes SQLite begin anew; then the copy waits for a pause."""
    import_text(store, "Nobody opened the envelope. " * 700_000, "A long article")
    steps, waited = iter(range(3)), []
    real = backups._undisturbed

    def disturbed() -> Callable[[int, int], bool]:
        goes_on, step = real(), next(steps, None)

        def watch(done: int, total: int) -> bool:
            nonlocal step
            if step is not None and done < total:
                rename(store, f"step {step}")
                step = None
            return goes_on(done, total)

        return watch

    monkeypatch.setattr(backups, "_undisturbed", disturbed)
    monkeypatch.setattr(backups, "wait_for_pause", waited.append)

    made = BackingUp(project, "work", places, clock, patiently=True).run().backup

    assert waited == [project] * 3
    assert made.facts.link == identity_at(project)[2]


def test_a_pause_is_some_seconds_without_a_write(project: Path) -> None:
    now = 0.0
    written: list[float] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        if now <= 5:
            project.touch()
            written.append(now)

    wait_for_pause(project, sleep=sleep, clock=lambda: now)

    assert written[-1] == 5.0
    assert now == pytest.approx(8.0)


def test_the_format_of_before_is_kept_before_it_is_brought_up_to_date(
    tmp_path: Path, places: Places
) -> None:
    path = tmp_path / "old.annotator"
    shutil.copy(KEPT / "format-1.annotator", path)
    before = content(path)

    store = open_project(path, places=places)

    (kept,) = places.backups(path)
    assert kept.why == f"before format {FORMAT_VERSION}"
    assert kept.facts.version == 1
    assert kept.facts.uid == identity_at(path)[0]
    assert content(kept.path) == before
    assert not store.read_only
    store.close()


def test_the_facts_say_where_the_project_lay(
    store: Store, project: Path, places: Places, back_up: Callable[..., Outcome]
) -> None:
    folder = BackupFolder(back_up().backup.path.parent)
    moved = project.with_name("moved.annotator")
    store.close()
    project.rename(moved)
    BackingUp(moved, "work", places, lambda: MORNING).run()

    assert folder.places() == [moved, project]
    assert json.loads((folder.path / "project.json").read_text())["places"]
    moved.unlink()
    for gone in (moved, project):
        assert {one.stem for one in places.backups(gone)} == {"desk", "moved"}


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_killed_while_it_is_made_a_backup_is_whole_or_not_there(
    project: Path, places: Places, clock: Days, kills: int
) -> None:
    chance, took = random.Random(kills), time.perf_counter()
    in_child(lambda: BackingUp(project, "work", places, clock).run())
    took = time.perf_counter() - took

    for number in range(kills):
        store = open_project(project)
        rename(store, f"state {number}")
        store.close()
        backing = BackingUp(project, "work", places, clock)
        in_child(backing.run, killed_after=chance.uniform(0.001, took * 1.2))
        clock.at += timedelta(minutes=10)
        for one in places.backups(project):
            assert one.whole
            assert digest(one.path) == one.sha256
            assert content(one.path)

    BackingUp(project, "work", places, clock).run()
    assert left_behind(places.own) == []


def test_a_disk_that_takes_no_more_is_told_and_leaves_nothing_half(
    project: Path, places: Places, clock: Days
) -> None:
    told = project.with_name("told.txt")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            BackingUp(project, "work", places, clock).run()
        except AnnotatorError as error:
            told.write_text(str(error))

    in_child(full)

    assert told.read_text().startswith("No copy was made")
    assert left_behind(places.own) == []
    assert places.backups(project) == []
