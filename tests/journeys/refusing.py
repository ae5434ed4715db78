"""A process with a real window that tags a word, while `strace` lets the system refuse something.

`python -m tests.journeys.refusing PROJECT` writes one JSON object: what the window showed right
after the key, and what it showed after the system refused no more.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from annotator.session.projects import open_project
from annotator.ui.program import Folders, Program
from annotator.ui.start import set_up
from tests.ui.conftest import press_keys

LOOKS = 10


def shown(window) -> dict[str, object]:
    """What the window says of the act."""
    QApplication.processEvents()
    window.status.refresh()
    store = window.bridge.session.store
    return {
        "bar": window.trouble_bar.words.text() if window.trouble_bar.isVisible() else "",
        "saved": window.status.saved.text(),
        "tagged": len(store.queries.mentions.all()),
        "said": window.bridge.session.message,
    }


def main(project: Path) -> None:
    """Tag, look until it is saved, and close."""
    app = QApplication([])
    set_up(app)
    folder = project.parent / "user"
    program = Program(app, Folders(folder / "state", folder / "config"))
    window = program.show(open_project(project))
    session = window.bridge.session
    window.keeping.timer.stop()  # so that it is seen before it is tried again
    session.select(4, 11)
    press_keys(window, "p")
    first = shown(window)
    for _ in range(LOOKS):
        window.keeping.look()
    print(json.dumps({"first": first, "last": shown(window)}), flush=True)  # noqa: T201
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
