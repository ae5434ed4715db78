"""The article in a web page, found by trafilatura: its text, title, author, date and address.

Only the child process imports this module, and before the time of a file runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol, cast

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, extract_metadata, load_html
from trafilatura.settings import Document

from annotator.formats.articles.extracted import Extracted, date_in
from annotator.formats.articles.html_lines import text_of
from annotator.formats.articles.note_calls import bracketed, is_call, is_way_back
from annotator.formats.articles.page_encoding import decoded_page
from annotator.formats.documents import ImportFailed, Said

_START = 4096
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})", re.I)
_SAVED_BY_SINGLEFILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+saved date:\s*([^\n]{1,80})", re.I
)
_HTML_OF = {
    "cell": "td",
    "head": "h2",
    "item": "li",
    "lb": "br",
    "list": "ul",
    "quote": "blockquote",
    "row": "tr",
}
"""The elements of trafilatura's tree that HTML calls by other names."""
_CONTENT = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote")
"""What an article consists of."""
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""Dates that the page says, not such as may be found in its text; the same on whatever day."""
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"https?://")
_NO_ARTICLE = (
    "{name} has no article apart from what stands around it, so all text of the page was taken."
)


class _Found(Protocol):
    """What trafilatura says of a page."""

    title: str | None
    author: str | None
    url: str | None
    sitename: str | None
    date: str | None


def page(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the article in the bytes of a web page; its options are the importer's.

    Raises ImportFailed, naming the file.
    """
    yield article_in(data, name, options)


def article_in(
    data: bytes,
    name: str,
    options: Mapping[str, str],
    *,
    declared: str = "",
    address: str | None = None,
) -> Extracted:
    """The article in a web page that was sent as `declared`, from an address. Raises as `page`."""
    decoded, notices = decoded_page(data, name, options.get("encoding", ""), declared)
    html = decoded.text
    text = "" if options.get("everything") == "yes" else _article(html)
    if not text:
        text = text_of(html)
        notices += () if options.get("everything") == "yes" else (_NO_ARTICLE.format(name=name),)
    if not text:
        raise ImportFailed(
            f"{name} has no text. It may be a page that a program fills in: open it in a browser, "
            "and save or copy what it shows."
        )
    said = _said(html, address)
    return Extracted(text, said, notices=notices, encoding=decoded.encoding, bom=decoded.bom)


def _article(html: str) -> str:
    """The text of the article; empty where there is none."""
    tree = load_html(html)
    if tree is None:
        return ""
    _unfold(tree)
    _mark_calls(tree)
    _mark_plain_article(tree)
    found = cast(
        "Document | None",
        bare_extraction(tree, include_comments=False, include_tables=True),
    )
    if found is None:
        return ""
    for element in found.body.iter(*_HTML_OF):
        element.tag = _HTML_OF[element.tag]
    return text_of(etree.tostring(found.body, encoding="unicode", method="html"))


def _unfold(tree: HtmlElement) -> None:
    """Make paragraphs of text that keeps its own lines, which would be lost."""
    for element in list(tree.iter("pre")):
        paragraphs = _EMPTY_LINE.split(element.text_content())
        tail = element.tail
        element.clear()
        element.tag, element.tail = "div", tail
        for words in paragraphs:
            first, *others = words.strip("\n").split("\n")
            paragraph = element.makeelement("p")
            paragraph.text = first
            for line in others:
                end = element.makeelement("br")
                end.tail = line
                paragraph.append(end)
            element.append(paragraph)


def _mark_calls(tree: HtmlElement) -> None:
    """Have calls for notes stand in brackets, and none lead back from a note."""
    for link in list(tree.iter("a")):
        if is_call(link.attrib):
            call = bracketed(link.text_content())
            tail = link.tail
            link.clear()
            link.text, link.tail = call, tail
        elif is_way_back(link.attrib):
            link.drop_tree()


def _mark_plain_article(tree: HtmlElement) -> None:
    """Make an article of a page that is little else, of which headings and lists would be lost."""
    body = tree.find("body")
    if body is None:
        return
    if body.find("p") is None:
        return
    content = list(body.iterchildren(*_CONTENT))
    own = sum(len(each.text_content()) for each in content)
    leads_away = sum(len(link.text_content()) for each in content for link in each.iter("a"))
    if 2 * (own - leads_away) > len(body.text_content()):
        article = tree.makeelement("article")
        article.extend(list(body))
        body.append(article)


def _said(html: str, address: str | None) -> Said:
    """What a page says of its article, and from where it was."""
    from_, at = _saved(html)
    tree = load_html(html)
    said = Said() if tree is None else _declared(tree)
    urls = (said.source_url, address, from_)
    url = next((each for each in urls if each and _ADDRESS.match(each)), None)
    return replace(said, source_url=url, meta={"saved": at} if at else {})


def _declared(tree: HtmlElement) -> Said:
    found: _Found = extract_metadata(tree, date_config=_DATES, extensive=False)
    language = (tree.get("lang") or "").partition("-")[0].lower()
    return Said(
        title=found.title or "",
        language=language if _LANGUAGE.fullmatch(language) else "",
        published=date_in(found.date or ""),
        publisher=found.sitename,
        author=found.author,
        source_url=found.url,
    )


def _saved(html: str) -> tuple[str | None, str]:
    """From where a browser saved a page, and when."""
    start = html[:_START]
    if found := _SAVED_BY_SINGLEFILE.search(start):
        return found[1], found[2].strip(" ->")
    found = _SAVED_FROM.search(start)
    return (found[1] if found else None), ""
