"""When the project file does not take an act: it is told, kept, and saved later or elsewhere."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import suppress

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.session.projects import create_project, open_project
from annotator.store.check import check
from annotator.store.disks import disk_of
from annotator.store.store import Store
from tests.ui.conftest import press_keys
from tests.ui.faults import PASSING, full, moved

WIDE = {"a write limit", "no journal"}  # which hold for every file
FAULTS = pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.name)


@pytest.fixture
def empty_window(program, tmp_path):
    """A window on a project in a folder of its own, which can be moved."""
    (tmp_path / "desk").mkdir()
    window = program.show(create_project(tmp_path / "desk" / "desk.annotator"))
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def tag(window, words: str = "Torvik") -> None:
    """Select words and press the key that tags them."""
    session = window.bridge.session
    at = session.text.index(words)
    session.select(at, at + len(words))
    press_keys(window, "p")


def tagged(store) -> list[str]:
    return [
        m.surface(store.queries.documents.text(m.document)) for m in store.queries.mentions.all()
    ]


def in_file(path) -> list[str]:
    """What is tagged in a project, after its check."""
    store = Store.open(path, read_only=True)
    assert check(store) == []
    found = tagged(store)
    store.close()
    return found


def said(window) -> str:
    """What the status line says once it is up to date."""
    QApplication.processEvents()
    return window.status.message.words


def answer(window, key: str) -> None:
    """Press the key of a choice in the popup."""
    assert window.asking.popup is not None
    press_keys(window, key)


@FAULTS
def test_an_act_that_is_not_taken_is_told_kept_and_saved_once_it_can_be(window, session, fault):
    mend = fault.cause(session.store)
    try:
        tag(window)

        assert window.trouble_bar.isVisible()
        assert fault.words in window.trouble_bar.words.text()
        assert (
            "1 step is kept in memory, not saved: “Tag as person”"
            in window.trouble_bar.words.text()
        )
        assert window.status.saved.text() == "1 step not saved"
        assert tagged(session.store) == ["Torvik"]
    finally:
        mend()
    window.keeping.look()
    QApplication.processEvents()

    assert not window.trouble_bar.isVisible()
    assert window.status.saved.text().startswith("All changes saved")
    path = session.path
    window.close()
    assert in_file(path) == ["Torvik"]


@FAULTS
def test_an_act_that_is_not_taken_can_be_saved_elsewhere(program, window, session, fault, tmp_path):
    mend = fault.cause(session.store)
    path = session.path
    try:
        tag(window)
    finally:
        if fault.name in WIDE:
            mend()
    before = path.read_bytes() if path.exists() else b""
    session.select(20, 20)

    window.bridge.run("project.save_copy", path=tmp_path / "rescued.annotator")
    QTest.qWait(20)

    after = program.window.bridge.session
    assert program.window is not window
    assert after.path == tmp_path / "rescued.annotator"
    assert (tagged(after.store), after.caret) == (["Torvik"], 20)
    assert not program.window.trouble_bar.isVisible()
    assert (path.read_bytes() if path.exists() else b"") == before, "nothing more went there"
    if fault.name not in WIDE:
        mend()
    tag(program.window, "Brandt")
    program.window.close()
    assert sorted(in_file(tmp_path / "rescued.annotator")) == ["Brandt", "Torvik"]


def test_it_is_tried_again_without_anybody_asking(window, session, qtbot):
    mend = moved(session.store)
    tag(window)
    window.keeping.timer.setInterval(10)

    mend()

    qtbot.waitUntil(lambda: not window.trouble_bar.isVisible(), timeout=5000)
    assert session.store.keeping.unsaved == ()
    assert session.message == "Everything is saved again."


def test_the_status_line_does_not_say_that_all_is_saved_when_the_file_is_gone(window, session):
    mend = moved(session.store)
    tag(window)
    mend()
    window.keeping.look()
    assert said(window) == "Everything is saved again."

    mend = moved(session.store)
    window.keeping.look()

    assert said(window) == ""
    assert window.status.saved.text() == "Cannot be saved"
    press_keys(window, "Ctrl+S")
    assert "it was moved, renamed or deleted" in said(window)
    mend()
    window.keeping.look()
    assert said(window) == ""
    assert window.status.saved.text().startswith("All changes saved")


def test_what_could_not_be_saved_and_is_dropped_is_not_called_saved(window, session):
    mend = moved(session.store)
    tag(window)
    heard = []
    session.listen(lambda _moved: heard.append(session.message))

    session.store.drop_unsaved()

    assert "Everything is saved again." not in heard
    mend()


def test_a_full_disk_is_told_and_ctrl_s_tries_again(window, session, press):
    mend = full(session.store)
    with session.store.transaction("Rename project") as tx:
        tx.set_project(name="long " * 20_000)
    QApplication.processEvents()
    assert f"the disk is full ({disk_of(session.path)} has" in window.trouble_bar.words.text()
    assert "free" in window.trouble_bar.words.text()
    assert "Free some space there." in window.trouble_bar.words.text()

    press("Ctrl+S")
    assert "the disk is full" in window.status.message.text()
    tag(window)
    press("Ctrl+Z")
    assert "3 steps are kept in memory" in window.trouble_bar.words.text()
    mend()
    press("Ctrl+S")

    assert not window.trouble_bar.isVisible()
    assert tagged(session.store) == []
    assert [step.label for step in session.store.history.steps(limit=2)] == ["Tag as person"] * 2


@pytest.fixture
def small_disk(tmp_path):
    """A file system of one megabyte, where whoever tests may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode != 0:  # noqa: S603
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607


def fill(ballast) -> None:
    """Write until nothing more fits."""
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(512)):
            pass


def test_a_disk_that_is_really_full_loses_nothing(program, small_disk, articles):
    window = program.show(create_project(small_disk / "desk.annotator"))
    window.bridge.run("document.import_files", paths=articles)
    ballast = small_disk / "ballast"
    fill(ballast)

    tag(window)

    assert f"the disk is full ({small_disk} has 0 kB free)" in window.trouble_bar.words.text()
    ballast.unlink()
    window.keeping.look()
    assert not window.trouble_bar.isVisible()
    window.close()
    assert in_file(small_disk / "desk.annotator") == ["Torvik"]


def test_what_is_not_saved_can_be_dropped_knowingly(window, session):
    mend = moved(session.store)
    tag(window)

    window.bridge.run("project.drop_unsaved")
    answer(window, "d")

    assert (tagged(session.store), session.store.keeping.unsaved) == ([], ())
    assert window.status.saved.text() == "Cannot be saved"
    mend()
    window.keeping.look()
    assert not window.trouble_bar.isVisible()


def test_closing_asks_before_anything_is_lost(program, window, session, tmp_path):
    mend = moved(session.store)
    tag(window)
    window.asking.save_path = lambda _question, then: then(tmp_path / "rescued.annotator")

    window.close()
    assert window.isVisible()
    answer(window, "g")
    assert window.isVisible()
    window.close()
    answer(window, "s")
    QTest.qWait(20)
    assert program.window.bridge.session.path.name == "rescued.annotator"
    program.window.close()
    assert program.window is None
    mend()
    assert in_file(tmp_path / "rescued.annotator") == ["Torvik"]


def test_each_answer_to_the_closing_question_has_the_first_letter_of_its_words(window, session):
    moved(session.store)
    tag(window)

    window.close()

    choices = window.asking.popup.model.choices
    assert len(choices) == 3
    assert all(choice.key == choice.label[0].lower() for choice in choices)
    answer(window, "g")


def test_a_window_can_be_closed_and_what_is_not_saved_lost(program, window, session):
    moved(session.store)
    tag(window)

    window.close()
    answer(window, "l")

    assert program.window is None


def test_another_project_is_not_opened_over_what_is_not_saved(program, window, session, tmp_path):
    create_project(tmp_path / "second.annotator").close()
    mend = moved(session.store)
    tag(window)

    window.bridge.run("project.open", paths=[tmp_path / "second.annotator"])
    QTest.qWait(10)

    assert program.window is window
    assert "Not everything is saved" in window.status.message.text()
    mend()


def test_a_deleted_file_is_noticed_before_the_next_act_and_closing_asks(window, session):
    session.path.unlink()

    window.keeping.look()

    assert "it was moved, renamed or deleted" in window.trouble_bar.words.text()
    window.close()
    assert window.isVisible()
    answer(window, "l")


def test_a_copy_synchronised_over_the_project_is_shown_when_it_is_opened_again(
    program, window, session, tmp_path
):
    theirs = tmp_path / "theirs.annotator"
    shutil.copyfile(session.path, theirs)
    other = open_project(theirs)
    with other.transaction("Rename project") as tx:
        tx.set_project(name="From the other machine")
    other.close()
    shutil.copyfile(theirs, theirs.with_suffix(".kept"))
    theirs.replace(session.path)

    window.keeping.look()
    assert "another file has taken its place" in window.trouble_bar.words.text()
    press_keys(window, "F5")
    QTest.qWait(20)

    again = program.window.bridge.session
    assert again.store.queries.project().name == "From the other machine"
    assert not again.store.read_only
    assert again.path.read_bytes() == theirs.with_suffix(".kept").read_bytes()


def test_a_copy_written_over_the_project_in_place_is_never_written_to(program, window, session):
    store, path = session.store, session.path
    kept = path.read_bytes()
    tag(window, "Brandt")
    path.write_bytes(kept)  # the same file now holds what it held before the last act

    tag(window, "Torvik")

    assert "another program has written to it" in window.trouble_bar.words.text()
    assert "another program has written to it" in window.status.message.text()
    assert store.keeping.unsaved == ()
    assert path.read_bytes() == kept
    press_keys(window, "F5")
    QTest.qWait(20)
    again = program.window
    assert not again.trouble_bar.isVisible()
    assert tagged(again.bridge.session.store) == []
    tag(again, "Torvik")
    again.close()
    assert in_file(path) == ["Torvik"]


def test_what_another_program_wrote_stays_and_the_act_is_kept(window, session, tmp_path):
    with sqlite3.connect(session.path) as other:
        other.execute("UPDATE document SET title = 'Theirs' WHERE id = 1")
    other.close()
    theirs = session.path.read_bytes()

    tag(window)

    assert "Only a copy elsewhere can save that." in window.trouble_bar.words.text()
    press_keys(window, "Ctrl+S")
    assert session.path.read_bytes() == theirs
    session.store.copy_to(tmp_path / "both.annotator")
    store = Store.open(tmp_path / "both.annotator", read_only=True)
    assert (tagged(store), store.queries.documents.get(1).title) == (["Torvik"], "Theirs")
    store.close()
    session.store.drop_unsaved()


def test_an_import_that_finds_the_disk_full_is_refused_whole(window, session, tmp_path):
    before = session.store.queries.documents.count()
    mend = full(session.store)
    (tmp_path / "long.txt").write_text("The mill is shut, the miller said. " * 2000)

    window.bridge.run("document.import_files", paths=[tmp_path / "long.txt"])

    assert "the disk is full" in session.message
    assert session.store.queries.documents.count() == before
    mend()
    window.bridge.run("document.import_files", paths=[tmp_path / "long.txt"])
    assert session.store.queries.documents.count() == before + 1


def test_a_file_that_was_only_touched_troubles_nobody(window, session):
    session.path.touch()

    window.keeping.look()
    tag(window)

    assert not window.trouble_bar.isVisible()
    assert window.status.saved.text().startswith("All changes saved")


def test_a_second_window_hears_that_it_could_show_more_and_that_it_could_write(
    make_program, tmp_path
):
    first = create_project(tmp_path / "desk.annotator")
    reading = make_program().show(open_project(tmp_path / "desk.annotator"))
    assert "Close it there, then open it again (F5)." in reading.error_bar.text
    with first.transaction("Rename project") as tx:
        tx.set_project(name="Changed")

    reading.keeping.look()
    assert "has changed it. Open it again to see the changes." in reading.trouble_bar.words.text()
    first.close()
    reading.keeping.look()
    assert "has closed it. Open it again to annotate." in reading.trouble_bar.words.text()
    assert reading.error_bar.text == "", "nobody has it open any more"
    reading.bridge.run("project.rename", name="Mine")
    assert "has closed it. Open it again to annotate." in reading.bridge.session.message
    press_keys(reading, "F5")
    QTest.qWait(20)

    program = reading.bridge.session.host
    writing = program.window.bridge.session.store
    assert (writing.read_only, writing.queries.project().name) == (False, "Changed")
