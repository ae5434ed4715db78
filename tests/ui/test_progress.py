"""Long work shows how far it is and can be given up; short work shows nothing."""

import threading

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.indexer import Indexer
from annotator.ui.jobs import SlicedJob
from tests.ui.conftest import press_keys, send_key


@pytest.fixture
def folder(tmp_path):
    """Invented articles."""
    made = tmp_path / "many"
    made.mkdir()
    for number in range(60):
        words = f"Ferry {number} sails\n\nIt sails again, pier {number} said.\n"
        (made / f"{number}.txt").write_text(words)
    return made


@pytest.fixture
def hasty(empty_window):
    """A window that shows the progress of any work at once, and looks at events at each report."""
    empty_window.progress._after = empty_window.progress._every = 0
    return empty_window


def count(window):
    return window.bridge.session.store.queries.documents.count()


def meanwhile(act):
    """Act as soon as the events of the window are looked at."""
    QTimer.singleShot(0, act)


def test_a_long_import_is_shown_while_it_goes_on(hasty, folder):
    seen = []
    meanwhile(lambda: seen.append((hasty.progress.isVisible(), hasty.progress.label.text())))

    hasty.bridge.run("document.import_folder", paths=[folder])

    assert seen == [(True, "Importing articles…")]
    assert not hasty.progress.isVisible()
    assert count(hasty) == 60


def test_what_is_reported_is_shown_as_a_count(hasty):
    seen = []

    with hasty.progress.during("Importing articles") as watch:
        watch(3, 60)
        seen.append((hasty.progress.label.text(), hasty.progress.bar.maximum()))

    assert seen == [("Importing articles: 3 of 60", 60)]


def test_escape_gives_an_import_up_and_leaves_the_project_as_it_was(hasty, folder):
    steps = len(hasty.bridge.session.store.history.steps(limit=9))
    meanwhile(lambda: send_key(QApplication.focusWidget(), "Esc"))

    hasty.bridge.run("document.import_folder", paths=[folder])

    assert count(hasty) == 0
    assert len(hasty.bridge.session.store.history.steps(limit=9)) == steps
    assert hasty.bridge.session.message == "The import was cancelled; nothing was stored."


def test_cancel_can_be_clicked(hasty, folder):
    def click():
        QApplication.sendPostedEvents()  # which give the bar its place
        button = hasty.progress.cancel
        place = button.mapTo(hasty, button.rect().center())
        QTest.mouseClick(hasty.windowHandle(), Qt.MouseButton.LeftButton, pos=place)

    meanwhile(click)

    hasty.bridge.run("document.import_folder", paths=[folder])

    assert count(hasty) == 0


def test_what_was_given_up_is_no_failure_and_is_forgotten_at_the_next_click(
    hasty, folder, tmp_path
):
    hasty.bridge.run("document.import_folder", paths=[folder])
    meanwhile(hasty.progress.cancel.click)
    hasty.bridge.run("project.save_copy", path=tmp_path / "copy.annotator")
    QApplication.processEvents()
    assert hasty.status.message.words == "No copy was made: it was given up."
    assert hasty.status.message.property("role") == ""

    QTest.mouseClick(hasty.article.viewport(), Qt.MouseButton.LeftButton)
    QApplication.processEvents()

    assert hasty.status.message.words == ""


def test_an_import_can_be_tried_again_after_it_was_given_up(hasty, folder):
    meanwhile(hasty.progress.cancel.click)
    hasty.bridge.run("document.import_folder", paths=[folder])

    hasty.bridge.run("document.import_folder", paths=[folder])

    assert count(hasty) == 60


def test_nothing_else_can_be_done_while_an_import_runs(hasty, folder):
    def act():
        send_key(QApplication.focusWidget(), "Ctrl+2")
        field = hasty.documents.filter
        place = field.mapTo(hasty, field.rect().center())
        QTest.mouseClick(hasty.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
        send_key(QApplication.focusWidget(), "x")

    meanwhile(act)

    hasty.bridge.run("document.import_folder", paths=[folder])

    assert hasty.entities.isVisible()
    assert hasty.documents.filter.text() == ""
    assert count(hasty) == 60
    press_keys(hasty, "Ctrl+2")
    assert not hasty.entities.isVisible()


def test_closing_the_window_first_gives_the_import_up(hasty, folder):
    closed = []
    meanwhile(lambda: closed.append(hasty.close()))

    hasty.bridge.run("document.import_folder", paths=[folder])

    assert closed == [False]
    assert count(hasty) == 0
    assert hasty.isVisible()


def test_a_short_import_shows_nothing(empty_window, articles):
    empty_window.bridge.run("document.import_files", paths=articles)

    assert not empty_window.progress.isVisible()
    assert empty_window.progress.label.text() == ""
    assert count(empty_window) == 2


def test_the_window_lives_while_work_waits_on_another_thread(empty_window):
    released = threading.Event()
    meanwhile(released.set)

    with empty_window.progress.during("Waiting") as watch:
        lived = watch.wait(lambda: released.wait(60))

    assert lived


def test_what_work_raises_on_another_thread_is_raised_here(empty_window):
    with pytest.raises(ZeroDivisionError), empty_window.progress.during("Dividing") as watch:
        watch.wait(lambda: 1 / 0)

    assert not empty_window.progress.isVisible()


def test_escape_gives_an_export_up_and_no_file_is_written(hasty, folder, tmp_path):
    hasty.bridge.run("document.import_folder", paths=[folder])
    escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.postEvent(QApplication.focusWidget(), escape)

    hasty.bridge.run("export.json", path=tmp_path / "out.json")

    assert not list(tmp_path.glob("*out.json*"))
    assert hasty.bridge.session.message == "The export was cancelled; no file was written."


def test_a_job_rests_while_the_window_waits(hasty):
    done = []
    job = SlicedJob(hasty)
    job.progressed.connect(done.append)
    job.finished.connect(lambda: done.append("end"))
    released = threading.Event()
    job.start(iter([1, 2]))
    meanwhile(lambda: meanwhile(released.set))

    with hasty.progress.during("Importing articles") as watch:
        watch.wait(lambda: released.wait(60))
        assert done == []

    while job.running:
        QApplication.processEvents()
    assert done == ["end"]


def test_the_index_is_left_alone_while_the_window_waits(hasty, folder):
    hasty.bridge.run("document.import_folder", paths=[folder])
    store = hasty.bridge.session.store
    indexer = Indexer(hasty.bridge, hasty, idle_ms=0)
    released = threading.Event()
    QTimer.singleShot(30, released.set)  # the indexer would have begun by then

    with hasty.progress.during("Importing articles") as watch:
        watch.wait(lambda: released.wait(60))
        before = store.search_index.newest()

    while indexer.waiting:
        QApplication.processEvents()
    assert (before, store.search_index.newest()) == (0, 60)
