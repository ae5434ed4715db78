"""Reports show an article with its annotations to somebody who has nothing but the file."""

import io
import re
from html.parser import HTMLParser

from hypothesis import given, settings

from annotator.formats.report.html_report import HtmlReportExporter
from annotator.formats.report.markdown_report import MarkdownReportExporter
from annotator.formats.report.pieces import pieces
from annotator.formats.report.told import Telling
from tests.formats.projects import contents, generously

EVERY = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "article", "div", "p"}
EVERY |= {"mark", "span", "sup", "a", "table", "tr", "th", "td", "br"}


class Page(HTMLParser):
    """What a browser makes of a page: its words, its elements, and whether they nest."""

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.open, self.links = [], [], [], []
        self.feed(data)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


def html(content):
    out = io.BytesIO()
    losses = HtmlReportExporter().write(content, out)
    return out.getvalue().decode(), losses


def markdown(content):
    out = io.BytesIO()
    MarkdownReportExporter().write(content, out)
    return out.getvalue().decode()


def test_a_page_tells_who_said_what_and_who_is_named_how_often(project):
    page, losses = html(project)

    shown = Page(page)
    words = "".join(shown.words)
    assert shown.open == []
    assert "Who took it?" in words
    assert "The Paper · B. Writer · 2026-01-01" in words
    assert "Ada Öz“We never,” “took the e\u0301clair.”" in words
    assert "about: the theft, Ada Öz" in words
    assert "Ada Özwikidata:Q1" in words.replace(" wikidata", "wikidata")
    assert "emoji" in words, "a note on a place is told"
    assert str(losses).endswith("7 " + losses.items[0].what)


def test_a_page_has_no_script_and_takes_nothing_from_elsewhere(project):
    page, _ = html(project)

    shown = Page(page)
    assert set(shown.tags) <= EVERY
    assert all(link.startswith("#") for link in shown.links)
    assert "default-src 'none'" in page
    assert "url(" not in page


@settings(generously, max_examples=15)
@given(content=contents())
def test_whatever_is_annotated_the_text_is_whole_and_elements_nest(content):
    page, _ = html(content)
    shown = Page(page)

    assert shown.open == []
    assert set(shown.tags) <= EVERY
    telling = Telling(content)
    for article in telling.articles():
        assert "".join(piece.words for piece in pieces(article)) == article.text
    assert markdown(content).startswith("# ")


def test_words_that_look_like_html_are_words(project):
    object.__setattr__(project, "name", "<script>alert(1)</script>")

    page, _ = html(project)

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_markdown_has_tables_and_numbers_where_statements_end(project):
    report = markdown(project)

    assert "| 1 | Ada Öz | “We never,” “took the e\u0301clair.” (about the theft, Ada Öz)" in report
    assert re.search(r"clair\.”\\\[1\\\]", report)
    assert "| Ada Öz | person | 1 | 1 |" in report


def test_words_that_look_like_markdown_are_words(project):
    object.__setattr__(project.entities[0], "name", "Ada | [x](y) *z*\nQ")

    report = markdown(project)

    assert r"| Ada \| \[x\](y) \*z\* Q | person |" in report
