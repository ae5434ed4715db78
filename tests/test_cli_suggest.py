"""What is suggested in a project is listed and exported on the command line, and never stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.formats.verify import verify
from annotator.session import Session
from annotator.session.export_choice import Wanted
from annotator.session.exporting import ExportCancelled, export
from annotator.session.importing import import_text
from annotator.session.projects import create_project, lexicon, open_project
from tests.commands.desk import tag

HARBOUR = (
    "Harbour\n\nIlse Brandt denied on 3 March 2025 that the harbour was sold for 4 million euros.\n"
)
QUARRY = "Quarry\n\nTomas Reyle said that the quarry was closed.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    for text in (HARBOUR, QUARRY):
        import_text(store, text, "Article")
    store.close()
    return path


def suggested(project: Path, *options: object) -> list[dict]:
    result = run("suggest", project, "--json", *options)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def accept(project: Path, words: str, type: str) -> None:
    session = Session(open_project(project), lexicon=lexicon())
    session.open_document(session.store.queries.documents.first())
    tag(session, words, type)
    session.close()


def test_each_suggestion_is_told_with_its_place_confidence_and_reason(project):
    result = run("suggest", project)

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["1  Harbour", "2  Quarry"]
    (date,) = [line for line in lines if "3 March 2025:" in line]
    assert date.split()[:3] == ["31-43", "date", "0.95"]
    assert max(map(len, lines)) <= 80
    assert result.stderr.endswith(" suggestions in 2 articles.\n")


def test_json_lines_have_all_that_is_known_of_a_suggestion(project):
    found = suggested(project)

    date = next(each for each in found if each.get("words") == "3 March 2025")
    assert (date["document"], date["suggests"], date["type"]) == (1, "mention", "date")
    assert (date["value"], date["origin"]) == ("2025-03-03", "rule:date")
    assert "3 March 2025" in date["reason"]
    assert date["explanation"] == "It is written like a date."
    denial = next(each for each in found if each.get("kind") == "deny")
    assert denial["cue"] == {"start": 21, "end": 27, "words": "denied"}
    assert denial["source"]["words"] == "Ilse Brandt"
    assert denial["content"][0]["words"].startswith("that the harbour was sold")


def test_what_is_annotated_is_not_suggested(project):
    accept(project, "3 March 2025", "date")

    assert "3 March 2025" not in {each.get("words") for each in suggested(project)}


def test_less_sure_ones_and_other_articles_are_left_out_where_that_is_asked_for(project):
    everything = suggested(project)

    sure = suggested(project, "--minimum", 0.95)
    second = suggested(project, "--document", 2)

    assert sure == [each for each in everything if each["confidence"] >= 0.95]
    assert second == [each for each in everything if each["document"] == 2]
    assert 0 < len(sure) < len(everything)
    assert 0 < len(second) < len(everything)


def test_an_export_has_suggestions_beside_annotations_and_is_evaluated(project, tmp_path):
    accept(project, "3 March 2025", "date")
    system = tmp_path / "system.json"

    result = run("suggest", project, "--output", system)

    assert result.exit_code == 0
    assert verify(system.read_bytes()) == []
    mentions = json.loads(system.read_bytes())["documents"][0]["mentions"]
    made = {each["provenance"]["status"]: each["provenance"] for each in mentions}
    assert made["accepted"]["origin"] == "human"
    assert made["suggested"]["origin"].startswith("rule:")
    assert made["suggested"]["confidence"] > 0
    for options, number in [((), 1), (("--suggested",), len(mentions))]:
        compared = run("evaluate", project, system, "--by", "document", "--json", *options)
        (first, *_) = json.loads(compared.stdout)["by_document"]
        assert first["mentions"]["exact"]["system"] == number


def test_an_export_holds_only_suggestions_that_are_wanted(project, tmp_path):
    system = tmp_path / "system.json"

    run("suggest", project, "--output", system, "--document", 2, "--minimum", 0.9)

    first, second = json.loads(system.read_bytes())["documents"]
    assert first["mentions"] == first["statements"] == []
    sure = [each["provenance"]["confidence"] for each in second["mentions"] + second["statements"]]
    assert sure
    assert min(sure) >= 0.9


def test_nothing_is_written_into_the_project(project, tmp_path):
    before = project.read_bytes()

    run("suggest", project)
    run("suggest", project, "--output", tmp_path / "system.json")

    assert project.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["desk.annotator", "system.json"]


def test_an_export_that_is_given_up_leaves_no_file(project, tmp_path):
    store = open_project(project)

    with pytest.raises(ExportCancelled):
        export(store, tmp_path / "system.json", watch=GivesUp(), choice=Wanted())

    store.close()
    assert [each.name for each in tmp_path.iterdir()] == ["desk.annotator"]


class GivesUp:
    """A watch that cancels when the first article is done."""

    def __call__(self, done, total):
        return done == 0

    def wait(self, work):
        return work()


def test_a_document_that_is_not_there_is_told(project):
    result = run("suggest", project, "--document", 2, "--document", 7)

    assert result.exit_code == 1
    assert result.stderr.startswith("desk.annotator has no document 7.")
    assert result.stdout == ""


def test_an_origin_is_explained(project):
    result = run("suggest", "--explain", "rule:date")

    assert (result.exit_code, result.stdout) == (0, "It is written like a date.\n")


def test_a_file_and_json_lines_do_not_go_together(project, tmp_path):
    result = run("suggest", project, "--json", "--output", tmp_path / "system.json")

    assert result.exit_code == 2
    assert "do not go together" in result.stderr


def test_a_project_is_evaluated_with_what_is_suggested_in_it_now(project, tmp_path):
    gold = tmp_path / "gold.json"
    run("suggest", project, "--output", gold)
    gold.write_text(gold.read_text().replace('"suggested"', '"accepted"'))

    plain = json.loads(run("evaluate", gold, project, "--json").stdout)
    whole = json.loads(run("evaluate", gold, project, "--suggested", "--json").stdout)
    table = run("evaluate", gold, project, "--suggested").stdout

    assert plain["mentions"]["exact"]["system"] == 0
    assert whole["mentions"]["exact_typed"]["f"] == 1.0
    assert whole["statements"]["matched"]["f"] == 1.0
    (line,) = [each for each in table.splitlines() if each.startswith("source, same entity")]
    assert line.split()[-1] == "-"


def test_an_export_leaves_suggestions_out_or_adds_them_but_not_both(project, tmp_path):
    path = tmp_path / "desk.json"

    both = run("export", project, "--accepted-only", "--suggestions", "--output", path)
    assert both.exit_code == 2
    assert "--accepted-only and --suggestions do not go together" in both.stderr
    assert not path.exists()

    one = run("export", project, "--suggestions", "--output", path)
    assert one.exit_code == 0
    assert one.stderr.splitlines()[-1] == f"Wrote {path}."
