import time
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.ui.document_model import DocumentModel, Role
from tests.ui.conftest import press_keys


def details(window):
    model = window.documents.model
    return [model.index(row).data(Role.DETAIL) for row in range(model.rowCount())]


def test_it_shows_titles_states_and_how_many_are_done(window, session, press, qtbot):
    at = session.text.index("Per Lund")
    session.select(at, at + 8)
    press("p", "Ctrl+PgDn", "Ctrl+D")

    qtbot.waitUntil(lambda: window.documents.heading.text() == "DOCUMENTS · 1 of 2 done")

    assert details(window) == ["1 mention · 0 statements", "done ✓"]


def test_documents_of_one_title_say_what_tells_them_apart(window, tmp_path, qtbot):
    for name, text in (
        ("monday.txt", "Ferries\n\nNo boat."),
        ("friday.txt", "Ferries\n\nOne boat."),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    window.bridge.run("document.import_files", paths=[tmp_path / "monday.txt"])
    window.bridge.run("document.import_files", paths=[tmp_path / "friday.txt"])

    assert details(window)[2:] == ["monday.txt · not started", "friday.txt · not started"]

    window.bridge.run("document.set_metadata", field="published", value="2025-03-06")
    qtbot.waitUntil(lambda: details(window)[3] == "2025-03-06 · friday.txt · not started")
    press_keys(window, "Ctrl+P", *"ferries")
    details_asked = [choice.detail for choice in window.asking.popup.model.choices]
    assert details_asked == ["monday.txt · open", "2025-03-06 · friday.txt · open"]


def test_arrows_and_enter_open_a_document(window, session, press):
    press("Shift+F6", "Down", "Enter")

    assert session.current_document.title == "Ferry strike ends"


def test_the_filter_is_reached_by_a_slash_and_left_by_enter(window, session, press):
    press("Shift+F6", "/")
    QTest.keyClicks(QApplication.focusWidget(), "ferry")
    assert window.documents.model.rowCount() == 1
    press("Enter", "Down", "Enter")

    assert session.current_document.title == "Ferry strike ends"


def test_a_filter_that_finds_nothing_says_so(window):
    window.documents.filter.setText("zeppelin")

    assert window.documents.empty.isVisible()
    assert window.documents.empty.text() == "No title has these words."


def test_the_open_document_is_marked_when_it_changes_elsewhere(window, session, press):
    press("Ctrl+PgDn")

    assert window.documents.rows.currentIndex().row() == 1


def test_exactly_one_row_is_chosen_however_the_documents_were_walked(
    window, session, press, monkeypatch
):
    # as when the reader still holds Ctrl
    held = Qt.KeyboardModifier.ControlModifier
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", staticmethod(lambda: held))
    press("Ctrl+Enter", "Ctrl+PgUp", "Ctrl+PgDn", "Ctrl+PgUp")

    chosen = window.documents.rows.selectionModel().selectedIndexes()

    assert [index.row() for index in chosen] == [0]
    assert window.documents.rows.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection


def test_a_long_title_takes_two_lines_and_its_tip_says_it_whole(window, session, qtbot):
    """A row has room for both, whatever its own title needs."""
    title = "The harbour board of Torvik rejects <b>what its auditors wrote</b> about relief funds"
    rows = window.documents.rows
    window.documents.resize(190, 400)
    short = painted(rows, 1)
    with session.store.transaction("Rename") as tx:
        tx.replace(replace(session.current_document, title=title))
    qtbot.waitUntil(lambda: window.documents.model.index(0).data() == title)

    assert rows.rowHeight(0) == rows.rowHeight(1) == rows.verticalHeader().defaultSectionSize()
    assert len(painted(rows, 0)) == len(short) + 1 == 3
    tip = window.documents.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert QTextDocumentFragment.fromHtml(tip).toPlainText() == f"{title}\nnot started"


def painted(rows, row):
    """The lines of letters that are seen in a row, each as the pixel where it begins."""
    place = rows.visualRect(rows.model().index(row, 0)).adjusted(6, 5, -6, -5)
    image = rows.viewport().grab(place).toImage()
    ground = image.pixel(0, 0)
    inked = [
        any(image.pixel(x, y) != ground for x in range(image.width()))
        for y in range(image.height())
    ]
    return [y for y in range(1, len(inked)) if inked[y] and not inked[y - 1]]


def test_an_empty_list_still_takes_the_keyboard(empty_window):
    press_keys(empty_window, "Shift+F6")

    assert QApplication.focusWidget() is empty_window.documents.rows


def test_only_the_pages_looked_at_are_read(window, session):
    with session.store.transaction("Many") as tx:
        for number in range(3000):
            text = f"Number {number}"
            made = Document(DocumentId(0), text, sha256_of(text), len(text), tx.now, tx.author)
            tx.add_document(made, text)
    asked = []
    queries = session.store.queries

    class Counting:
        def __getattr__(self, name):
            return getattr(queries.documents, name)

        def counted(self, ids):
            asked.append(len(ids))
            return queries.documents.counted(ids)

    class Queries:
        documents = Counting()

    start = time.process_time()
    model = DocumentModel(Queries())
    model.reload()
    assert model.index(2500).data() == "Number 2498"

    assert sum(asked) <= 64
    assert time.process_time() - start < 1


def titles(window):
    model = window.documents.model
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_list_can_be_in_another_order_and_next_follows_it(window, session, press):
    first, second = titles(window)
    assert first > second, "the articles are imported against the alphabet"

    window.bridge.run("view.sort_documents:title")
    press("Ctrl+PgDn")

    assert titles(window) == [second, first]
    assert window.documents.order.text() == "Title ▾"
    assert session.message == "This is the last document."
    press("Ctrl+PgUp")
    assert session.current_document.title == second


def test_the_order_lasts_over_restarts_and_filters(window, session):
    window.bridge.run("view.sort_documents:annotated")
    session.select(0, 3)
    window.bridge.run("mention.add:person")

    window.bridge.run("view.sort_documents:open")
    window.bridge.run("view.sort_documents:annotated")
    window.documents.filter.setText("er")

    assert window.documents.model.document_at(0) == session.document
    assert window.documents.model.rowCount() == 2


def test_done_and_next_takes_the_next_in_the_order(window, session, press):
    first, second = window.documents.model.document_at(0), window.documents.model.document_at(1)
    window.bridge.run("view.sort_documents:title")
    session.open_document(second)

    press("Ctrl+Enter")
    assert session.document == first
    press("Ctrl+Enter")

    assert session.store.queries.documents.done() == 2
