from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.ids import DocumentId
from annotator.ui.meter import Meter

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


def test_the_meter_counts_each_document_by_itself():
    meter = Meter()
    meter.annotated(ONE, 3)
    for _ in range(6):
        meter.act(ONE)
    meter.act(DocumentId(2))
    assert meter.per_annotation(ONE) is None

    meter.annotated(ONE, 7)

    assert meter.per_annotation(ONE) == 1.5
    assert meter.per_annotation(None) is None


def test_the_error_bar_stays_until_it_is_closed(window):
    window.error_bar.tell("The disk is full.")
    window.error_bar.tell("The disk is full.", "And more.")
    assert window.error_bar.isVisible()
    assert window.error_bar.text == "The disk is full.\nAnd more."

    window.error_bar.clear()

    assert not window.error_bar.isVisible()
