"""A large file is read by a process of its own, and what comes in is the same."""

import os
import subprocess
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given

from annotator.errors import AnnotatorError
from annotator.formats import ahead
from annotator.formats.ahead import ReaderFailed, is_large, read_ahead
from annotator.formats.ahead_wire import Packing, Unpacking
from annotator.formats.base import Imported
from annotator.formats.brat.exporter import BratExporter
from annotator.formats.brat.importer import BratImporter
from annotator.formats.documents import ImportFailed
from annotator.formats.jsonl.files import JsonLinesExporter, JsonLinesImporter
from annotator.formats.losses import Loss, Losses
from benchmarks.brat import RealFolder
from tests.formats.projects import contents, generously
from tests.formats.same import STAMP


@pytest.fixture
def held(project):
    return replace(project, documents=tuple(project.documents))


@pytest.fixture
def lines(held, tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        JsonLinesExporter().write(held, file)
    with path.open("a") as file:
        file.write("{}\n")
    return path


@pytest.fixture
def folder(held, tmp_path):
    path = tmp_path / "brat"
    path.mkdir()
    BratExporter().write_folder(held, RealFolder(path))
    return path


@generously
@given(contents())
def test_any_part_is_the_same_on_the_other_side(content):
    losses = Losses((Loss("wrong lines", 2, ("a, line 3",)),))
    part = Imported(content, losses, ("It was guessed.",), whole=True, share=0.25)
    packing, unpacking = Packing(), Unpacking()

    for _ in range(2):  # the second time without its schema
        assert unpacking.part(packing.packed(part)) == part


def test_a_large_file_and_a_large_folder_come_in_the_same(lines, folder):
    for importer, path in ((JsonLinesImporter(), lines), (BratImporter(), folder)):
        here = list(importer.read(path, STAMP))

        assert list(read_ahead(importer, path, STAMP)) == here
        assert any(part.losses for part in here) == (path is lines)


@pytest.mark.skipif(os.name != "posix", reason="names are characters there")
def test_a_name_that_is_not_utf8_is_spelled_out(folder):
    for name in folder.glob("*.ann"), folder.glob("*.txt"):
        first = sorted(name)[0]
        first.rename(folder / os.fsdecode(b"\xff" + os.fsencode(first.name)))
    (folder / "annotator.jsonl").unlink()

    parts = list(read_ahead(BratImporter(), folder, STAMP))

    names = [each.document.source_name for part in parts for each in part.content.documents]
    assert len(names) == 2
    assert names[-1].startswith("\\udcff")


def test_what_the_importer_refuses_is_told_in_its_words(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"format": "annotator-lines/2"}')
    with pytest.raises(AnnotatorError) as here:
        list(JsonLinesImporter().read(path, STAMP))

    with pytest.raises(ImportFailed) as there:
        list(read_ahead(JsonLinesImporter(), path, STAMP))

    assert str(there.value) == str(here.value)


def test_a_reader_that_fails_is_told_with_its_trace(folder):
    with pytest.raises(ReaderFailed, match=r"(?s)folder_in.py.*TypeError"):
        list(read_ahead(BratImporter(encoding=3), folder, STAMP))


def test_a_process_that_is_killed_is_told_and_none_is_left(lines, monkeypatch):
    children = []

    class Known(subprocess.Popen):
        def __init__(self, *arguments, **more):
            super().__init__(*arguments, **more)
            children.append(self)

    monkeypatch.setattr(ahead.subprocess, "Popen", Known)
    with closing(read_ahead(JsonLinesImporter(), lines, STAMP)) as parts:
        next(parts)
        assert children[0].poll() is None or children[0].returncode == 0
    assert children[0].returncode is not None

    monkeypatch.setattr(ahead, "command", lambda _: ["false"])
    with pytest.raises(ImportFailed, match=r"a\.jsonl was not read: the process"):
        list(read_ahead(JsonLinesImporter(), lines, STAMP))


def test_what_is_small_is_read_here(lines, folder, monkeypatch):
    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 2)
    assert not is_large(lines)
    assert not is_large(folder)
    assert not is_large(folder / "gone")
    monkeypatch.setattr(ahead, "_LARGE", 100)
    monkeypatch.setattr(ahead, "_MANY", 3)
    assert is_large(lines)
    assert is_large(folder)

    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 1)
    assert not is_large(lines)
