"""A bar above the article for failures that must not be missed; it stays until it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.text.visible import visible


class ErrorBar(QFrame):
    """One or more sentences and a button that closes it. Hidden while there is nothing to say."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setAccessibleName(self.tr("Problem"))
        self._sentences: list[str] = []
        self._for_now: set[str] = set()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = close = QToolButton()
        close.setProperty("role", "flat")
        close.setAccessibleName(self.tr("Close the message"))
        close.clicked.connect(self.clear)
        self.show_key("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.addWidget(self._words, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says."""
        return "\n".join(self._sentences)

    def show_key(self, key: str) -> None:
        """Show which key closes it."""
        self._close.setText(f"{self.tr('Close')}   {key}".rstrip())

    def tell(self, *sentences: str) -> None:
        """Say something more; what is said already is not repeated."""
        new = [sentence for sentence in sentences if sentence not in self._sentences]
        self._sentences += new
        if new:
            self._words.setText(visible(self.text))
            self.setAccessibleDescription(self.text)
            self.show()

    def tell_for_now(self, sentence: str) -> None:
        """Say something that may cease to be true; `take_back` ends it."""
        self._for_now.add(sentence)
        self.tell(sentence)

    def take_back(self) -> None:
        """Say no longer what was true for a time."""
        rest = [each for each in self._sentences if each not in self._for_now]
        self._for_now.clear()
        if rest != self._sentences:
            self.clear()
            self.tell(*rest)

    def clear(self) -> None:
        """Take everything back."""
        self._sentences.clear()
        self._words.clear()
        self.hide()
        self.closed.emit()
