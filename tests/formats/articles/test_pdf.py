"""PDF: what stands on its pages, what is left out of them, and what the file says of itself."""

import pytest

from annotator.formats.articles.importers import PdfImporter
from annotator.formats.base import Stamp
from tests.formats.articles.containers import pdf_of

BODY = [
    (72, 700, 11, "The harbour office said on Monday that it would not re-"),
    (72, 686, 11, "new the contract of the ferry, which crossed the river."),
    (72, 658, 11, "“Nobody asked us,” said Ada."),
]


def paged(number, *lines):
    head = (72, 800, 9, "The Daily Paper")
    return [head, *lines, (290, 40, 9, f"Page {number} of 3")]


def test_running_heads_and_page_numbers_are_left_out_and_counted(desk):
    pages = [paged(1, *BODY), paged(2, *BODY[:2]), paged(3, BODY[2])]

    imported = desk.imported(pdf_of(pages), "a.pdf")
    (article,) = imported.content.documents

    assert "Daily" not in article.text
    assert "Page" not in article.text
    assert str(imported.losses) == "left out: 6 running heads and page numbers"
    assert imported.losses.lines[:2] == (
        "a.pdf, page 1: The Daily Paper",
        "a.pdf, page 1: Page 1 of 3",
    )


def test_pages_and_undone_hyphens_are_known(desk):
    article = desk.article(pdf_of([BODY, [], BODY[:1]]), "a.pdf")

    meta = article.document.meta
    (hyphen,) = map(int, meta["hyphens_undone"].split())
    starts = [int(start) for start in meta["page_starts"].split()]
    assert article.text[hyphen - 2 : hyphen + 3] == "renew"
    assert [article.text[start:][:11] for start in starts] == [
        "The harbour",
        "The harbour",
        "The harbour",
    ]


def test_a_page_without_text_is_told(desk):
    imported = desk.imported(pdf_of([BODY, [], BODY]), "a.pdf")

    assert imported.notices == ("a.pdf has no text on page 2: it may be in a picture.",)


@pytest.mark.parametrize(
    ("info", "title", "author"),
    [
        ("/Title(The ferry stops)/Author(Bo Writer)", "The ferry stops", "Bo Writer"),
        ("/Title(Microsoft Word - ferry.docx)", "“Nobody asked us,” said Ada.", None),
        ("/Title(ferry_final.indd)", "“Nobody asked us,” said Ada.", None),
        ("", "“Nobody asked us,” said Ada.", None),
    ],
)
def test_the_title_is_that_of_the_file_unless_a_program_made_it_up(desk, info, title, author):
    document = desk.article(pdf_of([BODY[2:]], info), "a.pdf").document

    assert (document.title, document.author) == (title, author)


@pytest.mark.slow
def test_a_book_of_a_thousand_pages_is_read():
    """As many lines as a book has, each paragraph as it was."""
    line = "The harbour office said on Monday that it would not renew the contract {} of it."
    pages = [[(72, 780 - 14 * n, 11, line.format(n)) for n in range(50)] for _ in range(1000)]
    data = pdf_of(pages)

    (article,) = PdfImporter().article(data, "a.pdf", Stamp("", "")).content.documents

    assert article.text.count("The harbour office") == 50_000
    assert len(article.document.meta["page_starts"].split()) == 1000
