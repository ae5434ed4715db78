"""The reader is told once that a project lies where others write to it, or where locks fail."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QByteArray, QStorageInfo

from annotator.session.projects import create_project, open_project
from annotator.ui.surroundings import conflicted_copies, is_on_network, synchronised_by


def test_a_folder_that_is_synchronised_is_told_once(make_program, tmp_path):
    folder = tmp_path / "Dropbox" / "desk"
    folder.mkdir(parents=True)
    first = make_program().show(create_project(folder / "desk.annotator"))

    assert "lies in a folder that Dropbox synchronises" in first.error_bar.text
    first.close()
    again = make_program().show(open_project(folder / "desk.annotator"))
    assert again.error_bar.text == ""


def test_a_copy_made_of_a_conflict_is_named(make_program, tmp_path):
    project = tmp_path / "desk.annotator"
    create_project(project).close()
    shutil.copyfile(project, tmp_path / "desk (Ana's conflicted copy 2026-11-25).annotator")

    window = make_program().show(open_project(project))

    assert "Beside desk.annotator lies desk (Ana's conflicted copy" in window.error_bar.text


@pytest.mark.parametrize(
    ("mark", "client"), [(".stfolder", "Syncthing"), (".owncloudsync.log", "ownCloud")]
)
def test_a_synchronised_folder_is_known_by_what_lies_in_it(tmp_path, mark, client):
    (tmp_path / "desk").mkdir()
    (tmp_path / mark).mkdir()

    assert synchronised_by(tmp_path / "desk" / "desk.annotator") == client


def test_only_copies_of_the_project_itself_are_conflicts_of_it(tmp_path):
    names = (
        "desk.sync-conflict-20261125-101010-ABC.annotator",
        "other (conflicted copy).annotator",
    )
    for name in (*names, "desk two.annotator"):
        (tmp_path / name).touch()

    assert conflicted_copies(tmp_path / "desk.annotator") == [names[0]]


def test_a_network_drive_is_known_by_its_file_system(tmp_path, monkeypatch):
    assert not is_on_network(tmp_path / "desk.annotator")
    monkeypatch.setattr(QStorageInfo, "fileSystemType", lambda _self: QByteArray(b"cifs"))
    assert is_on_network(tmp_path / "desk.annotator")
