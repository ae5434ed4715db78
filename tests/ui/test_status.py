from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.ids import DocumentId
from annotator.model.statement import SourceKind
from annotator.ui.article.state import Handle
from annotator.ui.meter import Meter
from tests.commands.desk import add_article

ONE = DocumentId(1)


def keys_shown(window):
    QApplication.processEvents()
    return [hint.key for hint in window.status.hints.hints]


def test_the_next_keys_follow_from_where_the_reader_is(window, session, press):
    at = session.text.index("Per Lund")
    session.select(at, at + 8)
    assert keys_shown(window)[:1] == ["p"]
    assert "s" in keys_shown(window)

    press("p")

    assert keys_shown(window)[:2] == ["k", "."]


def test_a_hedging_word_offers_the_statement_that_is_not_proposed(window, session, press):
    text = "The boat allegedly sank.\n"
    session.open_document(add_article(session.store, text, "The boat"))

    session.select(4, 4)
    assert "s" not in keys_shown(window)[:1]

    at = text.index("allegedly")
    session.select(at + 2, at + 2)
    assert keys_shown(window)[:1] == ["s"]
    press("s")

    statement = session.current_statement
    assert statement.content[0].of(text) == "sank"
    assert statement.source.kind is SourceKind.UNSPECIFIED


def test_a_field_with_the_keyboard_shows_its_own_keys_and_none_of_the_article(window, press):
    press("/")
    assert keys_shown(window) == ["Enter", "Shift+Enter", "Esc"]

    press("Esc", "Ctrl+K")
    assert keys_shown(window) == ["Enter", "Down", "Esc"]

    press("Esc", "F6", "/")
    assert keys_shown(window) == ["Enter", "Esc"]


def test_hints_ask_for_two_letters_and_nothing_else(window, press):
    press("h")

    assert keys_shown(window) == ["a … z", "Esc"]


def test_the_documents_show_what_opens_one(window, press):
    press("Shift+F6")

    assert keys_shown(window)[:2] == ["Enter", "Ctrl+Enter"]


def test_the_edge_in_hand_is_marked_and_its_keys_are_shown(window, session, press):
    at = session.text.index("Per Lund")
    session.select(at, at + 8)
    press("p", "(")
    assert keys_shown(window)[:3] == ["Left Right", "Alt+Left Alt+Right", "Enter"]
    assert window.article._overlay.handle == Handle(at, left=True)

    press("Left")
    moved = session.current_mention.extent.start
    assert window.article._overlay.handle == Handle(moved, left=True)
    assert moved < at

    press(")")
    assert window.article._overlay.handle == Handle(at + 8, left=False)

    press("Enter")
    assert window.article._overlay.handle is None


def test_a_click_on_a_key_presses_it(window, session):
    at = session.text.index("Per Lund")
    session.select(at, at + 8)
    QApplication.processEvents()
    window.status.hints.repaint()

    QTest.mouseClick(window.status.hints, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))

    assert session.current_mention.type == "person"


def test_data_is_shown_as_it_is_never_as_markup(window, session):
    session.say("<b>bold</b> & more")
    QApplication.processEvents()

    assert window.status.message.textFormat() is Qt.TextFormat.PlainText
    rich = [
        label
        for label in window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert rich == []


LONG = "The archive of Torvik cannot be read, said the keeper of the harbour. " * 3


def test_a_long_sentence_is_shown_in_full_on_more_lines(qtbot, window, session):
    window.resize(1200, 800)
    session.say("Short.")
    QApplication.processEvents()
    low = window.status.height()

    session.say(LONG)

    message = window.status.message
    qtbot.waitUntil(lambda: window.status.height() > low)
    assert message.text() == message.words == LONG
    assert message.height() >= 2 * message.fontMetrics().lineSpacing()
    session.say("")
    qtbot.waitUntil(lambda: window.status.height() == low)


def test_a_sentence_without_end_is_cut_visibly_and_whole_in_the_tip(qtbot, window, session):
    session.say(LONG * 9)

    message = window.status.message
    qtbot.waitUntil(lambda: message.text().endswith("…"))
    assert message.sizeHint().height() == 3 * message.fontMetrics().lineSpacing()
    assert LONG.strip() in message.toolTip()
    assert message.accessibleName() == LONG * 9


def test_the_meter_counts_each_document_by_itself():
    meter = Meter()
    meter.annotated(ONE, 3)
    for _ in range(6):
        meter.act(ONE)
    meter.act(DocumentId(2))
    assert meter.work_on(ONE) is None

    meter.annotated(ONE, 7)

    assert meter.work_on(ONE) == (6, 4)
    assert meter.work_on(None) is None


def test_only_keys_that_act_count_not_those_that_type(window, session, press):
    counted = []
    window.dispatcher.pressed.connect(lambda: counted.append(1))
    press("Ctrl+K", "z", "o", "Esc", "/", "b", "Enter", "Esc", "F6", "/", "x", "Esc", "Esc")
    assert len(counted) == 4  # Ctrl+K, /, F6, /

    press("Esc", "Right")

    assert len(counted) == 6


def test_the_meter_goes_on_where_an_earlier_window_left_it():
    earlier = Meter()
    earlier.annotated(ONE, 3)
    for _ in range(6):
        earlier.act(ONE)
    earlier.annotated(ONE, 5)
    meter = Meter()

    meter.remember(earlier.counts())
    meter.annotated(ONE, 5)

    assert meter.work_on(ONE) == (6, 2)
    meter.annotated(ONE, 6)
    assert meter.work_on(ONE) == (6, 3)
    assert meter.counts() == {ONE: (6, 3)}


def test_the_error_bar_stays_until_it_is_closed(window, session, press):
    window.error_bar.tell("The disk is full.")
    window.error_bar.tell("The disk is full.", "And more.")
    assert window.error_bar.isVisible()
    assert window.error_bar.text == "The disk is full.\nAnd more."

    press("Ctrl+M")

    assert not window.error_bar.isVisible()
    press("Ctrl+M")
    assert session.message == "No message stands over the article."
