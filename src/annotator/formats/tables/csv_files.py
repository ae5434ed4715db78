"""Tables as CSV and TSV files: one flavour for spreadsheets, one for data."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, Literal

from annotator.errors import AnnotatorError
from annotator.formats.base import Folder
from annotator.formats.cells import cell
from annotator.formats.losses import Losses
from annotator.formats.tables.columns import TABLES, Cell, Columns, Row
from annotator.formats.tables.rows import tabled
from annotator.model.annotations import ProjectContent

_MEMORY = 1 << 22
"""So many bytes of a table are kept in memory while documents pass."""
_FLAVOUR = (
    "spreadsheet (the default: what would be computed is marked, and the file says that it is "
    "UTF-8) or data (cells as they are)"
)
_TEXTS = "yes to have the whole text of each article in documents"


@dataclass(frozen=True, slots=True)
class CsvExporter:
    """Writes the tables of a project as files of values separated by commas."""

    flavour: str = field(default="spreadsheet", metadata={"help": _FLAVOUR})
    texts: bool = field(default=False, metadata={"help": _TEXTS})
    name: str = "csv"
    title: str = "CSV tables"
    separator: Literal[",", "\t"] = ","

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write a table for each kind of object; all that a project knows is in them.

        Raises AnnotatorError for a flavour that there is not.
        """
        if self.flavour not in ("spreadsheet", "data"):
            raise AnnotatorError(
                f"There is no flavour {self.flavour!r} of tables; choose spreadsheet or data."
            )
        plain = self.flavour == "data"
        with ExitStack() as stack:
            columns = {name: self._columns(name) for name in TABLES}
            waiting = {
                name: stack.enter_context(_table(columns[name], self.separator, plain=plain))
                for name in TABLES
            }
            for name, row in tabled(content):
                waiting[name].add(row)
            for name, table in waiting.items():
                with folder.file(f"{name}.{self.name}") as file:
                    table.copy_to(file)
        return Losses()

    def _columns(self, table: str) -> Columns:
        columns = TABLES[table]
        if table == "documents" and not self.texts:
            return {name: kind for name, kind in columns.items() if name != "text"}
        return columns


@dataclass(frozen=True, slots=True)
class TsvExporter:
    """Writes the same tables with tabs between values."""

    flavour: str = field(default="spreadsheet", metadata={"help": _FLAVOUR})
    texts: bool = field(default=False, metadata={"help": _TEXTS})
    name: str = "tsv"
    title: str = "TSV tables"

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write the tables; raises AnnotatorError as `CsvExporter` does."""
        same = CsvExporter(self.flavour, self.texts, self.name, self.title, "\t")
        return same.write_folder(content, folder)


class _Table:
    """One table in the making."""

    def __init__(self, file: IO[bytes], columns: Columns, separator: str, *, plain: bool) -> None:
        self._file, self._columns = file, columns
        self._put: Callable[[Cell], object] = _data_cell if plain else _sheet_cell
        self._text = io.TextIOWrapper(file, "utf-8" if plain else "utf-8-sig", newline="")
        self._writer = csv.writer(self._text, delimiter=separator, lineterminator="\r\n")
        self._writer.writerow(columns)

    def add(self, row: Row) -> None:
        self._writer.writerow([self._put(row[name]) for name in self._columns])

    def copy_to(self, out: IO[bytes]) -> None:
        self._text.flush()
        self._file.seek(0)
        shutil.copyfileobj(self._file, out)


@contextmanager
def _table(columns: Columns, separator: str, *, plain: bool) -> Iterator[_Table]:
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as file:
        table = _Table(file, columns, separator, plain=plain)
        try:
            yield table
        finally:
            table._text.detach()  # noqa: SLF001 - which leaves the file to this block


def _data_cell(value: Cell) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _listed(value)
    return "" if value is None else value


def _sheet_cell(value: Cell) -> object:
    plain = _data_cell(value)
    return cell(plain) if isinstance(plain, str) else plain


def _listed(values: list[str] | list[tuple[int, int]]) -> str:
    """Spans as `3-7;9-12`; texts parted by `; `, a backslash before what parts them."""
    return ";".join(f"{one[0]}-{one[1]}" for one in values if isinstance(one, tuple)) or "; ".join(
        one.replace("\\", "\\\\").replace(";", "\\;") for one in values if isinstance(one, str)
    )
