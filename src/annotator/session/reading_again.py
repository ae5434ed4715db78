"""Reading the file of an article again, and finding the article in it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.articles.meta_keys import EXTRACTOR_OPTIONS, options_in
from annotator.formats.base import Importer
from annotator.formats.plain_text import SUFFIXES
from annotator.formats.registry import Formats, installed, options_of
from annotator.model.document import Document
from annotator.session.changes import percent
from annotator.session.finding_again import Found, found_again
from annotator.session.import_reading import Reading, Way
from annotator.session.ports import Watch
from annotator.store.queries import Queries
from annotator.text.correcting import original

ORIGIN = "import:"
_PLAIN = "plain_text"


class NotExtracted(AnnotatorError):
    """A text that was not made anew; the sentence says why."""


def read_again(
    queries: Queries, path: Path, documents: Sequence[Document], way: Way, watch: Watch
) -> Found:
    """Find documents in a file, read as the first of them was, unless `way` says otherwise.

    Raises NotExtracted where it cannot be read, FormatError for a format or an option that there is
    not, ImportCancelled when `watch` gives up.
    """
    formats = installed()
    importer = importer_again(formats, documents[0], path, way)
    options = {**_options_before(documents[0], importer, path), **way.options}
    way = replace(way, format=importer.name, options=options)
    reading = Reading(formats, way, watch)
    wanted = [(each, _original_text(queries, each)) for each in documents]
    found = watch.wait(lambda: found_again(reading.found([path]), wanted))
    if reading.refused:
        raise NotExtracted(reading.refused[0])
    return found


def importer_again(formats: Formats, held: Document, path: Path, way: Way) -> Importer:
    """What reads a file again: what was chosen, what read these bytes, or what knows the file.

    Raises FormatError for a format that there is not; ImportFailed for a file that cannot be read.
    """
    before = held.origin.removeprefix(ORIGIN)
    if way.format:
        return formats.importer(way.format)
    if before in formats.importers and is_file_of(held, path):
        return formats.importers[before]
    known = None if path.suffix.lower() in SUFFIXES else formats.importer_for(path)
    return known or formats.importer(_PLAIN)


def is_file_of(document: Document, path: Path) -> bool:
    """Whether a file has the very bytes that a document was made of. Raises NotExtracted."""
    return file_sha256(path) == document.source_sha256


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


def _options_before(held: Document, importer: Importer, path: Path) -> dict[str, str]:
    """The options by which a document was read, as far as they hold for an importer and a file."""
    if held.origin != f"{ORIGIN}{importer.name}":
        return {}
    options = options_in(held.meta.get(EXTRACTOR_OPTIONS, ""))
    if importer.name == _PLAIN and not held.bom and is_file_of(held, path):
        options["encoding"] = held.encoding
    return {name: value for name, value in options.items() if name in options_of(importer)}


def not_there(held: Document, path: Path, found: Found) -> str:
    """The sentence about a document that is not in a file."""
    if not found.count:
        return f"{path.name} has no article with text."
    share = percent(found.nearest[held.id])
    which = "its article has" if found.count == 1 else f"of its {found.count:,} articles one has"
    return (
        f"“{held.title}” is not in {path.name}: {which} {share} % of the words looked for. "
        "Import that file as another article, or name the file that this one came from."
    )


def _original_text(queries: Queries, document: Document) -> str:
    return original(queries.documents.text(document.id), document.corrections)
