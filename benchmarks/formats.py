"""Every annotated format written and read again, without a project or a window.

Run with `python -m benchmarks.formats [--documents N] [--repeats N] [--format NAME] [--json PATH]`.
The documents are invented articles of 2.4 KB, each with ten mentions of 2,000 entities and two
statements. Each format has a process of its own. Figures are documents a second, the median of
the repeats, by the clock and by the processor, which alone can be trusted on a busy machine; and
the most memory that was held above what was held before. What writing takes from is in memory.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from annotator.formats.base import AnyExporter, FolderExporter, Importer, Stamp
from annotator.formats.catalogue import OUR_EXPORTERS
from annotator.formats.registry import installed
from annotator.model.annotations import ProjectContent
from benchmarks.brat import RealFolder
from benchmarks.common import Figure, Report, Times, parser, resident
from benchmarks.lines import invented

_MENTIONS = 10
_MEBIBYTE = 1 << 20
_NEEDS = {"spacy": "spacy", "parquet": "pyarrow"}
_FORGET = Path("/proc/self/clear_refs")


def main() -> None:
    """Measure all formats, or those that are named."""
    options = parser(__doc__)
    options.set_defaults(repeats=3)
    options.add_argument("--documents", type=int, default=500, help="how many")
    options.add_argument("--format", choices=OUR_EXPORTERS, nargs="*", help="these alone")
    given = options.parse_args()
    report = Report("formats", given.json)
    for name in given.format or OUR_EXPORTERS:
        if name in _NEEDS and find_spec(_NEEDS[name]) is None:
            print(f"{'':>12}  {name} is left out: {_NEEDS[name]} is not installed")
            continue
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            report.add(*alone.submit(_figures, name, given.documents, given.repeats).result())
    report.finish()


def _figures(name: str, count: int, repeats: int) -> list[Figure]:
    """What writing and reading a format takes."""
    content = _held(invented(count, _MENTIONS))
    formats = installed()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.out" for number in range(repeats)]
        exporter = formats.exporters[name]
        writing = iter(paths)
        figures = _measured(
            f"{name} out", count, repeats, lambda: _write(exporter, content, next(writing))
        )
        if name in formats.importers:
            importer = formats.importers[name]
            reading = iter(paths)
            figures += _measured(
                f"{name} in", count, repeats, lambda: _read(importer, next(reading), count)
            )
    return figures


def _held(content: ProjectContent) -> ProjectContent:
    """The same with its documents in memory, so that making them is not measured."""
    return replace(content, documents=tuple(content.documents))


def _measured(act: str, count: int, repeats: int, once: Callable[[], None]) -> list[Figure]:
    before = resident()
    _forget_peak()
    times = Times.repeated(once, repeats)
    memory = (_peak() - before) / _MEBIBYTE
    wall, cpu = (count * 1000 / statistics.median(each) for each in (times.wall, times.cpu))
    return [
        Figure(act, count, wall, cpu=cpu, repeats=repeats, unit="1/s"),
        Figure(f"{act}, memory", count, memory, unit="MiB"),
    ]


def _write(exporter: AnyExporter, content: ProjectContent, path: Path) -> None:
    if isinstance(exporter, FolderExporter):
        path.mkdir()
        exporter.write_folder(content, RealFolder(path))
    else:
        with path.open("xb") as out:
            exporter.write(content, out)


def _read(importer: Importer, path: Path, count: int) -> None:
    found = 0
    for part in importer.read(path, Stamp("", "")):
        found += sum(1 for _ in part.content.documents)
    if found != count:
        raise SystemExit(f"{importer.name} read {found} of {count} documents")


def _forget_peak() -> None:
    """Let the system forget how much memory this process held at most (Linux)."""
    if _FORGET.exists():
        _FORGET.write_text("5", "ascii")


def _peak() -> int:
    """The most memory that was held since it was forgotten, in bytes; 0 where nobody says."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
