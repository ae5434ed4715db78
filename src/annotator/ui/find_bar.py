"""The bar below the article that finds words in it, as they are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QToolButton

from annotator.text.search import find
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.popup import OWNS_KEYBOARD, plain_label
from annotator.ui.numbers import grouped

_MOST_COUNTED = 999
_COUNT_AFTER_MS = 120


class FindBar(QFrame):
    """Enter and F3 find the next place, Shift the one before; Escape leaves the caret there."""

    closed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._start = min(bridge.session.anchor, bridge.session.caret)
        self.setProperty("role", "panel")
        self.setProperty(OWNS_KEYBOARD, True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find in the article"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in the article…"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.count = plain_label("", "muted")
        self._counter = QTimer(self)
        self._counter.setSingleShot(True)
        self._counter.setInterval(_COUNT_AFTER_MS)
        self._counter.timeout.connect(self._count)
        self._lay_out()
        self.field.textEdited.connect(self._on_edited)

    def open_bar(self) -> None:
        """Take the keyboard, with the words that were looked for last."""
        self.field.setText(self._bridge.session.find_query)
        self.again()
        self._counter.start()

    def again(self) -> None:
        """Take the keyboard once more."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_up(self) -> None:
        """Go away; the keyboard goes to the article if it was here."""
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if had_focus:
            session = self._bridge.session
            session.focus(session.panel)
        self.closed.emit()
        self.deleteLater()

    def take_key(self, key: str) -> bool:
        """Enter goes on to the next place, Shift+Enter back, Escape closes."""
        acts = {"Enter": self._next, "Shift+Enter": self._previous, "Esc": self.close_up}
        act = acts.get(key)
        if act is None:
            return False
        act()
        return True

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        return (
            ("Enter", self.tr("next place")),
            ("Shift+Enter", self.tr("previous place")),
            ("Esc", self.tr("close")),
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for words, name, act in (
            (self.tr("Previous"), self.tr("Previous place (Shift+F3)"), self._previous),
            (self.tr("Next"), self.tr("Next place (F3)"), self._next),
            (self.tr("Close"), self.tr("Close (Esc)"), self.close_up),
        ):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setProperty("role", "flat")
            button.clicked.connect(act)
            row.addWidget(button)

    def _on_edited(self, words: str) -> None:
        """Select the first place from where the caret was when the bar opened."""
        session = self._bridge.session
        session.find_query = words
        self._counter.start()
        text = session.text
        span = find(text, words, self._start) or find(text, words, 0)
        if span is not None:
            session.select(span.start, span.end, exact=True)
        self._mark(missing=bool(words.strip()) and span is None)

    def _next(self) -> None:
        self._bridge.run("view.find_next")

    def _previous(self) -> None:
        self._bridge.run("view.find_previous")

    def _mark(self, *, missing: bool) -> None:
        if self.field.property("invalid") != missing:
            self.field.setProperty("invalid", missing)
            self.field.style().polish(self.field)
        if missing:
            self.count.setText(self.tr("not in this article"))

    def _count(self) -> None:
        words = self._bridge.session.find_query
        if not words.strip():
            self.count.setText("")
            return
        number = self._places(words)
        more = "+" if number > _MOST_COUNTED else ""
        many = grouped(min(number, _MOST_COUNTED)) + more
        found = self.tr("%1 place") if number == 1 else self.tr("%1 places")
        self.count.setText(found.replace("%1", many) if number else self.tr("not in this article"))

    def _places(self, words: str) -> int:
        text, at, number = self._bridge.session.text, 0, 0
        while number <= _MOST_COUNTED:
            span = find(text, words, at)
            if span is None:
                break
            number, at = number + 1, span.end
        return number
