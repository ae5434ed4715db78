"""A table is brought in: what is proposed for its columns is taken, or asked for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator.commands import table as commands
from annotator.session import Choice, ChoiceQuestion, Session
from tests.commands.desk import run

pytestmark = pytest.mark.usefixtures("at_the_desk")
TABLE = "body,kicker,day\nThe whole text.,Ferry,2025-11-05\nMore text.,Bridge,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, "utf-8")
    return path


def first(choices: Sequence[Choice]) -> object:
    return choices[0].value


def last(choices: Sequence[Choice]) -> object:
    return choices[-1].value


def lines(question: object) -> list[tuple[str, str]]:
    assert isinstance(question, ChoiceQuestion)
    return [(each.label, each.detail) for each in question.search("")]


def test_what_is_proposed_is_shown_with_the_first_rows_and_taken_by_one_key(
    session: Session, table: Path
) -> None:
    asked = run(session, commands.import_, table, first).asked

    assert lines(asked[1]) == [
        ("Import it so", "as guessed by the names"),
        ("text is “body”", "The whole text. · More text."),
        ("date is “day”", "2025-11-05"),
        ("“kicker” is kept as metadata", "Ferry · Bridge"),
    ]
    assert len(asked) == 2
    assert session.text == "The whole text."
    document = session.current_document
    assert document is not None
    assert (document.published, document.meta["kicker"]) == ("2025-11-05", "Ferry")


def test_each_column_can_be_said_and_is_remembered(session: Session, table: Path) -> None:
    answers = (table, last, first, "kicker", first)

    asked = run(session, commands.import_, *answers).asked

    assert lines(asked[2])[0] == ("body", "The whole text. · More text.")
    assert [label for label, _ in lines(asked[3])] == ["No column", "kicker", "day"]
    assert [label for label, _ in lines(asked[4])] == ["day", "No column"]
    document = session.current_document
    assert document is not None
    assert (document.title, document.published) == ("Ferry", "2025-11-05")
    again = run(session, commands.import_, table, first).asked
    assert lines(again[1])[0] == ("Import it so", "as you said before")


def test_without_a_column_for_the_text_each_is_asked(session: Session, table: Path) -> None:
    table.write_text("a,b\nThe words.,Ferry\n", "utf-8")

    asked = run(session, commands.import_, table, first, "a", "b").asked

    assert lines(asked[1])[0] == ("Say for each what its column is", "")
    assert session.text == "The words."
    assert len(asked) == 4, "where no column is left, nothing more is asked"


def test_a_file_that_is_no_table_is_told(session: Session, table: Path) -> None:
    table.write_bytes(b"\x00" * 1000)

    run(session, commands.import_, table)

    assert session.failed
    assert "a.csv looks like a binary file" in session.message
