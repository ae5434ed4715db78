"""A format of many files makes a folder or an archive, whole or not at all, with its losses."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.formats.base import Folder
from annotator.formats.losses import Losses, losses
from annotator.formats.registry import Formats
from annotator.model.annotations import ProjectContent
from annotator.session.exporting import export, export_to, losses_of
from annotator.session.importing import import_text
from annotator.session.placing import NotExported
from annotator.session.projects import create_project
from annotator.store.store import Store


@dataclass(frozen=True)
class Pages:
    """Writes a file for each document in a folder of its own."""

    name: str = "pages"
    title: str = "pages"
    bad_name: str = ""
    lost: tuple[tuple[str, str], ...] = ()

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        for each in content.documents:
            with folder.file(self.bad_name or f"texts/{each.document.id}.txt") as file:
                file.write(each.text.encode())
        return losses(self.lost)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_project(tmp_path / "desk.annotator", author="ana")
    import_text(store, "The ferry was late.", "Ferry")
    import_text(store, "The bridge was shut.", "Bridge")
    yield store
    store.close()


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch):
    def given(**how: object) -> None:
        formats = Formats({}, {"pages": Pages(**how)})
        monkeypatch.setattr("annotator.formats.registry.installed", lambda: formats)

    given()
    return given


def inside(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("pages")
def test_a_folder_is_made_with_a_file_for_each_document(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "out"

    assert not export(store, target, "pages")

    assert inside(target) == ["texts/1.txt", "texts/2.txt"]
    assert (target / "texts" / "1.txt").read_text() == "The ferry was late."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk.annotator", "out"]


@pytest.mark.usefixtures("pages")
def test_an_archive_has_the_same_files_and_twice_the_same_bytes(
    store: Store, tmp_path: Path
) -> None:
    stream = io.BytesIO()

    export(store, tmp_path / "out.zip", "pages")
    export_to(store, stream, "pages")

    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["texts/1.txt", "texts/2.txt"]
        assert archive.read("texts/2.txt") == b"The bridge was shut."
    assert (tmp_path / "out.zip").read_bytes() == stream.getvalue()


@pytest.mark.usefixtures("pages")
def test_what_is_in_a_folder_is_never_replaced(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")

    export(store, tmp_path / "empty", "pages")

    assert inside(tmp_path / "empty") == ["texts/1.txt", "texts/2.txt"]
    with pytest.raises(NotExported, match=r"is not empty\. Name a new folder, or a file"):
        export(store, tmp_path / "full", "pages")
    with pytest.raises(NotExported, match="is a file"):
        export(store, tmp_path / "file", "pages")
    assert inside(tmp_path / "full") == ["mine.txt"]


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", ""])
def test_no_exporter_can_leave_its_folder(pages, store: Store, tmp_path: Path, name: str) -> None:
    pages(bad_name=name or ".")

    for target in ("out", "out.zip"):
        with pytest.raises(ValueError, match="is no name of a file in a folder"):
            export(store, tmp_path / target, "pages")

    assert [path.name for path in tmp_path.iterdir()] == ["desk.annotator"]


def test_what_is_lost_can_be_seen_before_and_is_kept_beside(
    pages, store: Store, tmp_path: Path
) -> None:
    pages(lost=(("notes", "Ferry 3-7"), ("notes", "Ferry 9-12"), ("claims", "")))
    kept = tmp_path / "out.zip.losses.txt"

    assert str(losses_of(store, "pages")) == "left out: 2 notes, 1 claims"
    assert not kept.exists()
    export(store, tmp_path / "out.zip", "pages")

    assert kept.read_text().splitlines() == [
        "What could not be carried into out.zip (pages):",
        "",
        "2 notes",
        "  Ferry 3-7",
        "  Ferry 9-12",
        "",
        "1 claims",
    ]
    pages()
    export(store, tmp_path / "out.zip", "pages")
    assert not kept.exists(), "a list of what is not lost any more would lie"


@pytest.mark.usefixtures("pages")
def test_what_a_killed_export_left_is_swept_a_day_later(store: Store, tmp_path: Path) -> None:
    left = tmp_path / ".out.abc.part"
    left.mkdir()
    (left / "half.txt").write_text("half")
    export(store, tmp_path / "out", "pages")
    assert left.exists()
    old = time.time() - 25 * 3600
    os.utime(left, (old, old))
    (tmp_path / "out" / "texts" / "1.txt").unlink()
    (tmp_path / "out" / "texts" / "2.txt").unlink()
    (tmp_path / "out" / "texts").rmdir()

    export(store, tmp_path / "out", "pages")

    assert not left.exists()
