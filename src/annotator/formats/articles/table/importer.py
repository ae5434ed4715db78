"""The importer of tables of articles: CSV, TSV, JSON Lines and Excel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, cast

from annotator.formats.articles.importer import ArticlesImporter
from annotator.formats.articles.table.mapping import ANNOTATED, NAMES, NONE, spelled
from annotator.formats.articles.table.rows import Preview
from annotator.formats.base import Certainty, Start
from annotator.formats.documents import ANY_SIZE, ImportFailed, opened
from annotator.formats.registry import values_of

_LINES = (".jsonl", ".ndjson")
_SHEETS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".tab")
_KEY = re.compile(r'"([A-Za-z_][\w -]{0,60})"\s*:')
_PARTED = re.compile(r"[,;\t|]")
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def _column(what: str) -> str | None:
    """An option that names a column; a field, whatever its type says."""
    help_ = f"The column with the {what} of each article ({NONE} for none); guessed by its name."
    return cast("str | None", field(default=None, metadata={"help": help_}))


@dataclass(frozen=True, slots=True)
class TableImporter(ArticlesImporter):
    """Reads a table of articles, one a row; columns that hold nothing known become metadata."""

    text: str | None = _column("text")
    title_: str | None = _column("title")
    date: str | None = _column("date")
    author: str | None = _column("author")
    publisher: str | None = _column("publisher")
    url: str | None = _column("address")
    language: str | None = _column("language")
    id: str | None = _column("number or name")
    html: bool = field(default=False, metadata={"help": "The texts are HTML (yes or no)."})
    sheet: str | None = field(
        default=None, metadata={"help": "Excel: the sheet to read; the first if not given."}
    )
    separator: str | None = field(
        default=None,
        metadata={"help": "CSV: comma, semicolon, tab or bar; found out if not given."},
    )
    encoding: str | None = field(
        default=None, metadata={"help": "CSV: the encoding, as cp1252; usually found out."}
    )

    name: ClassVar[str] = "table"
    title: ClassVar[str] = "Table of articles (CSV, TSV, JSON Lines, Excel)"
    suffixes: ClassVar[tuple[str, ...]] = (*_TEXTS, *_LINES, *_SHEETS)
    reader: ClassVar[str] = "table.reading:articles"
    made: ClassVar[int] = 1
    most: ClassVar[int] = ANY_SIZE
    in_blocks: ClassVar[bool] = True

    def recognises(self, start: Start) -> Certainty:
        """By the ending, and likely where the first row or object has a column for the text."""
        ending = start.path.suffix.lower()
        if start.folder or ending not in self.suffixes:
            return Certainty.NO
        if ending in _SHEETS:
            return Certainty.LIKELY
        first = start.data.decode(_WIDE.get(start.data[:2], "utf-8"), "replace").lstrip(
            "\ufeff \r\n"
        )
        line = first.partition("\n")[0]
        if line.startswith("{"):
            return _of_objects(line)
        if ending in _LINES:
            return Certainty.NO
        names = (part.strip("\"' \r") for part in _PARTED.split(line))
        return Certainty.LIKELY if _has_text(names) else Certainty.BY_NAME

    def preview(self, path: Path) -> Preview:
        """What a table looks like. Raises ImportFailed, naming the file."""
        reader = "annotator.formats.articles.table.reading:preview"
        options = self.child_options()
        with opened(path, self.most) as file:
            given = self.confined.values(reader, file, path.name, Preview, options=options)
            found = list(given)
        if len(found) != 1:
            raise ImportFailed(f"{path.name} was not read: it holds {len(found)} tables.")
        return found[0]

    def asked(self) -> bool:
        """Whether any column was named."""
        values = values_of(self)
        return any(values[what] for what in NAMES)

    def with_columns(self, columns: Mapping[str, str]) -> TableImporter:
        """The same, with the columns named that hold what; what is not named has none."""
        held = {what: columns.get(what, NONE) for what in NAMES}
        return replace(
            self,
            text=held["text"],
            title_=held["title"],
            date=held["date"],
            author=held["author"],
            publisher=held["publisher"],
            url=held["url"],
            language=held["language"],
            id=held["id"],
        )


def _of_objects(line: str) -> Certainty:
    """How likely an object is an article alone, by its keys and those of all in it."""
    keys = set(_KEY.findall(line))
    return Certainty.LIKELY if _has_text(keys) and not keys & ANNOTATED else Certainty.NO


def _has_text(names: Iterable[str]) -> bool:
    return any(spelled(name) in NAMES["text"] for name in names)
