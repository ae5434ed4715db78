"""What files and analysts write is shown as it is written: never as markup, anywhere."""

import html

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QToolTip, QWidget

from annotator.session import Choice, ChoiceQuestion, Panel, PathsQuestion, Shown, TextQuestion
from annotator.session.projects import create_project
from tests.ui.crawl import buttons, taken_for_markup

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


def shown_words():
    labels = [each.text() for each in QApplication.allWidgets() if isinstance(each, QLabel)]
    return "\n".join(labels)


def nothing(_answer):
    """An answer that nobody is interested in."""


def test_the_walk_finds_what_would_be_markup(qtbot):
    label, button = QLabel(BAD), QPushButton(BAD)
    button.setToolTip(BAD)
    qtbot.addWidget(label)
    qtbot.addWidget(button)

    assert {widget for widget, _ in taken_for_markup()} >= {label, button}


def test_nothing_in_the_window_is_taken_for_markup(hostile):
    session = hostile.bridge.session
    assert session.store.queries.mentions.count() == 2
    assert session.store.queries.statements.count() == 1
    assert session.store.queries.claims.count() == 1

    assert list(taken_for_markup()) == []
    assert hostile.windowTitle().startswith(BAD)


def test_nothing_that_opens_over_it_is(hostile):
    for shown in Shown:
        hostile.bridge.session.show(shown)
        QApplication.processEvents()

        assert list(taken_for_markup()) == [], shown


def test_no_question_is(hostile):
    asked = hostile.bridge.session.ask
    for ask in (
        lambda: asked.text(TextQuestion(BAD, BAD, BAD), nothing),
        lambda: asked.text(TextQuestion(BAD, BAD, multiline=True), nothing),
        lambda: asked.choice(ChoiceQuestion(BAD, lambda _: [Choice(BAD, 1, BAD)], BAD), nothing),
        lambda: asked.paths(PathsQuestion(BAD), nothing),
    ):
        ask()
        QApplication.processEvents()

        assert list(taken_for_markup()) == []
        asked.decline()


def test_no_message_is(hostile):
    for failed in (True, False):
        hostile.bridge.session.say(BAD, failed=failed)
        hostile.error_bar.tell(BAD)
        with hostile.progress.during(BAD) as watch:
            watch._tell(1, 2)
        QApplication.processEvents()

        assert list(taken_for_markup()) == []
        assert BAD in shown_words()


def test_no_menu_is(hostile):
    for name in ("File", "Edit", "Annotate", "Go", "View", "Help"):
        hostile.menus.menu(name)

    assert list(taken_for_markup()) == []


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
    assert not [one for one in buttons() if QtText.mightBeRichText(one.text())]
    assert hostile.bridge.session.current_document.title == BAD
    model = hostile.documents.model
    assert model.index(0).data() == BAD
    assert hostile.windowTitle().startswith(BAD)


LEAVE = {"project.quit", "project.open_again"}
"""What would end the walk: they close the window."""


@pytest.mark.parametrize("panel", list(Panel))
def test_whatever_a_command_opens_takes_nothing_for_markup(hostile, panel):
    """Every action that can run now is run, what it opens looked through, and its step undone."""
    session, ran, asked = hostile.bridge.session, 0, 0
    for action in hostile.bridge.keymap.actions:
        session.focus(panel)
        if action.id in LEAVE or not can_run(session, action.command):
            continue
        before = newest(session)
        ran += hostile.bridge.run(action.id)
        QApplication.processEvents()
        asked += session.ask.popup is not None

        assert list(taken_for_markup()) == [], action.id

        close_all(hostile)
        if newest(session) > before:
            take_back(session, action.id)
    assert ran > 25
    assert asked


def can_run(session, command):
    return session.mode in command.modes and not command.when.reason_against(session)


def newest(session):
    return next((step.id for step in session.store.history.steps(limit=1)), 0)


def take_back(session, action):
    """Undo what an action did, so that the next one finds the same project."""
    if action == "history.undo":
        session.store.redo()
    else:
        session.store.undo()
    if session.document is None:
        session.open_document(session.store.queries.documents.ids()[0])


def close_all(window):
    """Close whatever lies over the window, as Escape would."""
    session = window.bridge.session
    session.ask.decline()
    session.show(None)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.reject()
        elif isinstance(widget, QMenu):
            widget.close()
    QApplication.processEvents()
