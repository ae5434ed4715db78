"""Asks before a window closes in which something is not saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.session import Choice, ChoiceQuestion
from annotator.ui.bridge import Bridge
from annotator.ui.numbers import grouped


class Leaving(QObject):
    """Decides whether a window may close; `close` is called when the user wants to lose it all."""

    def __init__(self, parent: QObject, bridge: Bridge, close: Callable[[], object]) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._close = close
        self.allowed = False

    def may_close(self) -> bool:
        """Whether nothing would be lost; if something would, ask."""
        keeping = self._bridge.session.store.keeping
        if self.allowed:
            return True
        keeping.look()
        if not keeping.at_risk:
            return True
        self._bridge.session.ask.choice(self._question(), self._answered)
        return False

    def _question(self) -> ChoiceQuestion:
        keeping = self._bridge.session.store.keeping
        count = len(keeping.unsaved)
        what = self.tr("1 step is not saved") if count == 1 else self.tr("%1 steps are not saved")
        title = what.replace("%1", grouped(count)) if count else self.tr("The project file is gone")
        choices = [
            Choice(self.tr("Save a copy elsewhere…"), "copy", self.tr("Go on in the copy"), "s"),
            Choice(self.tr("Go on here"), "stay", self.tr("Stay in this window"), "g"),
            Choice(self.tr("Lose it and close"), "lose", self.tr("It cannot be brought back"), "l"),
        ]
        return ChoiceQuestion(title, lambda _letters: choices, picks_by_key=True)

    def _answered(self, answer: object) -> None:
        if answer == "copy":
            self._bridge.run("project.save_copy")
        elif answer == "lose":
            self.allowed = True
            self._close()
