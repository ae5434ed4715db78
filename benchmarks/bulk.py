"""Bringing many articles in and writing a whole project out, in a whole window that stays alive.

Run with `python -m benchmarks.bulk [--articles N] [--documents N] [--json PATH]`. Imports a folder
of invented articles of 2.4 KB, and exports a project of `benchmarks/corpus.py` (20 mentions a
document; 50,000 documents make a million) as native JSON, by the window's own commands.

A timer of 5 ms notes the longest time for which the window could not have answered, from the first
moment to the last: reading, storing, committing, and showing the result. By the processor's time
it can be trusted on a busy machine, where by the clock it is mostly that of others. Memory is what
was held at most, above what was held before. Targets: 5,000 articles a second, 100,000 mentions a
second, no gap of 50 ms.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.desk import Desk  # isort: skip - it says where Qt shall paint

from PySide6.QtCore import QTimer

from annotator.session.projects import create_project
from annotator.store.store import Store
from benchmarks.common import PROSE, Report, Times, parser, resident
from benchmarks.corpus import MENTIONS_EACH, Corpus

_BYTES = 2_400
_TICK_MS = 5
_MEBIBYTE = 1 << 20


class Pulse:
    """A timer of the window: the longest time between two beats, and the most memory held."""

    def __init__(self) -> None:
        self.longest_ms = self.longest_cpu_ms = 0.0
        self.before = self.most = resident()
        self._timer = QTimer()
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._last, self._last_cpu = time.perf_counter(), time.process_time()

    def end(self) -> None:
        """Beat a last time."""
        self._beat()
        self._timer.stop()

    @property
    def grown(self) -> float:
        """By how many MiB the memory grew at most."""
        return (self.most - self.before) / _MEBIBYTE

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.process_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self.longest_cpu_ms = max(self.longest_cpu_ms, (cpu - self._last_cpu) * 1000)
        self.most = max(self.most, resident())
        self._last, self._last_cpu = now, cpu


def invent_articles(folder: Path, count: int) -> Path:
    """A folder of articles, no two the same, with what is not ASCII in each."""
    folder.mkdir()
    chance = random.Random(3)  # noqa: S311 - no secret
    words = [*PROSE.split(), "“said”", "café", "naïve"]
    for number in range(count):
        lines = [" ".join(chance.choices(words, k=60)) + "." for _ in range(8)]
        text = f"Article {number} on the ferries\n\n" + "\n\n".join(lines)
        data = text.encode()[:_BYTES]
        (folder / f"{number:07}.txt").write_text(data.decode("utf-8", "ignore"), "utf-8")
    return folder


def measured(report: Report, desk: Desk, what: str, size: int, act: Callable[[], object]) -> None:
    """Do something in the window and report how much of it a second, gap and memory."""
    times, pulse = Times(), Pulse()
    times.of(act)
    desk.settle()
    pulse.end()
    report.times(f"{what}, all", size, times)
    report.value(f"{what}, a second", size, size * 1000 / times.wall[0], "1/s")
    report.value(f"{what}, by processor", size, size * 1000 / times.cpu[0], "1/s")
    report.value(f"{what}, longest gap", size, pulse.longest_ms, "ms")
    report.value(f"{what}, gap by processor", size, pulse.longest_cpu_ms, "ms")
    report.value(f"{what}, memory", size, pulse.grown, "MiB")


def measure_import(report: Report, folder: Path, count: int) -> None:
    """Import a folder into an empty project, in the window."""
    articles = invent_articles(folder / "articles", count)
    create_project(folder / "import.annotator").close()
    desk = Desk(folder / "import.annotator", folder)
    run = desk.window.bridge.run
    measured(report, desk, "import", count, lambda: run("document.import_folder", paths=[articles]))
    stored = desk.session.store.queries.documents.count()
    desk.close()
    if stored != count:
        raise SystemExit(f"{stored} of {count} articles were imported")


def measure_export(report: Report, folder: Path, documents: int) -> None:
    """Export a project as JSON, in the window."""
    path, target = folder / "export.annotator", folder / "export.json"
    store: Store = create_project(path)
    Corpus(store, documents, documents * 2).write()
    store.close()
    desk = Desk(path, folder)
    run = desk.window.bridge.run
    mentions = documents * MENTIONS_EACH
    measured(report, desk, "export", mentions, lambda: run("export.json", path=target))
    report.value("export, file", mentions, target.stat().st_size / _MEBIBYTE, "MiB")
    desk.close()


def main() -> None:
    """Measure both."""
    options = parser(__doc__)
    options.add_argument("--articles", type=int, default=20_000, help="how many are imported")
    options.add_argument("--documents", type=int, default=5_000, help="how many are exported")
    given = options.parse_args()
    report = Report("bulk", given.json)
    with tempfile.TemporaryDirectory() as name:
        if given.articles:
            measure_import(report, Path(name), given.articles)
        if given.documents:
            measure_export(report, Path(name), given.documents)
    report.finish()


if __name__ == "__main__":
    main()
