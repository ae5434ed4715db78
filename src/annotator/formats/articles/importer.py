"""Importers of files that are read in a child process: of one article a file, or of many."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, ClassVar

from annotator.formats.articles.extracted import Extracted, completed
from annotator.formats.articles.meta_keys import EXTRACTOR, EXTRACTOR_OPTIONS, written_options
from annotator.formats.base import Imported, Stamp, articles_only
from annotator.formats.blocks import Blocks, size_of
from annotator.formats.confined import Confined, Limits, limits_in_blocks, limits_of
from annotator.formats.documents import (
    MOST_OF_ARTICLE,
    ImportFailed,
    file_bytes,
    new_document,
    opened,
)
from annotator.formats.registry import values_of
from annotator.model.annotations import AnnotatedDocument

MOST_IN_ONE_PIECE = 250_000_000
"""The largest file that holds more than a text: pictures, or many articles."""


class ReaderMissing(ImportFailed):
    """A file that is read by a package which is not installed; the sentence says how to."""


@dataclass(frozen=True, slots=True)
class Needed:
    """A package that reads a format, and the extra of annotator that installs it."""

    package: str
    extra: str


@dataclass(frozen=True, slots=True)
class ArticleImporter:
    """What the importers of one article a file have in common.

    `reader` is a function of this package that makes an `Extracted` of bytes, in the child process.
    `made` counts up whenever it makes another text of the same bytes. A file has `most` bytes.
    """

    confined: Confined = field(default_factory=Confined, repr=False, compare=False)

    name: ClassVar[str]
    title: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    reader: ClassVar[str]
    made: ClassVar[int]
    needs: ClassVar[Needed | None] = None
    most: ClassVar[int] = MOST_OF_ARTICLE

    @property
    def extractor(self) -> str:
        """What makes the text, with versions: another one may make another text of the same file.

        A document has it in its metadata under `EXTRACTOR`.
        """
        own = f"{self.name} {self.made}"
        if self.needs is None:
            return own
        try:
            return f"{own}, {self.needs.package} {version(self.needs.package)}"
        except PackageNotFoundError:
            return own

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand back the article in a file. Raises ImportFailed, naming the file."""
        yield self.article(file_bytes(path, self.most), path.name, stamp)

    def article(self, data: bytes, name: str, stamp: Stamp) -> Imported:
        """The article in the bytes of a file of a name. Raises ImportFailed, naming the file."""
        found = list(self._extracted(data, name))
        if len(found) != 1:
            raise ImportFailed(f"{name} was not read: it holds {len(found)} articles.")
        return _imported(found[0], self._origin(data, name, stamp))

    def limits(self, size: int) -> Limits:
        """What reading a file of a size may take."""
        return limits_of(size)

    def child_options(self) -> dict[str, str]:
        """The options as the child gets them, which is as the command line has them."""
        return {name: _text(value) for name, value in values_of(self).items()}

    def chosen_options(self) -> dict[str, str]:
        """The options that are not as usual."""
        usual = type(self)().child_options()
        return {name: each for name, each in self.child_options().items() if each != usual[name]}

    def _extracted(self, data: bytes | BinaryIO, name: str) -> Iterator[Extracted]:
        self._refuse_without_reader(name)
        reader = f"annotator.formats.articles.{self.reader}"
        limits = self.limits(len(data) if isinstance(data, bytes) else size_of(data))
        return self.confined.values(
            reader, data, name, Extracted, options=self.child_options(), limits=limits
        )

    def _origin(self, data: bytes | BinaryIO, name: str, stamp: Stamp) -> _Origin:
        chosen = self.chosen_options()
        options = {EXTRACTOR_OPTIONS: written_options(chosen)} if chosen else {}
        return _Origin(name, _sha256(data), stamp, {EXTRACTOR: self.extractor, **options})

    def _refuse_without_reader(self, name: str) -> None:
        needs = self.needs
        if needs is not None and find_spec(needs.package) is None:
            raise ReaderMissing(
                f"{name} was not read: {self.title} needs {needs.package}, which is missing. "
                f'Install it with: pip install "annotator[{needs.extra}]"'
            )


@dataclass(frozen=True, slots=True)
class ArticlesImporter(ArticleImporter):
    """What the importers of many articles a file have in common.

    Its bytes are read as a whole, or in blocks where `in_blocks` says so.
    """

    most: ClassVar[int] = MOST_IN_ONE_PIECE
    in_blocks: ClassVar[bool] = False

    def limits(self, size: int) -> Limits:
        """What reading a file of a size may take."""
        return limits_in_blocks(size) if self.in_blocks else limits_of(size)

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over the articles in a file, one by one. Raises ImportFailed, naming the file."""
        if not self.in_blocks:
            yield from self.articles(file_bytes(path, self.most), path.name, stamp)
            return
        with opened(path, self.most) as file:
            yield from self.articles(file, path.name, stamp)

    def articles(self, data: bytes | BinaryIO, name: str, stamp: Stamp) -> Iterator[Imported]:
        """The articles in the bytes of a file, and at the end what is left to say of it.

        Raises ImportFailed, naming the file, also where there is no article.
        """
        if self.in_blocks and isinstance(data, bytes):
            data = io.BytesIO(data)
        origin = self._origin(data, name, stamp)
        for found in self._extracted(data, name):
            if found.text:
                yield _imported(found, origin)
            else:
                yield Imported(articles_only(()), found.losses, found.notices)


@dataclass(frozen=True, slots=True)
class _Origin:
    """What all articles of a file have in common; `made` is metadata on what made their texts."""

    name: str
    sha256: str
    stamp: Stamp
    made: Mapping[str, str]


def _imported(found: Extracted, origin: _Origin) -> Imported:
    said = completed(found)
    # a column of a table may be called as what we say
    meta = {key: value for key, value in said.meta.items() if key != EXTRACTOR_OPTIONS}
    said = replace(said, meta={**meta, **origin.made})
    document = new_document(
        found.text, origin.name, origin.stamp, said, source_sha256=origin.sha256
    )
    document = replace(document, encoding=found.encoding, bom=found.bom)
    articles = articles_only([AnnotatedDocument(document, found.text)])
    return Imported(articles, found.losses, found.notices, share=found.share)


def _sha256(data: bytes | BinaryIO) -> str:
    blocks = Blocks.of(data) if isinstance(data, bytes) else Blocks.in_file(data)
    found = hashlib.sha256()
    for block in blocks.read(0):
        found.update(block)
    return found.hexdigest()


def _text(option: object) -> str:
    if isinstance(option, bool):
        return "yes" if option else "no"
    return "" if option is None else str(option)
