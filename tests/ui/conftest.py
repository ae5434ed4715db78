"""A real window on a real project in a temporary folder, and fingers to press its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.commands.keymap import normalised
from annotator.session.projects import create_project
from annotator.ui.keys import NAMED
from annotator.ui.program import Folders, Program
from annotator.ui.start import set_up

ARTICLE = """The harbour board said on Monday that its auditors had not seen the letter.

“Nobody opened the envelope,” Mayor Ilse Brandt told reporters in Torvik. The envelope, she added, \
was still sealed. Her deputy, Per Lund, denied the story.

The Torvik Gazette printed the letter on 3 May. Brandt and Lund will meet the board again.
"""
OTHER = "Ferry strike ends\n\nThe ferries sail again from Torvik, the union of seamen said.\n"
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Meta": Qt.KeyboardModifier.MetaModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = {name: key for key, name in NAMED.items()} | {
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
}


@pytest.fixture
def folders(tmp_path):
    """Where the user's state and keys lie."""
    return Folders(tmp_path / "state", tmp_path / "config")


@pytest.fixture
def articles(tmp_path):
    """Two invented articles as files."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "letter.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "strike.txt").write_text(OTHER, encoding="utf-8")
    return [folder / "letter.txt", folder / "strike.txt"]


@pytest.fixture
def make_program(qapp, folders):
    """Start programs, one after another; a failure that one of them reports fails the test.

    With `may_fail` it does not.
    """
    set_up(qapp)
    made, failed = [], []

    def make(*, may_fail=False, **options):
        for before in made:
            end(before)
        program = Program(qapp, folders, **options)
        if not may_fail:
            program.failures.guarded.failed.connect(failed.append)
        made.append(program)
        return program

    def end(program):
        if program.window is not None:
            program.window.leaving.allowed = True  # or one with unsaved acts would stay and ask
            program.window.close()
        program.failures.uninstall()
        program.failures.setParent(None)
        program.setParent(None)

    yield make
    for program in made:
        end(program)
    # The windows go first: each of their widgets would be styled once more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.processEvents()
    for error in failed:
        raise error


@pytest.fixture
def program(make_program):
    """The program without a window yet."""
    return make_program()


@pytest.fixture
def empty_window(program, tmp_path):
    """A window on a project without articles."""
    return shown(program, tmp_path / "desk.annotator")


@pytest.fixture
def window(empty_window, articles):
    """A window on a project with the two articles, the first of them open."""
    empty_window.bridge.run("document.import_files", paths=articles)
    empty_window.bridge.session.say("")
    QApplication.processEvents()
    return empty_window


@pytest.fixture
def session(window):
    """The session of the window."""
    return window.bridge.session


@pytest.fixture
def press(window):
    """Press keys, by their names in a keymap, where the keyboard is."""
    return lambda *keys: press_keys(window, *keys)


def shown(program, path):
    """Open a window on a new project and give it the keyboard."""
    window = program.show(create_project(path))
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def press_keys(window, *keys):
    """Press keys one after another on whatever has the focus by then."""
    for key in keys:
        send_key(QApplication.focusWidget() or window, key)
        QApplication.processEvents()


def send_key(widget, written):
    """Press and release one key on a widget."""
    *held, last = normalised(written).split("+") if written not in "+" else [written]
    if written.endswith("++"):
        held, last = written[:-2].split("+"), "+"
    modifiers = Qt.KeyboardModifier.NoModifier
    for name in held:
        modifiers |= _HELD[name]
    if last in _KEYS:
        key, text = _KEYS[last], {"Space": " ", "Enter": "\r", "Tab": "\t"}.get(last, "")
        if last == "Tab" and "Shift" in held:
            key = Qt.Key.Key_Backtab
    else:
        key, text = Qt.Key(ord(last.upper())) if last.isascii() else Qt.Key.Key_unknown, last
        if last.isalpha() and "Shift" not in held:
            text = last.lower()
        if "Ctrl" in held or "Alt" in held:
            text = ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))
