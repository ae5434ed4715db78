"""An archive comes in as the folder that was packed, whatever tool or format it is of."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session.exporting import export
from annotator.session.importing import Way, import_paths
from annotator.session.projects import create_project
from annotator.store.store import Store

FERRY = "The ferry sank, said Ada Otieno.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(create_project(tmp_path / "desk.annotator", author="ana")) as store:
        yield store


def packed(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, words in files.items():
            archive.writestr(name.replace("__", "/"), words)
    return path


def surfaces(store: Store) -> list[str]:
    text = store.queries.documents.text
    return [each.surface(text(each.document)) for each in store.queries.mentions.all()]


@pytest.mark.parametrize("name", ["brat", "w3c", "webanno_tsv", "cas_xmi", "cas_json"])
def test_an_archive_that_was_exported_comes_in_again(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY)
    (tmp_path / "a.ann").write_text("T1\tPerson 21 31\tAda Otieno\n")
    with closing(create_project(tmp_path / "one.annotator")) as one:
        import_paths(one, [tmp_path / "a.ann"])
        export(one, tmp_path / "my export.zip", name)
    with closing(create_project(tmp_path / "other.annotator")) as other:
        report = import_paths(other, [tmp_path / "my export.zip"])

        assert report.refused == ()
        assert surfaces(other) == ["Ada Otieno"]


def test_articles_in_a_folder_in_an_archive_come_in(store: Store, tmp_path: Path) -> None:
    archive = packed(tmp_path / "news.zip", **{"news__a.txt": FERRY, "news__b.txt": "Rain fell."})

    report = import_paths(store, [archive])

    assert len(report.imported) == 2
    assert [store.queries.documents.get(id).source_name for id in report.imported] == [
        "a.txt",
        "b.txt",
    ]


def test_a_format_that_is_chosen_reads_what_is_in_it(store: Store, tmp_path: Path) -> None:
    files = {"a.txt": FERRY, "a.ann": "T1\tPerson 21 31\tAda Otieno\n"}
    archive = packed(tmp_path / "theirs.zip", **files)

    import_paths(store, [archive], way=Way("brat"))

    assert surfaces(store) == ["Ada Otieno"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({"a.bin": "\0"}, "what.zip holds no articles", id="no articles"),
        pytest.param({"..__a.txt": "x"}, "leads out of it", id="a slip"),
        pytest.param({"a.zip": "PK\x03\x04"}, "is an archive in the archive", id="an archive"),
    ],
)
def test_what_cannot_come_in_is_told_with_the_name_of_the_archive(
    files: dict[str, str], told: str, store: Store, tmp_path: Path
) -> None:
    report = import_paths(store, [packed(tmp_path / "what.zip", **files)])

    (refused,) = report.refused
    assert told in refused
    assert "what.zip" in refused
    assert str(tmp_path.parent.parent) not in refused
