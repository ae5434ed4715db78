"""The first steps of the README do what they say, on the sample article that a new user sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.session.projects import sample_articles
from tests.journeys.conftest import Hands

pytestmark = pytest.mark.journey

README = Path(__file__).parent.parent.parent / "README.md"


@pytest.fixture
def sample(empty_window) -> Hands:
    """A window as it opens for the first time."""
    empty_window.bridge.run("document.import_files", paths=sample_articles())
    QApplication.processEvents()
    return Hands(empty_window)


def steps() -> list[tuple[list[str], list[str], list[str]]]:
    """The keys of each row, the words it says are selected, and the kinds it names."""
    table = README.read_text("utf-8").partition("| press | what happens |")[2]
    rows = table.partition("\n\n")[0].splitlines()[2:]
    cells = [row.strip("|").split(" | ") for row in rows]
    return [
        (
            re.findall(r"`([^`]+)`", keys),
            re.findall(r"“(.+?)”", told),
            re.findall(r"\*(\w+)\*", told),
        )
        for keys, told in cells
    ]


def test_the_first_steps_of_the_readme_do_what_it_says(sample) -> None:
    session = sample.session
    labels = {kind.id: kind.label for kind in session.schema.statement_kinds}

    for keys, selected, kinds in steps():
        sample.press(*keys)
        for words in selected:
            if keys[-1] == "s":
                statement = session.current_statement
                assert statement.cue.of(session.text) == words, keys
            else:
                assert sample.selected == words, keys
        for kind in kinds:
            assert labels[session.current_statement.kind] == kind, keys

    queries = session.store.queries
    assert [each.type for each in queries.mentions.all()][:3] == ["date", "gpe", "gpe"]
    assert queries.mentions.count() == 8
    assert queries.entities.count() == 3
    assert queries.statements.count() == 2
