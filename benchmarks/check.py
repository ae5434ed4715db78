"""How long `annotator check` takes, from the start of its process to its end, and its memory.

`python -m benchmarks.check [--documents N ...]` makes an invented project of each size; 10,000
documents have 200,000 mentions. It also says how long the parts take, in one process.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.store.check import HISTORY, OBJECTS  # noqa: E402
from annotator.store.check_pages import page_findings  # noqa: E402
from annotator.store.connection import connect  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from benchmarks.common import Report, Times  # noqa: E402
from benchmarks.corpus import MENTIONS_EACH, big_project  # noqa: E402

_REPEATS = 3


def main() -> None:
    """Measure every size that is asked for."""
    parser = argparse.ArgumentParser(description="How long a check takes, by size.")
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--parts", action="store_true", help="time each part as well")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args()
    report = Report("check", given.json)
    for documents in given.documents:
        with tempfile.TemporaryDirectory() as folder:
            path = big_project(Path(folder) / "big.annotator", documents)
            _measure(report, path, documents * MENTIONS_EACH)
            if given.parts:
                _parts(report, path, documents * MENTIONS_EACH)
    report.finish()


def _measure(report: Report, path: Path, mentions: int) -> None:
    command = [sys.executable, "-m", "annotator", "check", str(path)]

    def check() -> None:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own

    report.times("check", mentions, Times.repeated(check, _REPEATS))
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    report.value("memory of a process", mentions, used / 1024, "MB")

    def whole() -> None:
        Store.open(path).close()

    def later() -> None:
        Store.open(path, checked_later=True).close()

    report.times("open, read whole", mentions, Times.repeated(whole, _REPEATS))
    report.times("open, checked later", mentions, Times.repeated(later, _REPEATS))


def _parts(report: Report, path: Path, mentions: int) -> None:
    with closing(connect(path, read_only=True)) as db:
        for part in (page_findings, *OBJECTS, *HISTORY):
            times = Times()
            times.of(lambda part=part: list(part(db)))
            report.times(part.__name__, mentions, times)


if __name__ == "__main__":
    main()
