"""One document of any length in a whole window: open, read and act, each key painted and committed.

Run with `python -m benchmarks.document [--sizes 3k,300k,1m,5m,20m] [--repeats N]`; `--folder` keeps
the projects for another run, since the largest takes minutes to make. An article has a mention for
each 40 characters, a tenth as many entities, and as many statements. Each size is measured in
processes of its own, one for the times and one for the memory. Targets: open below 1000 ms,
whatever is only read below 16 at the 99th percentile, an act below 16 in the median and 60 at the
99th percentile, growth at most 0.1, memory below 12 bytes a character.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from PySide6.QtCore import Qt  # noqa: E402

from annotator.model.ids import DocumentId  # noqa: E402
from annotator.session.projects import create_project  # noqa: E402
from annotator.store.tables import FORMAT_VERSION  # noqa: E402
from benchmarks.common import Figure, Report, Times, parser, resident, sizes  # noqa: E402
from benchmarks.desk import NAME, Desk, make_project, text_with_names  # noqa: E402

P = ParamSpec("P")
R = TypeVar("R")
_NAMES = 12_000
_ROOM_FOR_A_NAME = 100
_OPENINGS = 5
_LARGE = 1_000_000
_IDLE_SECONDS = 0.25
_ONE_LINE = 10_000_000
_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_READING: dict[str, tuple[Qt.Key, str, Qt.KeyboardModifier]] = {
    "word": (Qt.Key.Key_Right, "", _PLAIN),
    "character": (Qt.Key.Key_Right, "", _ALT),
    "line": (Qt.Key.Key_Down, "", _PLAIN),
    "sentence": (Qt.Key.Key_Right, "", _CONTROL),
    "page down": (Qt.Key.Key_PageDown, "", _PLAIN),
    "page up": (Qt.Key.Key_PageUp, "", _PLAIN),
    "next mention": (Qt.Key.Key_Tab, "", _PLAIN),
    "next statement": (Qt.Key.Key_BracketRight, "]", _PLAIN),
    "next candidate": (Qt.Key.Key_Space, " ", _PLAIN),
}


class Measure:
    """The acts of one document, timed."""

    def __init__(self, desk: Desk, document: DocumentId, size: int, repeats: int) -> None:
        self._desk, self._document, self._size, self._repeats = desk, document, size, repeats
        self._times: dict[str, Times] = {}

    def figures(self) -> list[Figure]:
        """What was measured so far."""
        return [Figure.of(act, self._size, times) for act, times in self._times.items()]

    def opening(self) -> None:
        """Open the document again and again."""
        for _ in range(_OPENINGS):
            self._desk.open(None)
            self._time("open", partial(self._desk.open, self._document))

    def reading(self) -> None:
        """Jump far, step, scroll."""
        for at in self._desk.places(self._repeats):
            self._time("far jump", partial(self._select, at, at))
            for act, (key, text, held) in _READING.items():
                self._time(act, partial(self._desk.press, key, text, held))
            self._time("scroll", self._scroll)

    def acting(self) -> None:
        """Tag a name, retype it, link it, take all of that back, and state something."""
        press = self._desk.press
        for at in self._desk.places(self._repeats):
            self._select(*self._name_after(at))
            self._time("tag", partial(press, Qt.Key.Key_P, "p"))
            self._time("retype", partial(press, Qt.Key.Key_O, "o"))
            self._time("ask for a link", partial(press, Qt.Key.Key_K, "k"))
            for letter in "ch":
                self._time("a letter of it", partial(press, Qt.Key(ord(letter.upper())), letter))
            self._time("link", partial(press, Qt.Key.Key_Return))
            self._time("undo", self._undo)
            self._time("redo", partial(press, Qt.Key.Key_Y, "", _CONTROL))
            for _ in range(3):
                self._time("undo", self._undo)
            self._select(at, min(at + 90, len(self._desk.session.text)))
            self._time("state", partial(press, Qt.Key.Key_S, "s"))
            self._time("undo", self._undo)

    def resting(self) -> None:
        """What goes on behind an act once nobody presses keys: the longest time that it blocks."""
        for at in self._desk.places(5):
            self._select(*self._name_after(at))
            self._desk.press(Qt.Key.Key_P, "p")
            self._times.setdefault("behind an act", Times()).wall.append(self._longest_block())
            self._times["behind an act"].cpu.append(self._times["behind an act"].wall[-1])
            self._undo()

    def occurrences(self) -> None:
        """Tag one name, then all of its other occurrences, and take that back."""
        press, session = self._desk.press, self._desk.session
        start = session.text.find(NAME)
        for _ in range(3):
            self._select(start, start + len(NAME))
            press(Qt.Key.Key_P, "p")
            self._time("preview others", partial(press, Qt.Key.Key_Period, "."))
            found = len(session.preview.spans) if session.preview else 0
            self._time("take them", partial(press, Qt.Key.Key_Return))
            self._time("undo them", self._undo)
            self._undo()
        print(f"{'':12}  {found} occurrences")

    def _time(self, act: str, do: Callable[[], object]) -> None:
        times, painted = self._times.setdefault(act, Times()), self._desk.painted.times
        times.of(do)
        if act in ("tag", "open", "far jump") and self._desk.painted.times == painted:
            raise RuntimeError(f"{act} painted nothing, and so was not measured")

    def _undo(self) -> None:
        self._desk.press(Qt.Key.Key_Z, "", _CONTROL)

    def _select(self, anchor: int, caret: int) -> None:
        self._desk.session.select(anchor, caret, exact=True)
        self._desk.settle()

    def _scroll(self) -> None:
        self._desk.window.article.scroll_pixels(300)
        self._desk.settle()

    def _name_after(self, at: int) -> tuple[int, int]:
        text = self._desk.session.text
        found = text.find(" Otieno ", at) + 1 or text.find(" Otieno ") + 1
        return found, found + len("Otieno")

    def _longest_block(self) -> float:
        until, ticks = time.perf_counter() + _IDLE_SECONDS, [time.perf_counter()]
        while ticks[-1] < until:
            self._desk.settle()
            ticks.append(time.perf_counter())
        return max(after - before for before, after in pairwise(ticks)) * 1000


def made(folder: Path, size: int, *, paragraphs: bool) -> Path:
    """The project with an article of a size, made where there is none yet."""
    kind = "" if paragraphs else "-line"
    path = folder / f"{size}{kind}-format{FORMAT_VERSION}.annotator"
    if not path.exists():
        names = min(_NAMES, size // _ROOM_FOR_A_NAME)
        unfinished = path.with_suffix(".part")
        make_project(unfinished, text_with_names(size, names, paragraphs=paragraphs))
        unfinished.rename(path)
    return path


def measured(path: Path, size: int, repeats: int) -> list[Figure]:
    """How long the acts take in the article of a project."""
    with _homes() as homes:
        create_project(homes / "empty.annotator").close()
        Desk(homes / "empty.annotator", homes).close()
        shown = Times()
        shown.of(lambda: Desk(path, homes).close())
        desk = Desk(path, homes)
        measure = Measure(desk, DocumentId(1), size, repeats)
        measure.opening()
        measure.reading()
        measure.acting()
        measure.resting()
        if size >= _LARGE:
            measure.occurrences()
        desk.close()
    return [Figure.of("open the project", size, shown), *measure.figures()]


def empty_window() -> int:
    """The memory of a window in which nothing is open, in bytes."""
    with _homes() as homes:
        create_project(homes / "empty.annotator").close()
        desk = Desk(homes / "empty.annotator", homes)
        held = resident()
        desk.close()
    return held


def memory(path: Path, size: int, repeats: int, empty: int) -> list[Figure]:
    """What a window holds above an empty one: with its article read, and at most at any time."""
    with _homes() as homes:
        desk = Desk(path, homes)
        measure = Measure(desk, DocumentId(1), size, repeats)
        measure.opening()
        measure.reading()
        held = resident() - empty
        measure.acting()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - empty
        desk.close()
    return [
        Figure("memory", size, held / size, unit="bytes a character"),
        Figure("memory at most", size, most / size, unit="bytes a character"),
    ]


def apart(act: Callable[P, R], /, *given: P.args, **named: P.kwargs) -> R:
    """Do an act in a process of its own: in no other's memory, with no other's modules loaded."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(act, *given, **named).result()


@contextmanager
def _homes() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def main() -> None:
    """Measure every size."""
    options = parser(__doc__)
    options.add_argument("--sizes", type=sizes, default=sizes("3k,300k,1m,5m,20m"))
    options.add_argument(
        "--line", type=sizes, default=(_ONE_LINE,), help="of one paragraph; 0 for none"
    )
    options.add_argument("--folder", type=Path, help="keep the projects there for another run")
    options.set_defaults(repeats=100)
    given = options.parse_args()
    report = Report("document", given.json)
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        empty = apart(empty_window)
        wanted = [(size, True) for size in given.sizes]
        wanted += [(size, False) for size in given.line if size]
        for size, paragraphs in wanted:
            path = apart(made, folder, size, paragraphs=paragraphs)
            found = apart(measured, path, size, given.repeats)
            if size >= _LARGE:
                found += apart(memory, path, size, given.repeats, empty)
            kind = "" if paragraphs else ", one line"
            report.add(*(replace(each, act=f"{each.act}{kind}") for each in found))
    report.finish()


if __name__ == "__main__":
    main()
