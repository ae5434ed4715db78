"""What this is, and the versions that a report about it should name."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtWidgets import QPushButton, QWidget

from annotator import __version__
from annotator.ui.dialogs.popup import Popup, plain_label


def _versions() -> tuple[str, ...]:
    python = f"Python {platform.python_version()}"
    return python, f"Qt {PySide6.__version__}", platform.platform()


class About(Popup):
    """Name, versions and licence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("annotator %1").replace("%1", __version__), width=420)
        for words in (
            self.tr("Read a news article and record who said what, by keyboard."),
            " · ".join(_versions()),
            self.tr("Licence: MIT. Nothing that is counted or annotated leaves this machine."),
        ):
            label = plain_label(words)
            label.setWordWrap(True)
            self.body.addWidget(label)
        self.button = QPushButton(self.tr("Close"))
        self.button.clicked.connect(self.close_up)
        self.body.addWidget(self.button)
