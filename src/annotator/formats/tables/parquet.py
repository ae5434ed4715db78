"""The same tables as Parquet files, typed, for data frames and databases."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import IO, Any

from annotator.errors import AnnotatorError
from annotator.formats.base import Folder
from annotator.formats.losses import Losses
from annotator.formats.tables.columns import TABLES, Columns, Row
from annotator.formats.tables.rows import tabled
from annotator.model.annotations import ProjectContent

INSTALL = 'pip install "annotator[parquet]"'
_TOGETHER = 5_000
"""So many rows make a group of rows."""
_MEMORY = 1 << 22


@dataclass(frozen=True, slots=True)
class ParquetExporter:
    """Writes the tables of a project as Parquet files, with the whole texts of articles."""

    name: str = "parquet"
    title: str = "Parquet tables"

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write a table for each kind of object; all that a project knows is in them.

        Raises AnnotatorError where pyarrow is not installed.
        """
        arrow = _pyarrow()
        with ExitStack() as stack:
            waiting = {}
            for name, columns in TABLES.items():
                file = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_MEMORY))
                waiting[name] = _Table(arrow, file, columns)
            for name, row in tabled(content):
                waiting[name].add(row)
            for name, table in waiting.items():
                with folder.file(f"{name}.parquet") as out:
                    table.copy_to(out)
        return Losses()


def _pyarrow() -> ModuleType:
    """The library, which is large and so an extra."""
    try:
        import_module("pyarrow.parquet")
    except ImportError as error:
        raise AnnotatorError(
            f"Parquet files need pyarrow, which is not installed. Install it with: {INSTALL}"
        ) from error
    return import_module("pyarrow")


class _Table:
    """One table in the making."""

    def __init__(self, arrow: Any, file: IO[bytes], columns: Columns) -> None:  # noqa: ANN401
        kinds = {
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "truth": arrow.bool_(),
            "text": arrow.string(),
            "texts": arrow.list_(arrow.string()),
            "spans": arrow.list_(arrow.struct([("start", arrow.int64()), ("end", arrow.int64())])),
        }
        self._arrow, self._file, self._columns = arrow, file, columns
        self._schema = arrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
        self._writer = arrow.parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= _TOGETHER:
            self._flush()

    def copy_to(self, out: IO[bytes]) -> None:
        self._flush()
        self._writer.close()
        self._file.seek(0)
        shutil.copyfileobj(self._file, out)

    def _flush(self) -> None:
        columns = {
            name: [_value(row[name], kind) for row in self._rows]
            for name, kind in self._columns.items()
        }
        self._writer.write_table(self._arrow.table(columns, schema=self._schema))
        self._rows = []


def _value(value: object, kind: str) -> object:
    if kind == "spans" and isinstance(value, list):
        return [{"start": start, "end": end} for start, end in value]
    return str(value) if kind == "text" and value is not None else value
