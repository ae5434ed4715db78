"""Archives of the web: each page in them is an article, with its address."""

import gzip
import zlib
from io import BufferedReader

import pytest

from annotator.formats.articles.warc import warc
from annotator.formats.documents import ImportFailed
from tests.formats.articles.containers import page
from tests.formats.endless import Endless

WORDS = [f"Paragraph {n}: the harbour office said that ferry number {n} is late." for n in range(6)]
PAGE = page(WORDS).encode()


def record(kind, content, url="https://example.org/1", type="application/http; msgtype=response"):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2025-11-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: {type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(body=PAGE, status="200 OK", type="text/html; charset=utf-8", **headers):
    more = "".join(f"{key.replace('_', '-')}: {value}\r\n" for key, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{more}\r\n".encode() + body


def chunked(body):
    half = len(body) // 2
    parts = (body[:half], body[half:], b"")
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


BARE = zlib.compressobj(wbits=-15)
PACKED = {
    "plain": answer(),
    "in chunks": answer(chunked(PAGE), Transfer_Encoding="chunked"),
    "chunks already joined": answer(Transfer_Encoding="chunked"),
    "gzip": answer(gzip.compress(PAGE), Content_Encoding="gzip"),
    "gzip in chunks": answer(
        chunked(gzip.compress(PAGE)), Content_Encoding="gzip", Transfer_Encoding="chunked"
    ),
    "deflate": answer(zlib.compress(PAGE), Content_Encoding="deflate"),
    "bare deflate": answer(BARE.compress(PAGE) + BARE.flush(), Content_Encoding="deflate"),
    "already unpacked": answer(Content_Encoding="gzip"),
}


@pytest.mark.parametrize("how", PACKED)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_page_is_read_however_it_was_sent(desk, how, pack):
    data = pack(record("request", b"GET / HTTP/1.1\r\n\r\n")) + pack(
        record("response", PACKED[how])
    )

    (article,) = desk.articles("warc", data, "a.warc")

    assert article.text.removeprefix("A headline\n\n") == "\n\n".join(WORDS)
    assert article.document.title == "A headline"
    assert article.document.source_url == "https://example.org/1"
    assert article.document.meta["saved"] == "2025-11-05T10:00:00Z"
    assert article.document.meta["warc_record"] == "urn:uuid:1"


def test_a_text_that_was_made_of_a_page_is_taken_as_it_is(desk):
    data = record("conversion", "Fähre\nspät\n".encode(), type="text/plain")

    (article,) = desk.articles("warc", data, "a.wet")

    assert article.text == "Fähre\nspät"


def test_what_is_no_page_is_counted_and_the_rest_comes_in(desk):
    data = b"".join(
        record("response", content, f"https://example.org/{number}")
        for number, content in enumerate(
            (
                answer(b"GIF8", type="image/gif"),
                answer(b"", status="302 Found"),
                answer(b"x", Content_Encoding="br"),
                answer(b"\x00", Content_Encoding="gzip"),
                answer(b"<html></html>"),
                b"no answer",
                answer(),
            )
        )
    )

    first, last = desk.parts("warc", data + b"WARC/1.0\r\nContent-Length: 99\r\n\r\nhalf", "a.warc")

    assert [(each.what, each.count) for each in first.losses.items] == [
        ("records that are no web page (pictures, styles, errors, redirects)", 2),
        ("pages that cannot be read", 4),
    ]
    assert first.losses.lines[2] == (
        "a.warc, https://example.org/2: it is packed as br, which is not read"
    )
    assert last.losses.lines == ("a.warc: it is cut off or damaged",)


def test_a_file_without_pages_is_refused(desk):
    with pytest.raises(ImportFailed, match=r"a\.warc has no text: it holds no article"):
        desk.parts("warc", record("response", answer(b"GIF8", type="image/gif")), "a.warc")


def test_archives_of_others_are_known_and_read(desk, corpora):
    found = {}
    for path in sorted((corpora / "warc").glob("*.warc*")):
        assert desk.formats.importer_for(path).name == "warc"
        if "digest" in path.name:
            with pytest.raises(ImportFailed, match="has records, and none is a web page"):
                desk.parts("warc", path.read_bytes(), path.name)
        else:
            found[path.name] = desk.articles("warc", path.read_bytes(), path.name)

    (iana,) = found["example-iana.org-chunked.warc"]
    (example,) = found["example-resource.warc.gz"]
    assert iana.document.source_url == "http://www.iana.org/"
    assert "Management of the DNS Root Zone" in iana.text
    assert example.document.title == "Example Domain"


def test_pages_come_as_they_are_read_from_an_archive_of_any_size():
    text = b"Ada Otieno said that the ferry was late again. " * 40
    file = Endless(10**12, record("conversion", text, type="text/plain"))

    pages = warc(BufferedReader(file), "crawl.warc", {})

    assert [next(pages).text for _ in range(3)] == [text.decode().strip()] * 3
    assert file.most < 1_000_000
