"""A whole session in a real window, for tests that watch the process from outside.

Run as a script: the folder to work in, a word that is put wherever data can stand, and how to end
(`close`, or `crash` for the death that a fault in C would bring).
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from annotator import cli_window
from annotator.app import run_window
from annotator.session import Panel, Shown
from annotator.ui.window import Window

Steps = Iterator[Callable[[], object]]


def main() -> int:
    """Open a window on a new project, do everything once, and end."""
    folder, word, end = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    (folder / "article.txt").write_text(
        f"The ferry and the {word}\n\n“Mayor {word} lied,” Per Lund said in Torvik. {word} left.\n"
    )
    (folder / "broken.txt").write_bytes(f"The {word} is “late”".encode()[:-1])
    (folder / "broken.json").write_text(f'{{"format": "{word}"')
    cli_window.prepare()
    QApplication(["annotator"])
    QTimer.singleShot(50, lambda: _Session(folder, word, end).start())
    status = run_window(folder / "desk.annotator", [folder / "article.txt"])
    print("ended", status, flush=True)  # noqa: T201
    return status


class _Session:
    """One act after another, each from the event loop, as a person's would come."""

    def __init__(self, folder: Path, word: str, end: str) -> None:
        self.folder, self.word, self.end = folder, word, end
        self.steps = self._steps()
        self.busy = self.begun = False

    @property
    def window(self) -> Window:
        """The window of the moment: a copy is opened in another."""
        windows = (w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
        return next(w for w in windows if w.isVisible())

    def start(self) -> None:
        """Begin when the article is there."""
        self.timer = QTimer(QApplication.instance())
        self.timer.timeout.connect(self._next)
        self.timer.start(0)

    def _next(self) -> None:
        # An import lets the event loop run inside it; no act comes in between.
        if self.busy or not (self.begun or self.window.bridge.session.document):
            return
        self.busy = self.begun = True
        try:
            self._act()
        finally:
            self.busy = False

    def _act(self) -> None:
        step = next(self.steps, None)
        if step is None:
            self.timer.stop()
            if self.end == "crash":
                faulthandler._sigsegv()  # type: ignore[attr-defined]
            self.window.close()
            return
        step()

    def _run(self, action: str, **arguments: object) -> Callable[[], object]:
        return lambda: self.window.bridge.run(action, **arguments)

    def _select(self, words: str) -> Callable[[], object]:
        def select() -> None:
            session = self.window.bridge.session
            at = session.text.rindex(words)
            session.select(at, at + len(words), exact=True)

        return select

    def _steps(self) -> Steps:
        session, word = self.window.bridge.session, self.word
        yield self._select(word)
        yield self._run("mention.add:person")
        yield self._run("entity.rename", name=f"{word} of Torvik")
        yield self._run("entity.add_alias", alias=f"the {word}")
        yield self._run("note.add", text=f"Ask {word}.")
        yield self._select(f"Mayor {word} lied")
        yield self._run("statement.new")
        yield self._run("claim.new", text=f"{word} lied.")
        yield self._run("document.rename", title=f"About {word}")
        yield self._run("project.rename", name=f"Desk of {word}")
        for panel in Panel:
            yield lambda panel=panel: session.focus(panel)
        for shown in Shown:
            yield lambda shown=shown: session.show(shown)
            yield self._type
        yield lambda: session.show(None)
        yield self._run("document.import_files", paths=[self.folder / "broken.txt"])
        yield self._run("document.import_files", paths=[self.folder / "broken.json"])
        yield self._run("document.import_files", paths=[self.folder / f"no {word}.txt"])
        yield self._fail
        yield self._fail_on_a_thread
        yield self._fail_in_a_step
        yield self._run("export.json", path=self.folder / "export.json")
        yield self._run("export.json", path=self.folder / "no folder" / "export.json")
        yield self._run("project.save_copy", path=self.folder / "copy.annotator")
        yield self._run("document.delete")
        yield self._run("history.undo")
        yield self._run("view.palette")
        yield self._close_dialogs
        for _ in range(20):
            yield QCoreApplication.processEvents

    def _type(self) -> None:
        """Put the word into the text field that has the keyboard, if one has."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.setText(self.word)

    def _fail(self) -> None:
        QTimer.singleShot(0, self._raise)

    def _raise(self) -> None:
        words = f"a bug about {self.word}"
        raise RuntimeError(words)

    def _fail_on_a_thread(self) -> None:
        thread = threading.Thread(target=self._raise, name=self.word)
        thread.start()
        thread.join()

    def _fail_in_a_step(self) -> None:
        with self.window.bridge.session.store.transaction(f"Break {self.word}") as tx:
            tx.set_project(name=self.word)
            self._raise()

    def _close_dialogs(self) -> None:
        self.window.bridge.session.show(None)
        self.window.bridge.session.ask.decline()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.reject()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
