"""What is read of each format when it is fuzzed, and how it is proved.

A file is read in this process, by the code that else runs in the child, imported into an empty
project, proved by annotator's own check, and taken back.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import msgspec

from annotator.formats import registry
from annotator.formats.base import Certainty, Imported, Importer, Stamp, Start
from annotator.formats.documents import ImportFailed
from annotator.formats.layers.mapping import chosen_mapping
from annotator.formats.registry import BUILT_IN, Formats, load, start_of
from annotator.formats.schema_file import dump_schema, schema_from_tree
from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import sha256_of
from annotator.model.span import Span
from annotator.session.importing import Way, import_paths
from annotator.session.projects import create_project, read_schema_file
from annotator.store.check_values import value_findings

MOST_SAID = 1_500
"""The sentence that refuses a file may have so many characters."""

_SCHEMA = Path(__file__).parents[1] / "tests/data/small_schema.toml"


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


class _TakenBack(Exception):
    """Ends a step of which nothing is kept."""


class InProcess:
    """Reads in this process what annotator reads in a child; values are sent through its wire."""

    def values(
        self,
        reader: str,
        data: bytes,
        name: str,
        type: type,
        *,
        options: Mapping[str, str],
        **_: object,
    ) -> Iterator[object]:
        """What a reader makes of bytes; raises AnnotatorError where the child would refuse them."""
        module, _, function = reader.partition(":")
        try:
            with redirect_stdout(io.StringIO()):
                for value in getattr(import_module(module), function)(data, name, options):
                    yield msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=type)
        except RecursionError as error:
            raise ImportFailed(f"{name} was not read: it is nested too deeply.") from error


@dataclass(frozen=True, slots=True)
class Proving:
    """An importer whose parts are proved as they come."""

    importer: Importer
    name: str
    title: str
    suffixes: tuple[str, ...]

    def recognises(self, start: Start) -> Certainty:
        """As the importer does."""
        return self.importer.recognises(start)

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """The parts of a file; raises Wrong for one that is not as it has to be."""
        for part in self.importer.read(path, stamp):
            documents = tuple(each.held() for each in part.content.documents)
            held = replace(part, content=replace(part.content, documents=documents))
            prove(held)
            yield held


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
        proving = {
            name: Proving(each, name, each.title, each.suffixes)
            for name, each in formats.importers.items()
        }
        registry.installed = lambda: Formats(proving, {})
        self._importers = formats.importers
        # a large schema would take more time than the file
        self._store = create_project(folder / "desk.annotator", schema=_SCHEMA, author="fuzz")
        self._db = self._store._db  # noqa: SLF001 - the check has to see what is not committed

    def read(self, path: Path, format: str) -> bool:  # noqa: A002 - the word of the command line
        """Whether anything was read of a file; raises Wrong, or anything that is not declared."""
        self._importers[format].recognises(start_of(path))
        with suppress(_TakenBack), self._store.transaction("Import", repeatable=True) as tx:
            report = import_paths(self._store, [path], way=Way(format))
            "".join((*report.refused, *report.notices, *report.losses.lines)).encode()
            if any(len(each) > MOST_SAID for each in report.refused):
                raise Wrong(f"it is refused with {len(report.refused[0])} characters")
            if not report.refused:
                tx.rows.derived.flush()
                self._prove_stored()
            raise _TakenBack
        return not report.refused

    def _prove_stored(self) -> None:
        for table, row, parent, _ in self._db.execute("PRAGMA foreign_key_check").fetchall():
            raise Wrong(f"the {table} {row} names a {parent} that there is not")
        for finding in value_findings(self._db):
            raise Wrong(f"stored, but {finding.sentence}")


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


def _spans(annotated: AnnotatedDocument) -> Iterator[Span]:
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
