"""Asks what a command needs to know: popups for text and choices, file dialogs for paths."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.session import Choice, ChoiceQuestion, PathsQuestion, SaveQuestion, TextQuestion
from annotator.ui.dialogs.popup import Popup

ColourOf = Callable[[str], str]
CardPlace = Callable[[QWidget], QRect | None]
"""Where the source of the open card is, as a widget has it; None where it is not seen."""


class Asking(QObject):
    """The window's `UserInterface`. One question at a time: a new one closes the one before."""

    def __init__(
        self, window: QWidget, over: QWidget, colour_of: ColourOf, card: CardPlace
    ) -> None:
        super().__init__(window)
        self._card = card
        self._window = window
        self._over = over
        self._colour_of = colour_of
        self._popup: Popup | None = None
        self._folder = Path.home()

    @property
    def popup(self) -> Popup | None:
        """The question that waits for its answer."""
        return self._popup

    def text(self, question: TextQuestion, then: Callable[[str], None]) -> None:
        """Ask for a line or a paragraph."""
        from annotator.ui.dialogs.text import TextPopup  # noqa: PLC0415 - not needed to start

        popup = TextPopup(self._over, question)
        popup.answered.connect(then)
        self._replace(popup)
        popup.open_text()

    def choice(self, question: ChoiceQuestion, then: Callable[[object], None]) -> None:
        """Ask for one of several things."""
        from annotator.ui.dialogs.choice import ChoicePopup  # noqa: PLC0415 - not needed to start

        def picked(choice: Choice) -> None:
            then(choice.value)

        popup = ChoicePopup(self._over, question, self._colour_of)
        popup.picked.connect(picked)
        if question.at_card:
            popup.beside = partial(self._card, self._over)
        self._replace(popup)
        popup.open_choice()

    def paths(self, question: PathsQuestion, then: Callable[[list[Path]], None]) -> None:
        """Ask for files or a folder, in a file dialog that does not stop the window."""
        dialog = self._dialog(question.title, question.patterns)
        modes = QFileDialog.FileMode
        if question.folder:
            dialog.setFileMode(modes.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog.setFileMode(modes.ExistingFiles if question.several else modes.ExistingFile)

        def chosen(files: list[str]) -> None:
            self._folder = Path(files[0]).parent if files else self._folder
            then([Path(file) for file in files])

        dialog.filesSelected.connect(chosen)
        dialog.open()

    def save_path(self, question: SaveQuestion, then: Callable[[Path], None]) -> None:
        """Ask where to write; a file that exists is only taken after a question by the dialog."""
        dialog = self._dialog(question.title, question.patterns)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDirectory(str(question.suggested.parent))
        suffix = question.suggested.suffix
        if f"*{suffix}" in question.patterns:  # else a name without it means something else
            dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.selectFile(question.suggested.name)

        def chosen(file: str) -> None:
            then(Path(file))

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def decline(self) -> None:
        """Close the question that waits, unanswered."""
        if self._popup is not None:
            self._popup.close_up()

    def _dialog(self, title: str, patterns: tuple[str, ...]) -> QFileDialog:
        self.decline()
        dialog = QFileDialog(self._window, title, str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Not every window manager gives the keyboard back by itself.
        dialog.finished.connect(self._window.activateWindow)
        if patterns:
            files = self.tr("Files (%1)").replace("%1", " ".join(patterns))
            dialog.setNameFilters([files, self.tr("All files (*)")])
        return dialog

    def _replace(self, popup: Popup) -> None:
        self.decline()
        self._popup = popup
        popup.closed.connect(self._forget)

    def _forget(self) -> None:
        if self.sender() is self._popup:
            self._popup = None
