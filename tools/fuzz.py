"""Fuzzes the reader of one format with atheris: by hand, for some minutes of processor time.

    pip install atheris                       # in the environment of `make test`
    python tools/fuzz.py epub --minutes 10 --corpus DIR

Each file is read in this process, by the code that else runs in the child, imported into an empty
project, proved by annotator's own check, and taken back. What is found is told once and kept in
DIR/found; the run goes on, and its exit status is 1. DIR/corpus keeps what got further than others.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
try:
    import atheris
except ModuleNotFoundError:
    sys.exit(f"atheris is missing. Install it with: {sys.executable} -m pip install atheris")
import msgspec  # noqa: E402
from fuzz_mutations import Mutator, unpacked  # noqa: E402

from annotator.store.check_values import value_findings  # noqa: E402

with atheris.instrument_imports(include=["annotator"], exclude=["annotator.store"]):
    from fuzz_seeds import MOST, seeds

    from annotator.errors import AnnotatorError
    from annotator.formats.base import Imported
    from annotator.formats.documents import ImportFailed
    from annotator.formats.layers.mapping import chosen_mapping
    from annotator.formats.registry import BUILT_IN, Formats, load, start_of
    from annotator.formats.schema_file import dump_schema, schema_from_tree
    from annotator.model.document import sha256_of
    from annotator.session.import_reading import Reading, Way
    from annotator.session.import_step import ImportStep, Placed
    from annotator.session.projects import create_project, read_schema_file
if TYPE_CHECKING:
    from annotator.model.annotations import AnnotatedDocument

SECONDS = 5
"""Reading a file of 64 KB may take so much of the processor,"""
MEGABYTES = 300
"""and so much memory;"""
MOST_SAID = 1_500
"""and the sentence that refuses it may have so many characters."""


@dataclass(frozen=True, slots=True)
class Target:
    """How files are changed, what their names end with, and the format if it is named otherwise.

    A `folder` is an archive of its files.
    """

    shape: str
    suffix: str
    format: str = ""
    folder: bool = False


TARGETS = {
    "brat": Target("archive", "", folder=True),
    "cas_json": Target("json", ".json"),
    "cas_xmi": Target("archive", ".zip"),
    "conll2003": Target("lines", ".conll"),
    "conll2012": Target("lines", ".conll"),
    "conllu": Target("lines", ".conllu"),
    "csv": Target("lines", ".csv", "table"),
    "doccano": Target("lines", ".jsonl"),
    "docx": Target("archive", ".docx"),
    "eml": Target("lines", ".eml"),
    "epub": Target("archive", ".epub"),
    "feed": Target("xml", ".xml"),
    "html": Target("bytes", ".html"),
    "json": Target("json", ".json"),
    "jsonl": Target("lines", ".jsonl"),
    "label_studio": Target("json", ".json"),
    "mapping": Target("lines", ".toml"),
    "mhtml": Target("lines", ".mhtml"),
    "ninjs": Target("json", ".json"),
    "odt": Target("archive", ".odt"),
    "pdf": Target("bytes", ".pdf"),
    "plain_text": Target("bytes", ".txt"),
    "prodigy": Target("lines", ".jsonl"),
    "qdpx": Target("archive", ".qdpx"),
    "rtf": Target("bytes", ".rtf"),
    "schema": Target("lines", ".toml"),
    "spacy": Target("bytes", ".spacy"),
    "table_jsonl": Target("lines", ".jsonl", "table"),
    "w3c": Target("archive", "", folder=True),
    "warc": Target("lines", ".warc"),
    "webanno_tsv": Target("lines", ".tsv"),
    "xlsx": Target("archive", ".xlsx", "table"),
}


class Wrong(Exception):
    """What was read, or said, is not as it has to be."""


class Slow(BaseException):
    """Reading takes too long; no reader may catch this."""


class _TakenBack(Exception):
    """Ends a step of which nothing is kept."""


class InProcess:
    """Reads in this process what annotator reads in a child; values are sent through its wire."""

    def values(
        self, reader: str, data: bytes, name: str, type: type, *, options: Mapping[str, str], **_: object
    ) -> Iterator[object]:
        """What a reader makes of bytes; raises AnnotatorError where the child would refuse them."""
        module, _, function = reader.partition(":")
        try:
            with redirect_stdout(io.StringIO()):
                for value in getattr(import_module(module), function)(data, name, options):
                    yield msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=type)
        except RecursionError as error:
            raise ImportFailed(f"{name} was not read: it is nested too deeply.") from error


def our_formats() -> Formats:
    """Our formats, whose readers run in this process."""
    formats = load(BUILT_IN)
    for name, importer in formats.importers.items():
        if hasattr(importer, "confined"):
            formats.importers[name] = replace(importer, confined=InProcess())
    return formats


class Desk:
    """An empty project, into which a file is imported and of which it is taken back."""

    def __init__(self, folder: Path, formats: Formats) -> None:
        self._formats = formats
        self._store = create_project(folder / "desk.annotator", author="fuzz")
        self._db = self._store._db  # noqa: SLF001 - the check has to see what is not committed

    def read(self, path: Path, format: str) -> bool:  # noqa: A002 - the word of the command line
        """Whether anything was read of a file; raises Wrong, or anything that is not declared."""
        self._formats.importers[format].recognises(start_of(path))
        way = Way(format)
        reading = Reading(self._formats, way, lambda _done, _total: True)
        with suppress(_TakenBack), self._store.transaction("Import", repeatable=True) as tx:
            step = ImportStep(self._store, tx, way, lambda _done, _total: None)
            for part in reading.found([path]):
                imported = _held(part.imported)
                prove(imported)
                step.add(Placed(replace(part, imported=imported), whole=imported.whole))
            step.finish()
            said = [*reading.notices, *step.notices, *reading.lost.losses.lines, *step.lost.losses.lines]
            "".join((*said, *reading.refused)).encode()
            if any(len(each) > MOST_SAID for each in reading.refused):
                raise Wrong(f"it is refused with {len(reading.refused[0])} characters")
            if not reading.refused:
                tx.rows.derived.flush()
                self._prove_stored()
            raise _TakenBack
        return not reading.refused

    def _prove_stored(self) -> None:
        for table, row, parent, _ in self._db.execute("PRAGMA foreign_key_check").fetchall():
            raise Wrong(f"the {table} {row} names a {parent} that there is not")
        for finding in value_findings(self._db):
            raise Wrong(f"stored, but {finding.sentence}")


def _held(imported: Imported) -> Imported:
    documents = tuple(each.held() for each in imported.content.documents)
    return replace(imported, content=replace(imported.content, documents=documents))


def prove(imported: Imported) -> None:
    """Raise Wrong for a document that is not that of its text, or anything that marks beyond it."""
    for each in imported.content.documents:
        document, text = each.document, each.text
        if not text or (document.length, document.sha256) != (len(text), sha256_of(text)):
            raise Wrong("a document does not go with its text")
        if any(span.end > len(text) for span in _spans(each)):
            raise Wrong("a span lies behind its text")
        if any(not mention.spans for mention in each.mentions):
            raise Wrong("a mention has no place")
    lengths = {each.document.id: len(each.text) for each in imported.content.documents}
    for note in imported.content.notes:
        if note.span and note.span.end > lengths.get(note.target.id, 0):
            raise Wrong("a note lies behind its text")


def _spans(annotated: AnnotatedDocument) -> Iterator[object]:
    for mention in annotated.mentions:
        yield from (*mention.spans, *filter(None, [mention.head]))
    for said in annotated.statements:
        yield from said.parts


def reader(target: str, desk: Desk) -> Callable[[Path], object]:
    """What reads a file of a target."""
    if target == "schema":
        return _read_schema
    if target == "mapping":
        return lambda path: chosen_mapping(str(path))
    return lambda path: desk.read(path, TARGETS[target].format or target)


def _read_schema(path: Path) -> None:
    schema = read_schema_file(path).schema
    if schema_from_tree(dump_schema(schema)) != schema:
        raise Wrong("the schema is another when it comes back")


@dataclass
class Run:
    """One run: reads files, counts, and keeps what is found, each kind of failure once."""

    read: Callable[[Path], object]
    target: Target
    work: Path
    found: Path
    seconds: float
    runs: int = 0
    taken: int = 0
    failures: dict[str, int] = field(default_factory=dict)

    def once(self, data: bytes) -> None:
        """Read a file; ends the process when its time is over."""
        if time.process_time() > self.seconds:
            self.end()
        path = self._put(data)
        self.runs += 1
        before = _megabytes()
        try:
            with _limited():
                self.taken += bool(self.read(path))
        except AnnotatorError:
            pass
        except (Exception, Slow) as error:
            self._keep(data, error)
        if _megabytes() - before > MEGABYTES:
            self._keep(data, Wrong(f"reading takes {_megabytes() - before} MB"))

    def end(self) -> None:
        """Say what came of it, and end the process."""
        print(
            f"\n{self.runs:,} runs in {time.process_time() / 60:.1f} minutes of the processor, of which "
            f"{self.taken:,} were read; {len(self.failures)} kinds of failures {self.failures or ''}",
            flush=True,
        )
        shutil.rmtree(self.work)
        os._exit(bool(self.failures))

    def _put(self, data: bytes) -> Path:
        path = self.work / f"file{self.target.suffix}"
        if not self.target.folder:
            path.write_bytes(data)
            return path
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        with suppress(Exception):  # an archive that is none is an empty folder
            for name, part in unpacked(data).items():
                (path / PurePosixPath(name).name).write_bytes(part)
        return path

    def _keep(self, data: bytes, error: BaseException) -> None:
        kind = type(error).__name__ if not isinstance(error, Wrong) else str(error)[:60]
        ours = [each for each in traceback.extract_tb(error.__traceback__) if "annotator" in each.filename]
        kind += f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
        self.failures[kind] = self.failures.get(kind, 0) + 1
        if self.failures[kind] == 1:
            name = "".join(each if each.isalnum() else "-" for each in kind)
            self.found.mkdir(parents=True, exist_ok=True)
            (self.found / f"{name}{self.target.suffix or '.zip'}").write_bytes(data)
            print(f"\nFOUND {kind}\n{''.join(traceback.format_exception(error))}", flush=True)


@contextmanager
def _limited() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _expire(_signal: int, _frame: object) -> None:
    raise Slow


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Fuzz the format that the command line names, or only read some files once."""
    parser = argparse.ArgumentParser(description="Fuzz the reader of one format.")
    parser.add_argument("format", choices=TARGETS)
    parser.add_argument("files", nargs="*", type=Path, help="only read these, as what was found")
    parser.add_argument("--minutes", type=float, default=10, help="of the processor")
    parser.add_argument("--corpus", type=Path, help="where files are kept (else nowhere)")
    asked = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="fuzz-"))
    kept = asked.corpus or work / "kept"
    (kept / "corpus").mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGVTALRM, _expire)
    target = TARGETS[asked.format]
    with atheris.instrument_imports(include=["annotator"], exclude=["annotator.store"]):
        formats = our_formats()
        read = reader(asked.format, Desk(work, formats))
        run = Run(read, target, work, kept / "found", 60 * asked.minutes)
        for data in (each.read_bytes() for each in asked.files):
            run.once(data)
        for number, data in enumerate(() if asked.files else seeds(asked.format, formats)):
            (kept / "corpus" / f"seed-{number:03}").write_bytes(data)
            run.once(data)  # which also loads all that is loaded on the way
    if asked.files:
        run.end()
    limits = [f"-max_len={MOST}", "-reduce_inputs=0", "-timeout=3600", "-rss_limit_mb=4096", f"-artifact_prefix={kept}/died-"]
    # looked up late: there is another Mutate once it runs
    mutator = Mutator(target.shape, lambda data, most: atheris.Mutate(data, most))
    atheris.Setup([sys.argv[0], str(kept / "corpus"), *limits], run.once, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
