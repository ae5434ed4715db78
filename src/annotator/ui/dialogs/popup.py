"""A frame over the window that owns the keyboard until it is closed, and gives it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from annotator.ui.guard import guarded

_MARGIN = 24
_AROUND = 100
_LEAST = 60
_GAP = 4
OWNS_KEYBOARD = "owns_keyboard"
"""The property of a widget in which only commands for text fields run."""


class Popup(QFrame):
    """Base of what opens over the window; it lies at the top of its parent, in the middle.

    Escape closes it. So does giving the keyboard to another widget, if `closes_on_leave`.
    """

    closed = Signal()

    def __init__(
        self, parent: QWidget, title: str, *, width: int = 520, closes_on_leave: bool = True
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setProperty(OWNS_KEYBOARD, True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.closes_on_leave = closes_on_leave
        self.beside: Callable[[], QRect | None] = lambda: None
        """Where that is to which the question belongs, in the parent; None for the middle."""
        self._over = parent
        self._width = width
        self._back: QWidget | None = None
        self._open = self._listening = False
        self.heading = plain_label(title, "heading")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(8)
        self.body.addWidget(self.heading)
        self.heading.setWordWrap(True)
        self.heading.setVisible(bool(title))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        self.setStyleSheet("QListView, QTableView, QScrollArea { background: transparent; }")
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self._open

    def open_up(self, focus: QWidget | None) -> None:
        """Show it, and give a widget of it the keyboard; None leaves the keyboard where it is."""
        self._open = True
        self._back = QApplication.focusWidget()
        self._over.installEventFilter(self)
        self.show()
        self.raise_()
        self.place()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.PopupFocusReason)
            self._listen()

    def close_up(self) -> None:
        """Hide it for good; the keyboard goes back to where it was, unless it went elsewhere."""
        if not self._open:
            return
        self._open = False
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        back = self._back
        self._stop_listening()
        if had_focus and back is not None and isValid(back) and back.isVisible():
            # before it hides, or Qt would give the keyboard to whatever comes next
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def take_key(self, key: str) -> bool:
        """Escape closes."""
        if key == "Esc":
            self.close_up()
            return True
        return False

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        return (("Esc", self.tr("close")),)

    def stays_for(self, _widget: QWidget) -> bool:
        """Whether it stays open although another widget of the window has the keyboard."""
        return False

    def place(self) -> None:
        """Lie at the top of the parent, in the middle, no larger than it."""
        room = self._over.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width = min(self.scaled(self._width), max(room.width(), 120))
        self.setFixedWidth(width)
        # a long heading takes as many lines as it needs at this width
        wraps = self.body.hasHeightForWidth()
        wanted = self.body.totalHeightForWidth(width) if wraps else self.sizeHint().height()
        height = min(wanted, max(room.height(), 80))
        place = self.beside()
        if place is not None:
            self.setGeometry(self._at(place, QSize(width, height), room))
            return
        left = room.left() + (room.width() - width) // 2
        above = min(room.height() // 12, room.height() - height)
        self.setGeometry(left, room.top() + max(0, above), width, height)

    @staticmethod
    def _at(place: QRect, size: QSize, room: QRect) -> QRect:
        """Below a place if there is room, else above it, and nowhere outside of the parent."""
        below, above = place.bottom() + _GAP, place.top() - _GAP - size.height()
        top = below if below + size.height() <= room.bottom() or above < room.top() else above
        left = min(place.left(), room.right() - size.width())
        lowest = room.bottom() - size.height()
        return QRect(QPoint(max(room.left(), left), max(room.top(), min(top, lowest))), size)

    def scaled(self, pixels: int) -> int:
        """A measure that grows with the font of the system."""
        return round(pixels * max(1.0, self.fontMetrics().height() / 18))

    def fitting(self, pixels: int) -> int:
        """The height of a list that leaves room for a heading and a field in a low window."""
        room = self._over.height() - 2 * _MARGIN - self.scaled(_AROUND)
        return max(self.scaled(_LEAST), min(pixels, room))

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.place)
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self._open or new is None or new is self or self.isAncestorOf(new):
            return
        leaves = new.window() is self.window() and not self.stays_for(new)
        if self.closes_on_leave and leaves:
            self._back = None
            self.close_up()

    def _listen(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
            self._listening = True

    def _stop_listening(self) -> None:
        self._over.removeEventFilter(self)
        application = QApplication.instance()
        if self._listening and isinstance(application, QApplication):
            application.focusChanged.disconnect(self._on_focus_changed)
            self._listening = False


def plain_label(words: str, role: str = "") -> QLabel:
    """A label that shows exactly its words, never markup."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
