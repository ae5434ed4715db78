"""Backups on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.session.backup_places import set_second_folder, user_places
from annotator.session.importing import import_paths
from annotator.session.projects import create_project, sample_articles
from annotator.store.store import Store


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "desk.annotator"
    store = create_project(path)
    import_paths(store, sample_articles())
    store.close()
    return path


def rename(path: Path, name: str) -> None:
    store = Store.open(path)
    with store.transaction("Rename") as tx:
        tx.set_project(name=name)
    store.close()


def name_of(path: Path) -> str:
    return str(json.loads(run("info", path, "--json").stdout)["name"])


def test_a_project_is_backed_up_listed_and_restored(project: Path, tmp_path: Path) -> None:
    made = run("backup", project)
    rename(project, "later")
    again, listed = run("backup", project), run("backup", "--list", project)
    restored = run("restore", project, 2)

    assert made.stdout.startswith("Made ")
    assert again.exit_code == 0
    assert "asked for  2 documents, 0 annotations, 2 steps" in listed.stdout.splitlines()[0]
    assert listed.stdout.splitlines()[2].startswith("  2  ")
    assert "What it was before is kept: " in restored.stdout
    assert name_of(project) == "desk"
    run("restore", project, "--output", tmp_path / "new.annotator")
    assert name_of(tmp_path / "new.annotator") == "later"


def test_what_has_not_changed_is_said_and_not_copied(project: Path) -> None:
    run("backup", project)

    again = run("backup", project)

    assert again.stdout.startswith("Nothing has changed since ")
    assert len(user_places().backups(project)) == 1


def test_a_folder_of_ones_own_gets_the_backup_as_well(project: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()

    made = run("backup", project, "--to", tmp_path / "stick")
    refused = run("backup", project, "--to", tmp_path / "none")

    (copy,) = (tmp_path / "stick").iterdir()
    assert str(copy) in made.stdout
    assert copy.read_bytes() == user_places().backups(project)[0].path.read_bytes()
    assert refused.exit_code == 1
    assert "cannot be written" in refused.stderr


def test_a_project_that_is_gone_is_found_by_where_it_lay(project: Path) -> None:
    run("backup", project)
    project.unlink()

    assert run("backup", "--list", project).exit_code == 0
    assert run("restore", project).exit_code == 0
    assert name_of(project) == "desk"


def test_there_may_be_no_backup(project: Path, tmp_path: Path) -> None:
    for command in (("backup", "--list", project), ("restore", project), ("restore", "none")):
        result = run(*command)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
        assert "no backup" in result.stderr
    assert run("backup", tmp_path / "none.annotator").exit_code == 1
    (tmp_path / "letter.txt").write_text("No project.")
    assert "is not an annotator project" in run("backup", tmp_path / "letter.txt").stderr


def test_an_import_begins_with_a_backup(project: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Nobody opened the envelope.\n")

    run("import", project, tmp_path / "letter.txt")

    (backup,) = user_places().backups(project)
    assert (backup.why, backup.facts.documents) == ("before import", 2)
    facts = json.loads(run("info", project, "--json").stdout)
    assert facts["newest_backup"] == str(backup.path)
    assert facts["backups"] == 1


def test_an_import_goes_on_without_a_backup_and_says_so(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.txt").write_text("Nobody opened the envelope.\n")
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))

    result = run("import", project, tmp_path / "letter.txt")

    assert result.exit_code == 0
    assert "Imported 1 article" in result.stdout
    assert "No backup was made" in result.stderr


def test_a_second_folder_gets_every_backup(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "stick").mkdir()
    set_second_folder(tmp_path / "stick")

    run("backup", project)
    rename(project, "later")
    (tmp_path / "stick").rename(tmp_path / "away")
    away = run("backup", project)
    set_second_folder(None)
    rename(project, "later still")

    assert len(list((tmp_path / "away").rglob("*.annotator"))) == 1
    assert away.exit_code == 1
    assert str(tmp_path / "stick") in away.stderr
    assert len(user_places().backups(project)) == 2
    assert run("backup", project).exit_code == 0
