"""Annotated documents imported into a project: a folder of brat, and JSON Lines of ours.

Run with `python -m benchmarks.annotated [--documents 10k,100k] [--mentions N] [--ways brat,jsonl]
[--cancel] [--json PATH]`. The articles are those of `benchmarks/lines.py`: 2.4 KB with so many
mentions of 2,000 entities, two statements, a note and a relation each. They are written by our
exporters and imported by `annotator import` as a user has it, its start and all. A file of ours
becomes the whole of an empty project, or is added to one that has something; a folder of brat is
read as ours, and as one of others, without what we say beside.

Memory is what the process and the one that reads for it held at most, without what they share with
others. With `--cancel` an import is given up half-way, as by Control+C: how large the file was by
then, and the time until all has ended, with the project byte for byte as it was.
Targets: 2,000 documents a second, memory that does not follow their number, a project as it was.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.brat.exporter import BratExporter
from annotator.formats.brat.names import SIDECAR
from annotator.formats.jsonl.files import JsonLinesExporter
from annotator.session.importing import import_text
from annotator.session.projects import create_project
from annotator.store.store import Store
from benchmarks.brat import RealFolder
from benchmarks.common import Report, parser, sizes
from benchmarks.lines import invented

_MEBIBYTE = 1 << 20
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Way:
    """What is imported, and into what: an empty project, or one that has an article."""

    name: str
    write: Callable[[int, int, Path], Path]
    empty: bool


def lines(count: int, mentions: int, folder: Path) -> Path:
    """JSON Lines of ours."""
    path = folder / "invented.jsonl"
    with path.open("wb") as file:
        JsonLinesExporter().write(invented(count, mentions), file)
    return path


def brat(count: int, mentions: int, folder: Path) -> Path:
    """A folder of brat, as we write it."""
    path = folder / "brat"
    path.mkdir()
    BratExporter().write_folder(invented(count, mentions), RealFolder(path))
    return path


def foreign(count: int, mentions: int, folder: Path) -> Path:
    """The same without what we say beside, as a folder of others is."""
    path = brat(count, mentions, folder)
    (path / SIDECAR).unlink()
    return path


WAYS = (
    Way("jsonl", lines, empty=True),
    Way("jsonl-added", lines, empty=False),
    Way("brat", brat, empty=True),
    Way("brat-foreign", foreign, empty=True),
)


def project(folder: Path, way: Way) -> Path:
    """The project that is imported into."""
    path = folder / "into.annotator"
    store = create_project(path)
    if not way.empty:
        import_text(store, "Something that was there before.", "before")
    store.close()
    return path


def begun(path: Path, source: Path) -> subprocess.Popen[bytes]:
    """`annotator import` of a file or folder into a project, in a group as a terminal makes it."""
    command = [sys.executable, "-m", "annotator", "import", str(path), str(source)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def measure(report: Report, way: Way, count: int, source: Path, folder: Path) -> float:
    """Import all of it; returns the seconds by the clock."""
    path = project(folder, way)
    start = time.perf_counter()
    process = begun(path, source)
    most = _most_held(process)
    _, status, used = os.wait4(process.pid, 0)
    wall, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
    store = Store.open(path, read_only=True)
    stored = store.queries.documents.count() - (0 if way.empty else 1)
    store.close()
    if status or stored != count:
        raise SystemExit(f"{stored} of {count} documents were imported (status {status})")
    report.value(f"{way.name}, a second", count, count / wall, "1/s")
    report.value(f"{way.name}, by processors", count, count / cpu, "1/s")
    report.value(f"{way.name}, memory", count, most / _MEBIBYTE, "MiB")
    report.value(f"{way.name}, project", count, path.stat().st_size / _MEBIBYTE, "MiB")
    path.unlink()
    return wall


def _most_held(process: subprocess.Popen[bytes]) -> int:
    """The most memory of a process and of the one that reads for it, until it has ended."""
    most = 0
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        most = max(most, sum(map(_resident, (process.pid, *_children(process.pid)))))
        time.sleep(_LOOK_EVERY)
    return most


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError):
        words = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
        return (int(words[1]) - int(words[2])) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(child) for child in words.split()]
    return []


def cancel(report: Report, way: Way, count: int, source: Path, folder: Path, after: float) -> None:
    """Give an import up by Control+C after some seconds."""
    path = project(folder, way)
    before, files = path.read_bytes(), sorted(folder.iterdir())
    process = begun(path, source)
    time.sleep(after)
    grown = path.stat().st_size / _MEBIBYTE
    start = time.perf_counter()
    os.killpg(process.pid, signal.SIGINT)
    status = process.wait()
    wall = time.perf_counter() - start
    if path.read_bytes() != before or sorted(folder.iterdir()) != files or status == 0:
        raise SystemExit(f"the project is not what it was (status {status})")
    report.value(f"{way.name}, given up at", count, grown, "MiB")
    report.value(f"{way.name}, given up in", count, wall * 1000, "ms")
    path.unlink()


def main() -> None:
    """Measure all ways."""
    options = parser(__doc__)
    options.add_argument("--documents", default="10k", help="how many, as 100k")
    options.add_argument("--mentions", type=int, default=10, help="how many a document has")
    options.add_argument("--ways", default=",".join(way.name for way in WAYS))
    options.add_argument("--cancel", action="store_true", help="give one up half-way, too")
    given = options.parse_args()
    report = Report("annotated", given.json)
    chosen = given.ways.split(",")
    for way in (way for way in WAYS if way.name in chosen):
        for count in sizes(given.documents):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                source = way.write(count, given.mentions, folder)
                taken = measure(report, way, count, source, folder)
                if given.cancel:
                    cancel(report, way, count, source, folder, taken / 2)
    report.finish()


if __name__ == "__main__":
    main()
