"""New files of a watched folder are handed out once, when they are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.session.watching import FolderGone, WatchedFolder, watched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def names(found: list[Path]) -> list[str]:
    return [path.name for path in found]


def test_a_file_is_handed_out_once_after_two_looks_found_it_the_same(folder: Path) -> None:
    inbox = WatchedFolder(folder, (".txt",))
    (folder / "a.txt").write_text("one")

    assert names(inbox.look()) == []
    assert names(inbox.look()) == ["a.txt"]
    assert names(inbox.look()) == []


def test_a_file_that_is_still_being_written_is_waited_for(folder: Path) -> None:
    inbox = WatchedFolder(folder, (".txt",))
    for words in ("o", "on", "one"):
        (folder / "a.txt").write_text(words)
        assert names(inbox.look()) == []

    assert names(inbox.look()) == ["a.txt"]


def test_a_file_that_is_written_anew_comes_again(folder: Path) -> None:
    inbox = WatchedFolder(folder, (".txt",))
    (folder / "a.txt").write_text("one")
    inbox.look(), inbox.look()
    (folder / "a.txt").write_text("two, longer")

    assert names([*inbox.look(), *inbox.look()]) == ["a.txt"]


def test_hidden_files_folders_and_what_no_format_reads_are_left_alone(folder: Path) -> None:
    for name in (".a.txt", "b.exe", "c.TXT"):
        (folder / name).write_text("x")
    (folder / "d.txt").mkdir()
    (folder / "e.txt").symlink_to(folder / "nowhere")
    inbox = WatchedFolder(folder, (".txt",))

    assert names([*inbox.look(), *inbox.look()]) == ["c.TXT"]


def test_a_folder_that_goes_is_told(folder: Path) -> None:
    inbox = watched(folder)
    folder.rmdir()

    with pytest.raises(FolderGone, match="cannot be read any more"):
        inbox.look()
    with pytest.raises(FolderGone):
        watched(folder)
