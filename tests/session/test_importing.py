"""Articles come in as one step, once each, and what cannot be read is told and left out."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.formats import ahead
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.exporting import export
from annotator.session.headless import Alone
from annotator.session.importing import (
    ImportReport,
    Way,
    change_encoding,
    import_paths,
    import_text,
)
from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.errors import ProjectReadOnly
from annotator.store.store import Store
from benchmarks.annotated import brat, lines
from tests.formats.articles.table.workbooks import text, workbook

FERRY = "date 2025-03-04 The ferry\r\n\r\nAda Otieno said the ferry was late.\n"
BRIDGE = "The bridge\n\nBen Kamau denied that the bridge was closed.\n"
QUOTED = "Ada Otieno called it “unfriendly” … and left at once, they say.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_project(tmp_path / "desk.annotator", author="ana")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_bytes(FERRY.encode())
    (folder / "bridge.txt").write_bytes(BRIDGE.encode())
    return folder


def tag(store: Store, document: DocumentId) -> None:
    with store.transaction("Tag") as tx:
        tx.add(Mention(MentionId(0), document, "person", (Span(0, 3),), tx.provenance()))


def labels(store: Store) -> list[str]:
    return [step.label for step in store.history.steps()]


def test_a_folder_comes_in_as_one_step_that_undo_takes_back(store: Store, folder: Path) -> None:
    report = import_paths(store, [folder])

    bridge, ferry = store.queries.documents.all()
    assert report == ImportReport(imported=(DocumentId(1), DocumentId(2)))
    assert report.sentence == "2 articles imported."
    assert labels(store) == ["Import 2 articles"]
    assert store.queries.documents.text(ferry.id) == FERRY
    assert (ferry.published, ferry.title) == ("2025-03-04", "The ferry")
    assert (bridge.source_name, bridge.origin) == ("bridge.txt", "import:plain_text")
    assert (bridge.imported_by, bridge.imported_at) == ("ana", store.history.steps()[0].at)

    store.undo()

    assert store.queries.documents.count() == 0


def test_an_article_that_is_there_is_opened_and_not_doubled(store: Store, folder: Path) -> None:
    (known,) = import_paths(store, [folder / "ferry.txt"]).imported
    (folder / "again.txt").write_bytes(FERRY.encode("utf-8-sig"))

    again = import_paths(store, [folder / "again.txt"])

    assert again.known == (("again.txt", known),)
    assert again.first == known
    assert again.sentence == "1 article was in the project already."
    assert labels(store) == ["Import 1 article"]


def test_twins_in_one_import_become_one_document(store: Store, folder: Path) -> None:
    (folder / "twin.txt").write_bytes(FERRY.encode())

    report = import_paths(store, [folder])

    assert report.imported == (1, 2)
    assert report.known == (("twin.txt", 2),)
    assert labels(store) == ["Import 2 articles"]


def test_what_cannot_be_read_is_told_and_the_rest_comes_in(store: Store, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.txt").write_bytes(b"Ada Otieno" + b"\xed\xa0\x80")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")

    report = import_paths(store, [folder, folder / "missing.txt", folder.parent / "none"])

    assert len(report.imported) == 2
    assert [sentence.split()[0].rsplit("/")[-1] for sentence in report.refused] == [
        "broken.txt",
        "empty.txt",
        "picture.txt",
        "missing.txt",
        "none",
    ]
    assert "at byte 10" in report.refused[0]
    assert report.sentence.startswith("2 articles imported; 5 could not be imported. broken.txt ")
    assert all(reason in report.sentence for reason in report.refused[:3])
    assert report.sentence.endswith("And 2 more.")


def test_nothing_is_stored_when_all_is_refused(store: Store, tmp_path: Path) -> None:
    before = store.path.read_bytes()
    (tmp_path / "bare").mkdir()
    (tmp_path / "e.txt").touch()
    os.mkfifo(tmp_path / "pipe.txt")

    report = import_paths(store, [tmp_path / "bare", tmp_path / "e.txt", tmp_path / "pipe.txt"])

    assert len(report.refused) == 3
    assert "no articles" in report.refused[0]
    assert store.path.read_bytes() == before


def test_an_import_that_is_given_up_stores_nothing(store: Store, folder: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stop_at_the_end(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < total

    report = import_paths(store, [folder], watch=Alone(stop_at_the_end))

    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert "cancelled" in report.sentence
    assert labels(store) == []


def test_a_table_that_is_given_up_in_the_middle_leaves_the_project_as_it_was(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    import_paths(store, [folder])
    before = store.path.read_bytes()
    path = tmp_path / "table.jsonl"
    path.write_text("".join(f'{{"text": "Article {n}. {"Words. " * 99}"}}\n' for n in range(2000)))

    report = import_paths(store, [path], watch=Alone(lambda done, total: done < total // 2))

    assert "cancelled" in report.sentence
    assert store.path.read_bytes() == before
    assert check(store) == []
    assert len(import_paths(store, [path]).imported) == 2000


def test_of_a_file_that_turns_out_wrong_in_the_middle_nothing_is_kept(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "table.xlsx"
    rows = [text("text"), *[text(f"Article {number}.") for number in range(1000)], "</row>"]
    path.write_bytes(workbook({"A": rows}))

    report = import_paths(store, [folder, path])

    assert [each.title for each in store.queries.documents.all()] == ["The bridge", "The ferry"]
    assert "table.xlsx" in report.refused[0]
    assert "it is not XML: mismatched tag" in report.refused[0]
    assert report.notices == ()
    assert labels(store) == ["Import 2 articles"]
    assert check(store) == []


def test_a_file_name_that_is_not_utf8_is_spelled_out(store: Store, tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xffd.txt")
    try:
        (tmp_path / name).write_text("…\n", "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")

    (id,) = import_paths(store, [tmp_path / name]).imported

    assert store.queries.documents.get(id).source_name == "b\\udcffd.txt"


def test_a_read_only_project_takes_nothing_and_opens_what_it_has(
    store: Store, folder: Path
) -> None:
    import_paths(store, [folder / "ferry.txt"])
    second = Store.open(store.path)

    known = import_paths(second, [folder / "ferry.txt"])
    with pytest.raises(ProjectReadOnly):
        import_paths(second, [folder])

    assert known.first == 1
    assert second.queries.documents.count() == 1
    second.close()


def test_pasted_text_becomes_an_article(store: Store) -> None:
    report = import_text(store, BRIDGE, "Pasted")

    assert report.imported == (1,)
    assert store.queries.documents.text(DocumentId(1)) == BRIDGE
    assert import_text(store, BRIDGE, "Pasted").known == (("Pasted", 1),)
    assert "empty" in import_text(store, "", "Pasted").sentence
    assert "half a character" in import_text(store, "a\ud800", "Pasted").sentence


@pytest.mark.parametrize("written_as", ["json", "jsonl"])
def test_a_whole_project_comes_into_an_empty_one_with_its_ids(
    store: Store, folder: Path, tmp_path: Path, written_as: str
) -> None:
    import_paths(store, [folder])
    store.undo()
    import_text(store, FERRY, "f")
    import_paths(store, [folder])
    tag(store, DocumentId(2))
    tag(store, DocumentId(1))
    with store.transaction("Name") as tx:
        tx.set_project(name="River desk")
    export(store, tmp_path / "first", written_as)
    other = create_project(tmp_path / "other.annotator")

    report = import_paths(other, [tmp_path / "first"])
    export(other, tmp_path / "second", written_as)

    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert report.imported == tuple(store.queries.documents.ids())
    assert other.queries.project().name == "River desk"
    assert labels(other) == ["Import 2 articles"]
    assert check(other) == []

    other.undo()

    assert other.queries.project().name == "other"
    assert check(other) == []
    other.close()


def test_a_whole_project_is_added_where_something_is_under_new_ids(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    import_paths(store, [folder])
    tag(store, DocumentId(1))
    export(store, tmp_path / "whole.json")
    other = create_project(tmp_path / "other.annotator", author="bo")
    import_text(other, "Another article.", "a")
    tag(other, DocumentId(1))

    report = import_paths(other, [tmp_path / "whole.json"])

    assert report.imported == (2, 3)
    (mention,) = other.queries.mentions.of_document(DocumentId(2))
    assert (mention.id, mention.spans, mention.provenance.author) == (2, (Span(0, 3),), "ana")
    assert labels(other)[0] == "Import 2 articles"
    assert check(other) == []
    other.undo()
    assert other.queries.documents.count() == 1
    other.close()


def test_what_no_format_knows_is_read_as_plain_text_and_that_is_told(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "view.xml").write_text("<View><Labels/></View>", "utf-8")
    (tmp_path / "a.txt").write_text("Ada said so.", "utf-8")

    report = import_paths(store, [tmp_path / "view.xml", tmp_path / "a.txt"])

    assert len(report.imported) == 2
    assert report.notices == (
        "view.xml is in no format that annotator knows: it was read as plain text, marks and all.",
    )


def test_a_guessed_encoding_is_told_and_can_be_changed_and_taken_back(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "quoted.txt").write_bytes(QUOTED.encode("cp1252"))
    report = import_paths(store, [tmp_path / "quoted.txt"])
    (id,) = report.imported
    assert "read as cp1252" in report.notices[0]
    before = store.queries.documents.get(id)

    changed = change_encoding(store, id, "cp1250")

    document = store.queries.documents.get(id)
    assert changed.imported == (id,)
    assert document.encoding == "cp1250"
    assert document.source_sha256 == before.source_sha256
    assert labels(store)[0] == "Change the encoding"
    assert check(store) == []
    for travel in (store.undo, store.redo, store.undo):
        travel()
        assert check(store) == []
    assert store.queries.documents.get(id) == before
    assert store.queries.documents.text(id) == QUOTED


def test_another_encoding_changes_the_text_and_what_was_read_from_it(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "title.txt").write_bytes("Čapek said so\n\nIt was late.\n".encode("cp1250"))
    (id,) = import_paths(store, [tmp_path / "title.txt"], way=Way(encoding="cp1252")).imported
    assert store.queries.documents.get(id).title == "Èapek said so"

    change_encoding(store, id, "cp1250")

    assert store.queries.documents.get(id).title == "Čapek said so"
    assert store.queries.documents.text(id).startswith("Čapek")


def test_the_encoding_of_an_annotated_article_stays(store: Store, tmp_path: Path) -> None:
    (id,) = import_text(store, BRIDGE, "Pasted").imported
    tag(store, id)
    before = store.path.read_bytes()

    report = change_encoding(store, id, "cp1252")

    assert "Extract the text again" in report.sentence
    assert store.path.read_bytes() == before


def test_an_encoding_that_does_not_fit_is_refused(store: Store) -> None:
    (id,) = import_text(store, "Čapek said so.", "Pasted").imported

    assert "ascii" in change_encoding(store, id, "ascii").sentence
    assert "no encoding" in change_encoding(store, id, "klingon").sentence
    assert store.queries.documents.get(id).encoding == "utf-8"


def test_an_import_that_is_given_up_late_leaves_the_project_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    import_text(store, FERRY, "Before")
    before = store.path.read_bytes()
    folder = many(tmp_path, 1500)
    store._db.execute(SMALL_CACHE)

    report = import_paths(store, [folder], watch=Alone(lambda done, _: done < 1400))

    assert "cancelled" in report.sentence
    assert store.queries.documents.count() == 1
    assert len(labels(store)) == 1
    assert store.path.read_bytes() == before
    assert check(store) == []
    assert len(import_paths(store, [folder]).imported) == 1500  # nothing stands in the way


def test_of_two_files_that_annotate_an_article_the_first_does(store: Store, tmp_path: Path) -> None:
    (ferry,) = import_text(store, FERRY, "ferry").imported
    for name, words in (("one", "person 27 30\tAda"), ("two", "person 27 37\tAda Otieno")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_bytes(FERRY.encode())
        (tmp_path / name / "a.ann").write_text(f"T1\t{words}\n")

    report = import_paths(store, [tmp_path / "one", tmp_path / "two"])

    assert report.annotated == (ferry,)
    assert report.known == (("a.txt", ferry),)
    assert [each.spans for each in store.queries.mentions.all()] == [(Span(27, 30),)]


@pytest.mark.parametrize("way", ["jsonl", "brat"])
def test_annotated_documents_that_are_given_up_leave_the_project_as_it_was(
    store: Store, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is read by another process, and what was stored is in the file already."""
    source = {"jsonl": lines, "brat": brat}[way](200, 3, tmp_path)
    monkeypatch.setattr(ahead, "_LARGE", 0)
    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 2)
    import_text(store, FERRY, "Before")
    before, files = store.path.read_bytes(), set(tmp_path.iterdir())
    store._db.execute(SMALL_CACHE)
    grown: list[int] = []

    def stop(_done: int, _total: int) -> bool:
        grown.append(store.path.stat().st_size)
        return len(grown) < 160

    report = import_paths(store, [source], watch=Alone(stop))

    assert "cancelled" in report.sentence
    assert max(grown) > 2 * len(before)
    assert store.path.read_bytes() == before
    assert set(tmp_path.iterdir()) == files
    assert len(labels(store)) == 1
    assert check(store) == []
    assert len(import_paths(store, [source]).imported) == 200
    assert check(store) == []


def test_a_large_import_is_one_step_whose_history_does_not_hold_the_texts(
    store: Store, tmp_path: Path
) -> None:
    report = import_paths(store, [many(tmp_path, 1500)])

    assert labels(store) == ["Import 1500 articles"]
    assert report.imported == tuple(store.queries.documents.ids())
    assert check(store) == []
    with sqlite3.connect(store.path) as db:
        texts = db.execute("SELECT sum(length(text)) FROM source_text").fetchone()[0]
        patched = db.execute(
            "SELECT sum(length(after)), count(before), count(heavy) FROM patch"
        ).fetchone()
    db.close()
    assert texts > 1500 * 2000
    assert patched[0] < 1500 * 600
    assert patched[1:] == (0, 0)
    for travel in (store.undo, store.redo):
        travel()
        assert check(store) == []
    assert store.queries.documents.count() == 1500


SMALL_CACHE = "PRAGMA cache_size = -200"
"""With it a small import is written into the file before it is committed, as a large one is."""
KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.session.headless import Alone
from annotator.session.importing import import_paths
from annotator.store.store import Store
from benchmarks.annotated import brat, lines

store, at = Store.open(Path(sys.argv[1])), int(sys.argv[3])
store._db.execute(sys.argv[4])


def report(done, total):
    if done >= at:
        os.kill(os.getpid(), signal.SIGKILL)
    return True


import_paths(store, [Path(sys.argv[2])], watch=Alone(report))
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9")
@pytest.mark.parametrize("at", [0, 1400, 1500])
def test_of_an_import_that_was_killed_nothing_is_there(
    store: Store, tmp_path: Path, at: int
) -> None:
    import_text(store, FERRY, "Before")
    folder = many(tmp_path, 1500)
    store.close()

    command = [sys.executable, "-c", KILLED, str(store.path), str(folder), str(at)]
    size = store.path.stat().st_size
    killed = subprocess.run([*command, SMALL_CACHE], check=False)  # noqa: S603 - our own code
    grown = store.path.stat().st_size > size
    again = Store.open(store.path)

    assert killed.returncode == -signal.SIGKILL
    assert grown == (at > 0)
    assert again.queries.documents.count() == 1
    assert labels(again) == ["Import 1 article"]
    assert check(again) == []
    again.close()


def many(tmp_path: Path, count: int) -> Path:
    """A folder of so many invented articles of 2 KB."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(count):
        words = f"The ferry of pier {number} was late, Ada Otieno said. "
        (folder / f"{number:05}.txt").write_text(words * 45)
    return folder
