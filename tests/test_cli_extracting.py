"""Texts are made anew from their files on the command line, and what changed is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.formats.articles.sent_importers import MailImporter
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.importing import import_paths
from annotator.session.projects import create_project
from annotator.store.store import Store

OLD = "Ada Otieno said on Friday that the harbour wall held.\n"
NEW = "Ada Otieno said on Sunday that the harbour wall held. It fell.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def tag(store: Store, document: DocumentId, words: str, type: str) -> None:
    at = store.queries.documents.text(document).index(words)
    with store.transaction("Tag") as tx:
        place = (Span(at, at + len(words)),)
        tx.add(Mention(MentionId(0), document, type, place, tx.provenance()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "wall.txt"


@pytest.fixture
def project(tmp_path: Path, file: Path) -> Path:
    """A project with an article of which the file has another version by now."""
    path = tmp_path / "desk.annotator"
    file.write_text(OLD, "utf-8")
    store = create_project(path)
    (document,) = import_paths(store, [file]).imported
    tag(store, document, "Ada Otieno", "person")
    tag(store, document, "Friday", "date")
    store.close()
    file.write_text(NEW, "utf-8")
    return path


def test_what_changed_is_a_line_each_and_the_rest_is_told(project: Path, file: Path) -> None:
    result = run("extract-again", project, "--document", 1, file)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1:19-25\tmention not carried\tAda Otieno said on [Friday] that the harbour wall held.",
        "1:19-25\tnew text\tAda Otieno said on [Sunday] that the harbour wall held. It fell.",
        "1:54-61\tnew text\tAda Otieno said on Sunday that the harbour wall held. [It fell].",
    ]
    assert result.stderr == (
        "Document 1: wall.txt is another version of the file. 82 % of the words are the same; "
        "1 mention followed; 1 place could not follow; 2 stretches of text new.\n"
    )
    assert run("info", project, "--json").stdout.count('"documents": 1,')


def test_it_is_written_as_json_and_a_dry_run_changes_nothing(project: Path, file: Path) -> None:
    before = project.read_bytes()
    asked = ("extract-again", project, "--document", 1, file, "--json")

    tried = run(*asked, "--dry-run")
    assert project.read_bytes() == before
    found = json.loads(run(*asked).stdout)

    assert json.loads(tried.stdout) == found
    assert (found["document"], found["same_file"], found["same_text"]) == (1, False, False)
    assert (found["changed"], found["mentions"], found["corrections"]) == (True, 1, 0)
    (lost,) = found["lost"]
    assert (lost["what"], lost["type"], lost["words"]) == ("mention", "date", "Friday")
    assert [each["words"] for each in found["new"]] == ["Sunday", "It fell"]
    again = json.loads(run(*asked).stdout)
    assert (again["same_text"], again["changed"]) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--document", 9, "wall.txt"), 1, "There is no document 9"),
        (("--document", 1, "gone.txt"), 1, "gone.txt is no file"),
        (("--document", 1, "wall.txt", "--option", "html=yes"), 2, "has no option 'html'"),
        (("--document", 1, "wall.txt", "--option", "html"), 2, "is not NAME=VALUE"),
        (("--document", 1), 2, "Give --document ID and its FILE, or --all-outdated"),
        (("wall.txt", "--all-outdated", "."), 2, "give it no FILE"),
        (("--all-outdated", "nowhere"), 0, "Every text was made by what is installed"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[object, ...],
    status: int,
    told: str,
) -> None:
    monkeypatch.chdir(project.parent)

    result = run("extract-again", project, *arguments)

    assert (result.exit_code, result.stderr.count("\n")) == (status, 1)
    assert told in result.stderr


MAIL = "From: Ada <ada@example.org>\nSubject: {0}\nMessage-ID: <{0}>\n\n{0} on Friday.\n"


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A project of two e-mails, and a folder in which one of them lies under another name."""
    folder = tmp_path / "mails"
    folder.mkdir()
    files = [folder / "wall.eml", folder / "vote.eml"]
    for path, words in zip(files, ("The wall held", "The vote was held"), strict=True):
        path.write_text(MAIL.format(words), "utf-8")
    project = tmp_path / "mails.annotator"
    store = create_project(project)
    import_paths(store, files)
    tag(store, DocumentId(1), "Friday", "date")
    store.close()
    files[0].rename(folder / "renamed")
    files[1].unlink()
    return project


def test_what_an_older_version_extracted_is_made_anew_where_the_file_is_found(
    mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = mails.with_name("mails")
    monkeypatch.setattr(MailImporter, "made", 2)

    tried = run("extract-again", mails, "--all-outdated", folder, "--json", "--dry-run")
    result = run("extract-again", mails, "--all-outdated", folder)

    found = json.loads(tried.stdout)
    assert [(each["document"], each["extractor"]) for each in found["documents"]] == [(1, "eml 2")]
    assert found["missing"] == [{"document": 2, "file": "vote.eml"}]
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "Document 1: The text came out the same; it is noted that eml 2 made it.",
        f"Document 2: its file vote.eml is not in {folder}; it stays.",
    ]
