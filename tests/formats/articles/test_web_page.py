"""Web pages: the article in them, what they say of it, their encodings, and pages as saved."""

import pytest

from annotator.formats.articles.html_lines import text_of
from annotator.formats.documents import ImportFailed
from tests.formats.articles.containers import mhtml, page

ARTICLE = [
    (
        "The harbour office said on Monday that it would not renew the contract of the ferry. It "
        "has crossed the river since the year in which the old bridge was closed."
    ),
    "“Nobody asked us,” said Ada Öz, who runs the line. “Not once in all these years.”",
    "The office declined to comment, and so did the city and the partners of the harbour.",
]
HEAD = (
    '<meta property="og:title" content="The ferry stops"><meta name="author" content="Bo Writer">'
    '<meta property="article:published_time" content="2025-11-05T10:20:30Z">'
    '<meta property="og:site_name" content="The Paper">'
    '<link rel="canonical" href="https://example.org/ferry">'
)


def test_what_the_page_says_of_its_article_is_told(desk):
    document = desk.article(page(ARTICLE, head=HEAD).encode(), "a.html").document

    assert document.title == "The ferry stops"
    assert (document.author, document.publisher) == ("Bo Writer", "The Paper")
    assert (document.published, document.source_url) == ("2025-11-05", "https://example.org/ferry")
    assert document.language == "en"


def test_what_stands_around_the_article_is_left_out(desk):
    text = desk.text(page(ARTICLE).encode(), "a.html")

    assert text == "\n\n".join(["A headline", *ARTICLE])


def test_everything_can_be_taken(desk):
    html = page(ARTICLE)

    imported = desk.imported(html.encode(), "a.html", everything=True)
    (article,) = imported.content.documents

    assert article.text == text_of(html)
    assert "Section 3" in article.text
    assert imported.notices == ()


def test_headings_lists_and_tables_keep_their_lines(desk):
    html = page(ARTICLE).replace(
        "</p>\n",
        "</p><h2>Before</h2><ul><li>one <b>bold</b> point</li><li>two<ul><li>three</li></ul></li>"
        "</ul><ol><li>four</li><li>five</li></ol><table><tr><th>Year</th><th>People</th></tr>"
        "<tr><td>1998</td><td>12,000</td></tr></table><p>After<br>that.</p>",
        1,
    )

    text = desk.text(html.encode(), "a.html")

    assert (
        "\n\nBefore\n\none bold point\ntwo\nthree\n\nfour\nfive\n\nYear\tPeople\n1998\t12,000\n\n"
        "After\nthat.\n\n"
    ) in text


def test_a_page_that_is_little_but_text_keeps_headings_and_lists(desk):
    body = "<h1>Title</h1>" + "".join(f"<p>{words}</p>" for words in ARTICLE)
    html = f"<!doctype html><body>{body}<h2>Before</h2><ul><li>one<li>two</ul><p>End.</p></body>"

    text = desk.text(html.encode(), "a.html")

    assert text.startswith("Title\n\nThe harbour")
    assert text.endswith("Before\n\none\ntwo\n\nEnd.")


def test_a_short_page_keeps_its_table_and_the_calls_for_its_notes(desk):
    call = '<a href="#n" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>'
    back = '<a href="#r" class="footnote-back" role="doc-backlink">back</a>'
    table = "<table><tr><td>2024</td><td>12 ships</td></tr><tr><td>2025</td><td>9</td></tr></table>"
    html = (
        f"<!doctype html><body><p>{ARTICLE[0]}{call}</p><p>{ARTICLE[1]}</p><h2>Figures</h2>{table}"
        f"<ul><li>one<li>two</ul><p>End.</p><section><p>In a letter. {back}</p></section></body>"
    )

    text = desk.text(html.encode(), "a.html")

    assert f"{ARTICLE[0]}[1]\n\n" in text
    assert text.endswith("Figures\n\n2024\t12 ships\n2025\t9\n\none\ntwo\n\nEnd.\n\nIn a letter.")


def test_text_that_keeps_its_own_lines_keeps_them(desk):
    body = f"<p>{ARTICLE[0]}</p><pre>A line,\n  another.\n\nA paragraph.</pre><p>{ARTICLE[1]}</p>"

    text = desk.text(f"<!doctype html><body>{body}".encode(), "a.html")

    assert "\n\nA line,\nanother.\n\nA paragraph.\n\n" in text


def test_a_tag_that_is_none_does_no_harm(desk):
    html = page(ARTICLE).replace("<p>", "<p><heahi<meta>", 1)

    assert desk.text(html.encode(), "a.html") == "\n\n".join(["A headline", *ARTICLE])


def test_a_page_without_an_article_is_taken_whole_with_a_notice(desk):
    imported = desk.imported(b"<!doctype html><footer>Home</footer>", "a.html")
    (article,) = imported.content.documents

    assert article.text == "Home"
    (notice,) = imported.notices
    assert notice == (
        "a.html has no article apart from what stands around it, so all text of the page was taken."
    )


@pytest.mark.parametrize(
    ("encoding", "charset", "read_as"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8-sig", "iso-8859-1", "utf-8"),
        ("cp1252", "iso-8859-1", "cp1252"),
        ("cp1252", "us-ascii", "cp1252"),
        ("cp1254", "windows-1254", "cp1254"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("utf-8", "", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_browsers_read(desk, encoding, charset, read_as):
    html = page(ARTICLE).replace("charset=utf-8", f'charset="{charset}"')

    imported = desk.imported(html.encode(encoding), "a.html")
    (article,) = imported.content.documents

    assert "“Nobody asked us,” said Ada Öz" in article.text
    assert article.document.encoding == read_as
    assert article.document.bom == (encoding in ("utf-8-sig", "utf-16"))
    assert imported.notices == ()


def test_a_wrong_encoding_is_told_and_another_can_be_named(desk):
    html = page(ARTICLE).replace("charset=utf-8", "charset=utf-7").encode("cp1252")

    imported = desk.imported(html, "a.html")

    assert imported.notices[0].startswith(
        "a.html says that it is utf-7, which it is not, and was read as cp125"
    )
    assert "Ada Öz" in desk.text(html, "a.html", encoding="cp1252")
    with pytest.raises(ImportFailed, match="is not valid utf-8"):
        desk.text(html, "a.html", encoding="utf-8")


def test_a_few_wrong_bytes_spoil_no_page(desk):
    html = (
        page(ARTICLE)
        .encode()
        .replace(b"Not once", b"Not\xff once")
        .replace(b"\xc3\x96", b"\xc3\x96" * 9)
    )

    imported = desk.imported(html, "a.html")
    (article,) = imported.content.documents

    assert "“Not\ufffd once in all" in article.text
    assert imported.notices == (
        "a.html has bytes that are not UTF-8; 1 places are shown as \ufffd.",
    )


@pytest.mark.parametrize(
    ("comment", "saved"),
    [
        ("<!-- saved from url=(0027)https://example.org/saved -->", None),
        (
            (
                "<!--\n Page saved with SingleFile \n url: https://example.org/saved \n"
                " saved date: Wed Nov 05 2025 11:20:30 GMT+0100\n-->"
            ),
            "Wed Nov 05 2025 11:20:30 GMT+0100",
        ),
    ],
    ids=["a browser", "SingleFile"],
)
def test_a_page_that_was_saved_knows_from_where(desk, comment, saved):
    html = page(ARTICLE).replace("<html", f"{comment}<html")

    document = desk.article(html.encode(), "a.html").document

    assert document.source_url == "https://example.org/saved"
    assert document.meta.get("saved") == saved


def test_a_page_saved_in_one_file_has_its_address_and_time(desk):
    document = desk.article(mhtml(ARTICLE), "a.mhtml").document

    assert document.title == "A headline"
    assert document.source_url == "https://example.org/article"
    assert document.meta["saved"] == "Wed, 05 Nov 2025 10:20:30 -0000"


def test_a_saved_page_is_the_part_that_its_letter_names(desk):
    letter = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; start="<b@x>"; '
        "boundary=cut\n\n--cut\nContent-Type: text/html\n\n<p>A frame.\n--cut\n"
        "Content-Type: text/html; charset=windows-1251\nContent-ID: <b@x>\n"
        "Content-Location: https://example.org/b\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<p>=CF=F0=E8=E2=E5=F2 from the page.\n--cut--\n"
    )

    article = desk.article(letter.encode(), "a.mhtml")

    assert article.text == "Привет from the page."
    assert article.document.source_url == "https://example.org/b"
    assert article.document.encoding == "cp1251"


def test_a_letter_with_pictures_is_no_saved_page(desk, tmp_path):
    letter = mhtml(ARTICLE).replace(b"Snapshot-Content-Location", b"X-Location")
    path = tmp_path / "letter.eml"
    path.write_bytes(letter)

    assert desk.formats.importer_for(path).name == "eml"
