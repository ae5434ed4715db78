"""Paragraphs wrapped into each container that articles come in, as its programs would do it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from html import escape

from tests.formats.archives import zipped

Paragraphs = Sequence[str]
Placed = tuple[float, float, float, str]
"""Left, bottom and size in points, and the words of a line on a page."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_NAVIGATION = "".join(f'<li><a href="/s{number}">Section {number}</a></li>' for number in range(9))
_OTHERS = "".join(f'<li><a href="/o{n}">Another headline, number {n}</a></li>' for n in range(6))


def page(paragraphs: Paragraphs, *, head: str = "", title: str = "A headline") -> str:
    """A web page with an article among navigation, advertisements and legal words."""
    article = "".join(f"<p>{escape(words)}</p>\n" for words in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}"
        f"</head><body><header><nav><ul>{_NAVIGATION}</ul></nav></header>"
        f"<div class=content><h1>{title}</h1>{article}</div>"
        f"<aside class=sidebar><h3>Most read</h3><ul>{_OTHERS}</ul></aside>"
        "<footer><p>All rights reserved.</p><a href=/privacy>Privacy</a></footer></body></html>"
    )


def html(paragraphs: Paragraphs) -> bytes:
    return page(paragraphs).encode()


def mhtml(paragraphs: Paragraphs) -> bytes:
    """As a browser saves it: the page in the lines of a letter, a picture beside it."""
    letter = EmailMessage()
    letter["From"] = "<Saved by a browser>"
    letter["Snapshot-Content-Location"] = "https://example.org/article"
    letter["Subject"] = "A headline"
    letter["Date"] = "Wed, 5 Nov 2025 10:20:30 -0000"
    letter.set_content(page(paragraphs), subtype="html", cte="quoted-printable")
    letter.add_related(b"\x89PNG", "image", "png")
    return letter.as_bytes()


def docx(paragraphs: Paragraphs) -> bytes:
    return docx_of("".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs))


def docx_of(body: str, **parts: str) -> bytes:
    """A document of Word with some body; parts are named without `.xml`, `/` as two underlines."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006"
    more = {f"{name.replace('__', '/')}.xml": (_XML + xml).encode() for name, xml in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{types}/content-types"/>'.encode(),
            "_rels/.rels": (
                f'{_XML}<Relationships xmlns="{types}/relationships"><Relationship Id="r1" '
                f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": (
                f'{_XML}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'
            ).encode(),
            **more,
        }
    )


def odt(paragraphs: Paragraphs) -> bytes:
    return odt_of("".join(f"<text:p>{escape(words)}</text:p>" for words in paragraphs))


def odt_of(body: str, *, meta: str = "", before: str = "") -> bytes:
    """A text of LibreOffice with some body; `before` stands before its root."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
        for name, uri in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("meta", "meta"),
        )
    )
    about = f'{spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"{_XML}{before}<office:document-content {spaces}><office:body><office:text>{body}"
                "</office:text></office:body></office:document-content>"
            ).encode(),
            "meta.xml": (
                f"{_XML}<office:document-meta {about}><office:meta>{meta}</office:meta>"
                "</office:document-meta>"
            ).encode(),
        }
    )


def rtf(paragraphs: Paragraphs) -> bytes:
    return rtf_of("\\par\n".join(map(_rtf_words, paragraphs)))


def rtf_of(body: str) -> bytes:
    """Rich text with some body."""
    fonts = "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252{fonts}{body}}}".encode("latin-1")


def _rtf_words(words: str) -> str:
    escaped = "".join(f"\\{char}" if char in "\\{}" else char for char in words)
    units = escaped.encode("utf-16-le")
    codes = (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
    return "".join(chr(code) if code < 128 else f"\\u{code}?" for code in codes)


def epub(paragraphs: Paragraphs) -> bytes:
    """A book of two chapters."""
    half = len(paragraphs) // 2
    chapters = (paragraphs[:half], paragraphs[half:])
    return epub_of(["".join(f"<p>{escape(words)}</p>" for words in each) for each in chapters])


def epub_of(chapters: Iterable[str], *, meta: str = "", before: str = "<!DOCTYPE html>") -> bytes:
    """A book of chapters, which are the inside of a body; `before` stands before their root."""
    bodies = list(chapters)
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(bodies))
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(bodies)))
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": (
            f'{_XML}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
        ).encode(),
        "OPS/book.opf": (
            f'{_XML}<package xmlns="http://www.idpf.org/2007/opf">'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{meta}</metadata>'
            '<manifest><item id="n" href="nav.xhtml" properties="nav" '
            f'media-type="application/xhtml+xml"/>{items}</manifest>'
            f'<spine><itemref idref="n"/>{spine}</spine></package>'
        ).encode(),
        "OPS/nav.xhtml": b"<html><body><nav><ol><li>Contents</li></ol></nav></body></html>",
    }
    for number, body in enumerate(bodies):
        parts[f"OPS/text/c {number}.xhtml"] = (
            f"{_XML}{before}<html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title>"
            f"</head><body>{body}</body></html>"
        ).encode()
    return zipped(parts)


def pdf(paragraphs: Paragraphs) -> bytes:
    """Pages of lines of even spacing, an empty line between paragraphs."""
    lines = [line for words in paragraphs for line in (*textwrap.wrap(words, 80), "")]
    pages = [lines[at : at + 48] for at in range(0, len(lines) or 1, 48)]
    return pdf_of([[(72, 760 - 14 * n, 11, line) for n, line in enumerate(p)] for p in pages])


def pdf_of(
    pages: Iterable[Iterable[Placed]], info: str = "", *, more: Sequence[bytes] = ()
) -> bytes:
    """A PDF of lines at their places, in Helvetica; `more` are objects that nothing points to."""
    contents = [_drawn(page) for page in pages]
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (first + 2 * number + 1),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    return written_pdf([*objects, *more], info)


def written_pdf(objects: Sequence[bytes], info: str = "") -> bytes:
    """A PDF of objects, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    about = f"<<{info}>>".encode("latin-1")
    for number, object_ in enumerate([*objects, about], 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, object_)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (len(places) + 1, len(places))
    start = out.index(b"xref\n0 ")
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def _drawn(page: Iterable[Placed]) -> bytes:
    operators = [
        b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj" % (size, left, bottom, _pdf_words(words))
        for left, bottom, size, words in page
    ]
    return b"BT " + b" ".join(operators) + b" ET"


def _pdf_words(words: str) -> bytes:
    escaped = "".join(f"\\{char}" if char in "\\()" else char for char in words)
    return escaped.encode("cp1252")


CONTAINERS: dict[str, Callable[[Paragraphs], bytes]] = {
    "html": html,
    "mhtml": mhtml,
    "pdf": pdf,
    "docx": docx,
    "odt": odt,
    "rtf": rtf,
    "epub": epub,
}
