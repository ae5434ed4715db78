"""The window indexes what is imported, and never while somebody types."""

from PySide6.QtWidgets import QApplication

from annotator.session.importing import import_text
from annotator.ui.indexer import Indexer


def missing(session):
    index = session.store.search_index
    return [document for part in index.missing(index.newest()) for document in part]


def test_what_is_imported_is_indexed_in_a_pause(window, session, qtbot):
    indexer = Indexer(window.bridge, window, idle_ms=0)
    qtbot.waitUntil(lambda: not indexer.waiting)
    assert missing(session) == []

    import_text(session.store, "A late quay.", "Quay")
    assert indexer.waiting

    qtbot.waitUntil(lambda: not indexer.waiting)
    assert missing(session) == []
    assert session.store.history.undo_label() == "Import 1 article"


def test_it_waits_while_the_reader_acts(window, session, press, qtbot):
    indexer = Indexer(window.bridge, window, idle_ms=60_000)

    press("Right", "Right")
    QApplication.processEvents()

    assert indexer.waiting
    assert missing(session) == [1, 2]


def test_it_lets_a_file_be_that_cannot_be_written(window, session, qtbot):
    session.store.stand_down()
    indexer = Indexer(window.bridge, window, idle_ms=0)

    qtbot.waitUntil(lambda: not indexer.waiting)

    assert missing(session) == [1, 2]
