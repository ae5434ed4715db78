"""An export is a whole file or none, and never takes the place of a project."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.formats.json_pieces import ExportFailed
from annotator.formats.verify import verify
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.exporting import ExportCancelled, export, export_to
from annotator.session.headless import Alone
from annotator.session.importing import import_text
from annotator.session.placing import NotExported
from annotator.session.projects import create_project
from annotator.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_project(tmp_path / "desk.annotator", author="ana")
    import_text(store, "Ada Otieno 😀 said no.\r\n", "Pasted")
    yield store
    store.close()


def test_two_exports_are_the_same_bytes_and_prove_themselves(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", io.BytesIO()

    losses = export(store, first)
    export_to(store, second)

    assert not losses
    assert first.read_bytes() == second.getvalue()
    assert verify(first.read_bytes()) == []


def test_an_export_that_fails_leaves_the_old_file_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "a.json"
    target.write_text("old")
    with store.transaction("Break") as tx:
        place = (Span(0, 900),)
        tx.add(Mention(MentionId(0), DocumentId(1), "person", place, tx.provenance()))
    stream = io.BytesIO()

    with pytest.raises(ExportFailed, match="behind the end"):
        export(store, target)
    with pytest.raises(ExportFailed):
        export_to(store, stream)

    assert target.read_text() == "old"
    assert stream.getvalue() == b""
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "desk.annotator"}


def test_the_new_file_has_the_permissions_of_the_old_one_or_of_any_new_one(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "old.json").touch()
    (tmp_path / "old.json").chmod(0o600)
    (tmp_path / "plain").touch()

    export(store, tmp_path / "old.json")
    export(store, tmp_path / "new.json")

    assert (tmp_path / "old.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link_and_a_device_a_device(store: Store, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")

    export(store, tmp_path / "link.json")
    export(store, Path(os.devnull))

    assert (tmp_path / "link.json").is_symlink()
    assert verify((tmp_path / "real.json").read_bytes()) == []
    assert not Path(os.devnull).is_file()


def test_projects_folders_and_kept_files_are_not_replaced(store: Store, tmp_path: Path) -> None:
    create_project(tmp_path / "other.annotator").close()
    (tmp_path / "kept.json").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    for path, words in (
        (store.path, "is a project"),
        (tmp_path / "other.annotator", "is a project"),
        (tmp_path, "is a folder"),
        (tmp_path / "nowhere" / "a.json", "cannot be written"),
    ):
        with pytest.raises(NotExported, match=words):
            export(store, path)
    with pytest.raises(NotExported, match="exists already"):
        export(store, tmp_path / "kept.json", overwrite=False)

    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_unknown_format_is_named_with_those_there_are(store: Store, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"that can be written; choose .*json"):
        export(store, tmp_path / "a.docx", "docx")


def test_an_export_that_is_given_up_leaves_the_old_file_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    import_text(store, "Ben Kamau said yes.\n", "Pasted")
    target = tmp_path / "a.json"
    target.write_text("old")
    seen: list[tuple[int, int]] = []

    def stop_in_the_middle(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 1

    with pytest.raises(ExportCancelled, match="no file was written"):
        export(store, target, watch=Alone(stop_in_the_middle))

    assert seen == [(0, 2), (1, 2)]
    assert target.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "desk.annotator"}


def test_an_export_can_be_given_up_within_one_long_document(store: Store, tmp_path: Path) -> None:
    with store.transaction("Tag") as tx:
        for _ in range(1200):
            tx.add(Mention(MentionId(0), DocumentId(1), "person", (Span(0, 3),), tx.provenance()))
    reports: list[int] = []

    def count(done: int, _: int) -> bool:
        reports.append(done)
        return len(reports) < 3

    with pytest.raises(ExportCancelled):
        export(store, tmp_path / "a.json", watch=Alone(count))

    assert reports == [0, 0, 0]


KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.session.exporting import export
from annotator.session.headless import Alone
from annotator.store.store import Store

store = Store.open(Path(sys.argv[1]))
export(store, Path(sys.argv[2]), watch=Alone(lambda *_: os.kill(os.getpid(), signal.SIGKILL)))
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9")
def test_a_killed_export_leaves_the_old_file_and_a_hidden_one_that_is_swept_later(
    store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "a.json"
    target.write_text("old")
    store.close()

    command = [sys.executable, "-c", KILLED, str(store.path), str(target)]
    killed = subprocess.run(command, check=False)  # noqa: S603 - our own interpreter and code
    (left,) = tmp_path.glob(".a.json.*.part")
    again = Store.open(store.path)
    export(again, target)
    still_there = left.exists()
    os.utime(left, (0, 0))
    export(again, target)
    again.close()

    assert killed.returncode == -signal.SIGKILL
    assert verify(target.read_bytes()) == []
    assert still_there  # another export may be writing it
    assert not left.exists()


def test_an_export_holds_what_is_in_memory_only(store: Store, tmp_path: Path) -> None:
    moved = tmp_path / "moved.annotator"
    store.path.rename(moved)
    with store.transaction("Name") as tx:
        tx.set_project(name="River desk")

    export(store, tmp_path / "a.json")

    assert store.keeping.unsaved == ("Name",)
    assert b"River desk" in (tmp_path / "a.json").read_bytes()
