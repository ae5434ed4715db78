"""What is inconsistent or missing in a project is listed on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.model.document import Document
from annotator.model.ids import MentionId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.session.importing import import_text
from annotator.session.projects import create_project, open_project

QUOTE = "“We shall all see the result on Monday,”"
TEXT = f"Norvik\n\nNorvik votes, Ada Otieno said. {QUOTE} she added.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    document = import_text(store, TEXT, "Norvik").imported[0]
    import_text(store, "Nothing was said.\n", "Nothing")
    assert isinstance(store.queries.documents.get(document), Document)
    with store.transaction("Tag") as tx:
        given = (MentionId(0), document, "gpe", (Span(0, 6),), tx.provenance())
        tx.add(Mention(*given, level=Level.NAM))
    store.close()
    return path


def test_each_finding_is_a_line_and_there_being_some_is_an_exit_status(project: Path) -> None:
    result = run("review", project)

    assert result.exit_code == 1
    twin, quotation = result.stdout.splitlines()
    assert twin.split("\t") == [
        "1:8-14",
        "Norvik",
        "untagged_twin",
        "“Norvik” is tagged as country, region, city elsewhere, not here.",
    ]
    assert quotation.startswith("1:39-79\tNorvik\tquotation_without_statement\t“We shall all")
    assert result.stderr == (
        "desk.annotator: 2 things to check in 1 article. F7 in the window goes to each.\n"
    )


def test_findings_are_written_as_json_lines(project: Path) -> None:
    found = [json.loads(line) for line in run("review", project, "--json").stdout.splitlines()]

    assert [(each["check"], each["words"], each["severity"]) for each in found] == [
        ("untagged_twin", "Norvik", "missing"),
        ("quotation_without_statement", QUOTE, "missing"),
    ]
    assert [each["fix"]["command"] for each in found] == ["review.fix", "statement.new"]


def test_a_project_in_which_nothing_is_found_says_so(tmp_path: Path) -> None:
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    import_text(store, "Nothing was said.\n", "Nothing")
    store.close()

    result = run("review", path)

    assert result.exit_code == 0
    assert result.stdout == "desk.annotator: nothing to check.\n"


def test_reviewing_changes_nothing(project: Path) -> None:
    before = project.read_bytes()

    run("review", project)

    assert project.read_bytes() == before
    open_project(project).close()
