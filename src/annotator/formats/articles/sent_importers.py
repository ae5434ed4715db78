"""The importers of what is sent and collected: e-mail, feeds and the JSON of agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from annotator.formats.articles.importer import ArticleImporter, ArticlesImporter
from annotator.formats.base import Certainty, Start

_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):", re.M)
_OF_MAIL = frozenset(
    (
        b"received",
        b"return-path",
        b"message-id",
        b"delivered-to",
        b"from",
        b"date",
        b"subject",
        b"to",
    )
)
_ENOUGH = 3
_PAGE = b"snapshot-content-location:"
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?><\?.{0,500}?\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE\s+rss.{0,300}?>\s*)*+"
    rb"<(?:rss[\s>]|(?:\w+:)?RDF\s[^>]*purl\.org/rss/|(?:\w+:)?feed\s[^>]*w3\.org/2005/Atom)",
    re.S,
)
_URI = re.compile(rb'"uri"\s*:')
_OF_NINJS = re.compile(
    rb'"(?:bodies|headlines|version[cC]reated|body_text|body_xhtml|pub[sS]tatus)"\s*:'
)


@dataclass(frozen=True, slots=True)
class MailImporter(ArticleImporter):
    """Reads an e-mail: its text, without what is attached."""

    encoding: str | None = field(
        default=None, metadata={"help": "How the text is encoded, as cp1252; usually said in it."}
    )
    html: bool = field(
        default=False,
        metadata={"help": "Take the HTML of an e-mail that has plain text as well (yes or no)."},
    )

    name: ClassVar[str] = "eml"
    title: ClassVar[str] = "E-mail"
    suffixes: ClassVar[tuple[str, ...]] = (".eml",)
    reader: ClassVar[str] = "mail:mail"
    made: ClassVar[int] = 1

    def recognises(self, start: Start) -> Certainty:
        """By the ending, and surely by headers that only e-mail begins with."""
        head = start.data[:8192].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        headers = {each.lower() for each in _HEADER.findall(head)}
        ours = start.path.suffix.lower() in self.suffixes and not start.folder
        one = ours or not start.data.startswith(b"From ")  # which many in one file begin with
        if one and len(headers & _OF_MAIL) >= _ENOUGH and _PAGE not in head.lower():
            return Certainty.SURE if ours else Certainty.LIKELY
        return Certainty.BY_NAME if ours else Certainty.NO


@dataclass(frozen=True, slots=True)
class FeedImporter(ArticlesImporter):
    """Reads a feed that was saved, RSS or Atom: an article for each entry."""

    name: ClassVar[str] = "feed"
    title: ClassVar[str] = "RSS or Atom feed"
    suffixes: ClassVar[tuple[str, ...]] = (".rss", ".atom", ".rdf", ".xml")
    reader: ClassVar[str] = "feed:feed"
    made: ClassVar[int] = 1

    def recognises(self, start: Start) -> Certainty:
        """By the element that a feed begins with; .xml may be anything else."""
        if _FEED.match(start.data):
            return Certainty.SURE
        ours = start.path.suffix.lower() in self.suffixes[:-1] and not start.folder
        return Certainty.BY_NAME if ours else Certainty.NO


@dataclass(frozen=True, slots=True)
class NinjsImporter(ArticlesImporter):
    """Reads the news of an agency in ninjs: an article for each item that has text."""

    name: ClassVar[str] = "ninjs"
    title: ClassVar[str] = "ninjs news item"
    suffixes: ClassVar[tuple[str, ...]] = (".json",)
    reader: ClassVar[str] = "ninjs:ninjs"
    made: ClassVar[int] = 1

    def recognises(self, start: Start) -> Certainty:
        """By the name of an item and one of the fields that no other format has beside it."""
        begins = start.data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
        ours = begins and _URI.search(start.data) and _OF_NINJS.search(start.data)
        return Certainty.LIKELY if ours else Certainty.NO
