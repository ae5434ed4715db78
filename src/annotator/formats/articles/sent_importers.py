"""The importers of what is sent and collected: e-mail, feeds, agencies' JSON, web archives."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import ClassVar

from annotator.formats.articles.importer import (
    ArticleImporter,
    ArticlesImporter,
    Needed,
)
from annotator.formats.base import Certainty, Start
from annotator.formats.confined import Limits, limits_in_blocks
from annotator.formats.documents import ANY_SIZE

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
_URI = re.compile(rb'"uri"\s*:\s*"')
_OF_NINJS = re.compile(
    rb'"(?:bodies|headlines|version[cC]reated|body_text|body_xhtml|pub[sS]tatus)"\s*:'
)

_GZIP, _WARC = b"\x1f\x8b", b"WARC/"
_PAGES_OF_A_MEGABYTE = 15
"""So many seconds more a megabyte of packed pages may take than one of another file."""


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


@dataclass(frozen=True, slots=True)
class WarcImporter(ArticlesImporter):
    """Reads the pages in an archive of the web: an article for each."""

    everything: bool = field(
        default=False,
        metadata={"help": "Take all text of each page, not only its article (yes or no)."},
    )

    name: ClassVar[str] = "warc"
    title: ClassVar[str] = "Web archive (WARC)"
    suffixes: ClassVar[tuple[str, ...]] = (".warc", ".warc.gz", ".wet", ".wet.gz")
    reader: ClassVar[str] = "warc:warc"
    made: ClassVar[int] = 1
    needs: ClassVar[Needed | None] = Needed("trafilatura", "html")
    most: ClassVar[int] = ANY_SIZE
    in_blocks: ClassVar[bool] = True

    def limits(self, size: int) -> Limits:
        """What reading may take: there may be hundreds of pages in a megabyte."""
        usual = limits_in_blocks(size)
        return replace(usual, a_megabyte=usual.a_megabyte + _PAGES_OF_A_MEGABYTE)

    def recognises(self, start: Start) -> Certainty:
        """By the word that a record begins with, packed or not."""
        data = start.data
        if data.startswith(_GZIP):
            with suppress(zlib.error):
                data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, len(_WARC))
        if data.startswith(_WARC):
            return Certainty.SURE
        ours = start.path.name.lower().endswith(self.suffixes) and not start.folder
        return Certainty.BY_NAME if ours else Certainty.NO
