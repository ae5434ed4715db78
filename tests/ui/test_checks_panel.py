"""The checks in the window: found while one works, listed, gone to and fixed by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from annotator.session import Mode, Shown


@pytest.fixture(autouse=True)
def unsuggested(session):
    """Suggestions are off: a quotation that is suggested as a statement is no finding."""
    session.set_view(replace(session.view, suggestions=False))


@pytest.fixture
def checked(window, session, qtbot):
    """Wait until the window has looked at everything."""

    def wait():
        qtbot.waitUntil(lambda: not (window.checker.working or session.checks.working))
        QApplication.processEvents()

    wait()
    return wait


def sentences(panel):
    return [panel.model.data(panel.model.index(row)) for row in range(panel.model.rowCount())]


def tagged(session):
    found = session.store.queries.mentions.all()
    return [(each.surface(session.text), each.type) for each in found]


def tag_brandt(session, press):
    at = session.text.index("Brandt")
    session.select(at, at + len("Brandt"), exact=True)
    press("p")


def test_the_status_line_counts_what_is_found(window, session, press, checked):
    assert window.status.findings.text() == "1 to check"

    tag_brandt(session, press)
    checked()

    assert window.status.findings.text() == "2 to check"
    assert not window.status.findings.isHidden()
    press("Ctrl+Z")
    checked()
    assert window.status.findings.text() == "1 to check"


def test_the_list_says_what_and_where(window, session, press, checked):
    tag_brandt(session, press)
    checked()

    press("Ctrl+F7")

    panel = window.shown.opened
    assert session.mode is Mode.CHECKS
    assert sentences(panel) == [
        "“Nobody opened the envelope,” is quoted, and no statement says whose words.",
        "“Brandt” is tagged as person elsewhere, not here.",
    ]
    assert "quotations without a statement: 1" in panel.told.text()


def test_enter_goes_there_and_f7_goes_on(window, session, press, checked):
    tag_brandt(session, press)
    checked()
    session.select(0, 0)

    press("Ctrl+F7", "Down", "Enter")

    assert session.shown is None
    assert session.selection.start == session.text.rindex("Brandt")
    assert session.mode is Mode.ARTICLE
    press("F7")
    assert session.message.startswith("1 of 2: “Nobody opened the envelope,”")
    assert session.message.endswith("From the other end again.")
    press("Shift+F7", "F9")
    assert tagged(session) == [("Brandt", "person")] * 2


def test_a_finding_is_fixed_in_the_list_and_taken_back(window, session, press, checked):
    tag_brandt(session, press)
    checked()
    session.select(0, 0)
    press("Ctrl+F7", "Down", "F9")

    assert tagged(session) == [("Brandt", "person")] * 2
    assert len(sentences(window.shown.opened)) == 1
    assert session.shown is Shown.CHECKS

    press("Ctrl+Z")
    checked()
    assert len(sentences(window.shown.opened)) == 2


def test_what_asks_leaves_the_list_for_the_article(session, press, checked):
    press("Ctrl+F7", "F9")

    assert session.shown is None
    (made,) = session.store.queries.statements.all()
    assert made.surface(session.text) == "“Nobody opened the envelope,”"


def test_an_empty_list_keeps_its_keys_from_the_article(window, session, press, checked):
    press("Ctrl+F7", "Ctrl+F9")

    assert sentences(window.shown.opened) == []
    assert window.shown.opened.told.text() == "Nothing is found that would have to be fixed."
    assert window.status.findings.isHidden()
    press("p")
    assert tagged(session) == []
    press("Esc")
    assert session.shown is None


def test_each_article_has_findings_of_its_own(window, session, press, checked):
    press("Ctrl+PgDn")
    checked()
    assert window.status.findings.isHidden()

    press("Ctrl+PgUp")
    checked()
    assert window.status.findings.text() == "1 to check"
