"""Making anew what another version of an extractor made, as after an update."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from annotator.errors import AnnotatorError, GivenUp
from annotator.formats.articles.meta_keys import EXTRACTOR, EXTRACTOR_OPTIONS
from annotator.formats.documents import ImportFailed
from annotator.formats.registry import installed
from annotator.model.document import Document
from annotator.session.extracting_again import Again, renew
from annotator.session.import_reading import Way
from annotator.session.ports import Watch
from annotator.session.reading_again import (
    ORIGIN,
    NotExtracted,
    article_of,
    file_sha256,
    read_again,
)
from annotator.store.store import Store

_AS_BEFORE = Way()


@dataclass(frozen=True, slots=True)
class Outdated:
    """A document of which another version of its extractor made the text, and its file if known."""

    document: Document
    file: Path | None

    @property
    def read_as(self) -> tuple[str, str, str]:
        """What is the same for all documents that one reading of their file finds."""
        held = self.document
        return held.source_sha256, held.origin, held.meta.get(EXTRACTOR_OPTIONS, "")


def outdated(store: Store, folder: Path, watch: Watch) -> list[Outdated]:
    """The documents whose text another version than the one installed has made, by their files.

    Each comes with its file if that is in the folder, under whatever name. Raises NotExtracted for
    a folder that cannot be read, GivenUp when `watch` gives up.
    """
    extractors = {
        f"{ORIGIN}{name}": getattr(each, "extractor", "")
        for name, each in installed().importers.items()
    }
    found = [
        each
        for each in store.queries.documents.each()
        if EXTRACTOR in each.meta
        and extractors.get(each.origin, "") not in ("", each.meta[EXTRACTOR])
    ]
    wanted = {each.source_sha256 for each in found}
    files = _files(folder, watch) if wanted else {}
    listed = [Outdated(each, files.get(each.source_sha256)) for each in found]
    return sorted(listed, key=lambda each: (each.read_as, each.document.id))


def extract_outdated(
    store: Store, listed: Sequence[Outdated], watch: Watch, *, dry_run: bool = False
) -> Iterator[Again | str]:
    """Make the text of each document that has a file anew, as a step of its own.

    Yields what became of each, a sentence where it was left as it is. A file is read once for all
    of its articles that were read in one way. Raises GivenUp when `watch` gives up, between two
    steps; StoreError when nothing can be written.
    """
    there = [each for each in listed if each.file is not None]
    for _, group in groupby(there, key=lambda each: each.read_as):
        together = list(group)
        documents = [each.document for each in together]
        file = together[0].file
        assert file is not None
        yield from _extracted(store, file, documents, watch, dry_run=dry_run)


def _extracted(
    store: Store, file: Path, documents: Sequence[Document], watch: Watch, *, dry_run: bool
) -> Iterator[Again | str]:
    try:
        found = read_again(store.queries, file, documents, _AS_BEFORE, watch)
    except AnnotatorError as error:
        if isinstance(error, GivenUp):
            raise
        yield from (_left(each, str(error)) for each in documents)
        return
    for held in documents:
        try:
            read = article_of(found, held, file)
            yield renew(store, held, read, watch, dry_run=dry_run)
        except (NotExtracted, ImportFailed) as error:
            yield _left(held, str(error))


def _left(document: Document, why: str) -> str:
    return f"Document {document.id}, {document.source_name}: {why}"


def _files(folder: Path, watch: Watch) -> dict[str, Path]:
    """The files in a folder, hidden ones left out, by the SHA-256 of their bytes."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(each.name for each in entries if _is_file(each))
    except OSError as error:
        raise NotExtracted(
            f"{folder} cannot be read ({error.strerror}). Name the folder with the files."
        ) from error
    files: dict[str, Path] = {}
    for done, name in enumerate(names):
        if not watch(done, len(names)):
            raise GivenUp("Given up; no text was made anew.")
        with suppress(NotExtracted):  # one that cannot be read is none of those that are wanted
            files.setdefault(file_sha256(folder / name), folder / name)
    return files


def _is_file(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.is_file()
