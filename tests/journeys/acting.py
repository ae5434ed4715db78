"""A process with a real window in which random keys annotate; each act shown as saved is said.

`python -m tests.journeys.acting PROJECT SEED` writes a line for each act to the standard output,
with the id and the hash of its step, once the status line says that all is saved. It is there to be
killed.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from annotator.session.projects import create_project, open_project, sample_articles
from annotator.ui.program import Folders, Program
from annotator.ui.start import set_up
from tests.ui.conftest import send_key

WALKING = ("Right", "Shift+Right", "Space", "Tab", ";", "]", "Esc", "Down")
ACTING = (
    "p",
    "o",
    "g",
    "c",
    "s",
    "u",
    "v",
    "Ctrl+D",
    "Ctrl+Z",
    "Ctrl+Y",
    "Ctrl+V",
    "Shift+D",
    "Enter",
    "Backspace",
    "Shift+Y",
)
CONFIRMING = (".", "Enter")


class Acting:
    """Presses keys in the window of a program."""

    def __init__(self, project: Path, chance: random.Random) -> None:
        self.app = QApplication([])
        set_up(self.app)
        folder = project.parent / "user"
        program = Program(self.app, Folders(folder / "state", folder / "config"))
        program.failures.install()
        exists = project.exists()
        self.window = program.show(open_project(project) if exists else create_project(project))
        self.session = self.window.bridge.session
        if not exists:
            self.window.bridge.run("document.import_files", paths=sample_articles())
        self.chance = chance
        self.last = self.newest()

    def newest(self) -> tuple[int, str]:
        """The last step of the history, as it is in the file."""
        db = self.session.store._db
        row = db.execute("SELECT id, hash FROM step ORDER BY id DESC LIMIT 1").fetchone()
        return (row[0], row[1])

    def press(self) -> None:
        """One key; what it did is said when the status line says that it is saved."""
        pool = self.chance.choices((WALKING, ACTING, CONFIRMING), (4, 8, 1))[0]
        key = self.chance.choice(pool)
        if key == "Ctrl+V":
            number = self.chance.random()
            self.app.clipboard().setText(f"The mill, {number}.\n\nShut, the miller said. " * 40)
        send_key(QApplication.focusWidget() or self.window, key)
        self.app.processEvents()
        newest = self.newest()
        if newest != self.last:
            self.window.status.refresh()
            if self.window.status.saved.text().startswith("All changes saved"):
                os.write(1, f"{newest[0]} {newest[1]}\n".encode())
            self.last = newest


def main() -> None:
    """Press keys until killed."""
    acting = Acting(Path(sys.argv[1]), random.Random(int(sys.argv[2])))
    while True:
        acting.press()


if __name__ == "__main__":
    main()
