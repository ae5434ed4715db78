"""An article that is a version of an annotated one says so once, and a key takes over."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from annotator.session.importing import import_text
from annotator.ui.version_watch import VersionWatch
from tests.ui.conftest import ARTICLE

NEWER = ARTICLE.replace("on Monday", "on Tuesday").replace("3 May", "4 May")


@pytest.fixture
def watch(window):
    """A watch that looks at once."""
    window.versions.stop()
    return VersionWatch(window.bridge, window, pause_ms=0)


@pytest.fixture
def newer(session, press):
    """A newer version of the article, which has a mention and a date; not open yet."""
    at = session.text.index("Ilse Brandt")
    session.select(at, at + len("Ilse Brandt"))
    press("p")
    at = session.text.index("Monday")
    session.select(at, at + len("Monday"))
    press("d")
    return import_text(session.store, NEWER, "The letter, again").imported[0]


def opened(session, watch, document, qtbot):
    session.say("")
    session.open_document(document)
    qtbot.waitUntil(lambda: not watch.looking)


def test_it_is_said_once_with_the_key(session, watch, newer, qtbot):
    opened(session, watch, newer, qtbot)

    assert session.message == (
        "This article is 96 % the same as “The harbour board said on Monday that its…”, "
        "which is annotated. Ctrl+T takes its annotations over."
    )
    opened(session, watch, 2, qtbot)
    opened(session, watch, newer, qtbot)
    assert session.message == ""


def test_one_of_the_same_title_is_called_by_its_file(session, watch, newer, qtbot):
    queries = session.store.queries.documents
    with session.store.transaction("Rename") as tx:
        tx.replace(replace(queries.get(newer), title=queries.get(1).title))

    opened(session, watch, newer, qtbot)

    assert session.message.startswith("This article is 96 % the same as “letter.txt”, which")


def test_it_follows_what_the_import_says(window, session, watch, newer, qtbot, tmp_path):
    path = tmp_path / "third.txt"
    path.write_text(NEWER.replace("4 May", "5 May"), encoding="utf-8")

    window.bridge.run("document.import_files", paths=[path])
    qtbot.waitUntil(lambda: not watch.looking)

    assert session.message.startswith("1 article imported. This article is 96 % the same as")


def test_an_article_that_was_begun_or_is_like_none_says_nothing(session, watch, newer, qtbot):
    opened(session, watch, 2, qtbot)
    assert session.message == ""
    opened(session, watch, 1, qtbot)
    assert session.message == ""


def test_another_article_opened_meanwhile_ends_the_looking(session, watch, newer, qtbot):
    session.say("")
    session.open_document(newer)
    session.open_document(2)
    qtbot.waitUntil(lambda: not watch.looking)

    assert session.message == ""


def test_annotations_are_taken_over_by_keys_alone(window, session, watch, newer, press, qtbot):
    opened(session, watch, newer, qtbot)

    press("Ctrl+T", "Enter")
    assert window.asking.popup is not None
    press("Enter")
    QApplication.processEvents()

    (mention,) = session.store.queries.mentions.of_document(newer)
    assert mention.surface(NEWER) == "Ilse Brandt"
    assert session.selection.of(NEWER) == "Tuesday"
    assert session.message == "Change 1 of 3: mention not carried. It was “Monday”."
    press("Ctrl+F4", "Ctrl+F4")
    assert session.selection.of(NEWER) == "4"
    press("Ctrl+Z")
    assert session.store.queries.mentions.of_document(newer) == []
