"""What assistive technology hears of the article.

The article is painted, so a real read-only text widget, one pixel large, holds the current
paragraph with caret and selection, takes the focus and speaks Qt's own text interface. Code editors
in browsers do the same. An accessible interface of our own would be more direct, but such
subclasses crash in PySide6.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.ui.article.block import Block
from annotator.ui.article.display import displayed
from annotator.ui.guard import guarded


class Mirror(QPlainTextEdit):
    """The widget with the focus. It shows nothing and leaves every key to the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._block: tuple[int, str] | None = None
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("Article"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # type keys are read as characters; an input method would swallow them
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setStyleSheet("background: transparent; border: none; padding: 0; margin: 0;")
        self.setAcceptDrops(False)
        self.resize(1, 1)
        self.heard: list[str] = []

    def show_block(self, block: Block, anchor: int, caret: int) -> None:
        """Hold a block of the text, with caret and selection where they fall in it."""
        shown = (block.start, block.words)
        if shown != self._block:
            self._block = shown
            self.setPlainText(displayed(block.words))
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._unit(block, anchor))
        cursor.setPosition(self._unit(block, caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def show_nothing(self, hint: str) -> None:
        """Hold a hint instead of a text."""
        self._block = None
        self.setPlainText(hint)

    def announce(self, words: str) -> None:
        """Say something at the next pause of a screen reader, when there is one."""
        self.heard = [*self.heard[-19:], words]
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        """Leave shortcuts to the window, also those that a text widget would take for itself."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key on."""
        event.ignore()

    @guarded
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Hand every key on."""
        event.ignore()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing: the article view shows text and caret."""

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the article draw its caret."""
        super().focusInEvent(event)
        self._parent_update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the article draw its caret as resting."""
        super().focusOutEvent(event)
        self._parent_update()

    @guarded(default=False)
    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Keep Tab for the window: it goes from mention to mention."""
        return False

    def _parent_update(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.update()

    @staticmethod
    def _unit(block: Block, position: int) -> int:
        return block.offsets.to_utf16(min(max(position, block.start), block.end) - block.start)


def described(mention: Mention, text: str, schema: Schema, depth: int) -> str:
    """What is said of a mention: its type, its words, and how deep it is nested when it is."""
    kind = schema.entity_type(mention.type)
    label = kind.label if kind else mention.type
    if mention.provenance.status is Status.SUGGESTED:
        label = QCoreApplication.translate("Announcer", "suggested %1").replace("%1", label)
    words = f"{label}: {mention.surface(text)}"
    return f"{words}, depth {depth}" if depth > 1 else words
