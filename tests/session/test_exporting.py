"""An export is a whole file or none, and never takes the place of a project."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.formats.json_write import ExportFailed
from annotator.formats.verify import verify
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.exporting import NotExported, export, export_to
from annotator.session.importing import import_text
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
    with pytest.raises(AnnotatorError, match=r"no format 'docx'; choose .*json"):
        export(store, tmp_path / "a.docx", "docx")
