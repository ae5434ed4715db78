"""The command line does its work without a window, and fails with one sentence."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator import cli_window
from annotator.cli import main
from annotator.cli_window import NothingToOpen, Plan, plan
from annotator.session.importing import import_paths
from annotator.session.projects import create_project, default_project_path, sample_articles
from annotator.store.errors import NewerProject, NotAProject
from annotator.store.store import Store

ARTICLE = "The ferry\n\nAda Otieno said the ferry was late.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article."""
    path = tmp_path / "desk.annotator"
    (tmp_path / "ferry.txt").write_text(ARTICLE, "utf-8")
    store = create_project(path)
    import_paths(store, [tmp_path / "ferry.txt"])
    store.close()
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def sentence(result: Result, status: int = 1) -> str:
    """What a command that failed said; one line, unless a list was asked for."""
    assert result.exit_code == status, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    return result.stderr.rstrip("\n")


def test_a_project_goes_from_nothing_to_a_proven_export(tmp_path: Path) -> None:
    project, output = tmp_path / "desk.annotator", tmp_path / "desk.json"
    (tmp_path / "ferry.txt").write_text(ARTICLE, "utf-8")

    made = run("new", project)
    imported = run("import", project, tmp_path / "ferry.txt")
    exported = run("export", project, "--output", output)
    verified = run("verify", output)
    checked = run("check", project)
    told = run("info", project, "--json")

    results = (made, imported, exported, verified, checked, told)
    assert [one.exit_code for one in results] == [0] * len(results)
    assert "".join(one.stderr for one in results) == f"Wrote {output}.\n"
    assert imported.stdout == "Imported 1 article.\n"
    assert "whole" in checked.stdout
    facts = json.loads(told.stdout)
    assert (facts["name"], facts["documents"], facts["mentions"]) == ("desk", 1, 0)
    assert facts["schema"].startswith("news ")


def test_an_export_without_a_path_goes_to_standard_output(project: Path, tmp_path: Path) -> None:
    run("export", project, "--output", tmp_path / "a.json")

    result = run("export", project)

    assert result.stdout_bytes == (tmp_path / "a.json").read_bytes()


def test_export_import_export_is_the_same_to_the_byte(project: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    run("export", project, "--output", first)
    run("new", tmp_path / "copy.annotator")

    result = run("import", tmp_path / "copy.annotator", first)
    run("export", tmp_path / "copy.annotator", "--output", second)

    assert result.exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_guessed_encoding_is_told_and_can_be_named(project: Path, tmp_path: Path) -> None:
    (tmp_path / "guess.txt").write_bytes("“A day…” said Ada.".encode("cp1252"))
    (tmp_path / "named.txt").write_bytes("Čapek said so.".encode("cp1250"))

    guessed = run("import", project, tmp_path / "guess.txt")
    named = run("import", project, tmp_path / "named.txt", "--encoding", "cp1250")

    assert (guessed.exit_code, named.exit_code) == (0, 0)
    assert "read as cp1252" in guessed.stderr
    assert named.stderr == ""
    assert "Čapek" in run("export", project).stdout


def test_an_article_that_is_there_is_named_and_no_failure(project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()

    result = run("import", project, tmp_path / "ferry.txt")

    assert result.exit_code == 0
    assert "already, as document 1" in result.stdout
    assert project.read_bytes() == before


def test_some_bad_files_do_not_keep_the_good_ones_out(project: Path, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge was closed.\n")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")

    result = run("import", project, tmp_path / "bad.txt", tmp_path / "bridge.txt")

    assert "PNG picture" in sentence(result)
    assert "Imported 1 article" in result.stdout


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 4, "binary"),
        ("cut.txt", "Ada Otieno said 木".encode()[:-1], "at byte 16"),
        ("broken.json", b'{"format": "annotator/1"', "not JSON"),
        ("other.json", b"{}", "'format' must be"),
        ("missing.txt", None, "cannot be read"),
        ("bare", "folder", "holds no articles"),
    ],
)
def test_bad_articles_are_refused_and_the_project_stays_as_it_is(
    project: Path, tmp_path: Path, name: str, data: bytes | str | None, words: str
) -> None:
    if data == "folder":
        (tmp_path / name).mkdir()
    elif isinstance(data, bytes):
        (tmp_path / name).write_bytes(data)
    before = project.read_bytes()

    result = run("import", project, tmp_path / name)

    assert words in sentence(result)
    assert name in sentence(result)
    assert result.stdout == ""
    assert project.read_bytes() == before


def no_project(path: Path) -> None:
    path.write_bytes(b"mine")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def newer(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4000] = b"\xee" * 3900
    path.write_bytes(data)


def gone(path: Path) -> None:
    path.unlink()


def triggered(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON mention BEGIN DELETE FROM note; END")
    connection.close()


@pytest.mark.parametrize("broken", [no_project, empty, newer, cut, scribbled, gone, triggered])
@pytest.mark.parametrize("command", ["import", "export", "check", "info"])
def test_a_project_that_cannot_be_used_is_refused_and_left_alone(
    project: Path, tmp_path: Path, broken: object, command: str
) -> None:
    broken(project)
    before = project.read_bytes() if project.exists() else None
    files = sorted(tmp_path.iterdir())

    more = [tmp_path / "ferry.txt"] if command == "import" else []
    result = run(command, project, *more)

    assert len(sentence(result).splitlines()) == 1
    assert project.name in result.stderr
    assert (project.read_bytes() if project.exists() else None) == before
    assert sorted(tmp_path.iterdir()) == files


def test_a_project_that_another_window_has_is_read_and_not_written(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge was closed.\n")
    window = Store.open(project)
    before = project.read_bytes()

    refused = run("import", project, tmp_path / "bridge.txt")
    facts = json.loads(run("info", project, "--json").stdout)

    assert f"process {os.getpid()} has it open" in sentence(refused)
    assert facts["read_only"]
    assert "process" in facts["open_elsewhere"]
    assert run("export", project).exit_code == 0
    assert run("check", project).exit_code == 0
    assert project.read_bytes() == before
    window.close()


def test_a_write_protected_project_is_read_and_not_written(project: Path, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge was closed.\n")
    project.chmod(0o444)
    if os.access(project, os.W_OK):
        pytest.skip("this user may write to any file, whatever its permissions")

    assert "write-protected" in sentence(run("import", project, tmp_path / "bridge.txt"))
    assert run("export", project).exit_code == 0


def test_an_unreadable_article_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").chmod(0)
    if os.access(tmp_path / "ferry.txt", os.R_OK):
        pytest.skip("this user may read any file, whatever its permissions")

    assert "cannot be read" in sentence(run("import", project, tmp_path / "ferry.txt"))


def test_what_a_check_finds_is_listed(project: Path) -> None:
    with sqlite3.connect(project) as connection:
        connection.execute("UPDATE document SET length = 1, sha256 = 'x'")
    connection.close()

    result = run("check", project)

    assert sentence(result).startswith("desk.annotator: 2 things are wrong. Restore a backup, or ")
    assert result.stdout.startswith("Document 1: its text is not the one that was imported")
    assert len(result.stdout.splitlines()) == 2


def test_an_export_that_was_changed_is_found_out(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    run("export", project, "--output", path)
    path.write_bytes(path.read_bytes().replace(b"ferry was late", b"ferry was gone"))

    result = run("verify", path)

    assert sentence(result).startswith("a.json: ")
    assert result.stdout
    assert "cannot be read" in sentence(run("verify", tmp_path / "none.json"))


def test_a_schema_with_errors_makes_no_project_and_lists_them(tmp_path: Path) -> None:
    schema = tmp_path / "own.toml"
    schema.write_text('name = "x"\ncolour = 1\n[[entity_type]]\nid = "A b"\n')

    result = run("new", tmp_path / "desk.annotator", "--schema", schema)

    assert "line 4" in sentence(result)
    assert len(result.stderr.splitlines()) >= 4
    assert [path.name for path in tmp_path.iterdir()] == ["own.toml"]


def test_what_is_there_is_not_replaced(project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()

    assert "exists already" in sentence(run("new", project))
    assert "is a project" in sentence(run("export", project, "--output", project))
    assert "cannot be made" in sentence(run("new", tmp_path / "none" / "x.annotator"))
    assert "no format 'docx'" in sentence(run("export", project, "--format", "docx"), 2)
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [("new",), ("import", "x"), ("export", "x", "--nope"), ("info", "x", "y"), ("--x",)],
)
def test_a_command_that_is_not_understood_is_one_sentence(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)

    assert len(sentence(result, 2).splitlines()) == 1
    assert "--help`" in result.stderr


def test_help_comes_fast_because_nothing_else_is_loaded() -> None:
    code = (
        "import sys; from annotator.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(sorted(name for name in sys.modules if name.startswith('annotator.')))"
        "; print([name for name in ('PySide6', 'sqlite_utils', 'regex') if name in sys.modules])"
    )

    out = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert out.splitlines()[-2:] == [
        "['annotator.cli', 'annotator.cli_in_out', 'annotator.errors', 'annotator.preflight']",
        "[]",
    ]


def test_no_sub_command_loads_qt(project: Path) -> None:
    code = (
        "import sys; from annotator.cli import main\n"
        f"main(['check', {str(project)!r}], standalone_mode=False)\n"
        "print('PySide6' in sys.modules)"
    )

    out = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert out.splitlines()[-1] == "False"


def test_every_command_is_listed_with_its_keys() -> None:
    table = run("keys")
    tree = json.loads(run("keys", "--json").stdout)

    assert table.exit_code == 0
    ids = {action["id"] for action in tree}
    assert ids
    assert all(any(line.endswith(f"  {id}") for line in table.stdout.splitlines()) for id in ids)
    assert all(action["title"] and action["help"] for action in tree)


# The window: which project and which articles


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, so that the tests keep away from the user's own project."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    return tmp_path


def test_a_project_is_opened_with_the_articles_named_after_it(project: Path) -> None:
    article = project.parent / "ferry.txt"

    assert plan([project]) == Plan(project)
    assert plan([project, article, project.parent]) == Plan(project, (article, project.parent))


def test_articles_alone_go_into_the_kept_project(home: Path) -> None:
    (home / "a.txt").write_text(ARTICLE)
    kept = default_project_path()

    assert plan([home / "a.txt", home]) == Plan(kept, (home / "a.txt", home), make=True)
    assert plan([]) == Plan(kept, make=True)

    kept.parent.mkdir(parents=True)
    create_project(kept).close()

    assert plan([]) == Plan(kept)


def test_a_plan_needs_files_that_are_there_and_projects_that_open(home: Path) -> None:
    (home / "bad.annotator").write_text("mine")
    create_project(home / "new.annotator").close()
    newer(home / "new.annotator")

    for path, kind, words in (
        ("a.txt", NothingToOpen, "Check the name"),
        ("x.annotator", NothingToOpen, "annotator new"),
        ("bad.annotator", NotAProject, "is not an annotator project"),
        ("new.annotator", NewerProject, "later"),
    ):
        with pytest.raises(kind, match=words):
            plan([home / path])
    assert "exprot does not exist" in sentence(run("exprot"))


def test_the_kept_project_begins_with_the_samples(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, list[Path]]] = []

    def run_window(project: Path, files: list[Path]) -> int:
        opened.append((project, files))
        return 0

    monkeypatch.setattr("annotator.app.run_window", run_window)

    assert cli_window.open_window(plan([])) == 0
    assert cli_window.open_window(plan([])) == 0

    store = Store.open(default_project_path())
    assert store.queries.documents.count() == len(sample_articles())
    assert opened == [(default_project_path(), [])] * 2
    store.close()


def test_a_command_name_wins_over_a_project_of_that_name(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(project, tmp_path / "info")
    monkeypatch.chdir(tmp_path)

    assert sentence(run("info"), 2).startswith("Missing argument")
    assert plan([Path("./info")]) == Plan(Path("./info"))


def test_without_a_display_the_window_is_refused_with_status_3(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can lack a display")

    result = run()

    assert "display" in sentence(result, 3).lower()
    assert not default_project_path().exists()
