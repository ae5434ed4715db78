"""Columns of a table are proposed, and what was said of them is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.session.importing import Way, import_paths
from annotator.session.projects import create_project
from annotator.session.table_columns import columns_path, proposed, remember
from annotator.store.store import Store

TABLE = "body,summary,kicker\nThe whole text.,In short.,Ferry\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_project(tmp_path / "desk.annotator", author="ana")
    yield store
    store.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, "utf-8")
    return path


def imported(store: Store, path: Path, way: Way = Way()) -> list[tuple[str, str]]:  # noqa: B008 - a value
    report = import_paths(store, [path], way=way)
    assert not report.refused
    queries = store.queries.documents
    return [(queries.get(each).title, queries.text(each)) for each in report.imported]


def test_a_table_is_proposed_with_its_first_rows_and_then_as_it_was_said(
    table: Path, store: Store
) -> None:
    first = proposed(table)
    remember(first.columns, {"text": "summary", "title": "kicker"})

    again = proposed(table)

    assert (dict(first.held), first.remembered) == ({"text": "body"}, False)
    assert first.sample("kicker") == "Ferry"
    assert (dict(again.held), again.remembered) == ({"text": "summary", "title": "kicker"}, True)
    assert imported(store, table) == [("Ferry", "In short.")]


def test_what_is_asked_for_goes_before_what_is_remembered(table: Path, store: Store) -> None:
    remember(("body", "summary", "kicker"), {"text": "summary"})

    assert imported(store, table, Way(options={"text": "kicker"})) == [("Ferry", "Ferry")]


def test_tables_with_other_columns_are_guessed(store: Store, tmp_path: Path) -> None:
    remember(("body", "summary", "kicker"), {"text": "summary"})
    other = tmp_path / "b.csv"
    other.write_text(TABLE.replace("kicker", "headline"), "utf-8")

    assert imported(store, other) == [("Ferry", "The whole text.")]


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"x": 3}', "\udcff"])
def test_what_cannot_be_read_is_nothing_said(table: Path, broken: str) -> None:
    columns_path().parent.mkdir(parents=True)
    columns_path().write_text(broken, "utf-8", errors="surrogateescape")

    assert not proposed(table).remembered
    remember(("body",), {"text": "body"})
    assert columns_path().read_text("utf-8").count("text") == 1


def test_what_cannot_be_remembered_is_told() -> None:
    columns_path().parent.parent.mkdir(parents=True)
    columns_path().parent.write_text("a file in the place of the folder", "utf-8")

    with pytest.raises(AnnotatorError, match="The columns cannot be remembered"):
        remember(("body",), {"text": "body"})


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(AnnotatorError, match=r"a\.xlsx was not opened"):
        proposed(path)
