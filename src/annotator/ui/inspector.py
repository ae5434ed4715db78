"""The inspector: every field of what is current, with provenance, relations and notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QScrollArea, QWidget

from annotator.session import Moved, Topic
from annotator.store.change import Change
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.popup import Popup, plain_label
from annotator.ui.drawing import plain_tip
from annotator.ui.fields import Fields, fields_of
from annotator.ui.guard import guarded

_MARGIN = 16
_HEIGHT = 520
_LONGEST_WORD = 28
# What Qt leaves empty at both sides of a line.
_BESIDE = 6


class Inspector(Popup):
    """Lies over the article at its right and follows the reader; it never takes the keyboard."""

    def __init__(self, parent: QWidget, bridge: Bridge) -> None:
        super().__init__(parent, "", width=340, closes_on_leave=False)
        self._bridge = bridge
        self.setAccessibleName(self.tr("Inspector"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(self.fitting(self.scaled(_HEIGHT)))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area, 1)
        self._shown: Fields | None = None
        bridge.moved.connect(self._on_moved)
        bridge.changed.connect(self._on_changed)
        self.refresh()

    @property
    def words(self) -> str:
        """Everything it shows, a field a line."""
        shown = self._shown
        lines = [f"{name}: {value}" for name, value in shown.rows] if shown else []
        return "\n".join([shown.title if shown else "", *lines])

    def refresh(self) -> None:
        """Show what is current now."""
        found = fields_of(self._bridge.session)
        if found == self._shown:
            return
        self._shown = found
        self.heading.setText(found.title)
        self.heading.setVisible(True)
        self._area.setWidget(_form(found))
        self.setAccessibleDescription(self.words)

    def place(self) -> None:
        """Lie at the upper end of the article."""
        room = self._over.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN * 3)
        width = min(self.scaled(self._width), room.width())
        height = min(self.sizeHint().height(), room.height())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setGeometry(room.left() if rtl else room.right() - width, room.top(), width, height)

    def _on_moved(self, moved: Moved) -> None:
        if moved.topics & {Topic.CURRENT, Topic.DOCUMENT, Topic.PROJECT, Topic.SUGGESTIONS}:
            self.refresh()

    def _on_changed(self, _change: Change) -> None:
        self.refresh()


def _form(found: Fields) -> QWidget:
    page = QWidget()
    form = QFormLayout(page)
    page.setStyleSheet("QWidget { background: transparent; }")
    form.setContentsMargins(0, 0, 6, 0)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    for name, value in found.rows:
        form.addRow(plain_label(name, "small"), _value(name, value))
    return page


def _value(name: str, value: str) -> QWidget:
    """Words that wrap; what cannot, such as a hash, in a line to scroll and copy from."""
    if any(len(word) > _LONGEST_WORD for word in value.split()):
        return _LongValue(name, value)
    words = plain_label(value)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


class _LongValue(QLineEdit):
    """A value that cannot wrap: cut with an ellipsis, but whole while it has the keyboard."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(value)
        self._value = value
        self.setReadOnly(True)
        self.setFrame(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setStyleSheet("border: none; padding: 0; background: transparent;")
        self.setAccessibleName(name)
        self.setAccessibleDescription(value)
        self.setToolTip(plain_tip(value))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the value anew."""
        super().resizeEvent(event)
        self._show_value()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the whole value, to select and copy from."""
        self.setText(self._value)
        super().focusInEvent(event)

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cut it again."""
        super().focusOutEvent(event)
        self._show_value()

    def _show_value(self) -> None:
        if self.hasFocus():
            return
        room = self.contentsRect().width() - _BESIDE
        elide = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._value, elide, max(0, room)))
        self.setCursorPosition(0)
