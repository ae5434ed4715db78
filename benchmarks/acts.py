"""How long it takes from a key press to an act that is painted and committed, in a whole window.

Run with `python -m benchmarks.acts [--repeats N]`. A window on a real project file; 3 KB with 75
mentions and 1 MB with 25,000. Prints median and 99th percentile in milliseconds.
Targets: an act below 16 (median), opening and painting 1 MB below 300.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from PySide6.QtCore import QCoreApplication, QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from annotator.model.entity import Entity  # noqa: E402
from annotator.model.ids import DocumentId, EntityId, MentionId  # noqa: E402
from annotator.model.mention import Level, Mention  # noqa: E402
from annotator.model.span import Span  # noqa: E402
from annotator.session.importing import import_text  # noqa: E402
from annotator.session.projects import create_project  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from annotator.ui.program import Folders, Program  # noqa: E402
from annotator.ui.start import set_up  # noqa: E402
from annotator.ui.window import Window  # noqa: E402
from benchmarks.common import invented_text, milliseconds, summary  # noqa: E402

SIZES = ((3_000, 75), (1_000_000, 25_000))
_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def project(folder: Path, length: int, mentions: int) -> tuple[Store, DocumentId]:
    """A project with one article, mentions spread evenly, ten to an entity."""
    store = create_project(folder / f"{length}.annotator")
    document = import_text(store, invented_text(length), "Benchmark").imported[0]
    step = length // mentions
    with store.transaction("Tag everything") as tx:
        for number in range(mentions):
            if number % 10 == 0:
                entity = EntityId(
                    tx.add(Entity(EntityId(0), f"Thing {number}", "person", tx.provenance()))
                )
            span = Span(number * step, number * step + min(12, step // 2))
            tx.add(
                Mention(
                    MentionId(0),
                    document,
                    "person",
                    (span,),
                    tx.provenance(),
                    level=Level.NAM,
                    entity=entity,
                )
            )
    return store, document


class Bench:
    """A shown window in which keys are pressed."""

    def __init__(self, program: Program, store: Store) -> None:
        self.window: Window = program.show(store)
        self.window.activateWindow()
        self.settle()
        self.session = self.window.bridge.session

    def settle(self) -> None:
        """Let everything be painted that waits."""
        QApplication.processEvents()

    def press(self, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key and wait until its act is committed and painted."""
        target = QApplication.focusWidget() or self.window
        QCoreApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held, text))
        self.settle()

    def acts(self, repeats: int) -> dict[str, list[float]]:
        """Tag, retype, undo and step the caret at places all over the article."""
        times: dict[str, list[float]] = {name: [] for name in ("caret", "tag", "retype", "undo")}
        length = len(self.session.text)
        for number in range(repeats):
            at = (number * 7919 + 31) % length
            self.session.select(at, at)
            self.settle()
            times["caret"].append(milliseconds(lambda: self.press(Qt.Key.Key_Right)))
            times["tag"].append(milliseconds(lambda: self.press(Qt.Key.Key_E, "e")))
            times["retype"].append(milliseconds(lambda: self.press(Qt.Key.Key_W, "w")))
            times["undo"].append(milliseconds(lambda: self.press(Qt.Key.Key_Z, "", _CONTROL)))
        return times

    def open(self, document: DocumentId) -> None:
        """Open a document and wait until it is painted."""
        self.session.open_document(document)
        self.settle()


def main() -> None:
    """Measure both sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--repeats", type=int, default=200)
    repeats = parser.parse_args().repeats
    application = QApplication([])
    set_up(application)
    print(f"{'size':>12}  {'act':<15} {'median':>8} {'p99':>8}  (ms)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for length, mentions in SIZES:
            store, document = project(folder, length, mentions)
            bench = Bench(Program(application, Folders(folder / "s", folder / "c")), store)
            opened = [milliseconds(partial(bench.open, document)) for _ in range(10)]
            print(f"{length:>12,}  {'open and paint':<15} {summary(opened)}")
            for act, taken in bench.acts(repeats).items():
                print(f"{length:>12,}  {act:<15} {summary(taken)}")
            bench.window.close()
            bench.settle()


if __name__ == "__main__":
    main()
