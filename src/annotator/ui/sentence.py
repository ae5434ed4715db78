"""A sentence for the reader: in one line where it fits, in up to three where it is longer."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.text.visible import visible
from annotator.ui.drawing import plain_tip
from annotator.ui.guard import guarded

_MOST_LINES = 3
_MOST = 2_000
_HIGHEST = 1 << 16


class Sentence(QLabel):
    """Words that are never cut in silence: what finds no room ends in `…`, and is in the tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._high = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def words(self) -> str:
        """All that is said, on however little room."""
        return self._words

    def say(self, words: str) -> None:
        """Show other words."""
        words = visible(words)
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self._fit()

    @guarded(default=QSize(0, 0))
    def sizeHint(self) -> QSize:
        """As high as its lines; a label that wraps words would guess a width first."""
        return QSize(0, self._high)

    @guarded(default=QSize(0, 0))
    def minimumSizeHint(self) -> QSize:
        """Not less."""
        return QSize(0, self._high)

    @guarded(default=False)
    def hasHeightForWidth(self) -> bool:
        """No: the height follows from the width that it was given last."""
        return False

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.contentsRect().width()
        shown = fitting(self._words, self.fontMetrics(), width)
        if shown != self.text():
            self.setText(shown)
        self._high = _height(shown, self.fontMetrics(), width)
        self.updateGeometry()
        self.setToolTip(plain_tip(self._words) if shown != self._words else "")


class OneLine(QLabel):
    """Words on one line: what finds no room ends in `…`, and is in the tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def words(self) -> str:
        """All that is said, on however little room."""
        return self._words

    def say(self, words: str) -> None:
        """Show other words."""
        words = visible(words)
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self._fit()

    @guarded(default=QSize(0, 0))
    def sizeHint(self) -> QSize:
        """Room for all of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 1, metrics.height())

    @guarded(default=QSize(0, 0))
    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, self.fontMetrics().height())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(0, room))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._words) if shown != self._words else "")


def fitting(words: str, metrics: QFontMetrics, width: int, lines: int = _MOST_LINES) -> str:
    """As much of some words as fits into lines of a width; cut words end in `…`."""
    most = lines * metrics.lineSpacing()

    def fits(shown: str) -> bool:
        return _height(shown, metrics, width) <= most

    if width <= 0 or (len(words) <= _MOST and fits(words)):
        return words
    fit, over = 0, min(len(words), _MOST)
    while over - fit > 1:
        middle = (fit + over) // 2
        if fits(f"{words[:middle]}…"):
            fit = middle
        else:
            over = middle
    return f"{words[:fit].rstrip()}…"


def _height(words: str, metrics: QFontMetrics, width: int) -> int:
    room = QRect(0, 0, max(1, width), _HIGHEST)
    return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
