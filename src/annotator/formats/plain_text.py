"""Plain text articles in: one file, one document, not one character changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.decoding import Decoded, DecodingError, decode, guess_notice
from annotator.formats.documents import ImportFailed, file_bytes, new_document, said_in
from annotator.model.annotations import AnnotatedDocument

SUFFIXES = (".txt", ".text", ".md")


@dataclass(frozen=True, slots=True)
class PlainTextImporter:
    """Reads a text file as one article; `encoding` overrides what its bytes seem to say."""

    encoding: str | None = field(
        default=None, metadata={"help": "How the text is encoded, as cp1252; usually found out."}
    )
    name: str = "plain_text"
    title: str = "Plain text"
    suffixes: tuple[str, ...] = SUFFIXES

    def recognises(self, start: Start) -> Certainty:
        """By the ending; what no other format knows is tried as text as well."""
        if start.folder:
            return Certainty.NO
        ours = start.path.suffix.lower() in SUFFIXES
        return Certainty.LIKELY if ours else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand back the article in a file, and a notice when its encoding was guessed.

        Raises ImportFailed or DecodingError, naming the file.
        """
        data = file_bytes(path)
        decoded = decode(data, self.encoding, name=path.name)
        notices = () if decoded.certain else (guess_notice(path.name, decoded),)
        yield Imported(articles_only([_document(decoded, data, path.name, stamp)]), notices=notices)


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


def _pasted(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DecodingError(
            f"{name} holds half a character at position {error.start}: copy the text again."
        ) from error


def _document(decoded: Decoded, data: bytes, name: str, stamp: Stamp) -> AnnotatedDocument:
    source = hashlib.sha256(data).hexdigest()
    said = said_in(decoded.text)
    document = new_document(decoded.text, name, stamp, said, source_sha256=source)
    document = replace(document, encoding=decoded.encoding, bom=decoded.bom)
    return AnnotatedDocument(document, decoded.text)
