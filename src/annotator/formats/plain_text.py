"""Plain text articles in: one file, one document, not one character changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.files import read_file
from annotator.formats.base import Imported, Stamp
from annotator.formats.decoding import Decoded, DecodingError, decode
from annotator.formats.heading import heading, language_of
from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId

SUFFIXES = (".txt", ".text", ".md")
MOST_OF_ARTICLE = 96_000_000
"""The largest file: 20 million characters in UTF-32, and some room."""
MOST_STORED = 64_000_000
"""The longest text in UTF-8, as it is stored: 20 million characters of any living script."""
NEW = DocumentId(0)
"""The id of a document that no store has taken in yet."""


class ImportFailed(AnnotatorError):
    """A file or folder from which no article can be read."""


@dataclass(frozen=True, slots=True)
class PlainTextImporter:
    """Reads a text file as one article; `encoding` overrides what its bytes seem to say."""

    encoding: str | None = None
    name: str = "plain_text"
    suffixes: tuple[str, ...] = SUFFIXES

    def read(self, path: Path, stamp: Stamp) -> Imported:
        """Return the article in a file, and a notice when its encoding was guessed.

        Raises ImportFailed or DecodingError, naming the file.
        """
        data = file_bytes(path)
        decoded = decode(data, self.encoding, name=path.name)
        notices = () if decoded.certain else (_notice(path.name, decoded),)
        return Imported((_document(decoded, data, path.name, stamp),), notices=notices)


def read_article(path: Path, stamp: Stamp, encoding: str | None = None) -> AnnotatedDocument:
    """Return the article in a file; raises ImportFailed or DecodingError, naming the file."""
    return article(file_bytes(path), path.name, stamp, encoding=encoding)


def article(
    data: bytes | str, name: str, stamp: Stamp, *, encoding: str | None = None
) -> AnnotatedDocument:
    """Make an article of the bytes of a file or of pasted text, with title and metadata.

    `name` is the file's; it serves as the title where the text has none. Raises ImportFailed for
    an empty text, DecodingError for bytes that are no text.
    """
    if isinstance(data, str):
        data, encoding = _pasted(data, name), "utf-8"
        decoded = Decoded(data.decode("utf-8"), "utf-8")
    else:
        decoded = decode(data, encoding, name=name)
    return _document(decoded, data, name, stamp)


def articles_in(folder: Path) -> list[Path]:
    """Return the text files of a folder in the order of their names, hidden ones left out.

    Raises ImportFailed when there is none, or when the folder cannot be read.
    """
    return [folder / name for name in article_names(folder)]


def article_names(folder: Path) -> list[str]:
    """Return the names of what `articles_in` returns, which take less memory."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entry.name for entry in entries if _is_article(entry))
    except OSError as error:
        raise ImportFailed(
            f"{folder} cannot be read ({error.strerror}). Check that it is there and may be read."
        ) from error
    if not found:
        raise ImportFailed(f"{folder} holds no articles: no file ends in {', '.join(SUFFIXES)}.")
    return found


def _is_article(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return name.lower().endswith(SUFFIXES) and not name.startswith(".") and entry.is_file()


def file_bytes(path: Path, most: int = MOST_OF_ARTICLE) -> bytes:
    """Return all bytes of a file; raises ImportFailed with the reason when it cannot be read."""
    try:
        return read_file(path, most)
    except OSError as error:
        raise ImportFailed(
            f"{path} cannot be read ({error.strerror}). Check that it is there and may be read."
        ) from error


def _pasted(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DecodingError(
            f"{name} holds half a character at position {error.start}: copy the text again."
        ) from error


def _document(decoded: Decoded, data: bytes, name: str, stamp: Stamp) -> AnnotatedDocument:
    text = decoded.text
    if not text:
        raise ImportFailed(f"{name} has no text: the file is empty.")
    _refuse_long(text, name)
    found = heading(text)
    fields = found.fields
    document = Document(
        id=NEW,
        title=found.title or Path(name).stem or name,
        sha256=sha256_of(text),
        length=len(text),
        imported_at=stamp.at,
        imported_by=stamp.by,
        language=fields.get("language") or language_of(text),
        source_name=name,
        source_sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        bom=decoded.bom,
        source_url=fields.get("source_url"),
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        published=fields.get("published"),
        meta=found.meta,
    )
    return AnnotatedDocument(document, text)


def _refuse_long(text: str, name: str) -> None:
    if len(text) * 4 <= MOST_STORED:
        return
    size = len(text.encode("utf-8"))
    if size > MOST_STORED:
        raise ImportFailed(
            f"{name} is too long for one article: {len(text):,} characters take "
            f"{size // 1_000_000} MB, and {MOST_STORED // 1_000_000} MB are the most. Divide it."
        )


def _notice(name: str, decoded: Decoded) -> str:
    others = ", ".join(decoded.alternatives)
    change = f"; if that is wrong, choose another ({others})" if others else ""
    return f"{name} does not say its encoding and was read as {decoded.encoding}{change}."
