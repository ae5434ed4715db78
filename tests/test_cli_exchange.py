"""What comes in and what goes out by the command line, and from one format into another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main

FERRY = "date 2025-03-04 The ferry\n\nAda Otieno said the ferry was late.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], prog_name="annotator")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    (tmp_path / "ferry.txt").write_text(FERRY)
    assert run("new", path).exit_code == 0
    assert run("import", path, tmp_path / "ferry.txt").exit_code == 0
    return path


def test_an_import_tells_all_of_itself_as_json(project: Path, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge\n\nIt was shut.\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    paths = [tmp_path / name for name in ("ferry.txt", "bridge.txt", "empty.txt")]

    result = run("import", project, *paths, "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 1, "one file was refused"
    assert told["imported"] == [2]
    assert told["known"] == [{"name": "ferry.txt", "document": 1}]
    assert ["empty.txt has no text" in each for each in told["refused"]] == [True]
    assert (told["annotated"], told["losses"]) == ([], [])


def test_the_format_of_an_export_is_said_by_its_name(project: Path, tmp_path: Path) -> None:
    assert run("export", project, "--output", tmp_path / "a.jsonl").exit_code == 0
    unknown = run("export", project, "--output", tmp_path / "a.xyz")

    assert (tmp_path / "a.jsonl").read_text().startswith('{"format": "annotator-lines/1"')
    assert unknown.exit_code == 2
    assert "The ending of a.xyz does not say its format" in unknown.stderr


def test_a_dry_run_writes_nothing(project: Path, tmp_path: Path) -> None:
    result = run("export", project, "--output", tmp_path / "a.json", "--dry-run")

    assert result.exit_code == 0
    assert "nothing was left out" in result.stderr
    assert not (tmp_path / "a.json").exists()


def test_files_are_converted_without_a_project(project: Path, tmp_path: Path) -> None:
    run("export", project, "--output", tmp_path / "a.json")

    there = run("convert", tmp_path / "a.json", tmp_path / "b.jsonl", "--json")
    back = run("convert", tmp_path / "b.jsonl", tmp_path / "c.json")

    assert (there.exit_code, back.exit_code) == (0, 0)
    assert json.loads(there.stdout)["imported"] == [1]
    assert (tmp_path / "c.json").read_bytes() == (tmp_path / "a.json").read_bytes()


def test_a_project_may_be_converted_too_and_to_standard_output(
    project: Path, tmp_path: Path
) -> None:
    run("export", project, "--output", tmp_path / "a.json")

    result = run("convert", project, "-", "--to", "json")

    assert result.stdout_bytes == (tmp_path / "a.json").read_bytes()


def test_what_cannot_be_converted_is_refused_and_what_is_not_understood_is_misuse(
    tmp_path: Path,
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")

    empty = run("convert", tmp_path / "empty.txt", tmp_path / "a.json")
    alone = run("convert", tmp_path / "empty.txt")
    unknown = run("convert", tmp_path / "empty.txt", tmp_path / "a.json", "--from", "runes")

    assert (empty.exit_code, alone.exit_code) == (1, 2)
    assert "no text" in empty.stderr
    assert "Name what to convert and where to" in alone.stderr
    assert "no format 'runes' that can be imported" in unknown.stderr
    assert not (tmp_path / "a.json").exists()


def test_options_and_types_are_pairs(project: Path, tmp_path: Path) -> None:
    wrong = run("import", project, tmp_path / "ferry.txt", "--type", "person")
    other = run(
        "import", project, tmp_path / "ferry.txt", "--format", "plain_text", "--option", "x=1"
    )

    assert wrong.exit_code == 2
    assert "--type 'person' is not NAME=VALUE" in wrong.stderr
    assert other.exit_code == 2
    assert "has no option 'x'; its options are encoding" in other.stderr


def test_an_option_that_plain_text_does_not_have_is_no_option_either(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("Ada said so.", "utf-8")

    wrong = run("import", project, tmp_path / "other.txt", "--option", "x=1")

    assert wrong.exit_code == 1
    assert "has no option 'x'" in wrong.stderr


def test_a_dash_is_standard_output(project: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)

    written = run("export", project, "--format", "jsonl", "--output", "-")

    assert written.stdout == run("export", project, "--format", "jsonl").stdout != ""
    assert not (tmp_path / "-").exists()


def test_the_columns_of_a_table_are_options(project: Path, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("body,kicker\nIn the harbour all ferries were late.,Ferries\n")

    refused = run("import", project, table, "--option", "text=words")
    result = run("import", project, table, "--option", "title=kicker")

    assert (refused.exit_code, result.exit_code) == (1, 0)
    assert "it has no column “words”. It has “body”, “kicker”." in refused.stderr
    assert "text is “body”, title is “kicker”" in result.stderr


def test_the_formats_are_listed_with_their_options() -> None:
    lines = run("formats").stdout.splitlines()
    rows = {each["name"]: each for each in json.loads(run("formats", "--json").stdout)}

    assert any(line.split()[:4] == ["json", "in", "and", "out"] for line in lines)
    assert rows["plain_text"]["writes"] is None
    assert "encoding" in rows["plain_text"]["import_options"]


def test_some_documents_are_exported_by_number_or_by_a_search(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge\n\nIt was shut by the harbour board.\n")
    run("import", project, tmp_path / "bridge.txt")

    by_number = run("export", project, "--format", "json", "--document", 2)
    by_search = run("export", project, "--format", "report_md", "--search", "ferry")
    nothing = run("export", project, "--search", "zeppelin")

    assert [each["id"] for each in json.loads(by_number.stdout)["documents"]] == [2]
    assert "The ferry" in by_search.stdout
    assert "The bridge" not in by_search.stdout
    assert nothing.exit_code == 1
    assert "nothing was exported" in nothing.stderr


def test_control_c_gives_an_import_up_with_a_sentence(project, tmp_path, monkeypatch):
    """What is stored so far goes with the transaction: see tests/session/test_importing.py."""

    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("annotator.cli_exchange.import_paths", interrupted)

    result = run("import", project, tmp_path)

    assert (result.exit_code, result.stderr) == (
        1,
        "The import was cancelled; nothing was stored.\n",
    )
