"""Large files imported into an empty project by `annotator import`: how fast, and in what memory.

Run with `python -m benchmarks.large [KIND...] [--megabytes N] [--json PATH]`. The files are made of
invented articles of 2.2 KB; tasks of Label Studio have 20 regions each. Memory is the most that
all processes of the program held together, the 40 MiB of a program that does nothing among them,
and of the confined one that reads tables alone. For a workbook the megabytes are those of its
texts. Targets: no more memory for a gigabyte than for ten megabytes.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.formats.confined_wire import CHILD
from benchmarks.common import PROSE, Report, parser

_MEBIBYTE = 1 << 20
_MEGABYTE = 1_000_000
_REGIONS = 20
_LOOKED_S = 0.02
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006/relationships"


def _articles(megabytes: int) -> Iterator[tuple[int, str]]:
    """Invented articles of so many bytes in all, each another one."""
    chance, words = random.Random(7), PROSE.split()  # noqa: S311 - no secret
    size = number = 0
    while size < megabytes * _MEGABYTE:
        number += 1
        paragraphs = (" ".join(chance.choices(words, k=60)) for _ in range(6))
        text = f"Article {number}\n\n" + ".\n\n".join(paragraphs)
        size += len(text)
        yield number, text


def _csv(path: Path, megabytes: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "text"])
        writer.writerows([n, f"Article {n}", text] for n, text in _articles(megabytes))


def _table(path: Path, megabytes: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, text in _articles(megabytes):
            file.write(json.dumps({"id": number, "headline": f"Article {number}", "text": text}))
            file.write("\n")


def _workbook(path: Path, megabytes: int) -> None:
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACK}">'
        '<Relationship Id="a" Target="worksheets/a.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
        with archive.open("xl/worksheets/a.xml", "w", force_zip64=True) as raw:
            file = io.TextIOWrapper(raw, encoding="utf-8")
            file.write(f'<worksheet xmlns="{_SHEET}"><sheetData>')
            for cell in ("text", *(text for _, text in _articles(megabytes))):
                file.write(f'<row><c t="inlineStr"><is><t>{cell}</t></is></c></row>')
            file.write("</sheetData></worksheet>")
            file.flush()


def _label_studio(path: Path, megabytes: int) -> None:
    chance, before = random.Random(5), "["  # noqa: S311 - no secret
    with path.open("w", encoding="utf-8") as file:
        for number, text in _articles(megabytes // 3):  # the rest are regions
            starts = (chance.randrange(len(text) - 10) for _ in range(_REGIONS))
            task = {
                "data": {"text": text},
                "annotations": [{"result": [_region(text, each) for each in starts]}],
            }
            file.write(f"{before}\n{json.dumps({'id': number, **task})}")
            before = ","
        file.write("]\n")


def _region(text: str, start: int) -> dict[str, object]:
    end = start + 10
    value = {"start": start, "end": end, "text": text[start:end], "labels": ["person"]}
    where = {"from_name": "label", "to_name": "text", "type": "labels"}
    return {"id": f"r{start}", **where, "value": value}


_KINDS: dict[str, tuple[str, str, Callable[[Path, int], None]]] = {
    "csv": ("table", ".csv", _csv),
    "jsonl": ("table", ".jsonl", _table),
    "xlsx": ("table", ".xlsx", _workbook),
    "label_studio": ("label_studio", ".json", _label_studio),
}


def main() -> None:
    """Make and import the files that are named, or one of each kind."""
    options = parser(__doc__)
    options.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(_KINDS)}")
    options.add_argument("--megabytes", type=int, default=100, help="about how large a file is")
    given = options.parse_args()
    report = Report("large", given.json)
    for kind in given.kinds or _KINDS:
        format_, ending, make = _KINDS[kind]
        with tempfile.TemporaryDirectory() as name:
            file, project = Path(name) / f"large{ending}", Path(name) / "p.annotator"
            make(file, given.megabytes)
            _annotator("new", str(project)).wait()
            _measure(report, kind, file, _annotator("import", "--format", format_, project, file))
    report.finish()


def _annotator(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-m", "annotator", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _measure(report: Report, kind: str, file: Path, program: subprocess.Popen[bytes]) -> None:
    begin, before = time.perf_counter(), _processor()
    most = confined = 0
    while program.poll() is None:
        held = list(_held(program.pid))
        most = max(most, sum(size for _, size in held))
        confined = max(confined, *(size for module, size in held if module == CHILD), 0)
        time.sleep(_LOOKED_S)
    if program.returncode:
        raise SystemExit(f"{kind} was not imported")
    megabytes = file.stat().st_size / _MEGABYTE
    size = round(megabytes)
    seconds = time.perf_counter() - begin
    report.value(f"{kind} in", size, megabytes / seconds, "MB/s")
    report.value(f"{kind} in, by processor", size, megabytes / (_processor() - before), "MB/s")
    report.value(f"{kind} in, memory", size, most / _MEBIBYTE, "MiB")
    if confined:
        report.value(f"{kind} in, confined", size, confined / _MEBIBYTE, "MiB")


def _processor() -> float:
    """Seconds of the processor that processes took which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held(process: int) -> Iterator[tuple[str, int]]:
    """The memory of a process and those that it began, by what they are (Linux)."""
    about = Path(f"/proc/{process}")
    try:
        module = about.joinpath("cmdline").read_text("utf-8").rstrip("\0").rpartition("\0")[2]
        pages = int(about.joinpath("statm").read_text("ascii").split()[1])
        children = about.joinpath(f"task/{process}/children").read_text("ascii").split()
    except (OSError, IndexError):  # it has just ended
        return
    yield module, pages * os.sysconf("SC_PAGE_SIZE")
    for child in children:
        yield from _held(int(child))


if __name__ == "__main__":
    main()
