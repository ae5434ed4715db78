"""What files and analysts write is shown as it is written: never as markup, anywhere."""

import html
import json
import re

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolTip,
    QWidget,
)

from annotator.session import Choice, ChoiceQuestion, PathsQuestion, Shown, TextQuestion
from annotator.session.projects import create_project

BAD = "<img src=x><script>alert(1)</script>"
WORDS = "Mayor Ilse Brandt said the ferry sails."


@pytest.fixture
def hostile(program, tmp_path):
    """A window where everything that can be named has markup for a name."""
    folder = tmp_path / "<b>desk<b>"
    folder.mkdir()
    window = program.show(create_project(folder / "<i>desk.annotator"))
    article = folder / "<img src=x>.txt"
    article.write_text(f"{BAD}\n\n{WORDS} {BAD}\n")
    session = window.bridge.session

    def run(action, **arguments):
        assert window.bridge.run(action, **arguments), session.message
        assert not session.failed, session.message

    run("document.import_files", paths=[article])
    run("project.rename", name=BAD)
    for field in ("publisher", "author", "source_url"):
        run(f"document.set_metadata:{field}", value=BAD)
    run("document.rename", title=BAD)
    select(session, "Ilse Brandt")
    run("mention.add:person")
    run("entity.rename", name=BAD)
    run("entity.add_alias", alias=f"{BAD} II")
    run("note.add", text=BAD)
    select(session, BAD)
    run("mention.add:organization")
    select(session, "the ferry sails")
    run("statement.new")
    run("claim.new", text=BAD)
    run("note.add", text=BAD)
    QApplication.processEvents()
    return window


def select(session, words):
    at = session.text.rindex(words)
    session.select(at, at + len(words), exact=True)


def rich(window):
    """Every widget in sight that shows something as rich text, or would if it were markup."""
    for widget in QApplication.allWidgets():
        words = widget.text() if isinstance(widget, QLabel | QMessageBox) else ""
        if words and may_be_rich(widget.textFormat(), words):
            yield widget, words
        if may_be_rich(Qt.TextFormat.AutoText, widget.toolTip()):
            yield widget, widget.toolTip()
        for entry in widget.actions() if isinstance(widget, QMenu) else ():
            if may_be_rich(Qt.TextFormat.AutoText, entry.toolTip()):
                yield widget, entry.toolTip()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from rich_rows(widget)


def rich_rows(view):
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        words = index.data(Qt.ItemDataRole.ToolTipRole)
        if may_be_rich(Qt.TextFormat.AutoText, words or ""):
            yield view, words


def may_be_rich(text_format, words):
    """Whether Qt would take the words for markup that has not been escaped."""
    if text_format == Qt.TextFormat.PlainText:
        return False
    return bool(QtText.mightBeRichText(words)) and bool(re.search(r"<(img|script|b|i)\b", words))


def shown_words():
    labels = [each.text() for each in QApplication.allWidgets() if isinstance(each, QLabel)]
    return "\n".join(labels)


def nothing(_answer):
    """An answer that nobody is interested in."""


def test_nothing_in_the_window_is_taken_for_markup(hostile):
    session = hostile.bridge.session
    assert session.store.queries.mentions.count() == 2
    assert session.store.queries.statements.count() == 1
    assert session.store.queries.claims.count() == 1

    assert list(rich(hostile)) == []
    assert hostile.windowTitle().startswith(BAD)


@pytest.mark.parametrize("shown", list(Shown))
def test_nothing_that_opens_over_it_is(hostile, shown):
    hostile.bridge.session.show(shown)
    QApplication.processEvents()

    assert list(rich(hostile)) == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda asked: asked.text(TextQuestion(BAD, BAD, BAD), nothing),
        lambda asked: asked.text(TextQuestion(BAD, BAD, multiline=True), nothing),
        lambda asked: asked.choice(
            ChoiceQuestion(BAD, lambda _: [Choice(BAD, 1, BAD)], BAD), nothing
        ),
        lambda asked: asked.paths(PathsQuestion(BAD), nothing),
    ],
)
def test_no_question_is(hostile, ask):
    ask(hostile.bridge.session.ask)
    QApplication.processEvents()

    assert list(rich(hostile)) == []
    hostile.bridge.session.ask.decline()


@pytest.mark.parametrize("failed", [True, False])
def test_no_message_is(hostile, failed):
    hostile.bridge.session.say(BAD, failed=failed)
    hostile.error_bar.tell(BAD)
    hostile.progress._show(1, 2)
    QApplication.processEvents()

    assert list(rich(hostile)) == []
    assert BAD in shown_words()


def test_no_menu_is(hostile):
    for name in ("File", "Edit", "Annotate", "Go", "View", "Help"):
        hostile.menus.menu(name)

    assert list(rich(hostile)) == []


def test_no_tooltip_in_sight_is(hostile):
    """Ask every widget for its tooltip where the mouse could rest on it."""
    for widget in hostile.findChildren(QWidget):
        if not widget.isVisible():
            continue
        for down in range(4, widget.height(), 24):
            place = QPoint(min(30, widget.width() // 2), down)
            event = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
            QApplication.sendEvent(widget, event)
            words = QToolTip.text()
            assert BAD not in words or not QtText.mightBeRichText(words), widget
            assert html.escape(BAD) not in words or QtText.mightBeRichText(words), widget
    QToolTip.hideText()


def test_buttons_and_fields_show_it_as_it_is(hostile):
    assert not [b for b in hostile.findChildren(QPushButton) if QtText.mightBeRichText(b.text())]
    assert hostile.bridge.session.current_document.title == BAD
    model = hostile.documents.model
    assert model.index(0).data() == BAD
    assert json.dumps(BAD)[1:-1] in json.dumps(hostile.windowTitle())
