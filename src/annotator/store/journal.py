"""What a project held before a step that could be neither finished nor taken back.

When the disk fails in the middle of a commit, and again while SQLite takes back what it wrote, the
journal has what the pages held before. Until SQLite can write again nothing can be read through it;
so here the two are put together in memory, and neither file is touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from annotator.store.connection import connect

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = 28
_UNCOUNTED = 0xFFFFFFFF


def before_the_step(path: Path) -> bytes:
    """A whole project file, from the file and its journal. Raises SQLite's errors or OSError."""
    # Whoever reads it as if nobody could write it takes no lock, and looks at no journal.
    with closing(connect(path, read_only=True, immutable=True)) as db:
        pages = bytearray(db.conn.serialize())
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        put_back(pages, journal.read_bytes())
    return bytes(pages)


def put_back(pages: bytearray, journal: bytes) -> None:
    """Give pages of a file the content that its journal has kept of them."""
    first = _header(journal, 0)
    if first is None:
        return
    _, _, count, sector, size = first
    at = 0
    while (header := _header(journal, at)) is not None:
        records, nonce, *_ = header
        at += sector
        kept = (len(journal) - at) // (size + 8) if records == _UNCOUNTED else records
        for number, page in _pages(journal[at : at + kept * (size + 8)], size, nonce):
            start = (number - 1) * size
            pages[start : start + size] = page
        at += kept * (size + 8)
        at += -at % sector
    del pages[count * size :]


def _header(journal: bytes, at: int) -> list[int] | None:
    """How many records, the start of their sums, pages of the file before, sector, page size."""
    header = journal[at : at + _HEADER]
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        return None
    return [int.from_bytes(header[i : i + 4], "big") for i in range(8, _HEADER, 4)]


def _pages(records: bytes, size: int, nonce: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each page, up to the first whose sum is wrong: it was not finished."""
    for at in range(0, len(records) - size - 7, size + 8):
        page = records[at + 4 : at + 4 + size]
        due = (nonce + sum(page[i] for i in range(size - 200, 0, -200))) & _UNCOUNTED
        if int.from_bytes(records[at + 4 + size : at + 8 + size], "big") != due:
            return
        yield int.from_bytes(records[at : at + 4], "big"), page
