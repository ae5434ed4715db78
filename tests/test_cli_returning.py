"""Annotations are taken over on the command line, and what changed is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.model.ids import MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.importing import import_text
from annotator.session.projects import create_project

OLD = "Ada Otieno said on Friday that the harbour wall held.\n"
NEW = "Ada Otieno said on Sunday that the harbour wall held. It fell.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    (old,) = import_text(store, OLD, "Wall").imported
    import_text(store, NEW, "Wall, again")
    with store.transaction("Tag") as tx:
        for words, type in (("Ada Otieno", "person"), ("Friday", "date")):
            at = OLD.index(words)
            place = (Span(at, at + len(words)),)
            tx.add(Mention(MentionId(0), old, type, place, tx.provenance()))
    store.close()
    return path


def test_what_changed_is_a_line_each_and_the_rest_is_told(project: Path) -> None:
    result = run("take-over", project, "--from", 1, "--to", 2)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2:19-25\tmention not carried\tAda Otieno said on [Friday] that the harbour wall held.",
        "2:19-25\tnew text\tAda Otieno said on [Sunday] that the harbour wall held. It fell.",
        "2:54-61\tnew text\tAda Otieno said on Sunday that the harbour wall held. [It fell].",
    ]
    assert result.stderr == (
        "Document 2 is 82 % the same as document 1. 1 mention taken over; "
        "1 place could not follow; 2 stretches of text new.\n"
    )


def test_it_is_written_as_json(project: Path) -> None:
    found = json.loads(run("take-over", project, "--from", 1, "--to", 2, "--json").stdout)

    assert (found["from"], found["to"], found["mentions"], found["there"]) == (1, 2, 1, 0)
    (lost,) = found["lost"]
    assert (lost["what"], lost["type"], lost["words"]) == ("mention", "date", "Friday")
    assert NEW[lost["start"] : lost["end"]] == "Sunday"
    assert [each["words"] for each in found["new"]] == ["Sunday", "It fell"]


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [(1, 9, "There is no document 9"), (1, 1, "cannot take anything over from itself")],
)
def test_what_cannot_be_is_one_sentence(project: Path, source: int, target: int, told: str) -> None:
    result = run("take-over", project, "--from", source, "--to", target)

    assert result.exit_code == 1
    assert told in result.stderr


def test_an_import_says_what_is_a_version_of_an_annotated_article(project: Path) -> None:
    again = project.with_name("again.txt")
    again.write_text(NEW.replace("Sunday", "Tuesday"), encoding="utf-8")
    other = project.with_name("other.txt")
    other.write_text("Ferries sail from Torvik again, said the union of seamen.", encoding="utf-8")

    result = run("import", project, again, other)

    assert result.stdout == "Imported 2 articles.\n"
    told = "again.txt, document 3, is 82 % the same as document 1, which is annotated. "
    command = f"annotator take-over {project} --from 1 --to 3"
    assert result.stderr.splitlines() == [f"{told}To take that over: {command}"]
    assert run(*command.split()[1:]).exit_code == 0
