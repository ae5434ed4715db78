"""Projects of earlier versions are brought up to date whole, or stay as they are to the byte."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.store.check import check
from annotator.store.connection import check_header, connect
from annotator.store.copying import copy_project
from annotator.store.errors import NewerProject, NotAProject, ProjectReadOnly
from annotator.store.lock import ProjectLock
from annotator.store.migrations import migrate, version_of
from annotator.store.store import Store
from annotator.store.tables import FORMAT_VERSION
from annotator.store.upgrading import Upgrade
from benchmarks.corpus import big_project
from tests.children import in_child
from tests.store.older import as_format_1

KEPT = Path(__file__).parent.parent / "data" / "projects"


def released(version: int) -> Path:
    return KEPT / f"format-{version}.annotator"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.annotator"
    shutil.copy(released(1), path)
    return path


class Copies:
    """Keeps a copy in a folder, and remembers which version it was asked to keep."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "kept.annotator"
        self.versions: list[int] = []

    def __call__(self, path: Path, version: int) -> None:
        copy_project(path, self.path)
        self.versions.append(version)


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    (tmp_path / "backups").mkdir()
    return Copies(tmp_path / "backups")


def content(path: Path) -> list[str]:
    """Everything in a file, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_project_is_kept_of_every_version_before_this_one() -> None:
    there = {path.name for path in KEPT.glob("*.annotator")}

    assert there == {released(version).name for version in range(1, FORMAT_VERSION)}
    assert all(check_header(released(version)) == version for version in range(1, FORMAT_VERSION))


def test_an_older_project_is_brought_up_to_date_after_a_copy_was_kept(
    old: Path, copies: Copies
) -> None:
    before = content(old)

    store = Store.open(old, upgrade=Upgrade(copies))

    assert not store.read_only
    assert check(store) == []
    assert copies.versions == [1]
    assert content(copies.path) == before
    store.close()
    assert check_header(old) == FORMAT_VERSION
    Store.open(old, upgrade=Upgrade(copies)).close()
    assert copies.versions == [1]


def test_the_same_project_gets_the_same_identity_wherever_it_is_brought_up_to_date(
    old: Path, copies: Copies
) -> None:
    other = old.with_name("other.annotator")
    shutil.copy(old, other)

    uids = []
    for path in (old, other):
        store = Store.open(path, upgrade=Upgrade(copies))
        uids.append(store._db.execute("SELECT uid FROM project").fetchone()[0])
        store.close()

    assert len(set(uids)) == 1


def unkept(path: Path, version: int) -> None:
    raise AnnotatorError("The disk is full.")


def given_up(done: int, total: int) -> bool:
    return done < total / 2


def scribbled(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE document SET length = length + 1 WHERE id = 1")


def test_without_a_copy_it_is_shown_and_stays_as_it_is(old: Path) -> None:
    left_as_it_is(old, Upgrade(unkept), "The disk is full")
    left_as_it_is(old, None, "keep a copy")


def test_given_up_half_way_it_is_shown_and_stays_as_it_is(old: Path, copies: Copies) -> None:
    left_as_it_is(old, Upgrade(copies, given_up), "given up")


def test_what_is_damaged_is_not_brought_up_to_date(old: Path, copies: Copies) -> None:
    scribbled(old)

    left_as_it_is(old, Upgrade(copies), "Document 1")


def left_as_it_is(path: Path, upgrade: Upgrade | None, words: str) -> None:
    before = path.read_bytes()

    store = Store.open(path, upgrade=upgrade)

    assert words in store.read_only_reason
    assert store.read_only_reason.endswith("The file is as it was.")
    assert [one.mentions for one in store.queries.documents.counted([1, 2])] == [2, 1]
    with pytest.raises(ProjectReadOnly), store.transaction("Rename") as tx:
        tx.set_project(name="other")
    store.close()
    assert path.read_bytes() == before
    assert not ProjectLock.take(path).release()  # type: ignore[union-attr]


def test_one_that_another_window_has_is_shown_from_a_copy(old: Path, copies: Copies) -> None:
    lock = ProjectLock.take(old)
    assert isinstance(lock, ProjectLock)
    before = old.read_bytes()

    store = Store.open(old, upgrade=Upgrade(copies))

    assert f"process {os.getpid()} has it open" in store.read_only_reason
    assert store.queries.project().name == "Ferries"
    assert check(store) == []
    store.close()
    lock.release()
    assert old.read_bytes() == before
    assert copies.versions == []


def test_nothing_lies_about_while_a_project_is_shown_from_a_copy(old: Path) -> None:
    store = Store.open(old, read_only=True)

    assert store.queries.documents.ids() == [1, 2]
    assert [path.name for path in old.parent.iterdir()] == [old.name]
    store.close()


def test_code_in_an_older_project_is_not_run(old: Path, copies: Copies) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(
            "CREATE TRIGGER t AFTER UPDATE ON mention BEGIN DELETE FROM document; END"
        )
    before = old.read_bytes()

    with pytest.raises(NotAProject, match="trigger t"):
        Store.open(old, upgrade=Upgrade(copies))

    assert old.read_bytes() == before
    assert copies.versions == []


def test_a_header_that_ran_ahead_of_a_killed_migration_is_not_believed(
    old: Path, copies: Copies
) -> None:
    """SQLite writes the new version into the file before the transaction is through."""

    def half() -> None:
        db = connect(old, read_only=False)
        db.execute("PRAGMA cache_size = 2")
        db.execute("BEGIN IMMEDIATE")
        migrate(db)  # joins the transaction, and does not end it
        db.conn.execute("CREATE TABLE filler (x)")
        db.conn.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,)] * 50)
        os.kill(os.getpid(), signal.SIGKILL)

    in_child(half)
    with old.open("r+b") as file:
        file.seek(60)
        file.write(FORMAT_VERSION.to_bytes(4, "big"))
    assert old.with_name(f"{old.name}-journal").exists()

    store = Store.open(old, upgrade=Upgrade(copies))

    assert copies.versions == [1]
    assert not store.read_only
    assert check(store) == []
    store.close()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the first format whose migration does not fit into SQLite's memory."""
    path = big_project(tmp_path_factory.mktemp("large") / "large.annotator", 40)
    return as_format_1(path)


@pytest.mark.parametrize(
    "kills", [8, pytest.param(100, marks=[pytest.mark.slow, pytest.mark.timeout(600)])]
)
def test_killed_at_any_instant_it_is_old_or_new_and_never_between(
    large: Path, tmp_path: Path, kills: int
) -> None:
    path = tmp_path / "desk.annotator"
    chance, before, versions = random.Random(kills), content(large), []
    shutil.copy(large, path)
    took = time.perf_counter()
    in_child(lambda: migrated(path))
    took = time.perf_counter() - took
    after = without_times(content(path))

    for _ in range(kills):
        shutil.copy(large, path)
        in_child(lambda: migrated(path), killed_after=chance.uniform(0.0005, took * 1.1))
        with closing(connect(path, read_only=False)) as db:  # takes back what was left half done
            versions.append(version_of(db))
        assert (
            content(path) == before if versions[-1] == 1 else without_times(content(path)) == after
        )

    assert set(versions) <= {1, FORMAT_VERSION}
    assert 1 in versions


def migrated(path: Path) -> None:
    with closing(connect(path, read_only=False)) as db:
        db.execute("PRAGMA cache_size = 20")  # so that half of it is in the file already
        migrate(db)


def without_times(lines: list[str]) -> list[str]:
    return [line for line in lines if "_sqlite_migrations" not in line]


def test_a_newer_file_is_refused_and_stays_as_it_is(old: Path, copies: Copies) -> None:
    data = bytearray(old.read_bytes())
    data[60:64] = (FORMAT_VERSION + 1).to_bytes(4, "big")
    old.write_bytes(data)
    before = old.stat().st_mtime_ns

    for _ in range(100):
        with pytest.raises(NewerProject, match="later annotator"):
            Store.open(old, upgrade=Upgrade(copies))

    assert old.read_bytes() == data
    assert old.stat().st_mtime_ns == before
    assert sorted(path.name for path in old.parent.iterdir()) == ["backups", old.name]


def test_the_tables_of_a_new_project_begin_where_those_of_a_migrated_one_do(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.annotator", tmp_path / "migrated.annotator"
    Store.create(new, schema="{}").close()
    with closing(connect(migrated, read_only=False)) as db:
        migrate(db)

    objects = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema"
    steps = 'SELECT id, migration_set, name FROM "_sqlite_migrations"'

    for what in (objects, steps, "PRAGMA user_version", "PRAGMA application_id"):
        rows = []
        for path in (new, migrated):
            with closing(sqlite3.connect(path)) as connection:
                rows.append(connection.execute(what).fetchall())
        assert rows[0] == rows[1] != []
