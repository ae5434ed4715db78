"""Nothing in a project file is ever run, and a file made to do harm is answered in a sentence."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

import tests.store.hostile_content  # noqa: F401 - it registers its attacks
from annotator.store.connection import connect
from annotator.store.errors import NotAProject, Rejected, StoreError
from annotator.store.store import Store
from annotator.store.upgrading import Upgrade
from tests.hostile_use import used
from tests.store.hostile_files import ATTACKS, REFUSED, sql

RELEASED = Path(__file__).parent.parent / "data" / "projects" / "format-1.annotator"
CHILD = Path(__file__).with_name("hostile_child.py")
MEGABYTES = 300
UPGRADE = Upgrade(keep=lambda *_: None)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the present format with something in every table."""
    path = tmp_path_factory.mktemp("whole") / "desk.annotator"
    shutil.copy(RELEASED, path)
    Store.open(path, author="ana", upgrade=UPGRADE).close()
    return path


@pytest.fixture(scope="session")
def answers(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What came of using each file, in a process with limits, and whether anything changed."""
    files: dict[str, Path] = {}
    before: dict[str, object] = {}
    for name, (change, _) in ATTACKS.items():
        files[name] = tmp_path_factory.mktemp(name) / "desk.annotator"
        shutil.copy(whole, files[name])
        change(files[name])
        before[name] = state(files[name].parent)
    outcomes = used(CHILD, whole, files.values())
    answers = {
        name: {**outcome, "same": state(path.parent) == before[name]}
        for (name, path), outcome in zip(files.items(), outcomes, strict=True)
    }
    for path in files.values():
        path.unlink(missing_ok=True)  # one of them has hundreds of megabytes
    return answers


def changed(whole: Path, folder: Path, name: str) -> Path:
    path = folder / "desk.annotator"
    shutil.copy(whole, path)
    ATTACKS[name][0](path)
    return path


def state(folder: Path) -> dict[str, object]:
    """The files of a folder with their bytes; of one that is mostly holes, its size and time."""
    return {
        path.name: path.stat().st_mtime_ns if path.stat().st_size > 1 << 30 else path.read_bytes()
        for path in folder.iterdir()
    }


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_project_is_answered(name: str, answers: dict[str, dict[str, object]]) -> None:
    answer = answers[name]

    assert "died" not in answer, answer
    assert not any("CRASH" in words for words in answer["told"]), answer
    assert answer["same"], "something was written"
    assert answer["megabytes"] < MEGABYTES
    if ATTACKS[name][1] == REFUSED:
        assert "opened" not in answer, answer
    assert answer["told"] or answer["read_only"], "nothing was said"
    assert all(len(words) < 1_500 and "\x1b" not in words for words in answer["told"])


@pytest.mark.parametrize(
    "name",
    [
        "history_with_a_statement_for_a_column",
        "history_that_writes_to_other_tables",
        "history_nested_deep",
        "the_largest_ids",
    ],
)
def test_a_hostile_history_is_not_played(name: str, whole: Path, tmp_path: Path) -> None:
    path = changed(whole, tmp_path, name)
    before = path.read_bytes()
    store = Store.open(path, author="ana")

    with pytest.raises(StoreError, match=r"history|damaged"):
        store.undo()

    store.close()
    assert path.read_bytes() == before


def test_an_id_that_cannot_be_counted_on_from_is_told(whole: Path, tmp_path: Path) -> None:
    path = changed(whole, tmp_path, "the_largest_ids")
    store = Store.open(path, author="ana")

    with pytest.raises(StoreError, match="damaged"), store.transaction("Rename") as tx:
        tx.set_project(name="x")

    assert store.queries.project().name == "Ferries"
    store.close()


@pytest.mark.parametrize("name", ["trigger_that_forges", "generated_column_of_400_megabytes"])
def test_a_hostile_project_of_an_earlier_format_is_not_migrated(name: str, tmp_path: Path) -> None:
    path = changed(RELEASED, tmp_path, name)
    before = path.read_bytes()

    with pytest.raises(NotAProject):
        Store.open(path, upgrade=UPGRADE)

    assert path.read_bytes() == before


def test_a_project_that_lies_about_its_migrations_is_not_migrated(tmp_path: Path) -> None:
    path = tmp_path / "desk.annotator"
    shutil.copy(RELEASED, path)
    sql(
        path, "INSERT INTO _sqlite_migrations VALUES (9, 'annotator', 'tables_of_version_2', 'now')"
    )
    before = path.read_bytes()

    with pytest.raises(NotAProject, match="record of formats"):
        Store.open(path, upgrade=UPGRADE)

    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", ["ATTACH ':memory:' AS other", "SELECT load_extension('x')"])
def test_our_connections_attach_no_file_and_load_no_library(whole: Path, statement: str) -> None:
    with closing(connect(whole, read_only=False)) as db, pytest.raises(StoreError):
        db.execute(statement).fetchall()


def test_a_trigger_that_another_program_makes_meanwhile_does_not_run(
    whole: Path, tmp_path: Path
) -> None:
    path = shutil.copy(whole, tmp_path / "desk.annotator")
    with closing(connect(path, read_only=False)) as db:
        sql(path, "CREATE TRIGGER t AFTER UPDATE ON project BEGIN DELETE FROM note; END")
        notes = db.execute("SELECT count(*) FROM note").fetchone()[0]

        with suppress(StoreError):  # refused, or where triggers can be switched off done without it
            db.execute("UPDATE project SET name = 'x'")

        assert db.execute("SELECT count(*) FROM note").fetchone()[0] == notes > 0


def test_two_threads_on_one_connection_never_wait_for_each_other(whole: Path) -> None:
    """As an import does beside a window that paints; a callback into Python would stop both."""
    with closing(connect(whole, read_only=False)) as db:

        def prepare() -> None:
            for number in range(3_000):
                db.conn.execute(f"SELECT {number}, * FROM mention").fetchall()

        aside = threading.Thread(target=prepare, daemon=True)
        aside.start()
        prepare()
        aside.join(60)

        assert not aside.is_alive()


def test_a_text_of_20_million_characters_of_three_bytes_fits(whole: Path) -> None:
    with closing(connect(whole, read_only=True)) as db:
        length = db.execute("SELECT length(zeroblob(60000000))").fetchone()[0]
        with pytest.raises(StoreError, match="longer than annotator writes"):
            db.execute("SELECT zeroblob(100000000)").fetchall()

    assert length == 60_000_000


def test_a_value_that_could_not_be_read_again_is_not_written(store: Store) -> None:
    with pytest.raises(Rejected, match="1,000,000 are the most"), store.transaction("x") as tx:
        tx.set_project(name="x" * 1_000_001)
