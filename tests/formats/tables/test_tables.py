"""Tables say who said what, when and about whom, in columns that stay."""

import csv
import io
import json
from contextlib import contextmanager

import pytest
from hypothesis import given

from annotator.errors import AnnotatorError
from annotator.formats.tables.columns import TABLES
from annotator.formats.tables.csv_files import CsvExporter, TsvExporter
from annotator.formats.tables.rows import rows_of, tabled
from annotator.resources import resource
from tests.formats.projects import contents, generously


class Files(dict):
    """A folder in memory."""

    @contextmanager
    def file(self, name):
        out = io.BytesIO()
        yield out
        self[name] = out.getvalue()


def written(exporter, content):
    files = Files()
    losses = exporter.write_folder(content, files)
    assert not losses
    return files


def read(data, separator=",", encoding="utf-8"):
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline=""), delimiter=separator))


def test_a_statement_says_who_said_what_when_and_about_whom(project):
    said, reported = rows_of("statements", project)

    assert (said["speaker"], said["speaker_entity"], said["speaker_type"]) == (
        "Ada Öz",
        1,
        "person",
    )
    assert (said["source"], said["cue"], said["kind"]) == ("she", "said", "deny")
    assert said["content"] == "“We never,” “took the e\u0301clair.”"
    assert said["about"] == ["the theft", "Ada Öz"]
    assert (said["time"], said["place"], said["addressee"]) == ("Monday", "Lima", "the Lima paper")
    assert (said["published"], said["publisher"]) == ("2026-01-01", "The Paper")
    assert said["claim_text"] == "Ada took it."
    assert (reported["speaker"], reported["parent"]) == (None, 1)


def test_entities_are_counted_over_all_documents(project):
    rows = {row["name"]: row for row in rows_of("entities", project)}

    assert [rows["Ada Öz"][name] for name in ("mentions", "documents", "statements")] == [1, 1, 1]
    assert rows["the pair"]["members"] == ["Ada Öz", "Lima"]
    assert rows["the theft"]["agent"] == "Ada Öz"


@generously
@given(content=contents())
def test_every_object_has_its_row_with_every_column(content):
    counts = dict.fromkeys(TABLES, 0)
    for table, row in tabled(content):
        counts[table] += 1
        assert list(row) == list(TABLES[table])

    assert counts["mentions"] == sum(len(one.mentions) for one in content.documents)
    assert counts["statements"] == sum(len(one.statements) for one in content.documents)
    assert counts["notes"] == len(content.notes)


def test_the_columns_are_those_that_others_rely_on():
    kept = json.loads(resource("schemas/tables.json").read_text("utf-8"))

    assert {name: dict(columns) for name, columns in TABLES.items()} == kept


@generously
@given(content=contents())
def test_the_data_flavour_gives_every_cell_back(content):
    files = written(CsvExporter(flavour="data", texts=True), content)

    words = [row["words"] for row in rows_of("mentions", content)]
    assert [row["words"] for row in read(files["mentions.csv"])] == words
    assert [row["text"] for row in read(files["documents.csv"])] == [
        one.text for one in content.documents
    ]
    assert written(CsvExporter(flavour="data", texts=True), content) == files


def test_a_spreadsheet_computes_nothing_and_knows_the_encoding(project):
    first = project.entities[0]
    object.__setattr__(first, "name", '=HYPERLINK("x")')

    files = written(TsvExporter(), project)

    assert files["entities.tsv"].startswith(b"\xef\xbb\xbfentity\tname\t")
    (row, *_) = read(files["entities.tsv"], "\t", "utf-8-sig")
    assert row["name"] == '\'=HYPERLINK("x")'
    assert row["mentions"] == "1", "numbers stay numbers"
    assert "text" not in read(files["documents.tsv"], "\t", "utf-8-sig")[0]


def test_spans_and_lists_are_cells_too(project):
    files = written(CsvExporter(flavour="data"), project)

    event = read(files["mentions.csv"])[4]
    assert event["spans"].count("-") == 2
    assert (event["start"], event["doubt"]) == (event["spans"].split("-")[0], "false")
    assert read(files["notes.csv"])[0]["tags"] == "todo; name"


def test_a_flavour_that_there_is_not_is_refused(project):
    with pytest.raises(AnnotatorError, match="no flavour 'sweet' of tables"):
        CsvExporter(flavour="sweet").write_folder(project, Files())
