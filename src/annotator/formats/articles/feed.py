"""The entries of a feed, RSS or Atom: each of them is an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree.ElementTree import Element, tostring

from annotator.formats.articles.extracted import Extracted, date_in
from annotator.formats.articles.page_encoding import text_of_piece
from annotator.formats.documents import ImportFailed, Said
from annotator.formats.losses import Tally
from annotator.formats.xml_tree import local, tree

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS1 = "{http://purl.org/rss/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_WHOLE = "{http://purl.org/rss/1.0/modules/content/}encoded"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = ("", _ATOM, _RSS1)
_WRITER = re.compile(r"\S+@\S+\s+\((.+)\)")
"""How RSS names an author: by the address, the name in brackets."""


def feed(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the entries of a feed. Raises ImportFailed, naming the file."""
    del options
    root = tree(data.lstrip(), name)
    entries = [each for each in root.iter() if local(each.tag) in ("item", "entry")]
    if local(root.tag) not in ("rss", "RDF", "feed"):
        raise ImportFailed(f"{name} is no feed: it is other XML than RSS or Atom.")
    channel = next((each for each in root.iter() if local(each.tag) == "channel"), root)
    tally, found, short = Tally(), 0, 0
    for number, entry in enumerate(entries, 1):
        text, whole = _text(entry, name)
        if not text:
            tally.add("entries without text", f"{name}: entry {number}, {_words(entry, 'title')}")
            continue
        found, short = found + 1, short + (not whole)
        share = number / len(entries)
        yield Extracted(text, _said(entry, channel, name), tally.take(), share=share)
    if not found:
        raise ImportFailed(f"{name} has no text: the feed has no entry with more than a title.")
    notice = f"{name}: {short:,} of {found:,} entries hold a summary, not the whole article."
    yield Extracted("", losses=tally.losses, notices=(notice,) if short else ())


def _text(entry: Element, name: str) -> tuple[str, bool]:
    """The text of an entry, and whether it is more than a summary."""
    whole = entry.find(_WHOLE)
    if whole is None:
        whole = entry.find(f"{_ATOM}content")
    if whole is not None and (text := _content(whole, name)):
        return text, True
    for summary in _named(entry, "description", "summary"):
        if text := _content(summary, name):
            return text, False
    return "", False


def _content(element: Element, name: str) -> str:
    """The text of an element that holds HTML, as text or as elements, or plain text."""
    kind = element.get("type", "html")
    if kind in ("text", "text/plain"):
        return (element.text or "").strip()
    if len(element):
        for each in element.iter():
            each.tag = local(each.tag)
        return text_of_piece(tostring(element, encoding="unicode", method="html"), name)
    return text_of_piece(element.text or "", name)


def _said(entry: Element, channel: Element, name: str) -> Said:
    meta = {
        "feed": _words(channel, "link") or _link(channel),
        "id": _words(entry, "guid", "id"),
        "categories": "; ".join(_categories(entry)),
    }
    return Said(
        title=_title(entry, name),
        language=_language(entry, channel),
        published=_published(entry),
        publisher=_title(channel, name),
        author=", ".join(_authors(entry)) or ", ".join(_authors(channel)),
        source_url=_link(entry),
        meta={key: value for key, value in meta.items() if value},
    )


def _title(element: Element, name: str) -> str:
    """A title; that of RSS is text, though some write HTML in it."""
    for title in _named(element, "title"):
        if words := _content(title, name):
            return " ".join(unescape(words).split())
    return ""


def _link(element: Element) -> str:
    """The address of the article: a link that is its text, or that of Atom to another form."""
    for link in _named(element, "link", "guid"):
        address = (link.get("href") or link.text or "").strip()
        other = link.get("rel", "alternate") != "alternate" or link.get("isPermaLink") == "false"
        if not other and address.startswith(("http://", "https://")):
            return address
    return ""


def _published(entry: Element) -> str | None:
    for element in _named(entry, "published", "pubDate", "date", "issued", "created", "updated"):
        date = (element.text or "").strip()
        if day := date_in(date):
            return day
        try:
            return parsedate_to_datetime(date).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _authors(element: Element) -> Iterator[str]:
    for author in _named(element, "creator", "author"):
        written = _words(author, "name") or " ".join((author.text or "").split())
        named = _WRITER.fullmatch(written)
        if words := named[1] if named else written:
            yield words


def _categories(entry: Element) -> Iterator[str]:
    for each in _named(entry, "category", "subject"):
        if words := each.get("label") or each.get("term") or " ".join((each.text or "").split()):
            yield words


def _language(entry: Element, channel: Element) -> str:
    said = entry.get(_LANGUAGE) or channel.get(_LANGUAGE) or _words(channel, "language")
    language = said.partition("-")[0].strip().lower()
    return language if language.isalpha() and len(language) <= len("xxx") else ""


def _named(element: Element, *names: str) -> Iterable[Element]:
    """The children of some names, in the order of the names."""
    for name in names:
        for prefix in (*_PREFIXES, _DC, _TERMS):
            yield from element.findall(prefix + name)


def _words(element: Element, *names: str) -> str:
    for found in _named(element, *names):
        if words := " ".join((found.text or "").split()):
            return words
    return ""
