"""Books: the chapters in their order, and what the book says of itself."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from annotator.formats.documents import ImportFailed
from tests.formats.archives import zipped
from tests.formats.articles.containers import epub_of

CHAPTERS = ["<h1>One</h1><p>The ferry.</p>", "<h1>Two</h1><p>The bridge &mdash; closed.</p>"]


def test_chapters_come_in_the_order_of_the_spine_without_the_contents(desk):
    text = desk.text(epub_of(CHAPTERS), "a.epub")

    assert text == "One\n\nThe ferry.\n\nTwo\n\nThe bridge — closed."


def test_it_is_known_where_chapters_begin(desk):
    article = desk.article(epub_of([CHAPTERS[0], "<img src='x'/>", CHAPTERS[1]]), "a.epub")

    starts = [int(start) for start in article.document.meta["chapter_starts"].split()]
    assert [article.text[start : start + 3] for start in starts] == ["One", "Two"]


def test_a_book_says_who_wrote_it_and_when(desk):
    meta = (
        "<dc:title>The ferry</dc:title><dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator>"
        "<dc:publisher>The Press</dc:publisher><dc:date>2025-11</dc:date>"
        "<dc:identifier>urn:isbn:1</dc:identifier><dc:source>https://example.org/b</dc:source>"
    )

    document = desk.article(epub_of(CHAPTERS, meta=meta), "a.epub").document

    assert (document.title, document.author) == ("The ferry", "Ada, Bo")
    assert (document.publisher, document.published) == ("The Press", "2025-11")
    assert document.source_url == "https://example.org/b"


def test_a_document_type_that_declares_nothing_is_that_of_many_books(desk):
    before = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://example.org/x.dtd">'

    assert desk.text(epub_of(CHAPTERS[:1], before=before), "a.epub") == "One\n\nThe ferry."


def test_chapters_that_are_missing_or_pictures_are_counted(desk):
    container = (
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
        "<rootfile full-path='b'/></container>"
    )
    package = (
        "<package xmlns='http://www.idpf.org/2007/opf'>"
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='b' href='gone.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='c' href='c.svg' media-type='image/svg+xml'/>"
        + "".join(f"<itemref idref='{id_}'/>" for id_ in "abcda")
        + "</package>"
    )
    parts = {
        "META-INF/container.xml": container,
        "b": package,
        "a.xhtml": "<p>A",
        "c.svg": "<svg/>",
    }
    data = zipped({name: text.encode() for name, text in parts.items()})

    imported = desk.imported(data, "a.epub")
    (article,) = imported.content.documents

    assert article.text == "A"
    assert str(imported.losses) == (
        "left out: 2 chapters that are missing, 1 chapters that are pictures"
    )
    assert imported.losses.lines == ("a.epub: gone.xhtml", "a.epub: d", "a.epub: c.svg")


def test_a_book_that_is_protected_is_refused(desk):
    out = BytesIO(epub_of(CHAPTERS))
    with ZipFile(out, "a") as archive:
        archive.writestr(
            "META-INF/encryption.xml",
            "<encryption xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
            "<e:CipherReference URI='OPS/text/c%201.xhtml'/></encryption>",
        )

    with pytest.raises(ImportFailed, match=r"a\.epub is protected against copying"):
        desk.text(out.getvalue(), "a.epub")
