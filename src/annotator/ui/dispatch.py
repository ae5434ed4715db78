"""The one place where key presses become actions.

A filter sits on whatever widget of the window has the focus. Keys go, in this order, to what
encloses the widget and takes keys itself (a popup, the find bar), to the text field that has the
focus, and to the action that the keymap has for the mode.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from annotator.session import Mode
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.popup import OWNS_KEYBOARD
from annotator.ui.guard import guarded
from annotator.ui.keys import key_name, types_a_character

TakesKey = Callable[[str], bool]
"""`take_key` of a widget that wants the keys pressed in it before anything else gets them.

It acts on a key by its name, and answers False when the key means nothing there.
"""


def is_text_field(widget: QWidget) -> bool:
    """Whether a widget types what is pressed, and so owns the keyboard."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox)


def owns_keys(widget: QWidget) -> bool:
    """Whether a widget keeps its keys: a text field, or a button, which Space and Enter press."""
    return is_text_field(widget) or isinstance(widget, QAbstractButton)


class Dispatcher(QObject):
    """Runs the actions of the keys pressed in a window."""

    pressed = Signal()
    """A key was pressed that counts as an act of the user: none that types or is in a popup."""

    def __init__(self, window: QWidget, bridge: Bridge) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._watched: QWidget | None = None
        # Keys arrive at the window itself while no widget of it has the focus.
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def dispatch(self, widget: QWidget, key: str) -> bool:
        """Let a key pressed in a widget act; False when the widget itself should have it."""
        if self._taken(widget, key):
            return True
        mode = self._bridge.session.mode
        action = self._bridge.keymap.find(mode, key)
        if owns_keys(widget) or self._is_owned(widget):
            typed = is_text_field(widget) and types_a_character(key)
            if typed or action is None or not action.command.in_text_fields:
                return False
            self._bridge.run(action.id)
            return True
        if action is not None:
            self._bridge.run(action.id)
            return True
        return self._unbound(mode, key)

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See key presses before the widget that has the focus."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self._window and QApplication.focusWidget() is not None:
            return False
        key = key_name(event)
        if not key:
            return False
        if not event.isAutoRepeat() and not is_text_field(watched) and not self._is_owned(watched):
            self.pressed.emit()
        return self.dispatch(watched, key)

    def _taken(self, widget: QWidget, key: str) -> bool:
        at: QWidget | None = widget
        while at is not None and at is not self._window:
            # Not a protocol asked with isinstance: that costs more than all the rest of a key.
            takes: TakesKey | None = getattr(at, "take_key", None)
            if takes is not None and takes(key):
                return True
            at = at.parentWidget()
        return False

    def _is_owned(self, widget: QWidget) -> bool:
        """Whether something that owns the keyboard, such as a popup, encloses a widget."""
        at: QWidget | None = widget
        while at is not None and at is not self._window:
            if at.property(OWNS_KEYBOARD):
                return True
            at = at.parentWidget()
        return False

    def _unbound(self, mode: Mode, key: str) -> bool:
        """An unbound character in the article says so; other keys are left to the widget."""
        if not types_a_character(key) or mode in (Mode.ENTITIES, Mode.CLAIMS, Mode.DOCUMENTS):
            return False
        words = self.tr("“%1” does nothing here. ? shows the keys.")
        self._bridge.session.say(words.replace("%1", key), failed=True)
        return True

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)
            self._watched = new
