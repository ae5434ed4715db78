"""A new document of a text that some format holds, and what no document may be."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO

from annotator.errors import AnnotatorError
from annotator.files import open_file, read_file
from annotator.formats.base import Stamp
from annotator.formats.heading import heading, language_of
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId

MOST_OF_ARTICLE = 96_000_000
"""The largest file: 20 million characters in UTF-32, and some room."""
ANY_SIZE = 1_000_000_000_000
"""The largest file of which little is in memory at a time."""
MOST_STORED = 64_000_000
"""The longest text in UTF-8, as it is stored: 20 million characters of any living script."""
NEW = DocumentId(0)
"""The id of a document that no store has taken in yet."""


class ImportFailed(AnnotatorError):
    """A file, folder or part of one from which no article can be read."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of its article; empty where it says nothing."""

    title: str = ""
    language: str = ""
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    source_url: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)


def said_in(text: str) -> Said:
    """What the first lines of a text say of it: its title, and metadata."""
    found = heading(text)
    fields = found.fields
    return Said(
        title=found.title,
        language=fields.get("language", ""),
        published=fields.get("published"),
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        source_url=fields.get("source_url"),
        meta=found.meta,
    )


def file_bytes(path: Path, most: int = MOST_OF_ARTICLE) -> bytes:
    """Return all bytes of a file; raises ImportFailed with the reason when it cannot be read."""
    try:
        return read_file(path, most)
    except OSError as error:
        raise _unreadable(path, error) from error


@contextmanager
def opened(path: Path, most: int = ANY_SIZE) -> Iterator[BinaryIO]:
    """A file to read in blocks, in a `with` block.

    Raises ImportFailed with the reason when it cannot be read, and where it changed meanwhile.
    """
    try:
        with open_file(path, most) as file:
            before = _state(file)
            yield file
            changed = _state(file) != before
    except OSError as error:
        raise _unreadable(path, error) from error
    if changed:
        raise ImportFailed(f"{path.name} was changed while it was read. Read it again.")


def _state(file: BinaryIO) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def _unreadable(path: Path, error: OSError) -> ImportFailed:
    too_large = error.errno == errno.EFBIG
    advice = "Divide it." if too_large else "Check that it is there and may be read."
    return ImportFailed(f"{path} cannot be read ({error.strerror}). {advice}")


def writable(name: str) -> str:
    """A name with its undecodable bytes spelled out: file names need not be UTF-8, rows must."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")


def new_document(
    text: str,
    name: str,
    stamp: Stamp,
    said: Said = Said(),
    *,
    id: DocumentId = NEW,
    source_sha256: str = "",
) -> Document:
    """A document of a text as it is, of the file of a name.

    `source_sha256` is that of the file's bytes. Raises ImportFailed, naming the file, for a text
    that is empty, too long to store, or holds half characters.
    """
    refuse_text(text, name)
    return Document(
        id=id,
        title=said.title or PurePath(name).stem or name,
        sha256=sha256_of(text),
        length=len(text),
        imported_at=stamp.at,
        imported_by=stamp.by,
        language=said.language or language_of(text),
        source_name=name,
        source_sha256=source_sha256,
        source_url=said.source_url,
        publisher=said.publisher,
        author=said.author,
        published=said.published,
        meta=said.meta,
    )


def refuse_text(text: str, name: str) -> None:
    """Raise ImportFailed for a text that cannot be an article."""
    if not text:
        raise ImportFailed(f"{name} has no text: the file is empty.")
    if text.isascii() and len(text) <= MOST_STORED:
        return
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise ImportFailed(
            f"{name} holds half a character at position {error.start}: make the file again."
        ) from error
    if size > MOST_STORED:
        raise ImportFailed(
            f"{name} is too long for one article: {len(text):,} characters take "
            f"{size // 1_000_000} MB, and {MOST_STORED // 1_000_000} MB are the most. Divide it."
        )
