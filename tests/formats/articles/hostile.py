"""Files made to do harm as web pages, PDF, office documents and books: what makes each of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.formats.archives import HARMS, Harm, zipped
from tests.formats.articles import containers as c
from tests.formats.articles import hostile_sent

MEGABYTE = 1_000_000
Make = Callable[[], bytes]
REFUSED: dict[str, tuple[Make, str]] = {}
"""By the name of a file: what makes it, and of what its refusal speaks."""
HARMLESS: dict[str, Make] = {}
"""What would harm others and is read in a moment, whatever comes of it."""
SLOW = ("cells.table", "many.odt", "slow.epub")
"""What takes all the time that it is given."""

_TOO_MUCH = "than a file of its size should"
_DTD = "declares a document type"
_ENTITIES = "declares entities"
_NOT_CLOSED = "most of its tags never end"
_NO_TEXT = "has no text"
_DAMAGED = "is damaged, or no PDF"
_CRASH = "its reader failed on it"


# Archives


def _in_a_document(harm: Harm) -> Make:
    return lambda: harm({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"})


for _name, (_harm, _reason) in HARMS.items():
    REFUSED[f"{_name}.docx"] = _in_a_document(_harm), _reason

REFUSED |= {
    "a book of bombs.epub": (
        lambda: HARMS["a bomb"][0]({"mimetype": b"application/epub+zip"}),
        "becomes too large",
    ),
    "a password.odt": (
        lambda: zipped({"content.xml": b"x", "META-INF/manifest.xml": b"<encryption-data/>"}),
        "is encrypted",
    ),
    "an archive in it.odt": (
        lambda: zipped({"content.xml": zipped({"content.xml": b"x"})}),
        "is an archive in the archive",
    ),
    "packed twice.epub": (
        lambda: zipped({"META-INF/container.xml": b"\x1f\x8b" + bytes(99)}),
        "is an archive in the archive",
    ),
    "an old one.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "is encrypted"),
    "no parts.docx": (lambda: zipped({}), "is no Word document"),
}

# XML


def _entities(first: str, number: int) -> str:
    made = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, number))
    return f"<!DOCTYPE l [<!ENTITY a0 '{first}'>{made}]>"


def _deep_package(package: str) -> bytes:
    container = (
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
        "<rootfile full-path='b'/></container>"
    )
    return zipped({"META-INF/container.xml": container.encode(), "b": package.encode()})


LAUGHS = _entities("lol", 12)
FILE = "<!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
PARAMETER = "<!DOCTYPE l [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'> %x;]>"
ELSEWHERE = "<!DOCTYPE l SYSTEM 'http://127.0.0.1:9/x.dtd'>"
OUTSIDE = (
    "<package xmlns='http://www.idpf.org/2007/opf'><item id='a' media-type='text/html' "
    "href='../../../../etc/passwd'/><itemref idref='a'/></package>"
)
REFUSED |= {
    "laughs.odt": (lambda: c.odt_of("<text:p>&a11;</text:p>", before=LAUGHS), _DTD),
    "quadratic.odt": (lambda: c.odt_of("&a0;" * 9999, before=_entities("A" * 99_999, 1)), _DTD),
    "a file.odt": (lambda: c.odt_of("<text:p>&x;</text:p>", before=FILE), _DTD),
    "parameters.odt": (lambda: c.odt_of("<text:p>x</text:p>", before=PARAMETER), _DTD),
    "elsewhere.odt": (lambda: c.odt_of("<text:p>x</text:p>", before=ELSEWHERE), _DTD),
    "deep.odt": (lambda: c.odt_of("<text:span>" * 100_000), "nested more than 200 deep"),
    "many.odt": (lambda: c.odt_of("<text:p/>" * 1_100_000), _TOO_MUCH),
    "cut.odt": (lambda: c.odt_of("<text:p>"), "it is not XML"),
    "half a character.odt": (lambda: c.odt_of("<text:p>&#xD800;</text:p>"), "it is not XML"),
    "an encoding.odt": (
        lambda: zipped({"content.xml": b"<?xml version='1.0' encoding='utf-7'?><a/>"}),
        "its encoding is not read",
    ),
    "slides.odt": (lambda: zipped({"content.xml": b"<a/>"}), "is no text document"),
    "laughs.docx": (lambda: c.docx_of("", word__styles=f"{LAUGHS}<s>&a11;</s>"), _DTD),
    "a file.docx": (lambda: c.docx_of("", docProps__core=f"{FILE}<s>&x;</s>"), _DTD),
    "deep.docx": (lambda: c.docx_of("<w:tbl><w:tr><w:tc>" * 9999), "nested more than 200 deep"),
    "a file.epub": (lambda: c.epub_of(["<p>&x;</p>"], before=FILE), _ENTITIES),
    "laughs.epub": (lambda: c.epub_of(["<p>&a11;</p>"], before=LAUGHS), _ENTITIES),
    "a package.epub": (lambda: _deep_package(f"{FILE}<package>&x;</package>"), _DTD),
    "a chapter outside.epub": (lambda: _deep_package(OUTSIDE), _NO_TEXT),
    "nowhere.epub": (
        lambda: zipped({"META-INF/container.xml": b"<container/>"}),
        "does not say where its chapters are",
    ),
    "slow.epub": (lambda: c.epub_of(["<![CDATA[ >" * 200_000]), _TOO_MUCH),
}

# PDF


def _pdf(pages: bytes, *objects: bytes) -> Make:
    return lambda: c.written_pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, *objects])


def _page(content: Callable[[], bytes], *objects: bytes) -> Make:
    """A PDF of one page that draws something."""
    page = (
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 5 0 R>>>>>>"
    )

    def made() -> bytes:
        return _pdf(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, _packed(content()), *objects)()

    return made


def _packed(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def _locked() -> bytes:
    lock = b"/Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4" % (b"a" * 32, b"b" * 32)
    trailer = b"trailer<</Encrypt<<%s>>/ID[(a)(a)]" % lock
    return c.pdf(["words"]).replace(b"trailer<<", trailer)


FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>"
    b"stream\n/X Do /X Do\nendstream"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
REFUSED |= {
    "a circle.pdf": (_pdf(b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), _NO_TEXT),
    "many pages.pdf": (_pdf(b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<<>>"), _NO_TEXT),
    "deep.pdf": (_pdf(b"[" * MEGABYTE), _DAMAGED),
    "a deep page.pdf": (_page(lambda: b"[" * 9 * MEGABYTE), _NO_TEXT),
    "a bomb.pdf": (_page(lambda: bytes(150 * MEGABYTE)), _CRASH),
    "forms in forms.pdf": (_page(lambda: b"/X Do", FORM), _CRASH),
    "much text.pdf": (
        _page(lambda: b"BT /F1 9 Tf " + b"(aaaaaaaaaaaaaaa) Tj " * MEGABYTE + b"ET", FONT),
        _CRASH,
    ),
    "cut.pdf": (lambda: c.pdf(["words"])[:200], _DAMAGED),
    "nothing.pdf": (lambda: b"%PDF-1.7\n" + bytes(MEGABYTE), _DAMAGED),
    "a password.pdf": (_locked, "is encrypted"),
    "a scan.pdf": (lambda: c.pdf_of([[]]), "only pictures of pages"),
}

# Rich text

REFUSED |= {
    "deep.rtf": (lambda: c.rtf_of("{" * MEGABYTE), "is nested too deeply"),
    "binary.rtf": (lambda: b"{\\rtf1\\bin2000000000 " + bytes(1000), _NO_TEXT),
    "pictures.rtf": (lambda: b"{\\rtf1{\\pict " + b"00ff\n" * 100_000 + b"}}", _NO_TEXT),
    "another.rtf": (lambda: b"\\rtf1 words", "is no rich text"),
}

# Web pages

REFUSED |= {
    "comments.html": (lambda: b"<html>" + b"<!--" * 500_000, _NOT_CLOSED),
    "tags.html": (lambda: b"<html>" + b"<p" * MEGABYTE, _NOT_CLOSED),
    "quotes.html": (lambda: b"<html><a href='" * 300_000, _NOT_CLOSED),
    "laughs.html": (f"<?xml version='1.0'?>{LAUGHS}<html>&a11;".encode, _ENTITIES),
    "scripts.html": (lambda: b"<html><script>" + b"x" * MEGABYTE, _NO_TEXT),
    "zeros.html": (lambda: b"<html>" + bytes(MEGABYTE), "looks like a binary file"),
    "letters in letters.mhtml": (
        lambda: b"".join(
            b"Content-Type: multipart/related; boundary=%d\n\n--%d\n" % (n, n) for n in range(9000)
        ),
        "is nested too deeply",
    ),
    "parts.mhtml": (
        lambda: b"Content-Type: multipart/related; boundary=a\n\n" + b"--a\n\nx\n" * 300_000,
        "has too many parts",
    ),
    "no page.mhtml": (
        lambda: b"Content-Type: multipart/related; boundary=a\n\n--a\n\nwords\n--a--",
        "holds no web page",
    ),
}

HARMLESS |= {
    "blocks in blocks.html": lambda: b"<html>" + b"<div>" * 20_000 + b"words",
    "tables in tables.html": lambda: b"<html>" + b"<table><tr><td>" * 10_000 + b"words",
    "lists in lists.html": lambda: b"<html>" + b"<ul><li>" * 10_000 + b"words",
    "attributes.html": lambda: b"<html><p " + b"a=b " * 200_000 + b">words",
    "no characters.html": lambda: b"<html>" + b"&#99999999999;&#xD800;&#0;" * 10_000,
    "an encoding.html": lambda: b"<html><meta charset=unicode_escape>\\u0041 words",
    "halves.rtf": lambda: b"{\\rtf1" + b"\\u-10179 " * 1000 + b"}",
    "rows.rtf": lambda: c.rtf_of("\\row\\cell\\intbl " * 10_000 + "words"),
    "tables in tables.docx": lambda: c.docx_of(
        "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    ),
}

# What is sent and collected, and tables

REFUSED |= hostile_sent.REFUSED
HARMLESS |= hostile_sent.HARMLESS
