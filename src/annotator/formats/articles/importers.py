"""The importers of web pages, PDF, office documents and books: how each tells its own files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from annotator.formats.articles.importer import MOST_IN_ONE_PIECE, ArticleImporter, Needed
from annotator.formats.base import Certainty, Start

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?><!--.{0,2000}?-->\s*)*+"
    rb"<(?:!doctype\s+html|html)[\s>]",
    re.I | re.S,
)
_SAVED = re.compile(rb"^snapshot-content-location:", re.I | re.M)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class HtmlImporter(ArticleImporter):
    """Reads a web page: the article in it, without what stands around it."""

    encoding: str | None = field(
        default=None, metadata={"help": "How the page is encoded, as cp1252; usually found out."}
    )
    everything: bool = field(
        default=False,
        metadata={"help": "Take all text of the page, not only that of the article (yes or no)."},
    )

    name: ClassVar[str] = "html"
    title: ClassVar[str] = "Web page"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")
    reader: ClassVar[str] = "web_page:page"
    made: ClassVar[int] = 1
    needs: ClassVar[Needed | None] = Needed("trafilatura", "html")

    def recognises(self, start: Start) -> Certainty:
        """By the ending, and surely by the tag a page begins with."""
        if _PAGE.match(start.data):
            return Certainty.SURE
        return _by_ending(self, start, Certainty.LIKELY)


@dataclass(frozen=True, slots=True)
class WebArchiveImporter(HtmlImporter):
    """Reads a page that a browser saved in one file (MHTML)."""

    name: ClassVar[str] = "mhtml"
    title: ClassVar[str] = "Saved web page"
    suffixes: ClassVar[tuple[str, ...]] = (".mhtml", ".mht")
    reader: ClassVar[str] = "web_archive:saved_page"
    made: ClassVar[int] = 1

    def recognises(self, start: Start) -> Certainty:
        """By the header with the page's address, or by the ending where there are several parts."""
        related = _RELATED.search(start.data) is not None
        ours = _by_ending(self, start, Certainty.SURE if related else Certainty.BY_NAME)
        return Certainty.SURE if related and _SAVED.search(start.data) else ours


@dataclass(frozen=True, slots=True)
class PdfImporter(ArticleImporter):
    """Reads the text of a PDF, its lines joined to paragraphs."""

    name: ClassVar[str] = "pdf"
    title: ClassVar[str] = "PDF"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)
    reader: ClassVar[str] = "pdf_text:pdf_text"
    made: ClassVar[int] = 1
    most: ClassVar[int] = MOST_IN_ONE_PIECE
    needs: ClassVar[Needed | None] = Needed("pypdfium2", "pdf")

    def recognises(self, start: Start) -> Certainty:
        """By the mark that stands near the beginning."""
        if b"%PDF-" in start.data[:1024]:
            return Certainty.SURE
        return _by_ending(self, start, Certainty.BY_NAME)


@dataclass(frozen=True, slots=True)
class DocxImporter(ArticleImporter):
    """Reads a document of Word, with its tables and footnotes."""

    name: ClassVar[str] = "docx"
    title: ClassVar[str] = "Word document"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx")
    reader: ClassVar[str] = "docx:docx"
    made: ClassVar[int] = 1
    most: ClassVar[int] = MOST_IN_ONE_PIECE
    needs: ClassVar[Needed | None] = Needed("mammoth", "docx")

    def recognises(self, start: Start) -> Certainty:
        """By the ending, and surely by the folder that its parts are in."""
        if start.data.startswith(_ZIP) and b"word/document" in start.data:
            return Certainty.SURE
        return _by_ending(self, start, Certainty.LIKELY)


@dataclass(frozen=True, slots=True)
class OdtImporter(ArticleImporter):
    """Reads a document of OpenOffice and LibreOffice."""

    name: ClassVar[str] = "odt"
    title: ClassVar[str] = "OpenDocument text"
    suffixes: ClassVar[tuple[str, ...]] = (".odt", ".ott")
    reader: ClassVar[str] = "odt:odt"
    made: ClassVar[int] = 1
    most: ClassVar[int] = MOST_IN_ONE_PIECE

    def recognises(self, start: Start) -> Certainty:
        """By the type that its first part names."""
        named = b"mimetypeapplication/vnd.oasis.opendocument.text" in start.data[:200]
        return Certainty.SURE if named else _by_ending(self, start, Certainty.LIKELY)


@dataclass(frozen=True, slots=True)
class RtfImporter(ArticleImporter):
    """Reads rich text, as many programs of the desktop write it."""

    name: ClassVar[str] = "rtf"
    title: ClassVar[str] = "Rich text"
    suffixes: ClassVar[tuple[str, ...]] = (".rtf",)
    reader: ClassVar[str] = "rtf:rtf"
    made: ClassVar[int] = 1

    def recognises(self, start: Start) -> Certainty:
        """By the word that it begins with."""
        if start.data.startswith(b"{\\rtf"):
            return Certainty.SURE
        return _by_ending(self, start, Certainty.BY_NAME)


@dataclass(frozen=True, slots=True)
class EpubImporter(ArticleImporter):
    """Reads a book, its chapters in their order."""

    name: ClassVar[str] = "epub"
    title: ClassVar[str] = "EPUB book"
    suffixes: ClassVar[tuple[str, ...]] = (".epub",)
    reader: ClassVar[str] = "epub:epub"
    made: ClassVar[int] = 1
    most: ClassVar[int] = MOST_IN_ONE_PIECE

    def recognises(self, start: Start) -> Certainty:
        """By the type that its first part names."""
        named = b"mimetypeapplication/epub+zip" in start.data[:200]
        return Certainty.SURE if named else _by_ending(self, start, Certainty.LIKELY)


def _by_ending(importer: ArticleImporter, start: Start, certainty: Certainty) -> Certainty:
    ours = start.path.suffix.lower() in importer.suffixes and not start.folder
    return certainty if ours else Certainty.NO
