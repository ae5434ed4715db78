"""Keys on declared commands of our own, so that these tests outlive changes of the real ones."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.commands.conditions import Condition
from annotator.commands.registry import Action, command
from annotator.session import Mode, Panel, Session
from annotator.session.projects import create_project, lexicon
from annotator.session.state import EVERYWHERE
from annotator.ui.bridge import Bridge
from annotator.ui.dispatch import Dispatcher

never = Condition(lambda session: False, "It never can.")


@pytest.fixture
def desk(qapp, tmp_path):
    done = []

    @command("One", keys="p")
    def one(session):
        """Does one thing."""
        done.append("one")

    @command("Two", keys="p", modes=frozenset({Mode.ENTITIES}))
    def two(session):
        """Does another thing."""
        done.append("two")

    @command("Everywhere", keys="F6", modes=EVERYWHERE, in_text_fields=True)
    def everywhere(session):
        """Works in text fields too."""
        done.append("everywhere")

    @command("Never", keys="n", when=never)
    def never_(session):
        """Cannot run."""
        done.append("never")

    actions = [
        Action(each.id, each.title, each.keys, each) for each in (one, two, everywhere, never_)
    ]
    session = Session(create_project(tmp_path / "keys.annotator"), lexicon=lexicon())
    window = QWidget()
    bridge = Bridge(session, actions=lambda schema: actions, parent=window)
    dispatcher = Dispatcher(window, bridge)
    yield dispatcher, bridge, window, done
    window.deleteLater()
    session.close()


def test_the_mode_decides_what_a_key_means(desk):
    dispatcher, bridge, window, done = desk

    assert dispatcher.dispatch(window, "p")
    bridge.session.focus(Panel.ENTITIES)
    assert dispatcher.dispatch(window, "p")

    assert done == ["one", "two"]


def test_a_key_that_cannot_act_says_why_and_is_spent(desk):
    dispatcher, bridge, window, done = desk

    assert dispatcher.dispatch(window, "n")

    assert (bridge.session.message, done) == ("It never can.", [])


def test_a_text_field_keeps_its_keys_but_for_those_of_everywhere(desk):
    dispatcher, _, window, done = desk
    field = QLineEdit(window)

    assert not dispatcher.dispatch(field, "p")
    assert dispatcher.dispatch(field, "F6")

    assert done == ["everywhere"]


def test_a_read_only_field_is_no_text_field(desk):
    dispatcher, _, window, done = desk
    field = QLineEdit(window)
    field.setReadOnly(True)

    assert dispatcher.dispatch(field, "p")
    assert done == ["one"]


def test_a_button_keeps_space_and_enter(desk):
    dispatcher, _, window, done = desk

    assert not dispatcher.dispatch(QPushButton(window), "p")
    assert done == []


def test_what_encloses_a_widget_may_take_its_keys_first(desk):
    dispatcher, _, window, done = desk
    taken = []

    class Frame(QWidget):
        def take_key(self, key):
            taken.append(key)
            return key == "p"

    frame = Frame(window)
    field = QLineEdit()
    QVBoxLayout(frame).addWidget(field)

    assert dispatcher.dispatch(field, "p")
    assert dispatcher.dispatch(field, "F6")
    assert (taken, done) == (["p", "F6"], ["everywhere"])


def test_unbound_keys_are_told_in_the_article_and_left_alone_in_panels(desk):
    dispatcher, bridge, window, _ = desk

    assert dispatcher.dispatch(window, "9")
    assert bridge.session.message == "“9” does nothing here. ? shows the keys."
    assert not dispatcher.dispatch(window, "Ctrl+J")
    bridge.session.focus(Panel.CLAIMS)
    assert not dispatcher.dispatch(window, "9")


def test_an_unknown_action_is_told(desk):
    _, bridge, _, _ = desk

    assert not bridge.run("no.such")

    assert "no.such" in bridge.session.message
    QApplication.processEvents()
