"""The window keeps backups by itself, without waiting for them, and brings them back."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from annotator.session.backup_places import Places, user_places
from annotator.session.backups import BackingUp
from annotator.session.importing import import_paths
from annotator.session.projects import create_project, open_project, sample_articles
from annotator.store.check import check
from annotator.store.tables import FORMAT_VERSION
from annotator.ui import backup_keeper
from annotator.ui.backup_keeper import BackupKeeper
from annotator.ui.program import Folders
from annotator.ui.start import start
from tests.ui.conftest import press_keys

RELEASED = Path(__file__).parent.parent / "data" / "projects" / "format-1.annotator"


class Clock:
    def __init__(self):
        self.at = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def keeper(window, clock):
    """A keeper of the window's project, which begins only when it is told to."""
    keeper = BackupKeeper(window.bridge.session, user_places, clock, window)
    keeper.sentences = []
    keeper.told.connect(keeper.sentences.append)
    window.bridge.changed.connect(keeper.on_change)
    window.bridge.session.safe = keeper
    yield keeper
    if isValid(keeper):
        keeper.leave()


def rename(session, name):
    with session.store.transaction("Rename") as tx:
        tx.set_project(name=name)


def whys(session):
    return [backup.why for backup in user_places().backups(session.path)]


def test_an_opened_project_is_backed_up_by_another_process(qtbot, keeper, session):
    with qtbot.waitSignal(keeper.finished, timeout=30000):
        keeper.start(after_ms=0)

    assert whys(session) == ["opened"]
    assert keeper.sentences == []
    rename(session, "goes on")
    assert check(session.store) == []


def test_half_an_hour_of_work_is_backed_up(qtbot, keeper, session, clock):
    for minute in range(30):
        clock.at += timedelta(minutes=1)
        rename(session, f"minute {minute}")
    assert not keeper.running

    with qtbot.waitSignal(keeper.finished, timeout=30000):
        clock.at += timedelta(minutes=1)
        rename(session, "minute 30")

    assert whys(session) == ["work"]


def test_a_copy_is_there_before_an_import_and_is_checked_after_it(
    qtbot, keeper, window, session, tmp_path
):
    (tmp_path / "third.txt").write_text("The ferry was late again.\n")

    with qtbot.waitSignal(keeper.finished, timeout=30000):
        window.bridge.run("document.import_files", paths=[tmp_path / "third.txt"])
        folder = user_places().of(session.path)[0]
        assert [path.name.endswith("before import.annotator.waiting") for path in folder.waiting()]

    (backup,) = user_places().backups(session.path)
    assert (backup.why, backup.facts.documents) == ("before import", 2)
    assert session.store.queries.documents.count() == 3


def test_a_state_that_has_a_backup_is_not_copied_again(keeper, session, clock):
    BackingUp(session.path, "work", user_places(), clock).run()

    keeper.before("import")
    keeper.before("tagging", 1000)

    assert whys(session) == ["work"]
    assert not keeper.running


def test_what_fails_is_told_once_and_stops_nothing(window, keeper, session, tmp_path, clock):
    (tmp_path / "file").write_text("mine")
    keeper._places = lambda: Places(tmp_path / "file")
    (tmp_path / "third.txt").write_text("The ferry was late again.\n")

    window.bridge.run("document.import_files", paths=[tmp_path / "third.txt"])
    keeper.before("tagging", 5000)

    assert len(keeper.sentences) == 1
    assert "No backup was made" in keeper.sentences[0]
    assert session.store.queries.documents.count() == 3


def test_a_backup_that_is_asked_for_says_when_it_is_there(qtbot, keeper, window, session):
    with qtbot.waitSignal(keeper.finished, timeout=30000):
        window.bridge.run("backup.make")

    assert session.message == "A backup of this state is there."
    assert whys(session) == ["asked for"]


def test_a_program_that_cannot_be_started_is_told(qtbot, keeper, session, monkeypatch):
    monkeypatch.setattr(backup_keeper.sys, "executable", "/nowhere/python")

    with qtbot.waitSignal(keeper.finished, timeout=30000):
        keeper.start(after_ms=0)

    (told,) = keeper.sentences
    assert "the program for it cannot be started. Install annotator again." in told


def test_the_window_may_close_while_a_backup_is_made(keeper, window, session, program):
    keeper.now()
    assert keeper.running

    window.close()

    assert program.window is None


@pytest.fixture
def two_states(program, window, session, clock):
    """A backup of the window's project, and one step after it."""
    backup = BackingUp(session.path, "work", user_places(), clock).run().backup
    rename(session, "later")
    return backup


def test_a_backup_takes_the_place_of_the_project_by_keys(
    qtbot, program, window, session, two_states
):
    path = session.path
    window.bridge.run("backup.restore")
    press_keys(window, "Enter")
    press_keys(window, "Down", "Enter")
    qtbot.waitUntil(lambda: program.window not in (None, window), timeout=30000)

    now = program.window.bridge.session
    assert now.path == path
    assert path.read_bytes() == two_states.path.read_bytes()
    assert not now.store.read_only
    assert now.store.queries.project().name == "desk"
    at = two_states.at.astimezone().strftime("%Y-%m-%d %H:%M")
    assert now.message == (
        f"desk.annotator is the backup of {at} now, with its history."
        " What was here is kept as the backup “before restore”."
    )
    QApplication.processEvents()
    assert program.window.status.message.words == now.message
    assert whys(now) == ["before restore", "work"]


def test_undo_right_after_a_restore_asks_before_it_takes_the_imported_articles(
    qtbot, program, window, two_states
):
    program.restore(two_states.path)
    qtbot.waitUntil(lambda: program.window not in (None, window), timeout=30000)
    restored = program.window
    documents = restored.bridge.session.store.queries.documents

    press_keys(restored, "Ctrl+Z")
    assert restored.asking.popup.isVisible()
    press_keys(restored, "Enter")
    assert documents.count() == 2

    press_keys(restored, "Ctrl+Z", "t")
    assert documents.count() == 0
    assert "Undone: Import 2 articles" in restored.bridge.session.message


def test_what_cannot_be_backed_up_whole_is_kept_and_the_bar_says_where(
    qtbot, program, window, session, two_states
):
    path = session.path
    session.store.close()
    path.write_bytes(path.read_bytes()[:-9000])

    program.restore(two_states.path)
    qtbot.waitUntil(lambda: program.window not in (None, window), timeout=30000)

    told = program.window.error_bar.text
    assert "could not be backed up whole. It is kept byte for byte: " in told
    assert Path(told.rpartition("byte for byte: ")[2]).is_file()


def test_a_backup_that_is_not_whole_leaves_the_project_in_the_window(
    qtbot, program, window, session, two_states
):
    path = session.path
    two_states.path.write_bytes(two_states.path.read_bytes()[:-5000])

    program.restore(two_states.path)
    qtbot.waitUntil(lambda: program.window not in (None, window), timeout=30000)

    assert program.window.bridge.session.path == path
    assert program.window.bridge.session.store.queries.project().name == "later"
    assert "is not whole" in program.window.error_bar.text


def test_a_project_of_before_opens_in_the_window_with_its_backup(
    qapp, program, window, tmp_path, qtbot
):
    old = tmp_path / "old.annotator"
    shutil.copy(RELEASED, old)

    window.bridge.run("project.open", paths=[old])
    qtbot.waitUntil(lambda: program.window is not window)

    assert program.window.bridge.session.path == old
    assert not program.window.bridge.session.store.read_only
    assert [backup.why for backup in user_places().backups(old)] == [
        f"before format {FORMAT_VERSION}"
    ]


def test_a_program_that_starts_on_a_project_of_before_brings_it_up_to_date(qapp, tmp_path):
    old = tmp_path / "old.annotator"
    shutil.copy(RELEASED, old)

    program = start(qapp, old, [], folders=Folders(tmp_path / "state", tmp_path / "config"))

    assert not program.window.bridge.session.store.read_only
    program.failures.uninstall()
    program.window.close()
    program.setParent(None)


def test_a_real_program_keeps_backups_of_what_it_opens(
    qapp, qtbot, tmp_path, make_program, monkeypatch
):
    monkeypatch.setattr(backup_keeper, "_FIRST_MS", 0)
    store = create_project(tmp_path / "desk.annotator")
    import_paths(store, sample_articles())
    store.close()
    program = make_program()
    program.folders = Folders(tmp_path / "state", tmp_path / "config", user_places)

    window = program.show(open_project(tmp_path / "desk.annotator"))
    (keeper,) = window.findChildren(BackupKeeper)
    keeper.start(after_ms=0)
    with qtbot.waitSignal(keeper.finished, timeout=30000):
        QTimer.singleShot(0, qapp, QApplication.processEvents)

    assert whys(window.bridge.session) == ["opened"]
