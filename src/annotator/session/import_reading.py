"""Reading the files of one import, one after the other: what they hold, and why some cannot be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, GivenUp
from annotator.formats.base import Imported, Importer, Stamp
from annotator.formats.documents import ImportFailed
from annotator.formats.plain_text import PlainTextImporter, article_names
from annotator.model.annotations import ProjectContent
from annotator.model.document import Document
from annotator.session.ports import ReportProgress

if TYPE_CHECKING:
    from annotator.formats.registry import Formats

_LATER = Stamp("", "")
"""The step alone, in which articles are stored, knows the time and the author."""


class ImportCancelled(GivenUp):
    """An import that was given up; nothing of it is stored."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that was read, by the importer of a name."""

    document: Document
    text: str
    importer: str


Found = Article | ProjectContent


class Reading:
    """Reads what some paths stand for. `refused` and `notices` are sentences on what was read."""

    def __init__(
        self,
        formats: Formats,
        encoding: str | None,
        report: ReportProgress,
        *,
        takes_project: bool,
    ) -> None:
        self.refused: list[str] = []
        self.notices: list[str] = []
        self._formats = formats
        self._encoding = encoding
        self._report = report
        self._takes_project = takes_project

    def found(self, paths: Sequence[Path]) -> Iterator[Found]:
        """What the files hold, in order; a project comes first or not at all.

        Raises ImportCancelled when it was given up.
        """
        files = list(self._files(paths))
        for done, name in enumerate(files):
            self.tell(done, len(files))
            path = Path(name)
            try:
                yield from self._read(path)
            except AnnotatorError as error:
                self.refused.append(_about(path, str(error)))
        self.tell(len(files), len(files))

    def tell(self, done: int, total: int) -> None:
        """Report how much of how much is done."""
        if not self._report(done, total):
            raise ImportCancelled("The import was cancelled; nothing was stored.")

    def _files(self, paths: Sequence[Path]) -> Iterator[str]:
        """The files that are meant, folders opened; what is neither is refused. Names take less."""
        for path in paths:
            if not path.is_dir():
                yield str(path)
                continue
            try:
                yield from (os.path.join(path, name) for name in article_names(path))  # noqa: PTH118
            except AnnotatorError as error:
                self.refused.append(str(error))

    def _read(self, path: Path) -> Iterator[Found]:
        """What a file holds; raises AnnotatorError when it cannot be read or taken in."""
        if not _may_be_read(path):
            raise ImportFailed(f"{path} is no file: name a text file or a folder.")
        importer = self._importer(path)
        for found in importer.read(path, _LATER):
            if found.whole:
                if not self._takes_project:
                    raise ImportFailed(
                        f"{path.name} is a whole project, and this project is not empty: import it "
                        "into a new one (annotator new PROJECT)."
                    )
                yield found.content
            else:
                yield from _articles(path, importer, found)
            self._takes_project = False
            self.notices += found.notices
            if found.losses:
                self.notices.append(f"{path.name}: {found.losses}.")

    def _importer(self, path: Path) -> Importer:
        """The importer of a file; what no format claims is tried as plain text."""
        with suppress(OSError):  # whoever reads it says so better
            importer = self._formats.importer_for(path)
            if importer is not None and importer.name != "plain_text":
                return importer
        return PlainTextImporter(self._encoding)


def _articles(path: Path, importer: Importer, found: Imported) -> Iterator[Article]:
    documents = tuple(found.content.documents)
    for one in documents:
        if any(True for group in (one.mentions, one.statements) for _ in group):
            raise ImportFailed(
                f"{path.name} was not imported: its importer {importer.name} hands over "
                "annotations without their project. Tell its maker."
            )
    for one in documents:
        yield Article(one.document, one.text, importer.name)


def _may_be_read(path: Path) -> bool:
    """Whether something is a file; whoever reads what is not there says so better."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _about(path: Path, sentence: str) -> str:
    """A sentence that names its file, for those that do not."""
    return sentence if path.name in sentence else f"{path.name}: {sentence}"
