"""A project of 100,000 documents in a whole window: opened, its lists filtered and sorted, walked.

Run with `python -m benchmarks.project [--documents N,N] [--folder PATH] [--repeats N]`; the largest
project takes some minutes to make, so `--folder` keeps it for another run. Each letter of a filter
is a key press until the list is painted. Targets: opened below 1000 ms, everything else below 50.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from annotator.model.document import DocumentOrder  # noqa: E402
from annotator.model.ids import DocumentId  # noqa: E402
from annotator.store.tables import FORMAT_VERSION  # noqa: E402
from benchmarks.common import Report, Times, parser, sizes  # noqa: E402
from benchmarks.corpus import big_project  # noqa: E402
from benchmarks.desk import Desk  # noqa: E402

_OPENINGS = 5
_TYPED = ("kalo", "ter", "zu", "xyz")
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Measure:
    """The acts in the window of one project, timed."""

    def __init__(self, desk: Desk, repeats: int) -> None:
        self._desk, self._repeats = desk, repeats
        self.times: dict[str, Times] = {}

    def time(self, act: str, do: Callable[[], object]) -> None:
        """Do an act and note how long it took."""
        self.times.setdefault(act, Times()).of(do)

    def filters(self, act: str, field: QWidget) -> None:
        """Type some words letter by letter into a filter, and empty it again."""
        field.setFocus()
        self._desk.settle()
        for word in _TYPED:
            for letter in word:
                key = Qt.Key(ord(letter.upper()))
                self.time(f"{act}: a letter", partial(self._desk.press, key, letter))
            self.time(f"{act}: emptied", partial(self._desk.press, Qt.Key.Key_Escape))

    def orders(self) -> None:
        """List the documents in every order."""
        for order in (*DocumentOrder, DocumentOrder.IMPORTED):
            self.time("documents: another order", partial(self._order, order))

    def walks(self) -> None:
        """Go to the next document, and to documents far away."""
        self._desk.window.article.setFocus()
        for _ in range(self._repeats):
            self.time("next document", partial(self._desk.press, Qt.Key.Key_PageDown, "", _CONTROL))
        ids = self._desk.session.store.queries.documents.ids()
        for number in range(self._repeats):
            id = DocumentId(ids[number * 7919 % len(ids)])
            self.time("any document", partial(self._desk.open, id))

    def acts(self) -> None:
        """Tag a word as a person that is new, and take that back."""
        session, press = self._desk.session, self._desk.press
        self._desk.window.article.setFocus()
        for number in range(self._repeats):
            at = 600 + number % 50
            start = session.text.find(" ", at) + 1
            session.select(start, session.text.find(" ", start), exact=True)
            self._desk.settle()
            self.time("tag", partial(press, Qt.Key.Key_P, "p"))
            self.time("undo", partial(press, Qt.Key.Key_Z, "", _CONTROL))

    def _order(self, order: DocumentOrder) -> None:
        self._desk.window.bridge.run(f"view.sort_documents:{order.value}")
        self._desk.settle()


def _opened(path: Path, homes: Path, times: Times) -> Desk:
    made: list[Desk] = []
    times.of(lambda: made.append(Desk(path, homes)))
    return made[0]


def measure(folder: Path, documents: int, repeats: int, report: Report) -> None:
    """Measure one project, made where there is none yet."""
    path = big_project(folder / f"{documents}-format{FORMAT_VERSION}.annotator", documents)
    opened = Times()
    with tempfile.TemporaryDirectory() as homes:
        for _ in range(_OPENINGS):
            desk = _opened(path, Path(homes), opened)
            desk.close()
        desk = Desk(path, Path(homes))
        bench = Measure(desk, repeats)
        bench.filters("documents", desk.window.documents.filter)
        bench.orders()
        bench.filters("entities", desk.window.entities.filter)
        bench.walks()
        bench.acts()
        desk.close()
    report.times("open", documents, opened)
    for act, times in bench.times.items():
        report.times(act, documents, times)


def main() -> None:
    """Measure projects of some sizes."""
    options = parser(__doc__)
    options.add_argument("--documents", default="1k,10k,30k,100k", help="sizes of the projects")
    options.add_argument("--folder", type=Path, help="where projects are kept for the next run")
    options.set_defaults(repeats=100)
    given = options.parse_args()
    report = Report("project", given.json)
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for documents in sizes(given.documents):
            measure(folder, documents, given.repeats, report)
    report.finish()


if __name__ == "__main__":
    main()
