"""What is suggested is in the window soon after an article is opened, and is answered there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.provenance import Status
from annotator.session import Panel
from annotator.session.projects import create_project
from annotator.suggest.base import Suggesters
from annotator.ui.fields import fields_of
from annotator.ui.window_state import WindowState
from tests.suggest.made import Proposes, name, said, span_of
from tests.ui.conftest import ARTICLE, press_keys

BRANDT = span_of(ARTICLE, "Ilse Brandt")
TOLD = said(
    span_of(ARTICLE, "“Nobody opened the envelope,”"),
    span_of(ARTICLE, "told"),
    0.8,
    source=span_of(ARTICLE, "Mayor Ilse Brandt"),
)
DENIED = said(span_of(ARTICLE, "the story"), span_of(ARTICLE, "denied"), 0.6)
PROPOSED = [name(BRANDT), TOLD, name(span_of(ARTICLE, "Per Lund"), sure=0.7), DENIED]


@pytest.fixture
def window(program, articles, tmp_path, qtbot, monkeypatch):
    """A window on the article about the letter, with what is proposed of it."""
    found = Suggesters(
        (Proposes("test", PROPOSED),), ("The plug-in odd was not loaded: it is odd.",)
    )
    monkeypatch.setattr("annotator.session.more_suggesters.installed", lambda: found)
    window = program.show(create_project(tmp_path / "desk.annotator"))
    window.activateWindow()
    window.bridge.run("document.import_files", paths=articles[:1])
    qtbot.waitUntil(lambda: not window.suggester.working)
    QApplication.processEvents()
    return window


def drawn(window) -> list[tuple[str, bool]]:
    """The words of the mentions on the page, and whether they are drawn as suggested."""
    marks = [mark for _, marks in window.article._screen.page() for mark in marks.mentions]
    return sorted(
        (each.mention.surface(ARTICLE), each.mention.provenance.status is Status.SUGGESTED)
        for each in marks
    )


def test_suggestions_come_by_themselves_and_nothing_is_written(window):
    steps = window.bridge.session.store.history.steps()

    assert drawn(window) == [("Ilse Brandt", True), ("Per Lund", True)]
    assert window.claims.note.text() == "0 statements · 2 suggested"
    assert len(steps) == 1
    assert "was not loaded: it is odd." in window.error_bar.text


def test_the_status_line_says_what_how_sure_why_and_which_keys_answer(window):
    press_keys(window, "Space")
    QApplication.processEvents()

    assert window.status.selection.words == "suggested person · 90% · It is a test."
    hints = [(hint.key, hint.words) for hint in window.status.hints.hints][:2]
    assert hints == [("Enter", "accept"), ("Backspace", "reject")]


def test_enter_accepts_and_goes_on_and_what_is_accepted_is_drawn_as_such(window):
    press_keys(window, "Space", "Enter")

    assert drawn(window) == [("Ilse Brandt", False), ("Per Lund", True)]
    assert window.bridge.session.selection == span_of(ARTICLE, "told")
    assert window.entities.model.rowCount() == 2

    press_keys(window, "Ctrl+Z")
    assert drawn(window) == [("Ilse Brandt", True), ("Per Lund", True)]


def test_a_suggested_card_is_current_where_its_cue_is_and_has_no_fields(window):
    press_keys(window, "Space", "Space")
    model = window.claims.model

    assert model.opened == window.bridge.session.suggestion
    assert [model.row(number).kind for number in range(model.rowCount())] == ["card", "card"]

    press_keys(window, "Enter")
    assert window.claims.note.text() == "1 statement · 1 suggested"
    assert window.bridge.session.store.queries.statements.count() == 1


def test_cards_are_answered_in_the_claim_panel_with_the_same_keys(window):
    window.bridge.session.focus(Panel.CLAIMS)
    QApplication.processEvents()
    assert window.bridge.session.current_suggestion == TOLD

    press_keys(window, "y")
    assert window.bridge.session.current_suggestion == DENIED
    press_keys(window, "Backspace")

    stored = window.bridge.session.store.queries.statements.all()
    assert [each.provenance.status for each in stored] == [Status.ACCEPTED, Status.REJECTED]
    assert window.claims.note.text() == "1 statement"


def test_the_inspector_says_origin_confidence_and_reason(window):
    press_keys(window, "Space")
    shown = dict(fields_of(window.bridge.session).rows)
    assert shown["reason"] == "It is a test."
    assert (shown["origin"], shown["confidence"]) == ("rule:test", "90%")

    press_keys(window, "Enter", "Shift+Tab")
    shown = dict(fields_of(window.bridge.session).rows)
    assert shown["reason"] == "The rule “test” proposed it."


def test_a_screen_reader_hears_that_something_is_only_suggested(window, monkeypatch):
    heard = []
    monkeypatch.setattr(window.status, "_announce", heard.append)

    press_keys(window, "Space")
    QApplication.processEvents()
    press_keys(window, "Space")
    QApplication.processEvents()

    heard = [words for words in heard if words]
    assert heard[0] == "suggested person · 90% · It is a test."
    assert heard[-1] == "suggested statement: asserts · 80% · It is a test."


def test_f8_takes_suggestions_away_and_brings_them_back(window, qtbot):
    press_keys(window, "F8")
    assert drawn(window) == []
    assert window.claims.note.text() == ""

    press_keys(window, "F8")
    qtbot.waitUntil(lambda: not window.suggester.working)
    assert drawn(window) == [("Ilse Brandt", True), ("Per Lund", True)]
    assert window.state(WindowState()).view.suggestions


def test_a_click_on_the_badge_of_a_suggestion_goes_to_it(window):
    number = window.bridge.session.suggestions.undecided.statements()[0]

    window.article.statement_chosen.emit(number)

    assert window.bridge.session.suggestion == number


def test_in_a_narrow_window_the_reason_is_shortened_and_the_keys_stay(window, qtbot):
    window.resize(700, 600)
    press_keys(window, "Space")
    selection, hints = window.status.selection, window.status.hints

    qtbot.waitUntil(lambda: selection.text().endswith("…"))
    hints.repaint()

    assert selection.words == "suggested person · 90% · It is a test."
    assert [hint.key for _, hint in hints._places][:2] == ["Enter", "Backspace"]


def test_what_is_asked_over_the_window_clears_what_is_said_of_a_suggestion(window):
    press_keys(window, "Space", "?")
    QApplication.processEvents()
    assert window.status.selection.words == ""

    press_keys(window, "Esc")
    QApplication.processEvents()
    assert window.status.selection.words == "suggested person · 90% · It is a test."
