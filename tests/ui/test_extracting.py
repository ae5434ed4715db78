"""A text is made anew in the window, what could not follow is listed, and a key takes it back."""

from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import ARTICLE
from tests.ui.mirror import differences

NEWER = ARTICLE.replace("on Monday", "on Tuesday").replace("Her deputy, Per Lund,", "Her deputy")


def paragraph(window):
    """The paragraph at the caret, as a screen reader is told it."""
    words = QAccessible.queryAccessibleInterface(window.article.focus_widget()).textInterface()
    return words.text(0, words.characterCount())


def tag(session, press, words, key):
    at = session.text.index(words)
    session.select(at, at + len(words))
    press(key)


def test_the_text_is_made_anew_and_one_key_takes_it_back(window, session, press, articles):
    tag(session, press, "Ilse Brandt", "p")
    tag(session, press, "Per Lund", "p")
    articles[0].write_text(NEWER, encoding="utf-8")

    window.bridge.run("document.extract_again", paths=[articles[0]])
    assert window.asking.popup.heading.text() == "Read letter.txt again"
    press("Enter")
    assert window.asking.popup.heading.text() == "What changed"
    QTest.keyClicks(QApplication.focusWidget(), "lund")
    press("Enter")

    assert session.text == NEWER
    assert paragraph(window).endswith("Her deputy denied the story.")
    assert session.message.startswith("Change 2 of 2: mention not carried. It was “Per Lund”.")
    assert differences(window) == []
    press("Ctrl+Z")
    assert session.text == ARTICLE
    assert len(session.store.queries.mentions.of_document(1)) == 2
    assert differences(window) == []
    press("Ctrl+Shift+Z")
    assert session.text == NEWER
    assert differences(window) == []
