"""A window checks its project by itself, behind its back, and says what is wrong."""

import sqlite3
from contextlib import closing

import pytest
from shiboken6 import isValid

from annotator.store.errors import ProjectReadOnly
from annotator.ui import open_check
from annotator.ui.open_check import OpenCheck


@pytest.fixture
def check(window):
    """A check of the window's project, which begins only when it is told to."""
    check = OpenCheck(window.bridge.session, window)
    check.sentences, check.notes = [], []
    check.told.connect(check.sentences.append)
    check.ended.connect(check.notes.append)
    check.ended.connect(window.status.note)
    yield check
    if isValid(check):
        check.leave()


def scribble(session, sql):
    with closing(sqlite3.connect(session.path)) as connection, connection:
        connection.execute(sql)


def test_a_whole_project_is_checked_without_a_word(qtbot, check, window, session):
    with qtbot.waitSignal(check.ended, timeout=30000):
        check.start(after_ms=0)

    assert check.sentences == []
    assert check.notes[0].endswith("the project is whole")
    assert check.notes[0] in window.status.saved.toolTip()
    assert not session.store.read_only


def test_damage_is_told_and_nothing_more_is_written(qtbot, check, session):
    scribble(session, "UPDATE document SET length = length + 1")

    with qtbot.waitSignal(check.ended, timeout=30000):
        check.run()

    (told,) = check.sentences
    assert "is damaged: Document 1: its text has" in told
    assert "Restore a backup or make a repaired copy" in told
    with pytest.raises(ProjectReadOnly, match="is damaged"), session.store.transaction("Act") as tx:
        tx.set_project(name="other")


def test_a_wrong_count_is_told_and_work_goes_on(qtbot, check, session):
    scribble(session, "UPDATE document_tally SET mentions = mentions + 1")

    with qtbot.waitSignal(check.ended, timeout=30000):
        check.run()

    assert "Nothing that you wrote is in doubt" in check.sentences[0]
    assert not session.store.read_only


def test_a_check_that_cannot_begin_is_tried_again_and_told_in_the_end(qtbot, check, monkeypatch):
    monkeypatch.setattr(open_check.sys, "executable", "/bin/false")
    monkeypatch.setattr(open_check, "_LATER_MS", 0)
    begun = []
    check._first.timeout.connect(lambda: begun.append("again"))

    with qtbot.waitSignal(check.ended, timeout=30000):
        check.run()

    assert len(begun) == 5
    assert len(check.sentences) == 1
    assert "could not be checked" in check.sentences[0]


def test_a_check_under_way_ends_with_the_window(check):
    check.run()
    check.leave()

    assert not check.running
