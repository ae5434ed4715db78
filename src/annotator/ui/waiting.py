"""A small window for work that there is no other window for yet: its words, a bar, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QSize

from annotator.ui import fonts
from annotator.ui.progress import ProgressBar

_SIZE = (560, 64)


class Waiting(ProgressBar):
    """The `Progress` of what happens before or between windows; closing it gives up."""

    def __init__(self, words: str = "", *, can_give_up: bool = True) -> None:
        super().__init__()
        self.setWindowTitle("annotator")
        self.label.setText(words)
        self.bar.setRange(0, 0)
        self.cancel.setVisible(can_give_up)
        self.resize(QSize(*_SIZE) * fonts.scale())
