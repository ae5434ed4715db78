"""Files made to do harm as e-mail, feeds, news items, web archives and tables of articles."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

from tests.formats.archives import HARMS, Harm, zipped
from tests.formats.articles.table.workbooks import number, shared, text, workbook

MEGABYTE = 1_000_000
Make = Callable[[], bytes]
REFUSED: dict[str, tuple[Make, str]] = {}
"""By the name of a file: what makes it, and of what its refusal speaks."""
HARMLESS: dict[str, Make] = {}

_DTD = "declares a document type"
_DEEP = "nested too deeply"
_TOO_MUCH = "than a file of its size should"
_NO_TEXT = "has no text"
_HEADERS = b"From: a@example.org\nSubject: x\nContent-Type: "

# E-mail

REFUSED |= {
    "parts.eml": (
        lambda: _HEADERS + b"multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 300_000,
        "has too many parts",
    ),
    "letters in letters.eml": (
        lambda: b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(9000)
        ),
        _DEEP,
    ),
    "forwarded.eml": (lambda: b"Content-Type: message/rfc822\n\n" * 9000, _DEEP),
    "zeros.eml": (lambda: _HEADERS + b"text/plain\n\n" + bytes(MEGABYTE), "looks like a binary"),
    "tags.eml": (lambda: _HEADERS + b"text/html\n\n" + b"<p" * MEGABYTE, "tags never end"),
    "a secret.eml": (lambda: _HEADERS + b"multipart/encrypted; boundary=a\n\n--a", "is encrypted"),
    "an encoding.eml": (
        lambda: _HEADERS + b"text/plain; charset=utf-8\n\n\xff\x00\xfe\x01" * 9,
        "is not a text file",
    ),
    "attachments.eml": (
        lambda: _HEADERS + b"application/octet-stream\n\n" + b"A" * MEGABYTE,
        _NO_TEXT,
    ),
}
HARMLESS |= {
    "brackets.eml": lambda: b"From: " + b"<" * 100_000 + b"\n\nwords",
    "comments.eml": lambda: b"From: " + b"(" * 100_000 + b"\n\nwords",
    "words.eml": lambda: b"Subject: " + b"=?utf-8?q?x?= " * 50_000 + b"\n\nwords",
    "addresses.eml": lambda: b"To: " + b"a@b.c, " * 50_000 + b"\n\nwords",
    "flowed.eml": lambda: (
        b"Content-Type: text/plain; format=flowed\n\n" + b">" * 100_000 + b" \n" * 100_000 + b"x"
    ),
}

# Feeds

LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))


def _rss(items: str, before: str = "") -> Make:
    return f"{before}<rss><channel><title>x</title>{items}</channel></rss>".encode


REFUSED |= {
    "laughs.feed": (
        _rss("&a11;", f"<!DOCTYPE rss [<!ENTITY a0 'lol'>{LAUGHS}]>"),
        _DTD,
    ),
    "a file.feed": (
        _rss("&x;", "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        _DTD,
    ),
    "elsewhere.feed": (_rss("", "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd'>"), _DTD),
    "deep.feed": (_rss("<item>" * 100_000), "nested more than 200 deep"),
    "half a character.feed": (_rss("<item>&#xD800;</item>"), "it is not XML"),
    "an encoding.feed": (
        _rss("<item/>", "<?xml version='1.0' encoding='utf-7'?>"),
        "its encoding is not read",
    ),
    "tags.feed": (
        _rss(f"<item><description>{'&lt;p' * 100_000}</description></item>"),
        "tags never end",
    ),
    "empty.feed": (_rss("<item/>" * 10_000), _NO_TEXT),
    "no feed.feed": (lambda: b"<html/>", "is no feed"),
}

# News items

REFUSED |= {
    "deep.ninjs": (lambda: b"[" * 100_000, _DEEP),
    "deep objects.ninjs": (lambda: b'{"a":' * 100_000, _DEEP),
    "dense.ninjs": (lambda: b"[" + b"[]," * MEGABYTE + b"[]]", "lists and objects in"),
    "NaN.ninjs": (lambda: b'{"uri": NaN}', "NaN is no JSON number"),
    "twice.ninjs": (lambda: b'{"uri": "a", "uri": "b"}', "is there twice in one object"),
    "half a character.ninjs": (lambda: b'{"uri": "\\ud800"}', "holds half a character"),
    "digits.ninjs": (lambda: b'{"uri": ' + b"9" * MEGABYTE + b"}", "is too large"),
    "an encoding.ninjs": (lambda: b'{"uri": "\xff"}', "not UTF-8"),
    "no object.ninjs": (lambda: b"3", _NO_TEXT),
    "tags.ninjs": (
        lambda: b'{"bodies": [{"contentType": "text/html", "value": "' + b"<p" * 500_000 + b'"}]}',
        "tags never end",
    ),
}

# Web archives


def _record(content: bytes, length: object = None, more: bytes = b"") -> bytes:
    size = str(len(content) if length is None else length).encode()
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
        b"%sContent-Length: %s\r\n\r\n%s\r\n\r\n" % (more, size, content)
    )


def _answer(body: bytes, header: bytes) -> bytes:
    return _record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n\r\n%s" % (header, body))


REFUSED |= {
    "a bomb.warc": (
        lambda: gzip.compress(_record(b"x") + bytes(30 * MEGABYTE)),
        "it is no answer of HTTP",
    ),
    "a long bomb.warc": (
        lambda: gzip.compress(_record(bytes(30 * MEGABYTE))),
        "becomes too large",
    ),
    "a bomb in it.warc": (
        lambda: _answer(gzip.compress(bytes(30 * MEGABYTE)), b"Content-Encoding: gzip"),
        "becomes too large",
    ),
    "a length.warc": (lambda: _record(b"x", 10**11), "is cut off or damaged"),
    "a long length.warc": (lambda: _record(b"x", "9" * 10_000), "does not say how long"),
    "below zero.warc": (lambda: _record(b"x", -5), "does not say how long"),
    "headers.warc": (lambda: _record(b"x", more=b"A: b\r\n" * 100_000), "too many headers"),
    "cut.warc": (
        lambda: gzip.compress(_record(random.Random(1).randbytes(4000)))[:-2000],
        "is cut off or damaged",
    ),
}

# Tables


def _in_a_workbook(harm: Harm) -> Make:
    return lambda: harm({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"})


for _name in (
    "a bomb",
    "parts over each other",
    "a name twice",
    "a password",
    "another name inside",
):
    REFUSED[f"{_name}.table"] = _in_a_workbook(HARMS[_name][0]), HARMS[_name][1]

HEAD = text("text") + text("n")
REFUSED |= {
    "columns.table": (lambda: b"text" + b"," * MEGABYTE, "columns are the most"),
    "one line.table": (lambda: b"text," + b"x" * MEGABYTE, "does not name the columns"),
    "a quotation.table": (lambda: b'text,n\n"' + b"x,\n" * 300_000, "unexpected end of data"),
    "zeros.table": (lambda: b"text,n\n" + bytes(MEGABYTE), "looks like a binary file"),
    "an encoding.table": (lambda: b"\xff\xfetext,n\n\x00\xd8", "is not valid utf-16-le"),
    "no column.table": (lambda: b"a,b\n1,2", "no column is named as that of the text"),
    "NaN.table": (lambda: b'{"text": NaN}', "NaN is no JSON number"),
    "twice.table": (lambda: b'{"text": "a", "text": "b"}', "is there twice in one object"),
    "half a character.table": (lambda: b'{"text": "\\udfff"}', "holds half a character"),
    "deep.table": (lambda: b'{"text": ' + b"[" * 100_000, _DEEP),
    "keys.table": (
        lambda: b"{" + b",".join(b'"%d": 1' % n for n in range(50_000)) + b"}",
        "columns are the most",
    ),
    "giant line.table": (lambda: b'{"text": "' + b"x" * 3 * MEGABYTE, "Unterminated string"),
    "laughs.table": (
        lambda: workbook({"A": ["&a11;"]}, before=f"<!DOCTYPE l [<!ENTITY a0 'x'>{LAUGHS}]>"),
        _DTD,
    ),
    "deep cells.table": (lambda: workbook({"A": ["<c>" * 10_000]}), "nested more than 200 deep"),
    "cells.table": (lambda: workbook({"A": [HEAD, "<c/>" * 1_100_000]}), _TOO_MUCH),
    "one text.table": (
        lambda: workbook({"A": [HEAD, *([shared(0)] * 20_000)]}, [f"<t>{'x' * 90_000}</t>"]),
        "becomes too large",
    ),
    "formulas.table": (
        lambda: workbook({"A": [HEAD, "<c><f>WEBSERVICE(A1)</f></c>" * 10_000]}),
        "row 2",
    ),
    "an old one.table": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "is encrypted"),
    "no sheet.table": (lambda: zipped({"xl/workbook.xml": b"<workbook/>"}), "has no sheet"),
    "no workbook.table": (lambda: zipped({"word/document.xml": b"<a/>"}), "is no Excel workbook"),
}
HARMLESS |= {
    "chunks.warc": lambda: _answer(
        b"1\r\nx\r\n" * 100_000 + b"0\r\n", b"Transfer-Encoding: chunked"
    ),
    "formulas in text.table": lambda: b"text\n" + b"=cmd|'/c calc'!A0\n" * 1000,
    "a far cell.table": lambda: workbook(
        {"A": [HEAD, text("words") + '<c r="XFD1048576"><v>1</v></c>' + number("1" * 999, 1)]}
    ),
    "cells without end.table": lambda: b"text,n\nwords," + b"," * MEGABYTE,
}
