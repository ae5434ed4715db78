"""The records of a WARC file, one after the other, and the page that an answer of HTTP holds."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

from annotator.formats.blocks import Blocks, size_of
from annotator.formats.documents import ImportFailed
from annotator.formats.gate import TOO_LARGE, most_unpacked

MOST_OF_PAGE = 10_000_000
"""The largest page, before and after it is unpacked."""
_GZIP = b"\x1f\x8b"
_MOST_OF_LINE = 1 << 16
_MOST_HEADERS = 200
_CHUNK = 1 << 16
_BROKEN = (EOFError, OSError, zlib.error)
Headers = Mapping[str, str]


class WrongRecord(Exception):
    """What follows in the file is no record; the words say why."""


class WrongPage(Exception):
    """An answer whose page cannot be unpacked; the words say why."""


@dataclass(frozen=True, slots=True)
class Record:
    """Its kind, headers (in lower case) and content; None for one that is too large.

    `share` is how much of the file was read.
    """

    kind: str
    headers: Headers
    content: bytes | None
    share: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, headers and page."""

    status: str
    headers: Headers
    body: bytes


def records(file: BinaryIO, name: str) -> Iterator[Record]:
    """The records of a file, packed or not.

    Raises WrongRecord where a file ends in the middle of one or holds something else, and
    ImportFailed for one that becomes too large when it is unpacked.
    """
    size = size_of(file)
    is_packed = Blocks.in_file(file).first(len(_GZIP)) == _GZIP
    file.seek(0)
    source = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if is_packed else file
    counted = _Counted(source, most_unpacked(size), name)
    try:
        while (record := _record(counted, file, size)) is not None:
            yield record
    except _BROKEN as error:
        raise WrongRecord("it is cut off or damaged") from error


def answer_in(content: bytes) -> Answer:
    """The answer of HTTP in a record; raises WrongPage."""
    source = _Counted(io.BytesIO(content), len(content), "")
    version, _, rest = source.line().partition(" ")
    if not version.startswith("HTTP/"):
        raise WrongPage("it is no answer of HTTP")
    try:
        headers = _headers(source)
    except WrongRecord as error:
        raise WrongPage(str(error)) from error
    body = content[source.found :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = headers.get("content-encoding", "").strip().lower()
    return Answer(rest.partition(" ")[0], headers, _unpacked(body, packing))


class _Counted:
    """A file read in lines and pieces, with the number of bytes that were read."""

    def __init__(self, source: BinaryIO, most: int, name: str) -> None:
        self._source, self._most, self._name = source, most, name
        self.found = 0

    def line(self) -> str:
        """The next line without its end; at the end of the file it raises EOFError."""
        line = self._count(self._source.readline(_MOST_OF_LINE))
        if not line:
            raise EOFError
        return line.rstrip(b"\r\n").decode("utf-8", "replace")

    def take(self, size: int) -> bytes:
        data = self._count(self._source.read(size))
        if len(data) < size:
            raise EOFError
        return data

    def skip(self, size: int) -> None:
        while size > 0:
            size -= len(self.take(min(size, _CHUNK)))

    def _count(self, data: bytes) -> bytes:
        self.found += len(data)
        if self.found > self._most:
            raise ImportFailed(f"{self._name} was not opened: {TOO_LARGE}")
        return data


def _record(source: _Counted, packed: BinaryIO, size: int) -> Record | None:
    """The next record; None at the end."""
    version = ""
    while not version:
        try:
            version = source.line()
        except EOFError:
            return None
    if not version.startswith("WARC/"):
        raise WrongRecord("what follows is no record")
    headers = _headers(source)
    digits = headers.get("content-length", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < len("1000000000000")):
        raise WrongRecord("a record does not say how long it is")
    kind, length, content = headers.get("warc-type", "").lower(), int(digits), None
    if length <= MOST_OF_PAGE:
        content = source.take(length)
    else:
        source.skip(length)
    return Record(kind, headers, content, packed.tell() / size)


def _headers(source: _Counted) -> Headers:
    """Lines of names and values up to an empty one; of a name that comes again the first counts."""
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        try:
            line = source.line()
        except EOFError as error:
            raise WrongRecord("it is cut off") from error
        if not line:
            return headers
        key, _, value = line.partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    raise WrongRecord("a record has too many headers")


def _joined(body: bytes) -> bytes:
    """A body that was sent in chunks; as it is where a program has joined them already."""
    joined: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + _MOST_OF_LINE)
        digits = body[at : max(at, end)].partition(b";")[0].strip()
        try:
            size = int(digits, 16)
        except ValueError:
            return b"".join(joined) if joined else body
        if size <= 0:
            return b"".join(joined)
        joined.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1


def _unpacked(body: bytes, packing: str) -> bytes:
    """A body as it was before it was packed for sending."""
    if packing in ("", "identity"):
        return body
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise WrongPage(f"it is packed as {packing[:20]}, which is not read")
    windows = (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS)  # with the header of either, or none at all
    for window in windows:
        packer = zlib.decompressobj(window)
        try:
            unpacked = packer.decompress(body, MOST_OF_PAGE)
        except zlib.error:
            continue
        if packer.unconsumed_tail:
            raise WrongPage("it becomes too large when it is unpacked")
        if not packer.eof:
            raise WrongPage("it is cut off")
        return unpacked
    if body.lstrip()[:1] == b"<":
        return body  # a program has unpacked it already
    raise WrongPage("it cannot be unpacked")
