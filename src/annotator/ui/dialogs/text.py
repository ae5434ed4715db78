"""Asks for a line or a paragraph of text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from annotator.session import TextQuestion
from annotator.ui.dialogs.popup import Popup, plain_label

_LINES = 6


class TextPopup(Popup):
    """A field with the value so far. Enter answers; in a paragraph Ctrl+Enter does."""

    answered = Signal(str)

    def __init__(self, parent: QWidget, question: TextQuestion) -> None:
        super().__init__(parent, question.title, width=460)
        self._multiline = question.multiline
        self.field = self._paragraph(question) if question.multiline else self._line(question)
        self.field.setAccessibleName(question.title)
        self.body.addWidget(self.field)
        self.body.addLayout(self._buttons())

    def open_text(self) -> None:
        """Show it and take the keyboard."""
        self.open_up(self.field)

    def value(self) -> str:
        """What stands in the field."""
        if isinstance(self.field, QPlainTextEdit):
            return self.field.toPlainText()
        return self.field.text()

    def take_key(self, key: str) -> bool:
        """Answer or leave; Tab walks between field and buttons."""
        answers = ("Ctrl+Enter",) if self._multiline else ("Enter", "Ctrl+Enter")
        if key in answers and self.field.hasFocus():
            self._answer()
            return True
        return super().take_key(key)

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """What the status line says of the keys in here."""
        answer = "Ctrl+Enter" if self._multiline else "Enter"
        return ((answer, self.tr("take it")), *super().keys_here())

    def _answer(self) -> None:
        value = self.value()
        self.close_up()
        self.answered.emit(value)

    def _line(self, question: TextQuestion) -> QLineEdit:
        field = QLineEdit(question.value)
        field.setPlaceholderText(question.placeholder)
        field.selectAll()
        return field

    def _paragraph(self, question: TextQuestion) -> QPlainTextEdit:
        field = QPlainTextEdit(question.value)
        field.setPlaceholderText(question.placeholder)
        field.setTabChangesFocus(True)
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 14)
        return field

    def _buttons(self) -> QHBoxLayout:
        keys = self.tr("Ctrl+Enter saves · Esc leaves it") if self._multiline else ""
        row = QHBoxLayout()
        row.addWidget(plain_label(keys or self.tr("Enter saves · Esc leaves it"), "small"), 1)
        leave = QPushButton(self.tr("Leave it"))
        leave.clicked.connect(self.close_up)
        save = QPushButton(self.tr("Save"))
        save.clicked.connect(self._answer)
        for button in (leave, save):
            button.setAutoDefault(False)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return row
