"""An article comes out of each container as it went in: every word, paragraph by paragraph."""

import hashlib
from dataclasses import replace

import pytest

from annotator.formats.articles.importer import ReaderMissing
from annotator.formats.articles.meta_keys import EXTRACTOR
from annotator.formats.documents import ImportFailed
from annotator.model.document import sha256_of
from tests.formats.articles.conftest import STAMP
from tests.formats.articles.containers import CONTAINERS

PARAGRAPHS = [
    "The harbour office said on Monday that it would not renew the contract of the ferry.",
    "“Nobody asked us,” said Ada Öz, who has run the line since 1998. “Not once.”",
    "The office declined to comment. It called the report \u2013 in its words \u2013 unfriendly.",
    "It said that the city & its partners [of the harbour] would answer {soon} <as ever> \\ later.",
    "In the years before, the ferry carried 12,000 people a month, most of them to work and back.",
]


@pytest.fixture(params=CONTAINERS)
def kind(request):
    return request.param


def test_the_seed_article_keeps_every_word_in_every_container(desk, corpora, kind):
    seed = (corpora / "seed-synthetic" / "seed.txt").read_text("utf-8")

    article = desk.article(CONTAINERS[kind](seed.strip().split("\n\n")), f"seed.{kind}")

    words = article.text.split()
    if kind in ("html", "mhtml"):
        assert words[:2] == ["A", "headline"]
        words = words[2:]
    assert words == seed.split()
    assert article.document.published == "2025-11-05"
    assert article.document.language == "en"


def test_paragraphs_are_an_empty_line_apart(desk, kind):
    text = desk.text(CONTAINERS[kind](PARAGRAPHS), f"ferry.{kind}")

    assert text.removeprefix("A headline\n\n") == "\n\n".join(PARAGRAPHS)


def test_the_same_bytes_give_the_same_text_whatever_was_read_before(desk, kind):
    data = CONTAINERS[kind](PARAGRAPHS)
    first = desk.article(data, f"ferry.{kind}")

    desk.article(CONTAINERS[kind](PARAGRAPHS[:1] * 3), f"other.{kind}")

    assert desk.article(data, f"ferry.{kind}") == first


def test_a_document_knows_its_bytes_and_what_made_its_text(desk, kind):
    data = CONTAINERS[kind](PARAGRAPHS)

    document = desk.article(data, f"ferry.{kind}").document

    assert document.source_name == f"ferry.{kind}"
    assert document.source_sha256 == hashlib.sha256(data).hexdigest()
    assert document.sha256 == sha256_of(desk.text(data, f"ferry.{kind}"))
    assert document.meta[EXTRACTOR] == desk.formats.importers[kind].extractor
    assert document.meta[EXTRACTOR].startswith(f"{kind} 1")
    assert (document.imported_at, document.imported_by) == (STAMP.at, STAMP.by)


@pytest.mark.parametrize("name", ["ferry", "ferry.bin"])
def test_content_tells_the_format_whatever_the_name(desk, kind, name, tmp_path):
    assert desk.kind(CONTAINERS[kind](PARAGRAPHS), name, tmp_path) == kind


def test_a_file_is_read_from_its_path(desk, kind, tmp_path):
    path = tmp_path / f"ferry.{kind}"
    path.write_bytes(CONTAINERS[kind](PARAGRAPHS))

    importer = replace(desk.formats.importer_for(path), confined=desk.confined)
    (imported,) = importer.read(path, STAMP)
    (article,) = imported.content.documents

    assert article == desk.article(path.read_bytes(), path.name)


def test_an_empty_article_is_refused(desk, kind):
    data = CONTAINERS[kind]([])
    if kind in ("html", "mhtml"):
        data = data.replace(data[data.index(b"<body>") : data.index(b"</body>")], b"<body>")

    with pytest.raises(ImportFailed, match=f"empty.{kind} has no text"):
        desk.text(data, f"empty.{kind}")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("html", 'pip install "annotator[html]"'),
        ("mhtml", 'pip install "annotator[html]"'),
        ("pdf", 'pip install "annotator[pdf]"'),
        ("docx", 'pip install "annotator[docx]"'),
    ],
)
def test_a_reader_that_is_missing_is_named_with_the_line_that_installs_it(
    desk, kind, line, monkeypatch
):
    importer = type(desk.formats.importers[kind])
    monkeypatch.setattr(importer, "needs", replace(importer.needs, package="no_such_package"))

    with pytest.raises(ReaderMissing) as refused:
        desk.text(b"", f"a.{kind}")

    assert str(refused.value).startswith(f"a.{kind} was not read: {importer.title} needs ")
    assert str(refused.value).endswith(line)
    assert desk.formats.importers[kind].extractor == f"{kind} 1"
