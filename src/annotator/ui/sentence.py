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


class _Said(QLabel):
    """Words that are never cut in silence: what finds no room ends in `…`, and is in the tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

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

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _shown(self) -> str:
        """As much of the words as there is room for: all, unless a subclass measures."""
        return self._words

    def _fit(self) -> None:
        shown = self._shown()
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._words) if shown != self._words else "")


class Sentence(_Said):
    """A sentence in as many lines as it takes, up to three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._high = 0
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

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

    def _shown(self) -> str:
        return fitting(self._words, self.fontMetrics(), self.contentsRect().width())

    def _fit(self) -> None:
        super()._fit()
        self._high = _height(self.text(), self.fontMetrics(), self.contentsRect().width())
        self.updateGeometry()


class OneLine(_Said):
    """Words on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @guarded(default=QSize(0, 0))
    def sizeHint(self) -> QSize:
        """Room for all of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 1, metrics.height())

    @guarded(default=QSize(0, 0))
    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, self.fontMetrics().height())

    def _shown(self) -> str:
        room = max(0, self.contentsRect().width())
        return self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)


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
