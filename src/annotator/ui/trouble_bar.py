"""A bar above the article for as long as the project cannot be saved, or could be shown anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.store.trouble import Cause, Trouble
from annotator.ui.bridge import Bridge
from annotator.ui.numbers import grouped
from annotator.ui.panel_menu import keys_of

_MOST_NAMED = 3


class TroubleBar(QFrame):
    """Says what is wrong and what is kept, with the commands that help and their keys."""

    chosen = Signal(str)
    """The id of a command whose button was pressed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setProperty("role", "trouble")
        self.setAccessibleName(self.tr("Not saved"))
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons: dict[str, QPushButton] = {}
        self._about: tuple[Cause, tuple[str, ...]] | None = None
        row = QHBoxLayout()
        row.setSpacing(8)
        for action, title in (
            ("project.save", self.tr("Try again")),
            ("project.save_copy", self.tr("Save a copy elsewhere…")),
            ("project.open_again", self.tr("Open again")),
            ("project.drop_unsaved", self.tr("Drop…")),
        ):
            row.addWidget(self._button(action, title))
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.words)
        layout.addLayout(row)
        self.hide()

    def refresh(self) -> None:
        """Show how it stands with the file."""
        keeping = self._bridge.session.store.keeping
        trouble, unsaved = keeping.trouble, keeping.unsaved
        if trouble is None:
            self.hide()
            return
        for action in offered(trouble, unsaved=bool(unsaved)) ^ set(self.buttons):
            self.buttons[action].hide()
        for action in offered(trouble, unsaved=bool(unsaved)):
            self.buttons[action].show()
        said = told(trouble, unsaved)
        self.words.setText(said)
        self.setAccessibleDescription(said)
        # How much is free may be another number each time: that is shown, and not read out again.
        about = (trouble.cause, tuple(unsaved))
        if (about != self._about or self.isHidden()) and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._about = about
        self.show()

    def _button(self, action: str, title: str) -> QPushButton:
        keys = keys_of(self._bridge, action)
        button = QPushButton(f"{title}   {keys}" if keys else title)
        # Whoever types keeps the keyboard: the keys work wherever it is.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoDefault(False)
        button.setProperty("action", action)
        button.clicked.connect(self._on_clicked)
        self.buttons[action] = button
        return button

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("action"))


def offered(trouble: Trouble, *, unsaved: bool) -> set[str]:
    """The commands that help in a trouble."""
    if trouble.is_news:
        return {"project.open_again"}
    commands = {"project.save_copy"}
    if trouble.may_pass:
        commands.add("project.save")
    if unsaved:
        commands.add("project.drop_unsaved")
    elif trouble.cause in (Cause.REPLACED, Cause.CHANGED):
        commands.add("project.open_again")
    return commands


def told(trouble: Trouble, unsaved: Sequence[str]) -> str:
    """The sentences of the bar: what is wrong, what is kept, and what becomes of that."""
    if not unsaved:
        return trouble.sentence
    named = ", ".join(f"“{label}”" for label in unsaved[-_MOST_NAMED:])
    more = f"… {named}" if len(unsaved) > _MOST_NAMED else named
    steps = _tr("1 step is") if len(unsaved) == 1 else _tr("%1 steps are")
    kept = _tr("%2 kept in memory, not saved: %3.").replace("%2", steps)
    kept = kept.replace("%1", grouped(len(unsaved))).replace("%3", more)
    later = (
        _tr("It is tried again every few seconds.")
        if trouble.may_pass
        else _tr("Only a copy elsewhere can save that.")
    )
    return f"{trouble.sentence}\n{kept} {later}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("TroubleBar", words)
