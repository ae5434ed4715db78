"""Parquet files have the same tables, typed. `make test-extras` runs these with pyarrow."""

import io
import sys

import pytest

from annotator.errors import AnnotatorError
from annotator.formats.tables.columns import TABLES
from annotator.formats.tables.parquet import ParquetExporter
from annotator.formats.tables.rows import rows_of
from tests.formats.tables.test_tables import Files, written


def test_without_pyarrow_the_line_that_installs_it_is_named(project, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)

    with pytest.raises(AnnotatorError, match=r'pip install "annotator\[parquet\]"'):
        ParquetExporter().write_folder(project, Files())


def test_what_is_written_reads_back_with_its_types(project):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    project = type(project)(**{**_fields(project), "documents": tuple(project.documents)})

    files = written(ParquetExporter(), project)

    assert sorted(files) == sorted(f"{name}.parquet" for name in TABLES)
    statements = parquet.read_table(io.BytesIO(files["statements.parquet"])).to_pylist()
    said = next(iter(rows_of("statements", project)))
    assert statements[0]["about"] == said["about"]
    assert statements[0]["content_spans"] == [
        {"start": start, "end": end} for start, end in said["content_spans"]
    ]
    assert statements[0]["doubt"] is True
    assert statements[0]["content"] == said["content"]


def _fields(project):
    return {name: getattr(project, name) for name in type(project).__slots__}
