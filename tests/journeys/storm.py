"""Random keys on a real window, and the rules that must hold whatever was pressed.

A storm is a list of events made from a seed: keys by their names, and `(close)`, after which the
project is opened again. So it can be repeated, cut short, and shrunk to the few keys that matter.
"""

from __future__ import annotations

import random
import traceback
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.commands.registry import actions
from annotator.session.projects import open_project
from annotator.store.check import check
from tests.ui import mirror
from tests.ui.conftest import send_key

CLOSE, KILL = "(close)", "(kill)"
# These leave the window: they quit, or open a dialog on the files of this machine.
LEAVING = {"Ctrl+Q", "Ctrl+O", "Ctrl+E"}
TYPED = 'aeinorst2é漢😀"'
COMMON = (
    "Right",
    "Shift+Right",
    "Space",
    ".",
    "Enter",
    "Backspace",
    "Tab",
    "p",
    "c",
    ";",
    "u",
    "Esc",
)
PAINT_EVERY = 20
LOOK_EVERY = 500
CHECK_EVERY = 1_000


class Broke(AssertionError):
    """A rule that did not hold, or an exception, after one of the events of a storm."""

    def __init__(self, number: int, why: str, recent: Iterable[str]) -> None:
        super().__init__(f"event {number}: {why}\nlast: {' '.join(recent)}")
        self.number = number
        self.why = why


def keys_of(schema) -> list[str]:
    """Every key that does something in some mode, and some that only type."""
    mapped = {key for action in actions(schema) for key in action.keys} - LEAVING
    return [*sorted(mapped), *TYPED]


def events_of(keys: Sequence[str], seed: str, count: int, *, closes: int = 0, kills: int = 0):
    """Random events; of them on average so many closes and kills."""
    chance, events = random.Random(seed), []
    for _ in range(count):
        at = chance.random() * count
        if at < closes + kills:
            events.append(CLOSE if at < closes else KILL)
        else:
            events.append(chance.choice(COMMON if chance.random() < 0.4 else keys))
    return events


def _told(error: BaseException | None) -> str:
    """What failed and where; a failure of a slot or a warning of Qt is in the reports only."""
    if error is None:
        return "a failure of a slot, a thread or a finaliser, or a warning of Qt"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}: {error}"


class Storm:
    """Plays events on the window of a program, and looks at it between them."""

    def __init__(self, program) -> None:
        self.program = program
        self.played = 0
        self.recent: deque[str] = deque(maxlen=60)
        self.failed: list[BaseException] = []
        program.failures.guarded.failed.connect(self.failed.append)
        self._take_hold()

    @property
    def window(self):
        return self.program.window

    def play_all(self, events: Iterable[str]) -> None:
        """Do one event after another."""
        for event in events:
            self.play(event)

    def play(self, event: str) -> None:
        """Do one event; raises Broke for what breaks then."""
        self.recent.append(event)
        self._close() if event == CLOSE else self._press(event)
        self.played += 1
        if self.played % PAINT_EVERY == 0:
            QApplication.processEvents()
        if self.failed or self.program.failures.fired:
            error = self.failed[0] if self.failed else None
            raise self.broke(_told(error)) from error
        if self.played % LOOK_EVERY == 0:
            self.look()
        if self.played % CHECK_EVERY == 0:
            self.check()

    def look(self) -> None:
        """What holds at any moment, and costs little to look at."""
        QApplication.processEvents()  # a project that is being opened again comes in another window
        if not self.window.isVisible():
            raise self.broke("the window is gone")
        if QApplication.activeModalWidget() is not None:
            raise self.broke(f"{QApplication.activeModalWidget()} keeps everything else waiting")
        for found in mirror.differences(self.window):
            raise self.broke(found)

    def check(self) -> None:
        """The whole project as it was last committed, its history played again."""
        for finding in check(self.window.bridge.session.store):
            raise self.broke(str(finding))

    def end(self) -> None:
        """Let go of all that is open, and look a last time."""
        for _ in range(3):
            self._press("Esc")
        self.look()
        self.check()

    def broke(self, why: str) -> Broke:
        return Broke(self.played, why, self.recent)

    def _press(self, key: str) -> None:
        if self.window is not self._held:
            self._take_hold()
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        if target is None:
            raise self.broke("nothing has the keyboard")
        send_key(target, key)

    def _close(self) -> None:
        """Close the window in whatever state it is, and open the project in another."""
        path = self.window.bridge.session.path
        self.window.close()
        QApplication.processEvents()
        window = self.program.show(open_project(path))
        self._take_hold()
        if window.bridge.session.store.read_only:
            raise self.broke("the project opens for reading only")
        self.look()
        self.check()

    def _take_hold(self) -> None:
        """Keep the window from leaving, and from dialogs on files, where names could be typed."""
        self._held = self.window
        self.window.activateWindow()
        QApplication.processEvents()
        self.window.asking.paths = self.window.asking.save_path = lambda *_: None
        self.program.quit = lambda: None
