"""Reads hostile files, named on the command line, in children of its own; prints what came of it.

A line of JSON for each file, and one on the memory of the child that took most.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.articles.importer import ArticleImporter, ArticlesImporter
from annotator.formats.base import Stamp
from annotator.formats.confined import Confined
from annotator.formats.registry import BUILT_IN, load
from tests.formats.articles.hostile import HARMLESS, REFUSED

_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Read them all, one child for all files until one of them ends it."""
    confined = Confined()
    importers = load(BUILT_IN).importers
    for name in sys.argv[1:]:
        make = HARMLESS[name] if name in HARMLESS else REFUSED[name][0]
        importer = importers[name.rpartition(".")[2]]
        assert isinstance(importer, ArticleImporter)
        importer = replace(importer, confined=confined)
        data = make()
        _warm(importer)
        before = _seconds(importer)
        try:
            _read(importer, data, name)
            said = ""
        except AnnotatorError as error:
            said = str(error)
        taken = _seconds(importer) - before
        print(json.dumps({"name": name, "said": said, "seconds": taken}), flush=True)  # noqa: T201
    for child in confined._idle:
        child.end()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(json.dumps({"name": "", "megabytes": most}), flush=True)  # noqa: T201


def _read(importer: ArticleImporter, data: bytes, name: str) -> None:
    if isinstance(importer, ArticlesImporter):
        for _ in importer.articles(data, name, Stamp("", "")):
            pass
    else:
        importer.article(data, name, Stamp("", ""))


def _warm(importer: ArticleImporter) -> None:
    """Have a child that has loaded its library, which is no matter of the file's."""
    try:
        _read(importer, b"", "empty")
    except AnnotatorError:
        return


def _seconds(importer: ArticleImporter) -> float:
    """Seconds of the processor that this process and its children took."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = time.process_time() + ended.ru_utime + ended.ru_stime
    for child in importer.confined._idle:
        words = Path(f"/proc/{child._process.pid}/stat").read_text("ascii").rpartition(")")[2]
        taken += sum(map(int, words.split()[11:13])) / _TICKS
    return taken


if __name__ == "__main__":
    main()
