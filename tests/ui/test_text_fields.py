"""A text field that has the focus owns the keyboard: no annotation can happen from within it."""

import pytest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from annotator.session import Choice, ChoiceQuestion, Shown, TextQuestion
from annotator.ui.dispatch import is_text_field

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SIGNS = ".,:;?!'\"()-+/"
FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


def words_of(field):
    return field.toPlainText() if hasattr(field, "toPlainText") else field.text()


def choices(letters):
    return [Choice(letters or "one", 1), Choice("two", 2)]


def nothing(_answer):
    """An answer that nobody is interested in."""


def ask_line(window):
    window.bridge.session.ask.text(TextQuestion("Name"), nothing)


def ask_paragraph(window):
    window.bridge.session.ask.text(TextQuestion("Note", multiline=True), nothing)


def ask_choice(window):
    window.bridge.session.ask.choice(ChoiceQuestion("Which", choices), nothing)


def show(shown):
    return lambda window: window.bridge.session.show(shown)


def filter_of(panel):
    return lambda window: getattr(window, panel).filter.setFocus()


PLACES = {
    **{f"the filter of {name}": filter_of(name) for name in ("documents", "entities", "claims")},
    **{str(shown): show(shown) for shown in (Shown.PALETTE, Shown.KEYS, Shown.FIND, Shown.SEARCH)},
    "a line": ask_line,
    "a paragraph": ask_paragraph,
    "a choice": ask_choice,
}


def content(session):
    queries = session.store.queries
    counts = (queries.mentions, queries.statements, queries.entities, queries.claims)
    return [each.count() for each in counts]


@pytest.fixture
def annotated(window, session, press):
    """A window in which every key of the article has something to act on."""
    at = session.text.index("Ilse Brandt")
    session.select(at, at + len("Ilse Brandt"))
    press("p")
    session.select(at, at + len("Ilse Brandt"))
    session.say("")
    return window


@pytest.mark.parametrize("place", PLACES)
def test_letters_digits_and_backspace_are_text_in(annotated, session, press, place):
    before = content(session)
    PLACES[place](annotated)
    QApplication.processEvents()
    field = QApplication.focusWidget()
    assert is_text_field(field)

    press(*LETTERS, *DIGITS, *SIGNS, "Space", "x", "Backspace", "Backspace")

    assert QApplication.focusWidget() is field
    assert words_of(field) == f"{LETTERS}{DIGITS}{SIGNS}"
    press(*("Backspace" for _ in words_of(field)))
    assert words_of(field) == ""
    assert QApplication.focusWidget() is field
    assert content(session) == before
    assert session.message == ""


def test_there_is_no_other_text_field(annotated):
    """Every place above was opened, and each field of the window is one of theirs."""
    seen = set()
    for open_place in PLACES.values():
        open_place(annotated)
        QApplication.processEvents()
        seen.add(QApplication.focusWidget())
        fields = [field for kind in FIELDS for field in annotated.findChildren(kind)]
        for field in fields:
            if field.isVisible() and is_text_field(field):
                assert field in seen or field in filters(annotated)
        annotated.bridge.session.ask.decline()
        annotated.bridge.session.show(None)
        QApplication.processEvents()


def filters(window):
    return [panel.filter for panel in (window.documents, window.entities, window.claims)]
