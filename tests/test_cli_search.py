"""A project is searched and indexed on the command line."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.session.importing import import_text
from annotator.session.projects import create_project, open_project

HARBOUR = "Harbour\n\nThe harbour wall fell, Ada Otieno said.\n"
FORMULA = "=SUM(A1)\n\nThe harbour tax is @2.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    import_text(store, HARBOUR, "Harbour")
    import_text(store, FORMULA, "Tax")
    store.close()
    return path


def test_each_place_is_a_line_and_their_number_is_told(project: Path) -> None:
    result = run("search", project, '"harbour wall"')

    assert result.exit_code == 0
    assert result.stdout == "1:13-25\tHarbour\tHarbour The [harbour wall] fell, Ada Otieno said.\n"
    assert result.stderr == "1 place.\n"


def test_places_are_written_as_json_lines_up_to_a_limit(project: Path) -> None:
    result = run("search", project, "harbour", "--json", "--limit", 2)

    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["start"], each["words"]) for each in found] == [(0, "Harbour"), (13, "harbour")]
    assert result.stderr == "2 places, and there may be more.\n"


def test_a_table_is_safe_for_spreadsheets_unless_data_is_asked_for(
    project: Path, tmp_path: Path
) -> None:
    path = tmp_path / "tax.csv"

    run("search", project, "tax", "--csv", path)
    (guarded,) = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    run("search", project, "tax", "--csv", path, "--data")
    (plain,) = csv.DictReader(path.read_text("utf-8").splitlines())

    assert guarded["title"] == "'=SUM(A1)"
    assert guarded["before"] == "'=SUM(A1) The harbour "
    assert plain["title"] == "=SUM(A1)"
    assert (plain["words"], plain["after"]) == ("tax", " is @2.")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("nowhere", "no place is found"),
        ("/a(/", "The pattern is wrong at character 4"),
        ("colour:red", "There is no filter colour:"),
        (" ", "Say what to search for"),
    ],
)
def test_what_is_not_found_or_no_search_is_status_1(
    project: Path, query: str, sentence: str
) -> None:
    result = run("search", project, query)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert result.stdout == ""


def test_the_index_is_brought_up_to_date_and_made_anew(project: Path) -> None:
    assert run("index", project).stdout == "Indexed 2 articles.\n"
    assert run("index", project).stdout == "Indexed 0 articles.\n"
    with closing(sqlite3.connect(project)) as db, db:
        db.execute("DELETE FROM search_words_data")

    assert run("index", project).stdout == "Indexed 2 articles.\n"
    assert run("index", project, "--rebuild").stdout == "Indexed 2 articles.\n"
    assert run("search", project, "harbour").exit_code == 0


def test_an_import_is_indexed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("A quay.\n", encoding="utf-8")

    assert run("import", project, tmp_path / "quay.txt").exit_code == 0

    assert run("index", project).stdout == "Indexed 0 articles.\n"


def test_what_is_only_read_is_searched_and_not_indexed(project: Path) -> None:
    held = open_project(project)

    searched = run("search", project, "wall")
    indexed = run("index", project)

    held.close()
    assert searched.exit_code == 0
    assert indexed.exit_code == 1
    assert "Nothing was indexed." in indexed.stderr
