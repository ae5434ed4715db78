"""Reading the file of an article again, and finding the article in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.articles.meta_keys import EXTRACTOR_OPTIONS, options_in
from annotator.formats.plain_text import SUFFIXES
from annotator.formats.registry import Formats, installed, options_of, values_of
from annotator.model.document import Document
from annotator.session.changes import percent
from annotator.session.finding_again import Found, Read, found_again
from annotator.session.import_reading import PartlyRead, Reading, Way
from annotator.session.ports import Watch
from annotator.store.queries import Queries
from annotator.text.correcting import original

ORIGIN = "import:"
_PLAIN = "plain_text"


class NotExtracted(AnnotatorError):
    """A text that was not made anew; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of what reads a file, with what it is for; `value` is empty where it has none."""

    name: str
    help: str
    value: str
    yes_or_no: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a file again: the name of a format, and the options that are set."""

    formats: Formats
    name: str
    chosen: Mapping[str, str]

    @property
    def way(self) -> Way:
        """How the file is to be read."""
        return Way(self.name, self.chosen)

    @property
    def options(self) -> list[Option]:
        """All options that there are, with the values they have. Raises FormatError."""
        importer = self.formats.importer(self.name, self.chosen)
        values = values_of(importer)
        return [_option(name, help_, values[name]) for name, help_ in options_of(importer).items()]


def _option(name: str, help_: str, value: object) -> Option:
    if isinstance(value, bool):
        return Option(name, help_, "yes" if value else "no", yes_or_no=True)
    return Option(name, help_, str(value or ""), yes_or_no=False)


def reader_again(held: Document, path: Path, way: Way) -> Reader:
    """What reads a file again: what read it before, with its options, unless `way` says otherwise.

    An option that is empty there is not set any more. A file with other bytes says itself what it
    is. Raises NotExtracted for what is no file or cannot be read, FormatError for what could be of
    two formats.
    """
    same = file_sha256(path) == held.source_sha256
    formats = installed()
    name = way.format or _format(formats, held, path, same=same)
    options: dict[str, str] = {}
    if held.origin == f"{ORIGIN}{name}":
        options = options_in(held.meta.get(EXTRACTOR_OPTIONS, ""))
        if name == _PLAIN and same and not held.bom:
            options["encoding"] = held.encoding
        known = options_of(formats.importer(name))
        options = {option: value for option, value in options.items() if option in known}
    merged = {**options, **way.options}
    return Reader(formats, name, {option: value for option, value in merged.items() if value})


def _format(formats: Formats, held: Document, path: Path, *, same: bool) -> str:
    """What read these bytes before, or else what knows the file."""
    before = held.origin.removeprefix(ORIGIN)
    if same and before in formats.importers:
        return before
    known = None if path.suffix.lower() in SUFFIXES else formats.importer_for(path)
    return known.name if known else _PLAIN


def read_again(
    queries: Queries, path: Path, documents: Sequence[Document], way: Way, watch: Watch
) -> Found:
    """Find documents in a file, read as the first of them was, unless `way` says otherwise.

    Raises NotExtracted where it cannot be read, FormatError for a format or an option that there is
    not, ImportCancelled when `watch` gives up.
    """
    reader = reader_again(documents[0], path, way)
    reading = Reading(reader.formats, reader.way, watch, {})
    wanted = [(each, _original_text(queries, each)) for each in documents]
    try:
        found = watch.wait(lambda: found_again(reading.found([path]), wanted))
    except PartlyRead as wrong:
        raise NotExtracted(str(wrong)) from wrong
    if reading.refused:
        raise NotExtracted(reading.refused[0])
    return found


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file. Raises NotExtracted for what is no file, or cannot be read."""
    if not path.is_file():
        raise NotExtracted(f"{path} is no file. Name the file that the article came from.")
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NotExtracted(
            f"{path} cannot be read ({error.strerror}). Check that it is there and may be read."
        ) from error


def article_of(found: Found, held: Document, path: Path) -> Read:
    """The article of a document in a file. Raises NotExtracted where it is not there."""
    read = found.documents.get(held.id)
    if read is not None:
        return read
    if not found.count:
        raise NotExtracted(f"{path.name} has no article with text.")
    share = percent(found.nearest[held.id])
    which = "its article has" if found.count == 1 else f"of its {found.count:,} articles one has"
    raise NotExtracted(
        f"“{held.title}” is not in {path.name}: {which} {share} % of the words looked for. "
        "Import that file as another article, or name the file that this one came from."
    )


def _original_text(queries: Queries, document: Document) -> str:
    return original(queries.documents.text(document.id), document.corrections)
