"""Texts of web pages, PDF, feeds and tables are made anew by what really reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats import registry
from annotator.formats.articles.importers import PdfImporter
from annotator.formats.articles.meta_keys import EXTRACTOR, EXTRACTOR_OPTIONS
from annotator.formats.base import Importer
from annotator.formats.confined import Confined
from annotator.formats.registry import BUILT_IN, Formats, load
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session import outdated, reading_again
from annotator.session.extracting_again import Again, extract_again
from annotator.session.headless import Alone
from annotator.session.import_reading import Way
from annotator.session.importing import import_paths
from annotator.session.projects import create_project
from annotator.session.reading_again import NotExtracted
from annotator.store.check import check
from annotator.store.store import Store
from tests.formats.articles.containers import page, pdf_of

PARAGRAPHS = [
    "The harbour office said on Monday that it would not renew the contract of the old ferry.",
    "“Nobody asked us,” said Ada Öz, who runs the line. “Not once in all these years.”",
    "The office declined to comment, and so did the city and the partners of the harbour.",
]
LINES = [
    (72, 700, 11, "The harbour office said on Monday that it would not re-"),
    (72, 686, 11, "new the contract of the ferry, which crossed the river."),
    (72, 658, 11, "“Nobody asked us,” said Ada."),
]
AS_IT_SAYS = Way()
ENTRY = "<item><title>{0}</title><guid>{0}</guid><description>{1}</description></item>"
FIRST, SECOND = "The ferry is late, said Ada.", "The bridge is closed, said Bo."


class OneChild(Formats):
    """All formats, whose files are read in one child process, with whatever options."""

    confined = Confined()

    def importer(self, name: str, options: Mapping[str, str] | None = None) -> Importer:
        found = super().importer(name, options)
        return replace(found, confined=self.confined) if hasattr(found, "confined") else found

    def importer_for(self, path: Path) -> Importer | None:
        found = super().importer_for(path)
        return self.importer(found.name) if found else None


@pytest.fixture(scope="module")
def formats() -> Formats:
    found = load(BUILT_IN)
    return OneChild(found.importers, found.exporters)


@pytest.fixture
def store(tmp_path: Path, formats: Formats, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    for module in (registry, reading_again, outdated):
        monkeypatch.setattr(module, "installed", lambda: formats)
    store = create_project(tmp_path / "desk.annotator", author="ana")
    yield store
    assert check(store) == []
    store.close()


def brought(store: Store, path: Path, data: bytes, way: Way = AS_IT_SAYS) -> tuple[DocumentId, ...]:
    path.write_bytes(data)
    report = import_paths(store, [path], way=way)
    assert not report.refused
    return report.imported


def tag(store: Store, document: DocumentId, words: str) -> MentionId:
    at = store.queries.documents.text(document).index(words)
    with store.transaction("Tag") as tx:
        place = (Span(at, at + len(words)),)
        return MentionId(tx.add(Mention(MentionId(0), document, "person", place, tx.provenance())))


def words_of(store: Store, mention: MentionId) -> str:
    found = store.queries.mentions.get(mention)
    return found.surface(store.queries.documents.text(found.document))


def test_all_text_of_a_page_is_taken_and_the_choice_is_kept(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    (document,) = brought(store, path, page(PARAGRAPHS).encode())
    name = tag(store, document, "Ada Öz")

    done = extract_again(store, document, path, Way(options={"everything": "yes"}))

    held = store.queries.documents.get(document)
    assert "Section 3" in store.queries.documents.text(document)
    assert words_of(store, name) == "Ada Öz"
    assert done.same_file
    assert done.taken.lost == ()
    assert any("Section 3" in each.line.words for each in done.taken.added)
    assert held.meta[EXTRACTOR_OPTIONS] == "everything=yes"
    assert not extract_again(store, document, path).changed  # read as before


def test_what_the_article_alone_has_not_is_listed(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    every = Way("html", {"everything": "yes"})
    (document,) = brought(store, path, page(PARAGRAPHS).encode(), every)
    name, other = tag(store, document, "Ada Öz"), tag(store, document, "Section 3")

    done = extract_again(store, document, path, Way(options={"everything": "no"}))

    assert words_of(store, name) == "Ada Öz"
    assert [each.line.words for each in done.taken.lost] == ["Section 3"]
    assert EXTRACTOR_OPTIONS not in store.queries.documents.get(document).meta
    store.undo()
    assert words_of(store, other) == "Section 3"


def test_a_newer_version_of_what_reads_a_pdf_is_noted(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ferry.pdf"
    (document,) = brought(store, path, pdf_of([LINES]))
    before = store.queries.documents.get(document)
    monkeypatch.setattr(PdfImporter, "made", 2)

    (listed,) = outdated.outdated(store, tmp_path, Alone())
    (done,) = outdated.extract_outdated(store, [listed], Alone())

    after = store.queries.documents.get(document)
    assert isinstance(done, Again)
    assert (listed.file, done.taken) == (path, None)
    assert after == replace(before, meta={**before.meta, EXTRACTOR: after.meta[EXTRACTOR]})
    assert after.meta[EXTRACTOR].startswith("pdf 2, pypdfium2 ")
    assert outdated.outdated(store, tmp_path, Alone()) == []


def test_a_newer_version_of_a_pdf_moves_what_is_annotated(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "ferry.pdf"
    (document,) = brought(store, path, pdf_of([LINES]))
    name, renewed = tag(store, document, "Ada"), tag(store, document, "renew")
    path.write_bytes(pdf_of([[(72, 740, 18, "The ferry stops"), *LINES[2:]], LINES[:2]]))

    done = extract_again(store, document, path)

    assert store.queries.documents.text(document).startswith("The ferry stops")
    assert (words_of(store, name), words_of(store, renewed)) == ("Ada", "renew")
    assert not done.same_file
    starts = store.queries.documents.get(document).meta["page_starts"].split()
    assert len(starts) == 2


def feed(*entries: tuple[str, str]) -> bytes:
    items = "".join(ENTRY.format(*each) for each in entries)
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


def test_of_a_feed_the_entry_is_found_wherever_it_stands(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "news.rss"
    _, second = brought(store, path, feed(("Ferry", FIRST), ("Bridge", SECOND)))
    name = tag(store, second, "Bo")
    path.write_bytes(feed(("Bridge", f"UPDATE: {SECOND}"), ("Bus", "None runs."), ("Ferry", FIRST)))

    done = extract_again(store, second, path)

    assert store.queries.documents.text(second) == f"UPDATE: {SECOND}"
    assert words_of(store, name) == "Bo"
    assert [each.line.words for each in done.taken.added] == ["UPDATE:"]


def test_an_entry_that_left_its_feed_is_told(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "news.rss"
    (first,) = brought(store, path, feed(("Ferry", FIRST)))
    path.write_bytes(feed(("Bus", "None runs."), ("Bridge", SECOND)))

    with pytest.raises(NotExtracted, match=r"is not in news\.rss: of its 2 articles one has"):
        extract_again(store, first, path)


def test_rows_of_a_table_are_read_by_the_columns_of_before(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "articles.csv"
    table = f"words;id\n&lt;i&gt;{FIRST}&lt;/i&gt;;1\n{SECOND};2\n".replace("&lt;", "<")
    way = Way("table", {"text": "words"})
    first, second = brought(store, path, table.replace("&gt;", ">").encode(), way)
    name = tag(store, first, "Ada")

    done = extract_again(store, first, path, Way(options={"html": "yes"}))

    assert store.queries.documents.text(first) == FIRST
    assert store.queries.documents.text(second) == SECOND
    assert words_of(store, name) == "Ada"
    assert done.taken.carried == "1 mention"
    assert store.queries.documents.get(first).meta[EXTRACTOR_OPTIONS] == "text=words html=yes"
