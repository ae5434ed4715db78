"""Shift+S in the window: a short list at the open card, picked from by digits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from annotator.session import Panel


@pytest.fixture
def asked(session, press):
    """Two persons are tagged, and "she added" reports something."""
    for words in ("Ilse Brandt", "Per Lund"):
        start = session.text.index(words)
        session.select(start, start + len(words), exact=True)
        press("p")
    start = session.text.index("added")
    session.select(start, start)
    session.statement = None
    press("s")
    return session


def names(window) -> list[str]:
    return [f"{each.key} {each.label}" for each in window.asking.popup.model.choices]


def speaker(session) -> str:
    source = session.current_statement.source
    return session.store.queries.entities.get(source.entity).name if source.entity else ""


def test_a_digit_picks_who_speaks(window, asked, press):
    press("Shift+S")
    assert names(window)[:2] == ["1 Ilse Brandt", "2 Per Lund"]

    press("2")

    assert window.asking.popup is None
    assert speaker(asked) == "Per Lund"
    assert QApplication.focusWidget() is window.article.focus_widget()


def test_enter_takes_the_first_and_escape_leaves(window, asked, press):
    press("Shift+S", "2", "Shift+S", "Esc")
    assert speaker(asked) == "Per Lund"

    press("Shift+S", "Down", "Enter")

    assert speaker(asked) == "Ilse Brandt"


def test_letters_find_somebody_and_digits_are_letters_then(window, asked, press):
    press("Shift+S", "l", "u", "n", "2", "Backspace")
    assert window.asking.popup.field.text() == "lun"
    assert names(window)[0] == " Per Lund"

    press("Enter")

    assert speaker(asked) == "Per Lund"


def test_a_new_name_is_asked_for_its_type(window, asked, press):
    press("Shift+S", *"union", "Enter", "o")

    assert speaker(asked) == "union"
    assert asked.current_entity.type == "organization"


def test_the_list_stands_at_the_open_card(window, asked, press):
    press("Shift+S")

    popup, source = window.asking.popup, window.claims.source_place(window.asking.popup.parent())
    assert isinstance(source, QRect)
    assert popup.geometry().top() in (
        source.bottom() + 4,
        source.top() - 4 - popup.height(),
    )
    assert popup.parent().rect().contains(popup.geometry())


def test_with_the_panel_put_away_the_list_stands_over_the_article(window, asked, press):
    window.claims.hide()

    press("Shift+S")

    assert window.claims.source_place(window.asking.popup.parent()) is None
    assert window.asking.popup.isVisible()


def test_the_panel_has_the_same_key(window, asked, press):
    while asked.panel is not Panel.CLAIMS:
        press("F6")

    press("Shift+S", "2")

    assert speaker(asked) == "Per Lund"
    assert asked.panel is Panel.CLAIMS


def test_without_a_statement_the_status_line_says_what_to_do(window, session, press):
    press("Shift+S")

    assert session.message == "Go to a statement first ([ and ]), or make one (s)."
    assert window.asking.popup is None
