"""Reading the files of one import, one after the other: what they hold, and why some cannot be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, GivenUp
from annotator.formats.base import Imported, Importer, Stamp
from annotator.formats.documents import ImportFailed
from annotator.formats.losses import Losses, Tally
from annotator.formats.plain_text import SUFFIXES, PlainTextImporter
from annotator.formats.unpacking import ENDING, unpacked
from annotator.session.ports import ReportProgress
from annotator.session.table_columns import with_remembered

if TYPE_CHECKING:
    from annotator.formats.registry import Formats

_LATER = Stamp("", "")
"""The step alone, in which articles are stored, knows the time and the author."""
_AHEAD = ("brat", "jsonl")
"""Formats of a million of objects."""
GIVEN_UP = "The import was cancelled; nothing was stored."
_FINE = 1000
"""In so many slices the progress of a file is told."""


class ImportCancelled(GivenUp):
    """An import that was given up; nothing of it is stored."""


class PartlyRead(AnnotatorError):
    """Files that turned out to be wrong when parts of them were stored; `files` says why, by path.

    Nothing of them is to be kept, so that all has to begin again without them.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__("\n".join(files.values()))
        self.files = files


@dataclass(frozen=True, slots=True)
class Way:
    """How files are to be read, and what becomes of their types.

    Without a `format` each file says what it is, and `options` are those of that. `encoding` is
    that of plain texts. `types` says which types of the project stand for names in the files. With
    `again` an article that the project has gets the annotations of the file even where it has some
    already.
    """

    format: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    types: Mapping[str, str] = field(default_factory=dict)
    again: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file, with the importer that read it; `first` of its file or not."""

    imported: Imported
    importer: str
    first: bool


class Reading:
    """Reads what some paths stand for. `refused` and `notices` are sentences on what was read.

    `wrong` are files that are not read, by path, each with the sentence that says why.
    """

    def __init__(
        self, formats: Formats, way: Way, report: ReportProgress, wrong: Mapping[str, str]
    ) -> None:
        self.refused: list[str] = []
        self.notices: list[str] = []
        self.lost = Tally()
        self._formats, self._way, self._report = formats, way, report
        self._chosen = formats.importer(way.format, way.options) if way.format else None
        self._wrong = wrong

    def found(self, paths: Sequence[Path]) -> Iterator[Part]:
        """What the files hold, in order.

        Raises ImportCancelled when it was given up, and PartlyRead in the end.
        """
        files = list(self._files(paths))
        spoiled: dict[str, str] = {}
        for done, name in enumerate(files):
            self.tell(done, len(files))
            handed = False
            try:
                for part in self._read(Path(name), done, len(files)):
                    handed = True
                    if not spoiled:
                        yield part
            except GivenUp:
                raise
            except AnnotatorError as error:
                sentence = _about(Path(name), str(error))
                if handed:
                    spoiled[name] = sentence
                else:
                    self.refused.append(sentence)
        self.tell(len(files), len(files))
        if spoiled:
            raise PartlyRead(spoiled)

    def tell(self, done: int, total: int, share: float = 0.0) -> None:
        """Report how much of how much is done; `share` of the next one as well."""
        slices = _FINE if share or total == 1 else 1
        if not self._report(int((done + share) * slices), total * slices):
            raise ImportCancelled(GIVEN_UP)

    def _files(self, paths: Sequence[Path]) -> Iterator[str]:
        """The files that are meant, folders opened unless a format takes them whole."""
        for path in paths:
            if not path.is_dir() or self._takes(path):
                yield str(path)
                continue
            try:
                yield from self._in_folder(path)
            except AnnotatorError as error:
                self.refused.append(str(error))

    def _takes(self, path: Path) -> bool:
        """Whether a format takes a folder or an archive whole."""
        if self._chosen is not None:
            # a format that is chosen reads one if it knows it as its own
            from annotator.formats.registry import start_of  # noqa: PLC0415

            with suppress(OSError):
                return bool(self._chosen.recognises(start_of(path)))
            return False
        with suppress(OSError):
            return self._formats.importer_for(path) is not None
        return False

    def _in_folder(self, folder: Path) -> Iterator[str]:
        """The files in a folder that a format may read by their endings, hidden ones left out.

        Raises ImportFailed when there is none, or when the folder cannot be read.
        """
        endings = tuple(self._chosen.suffixes if self._chosen else self._formats.suffixes)
        try:
            with os.scandir(folder) as entries:
                names = sorted(each.name for each in entries if _is_file_of(each, endings))
            if self._chosen is None:
                names = [name for name in names if self._is_known(folder, name)]
        except OSError as error:
            raise ImportFailed(
                f"{folder} cannot be read ({error.strerror}). Check that it is there and may be "
                "read."
            ) from error
        if not names:
            if self._chosen is None:
                raise ImportFailed(
                    f"{folder} holds no articles: no file in it is in a format that annotator "
                    "knows. Folders within it are not looked into: name them instead."
                )
            raise ImportFailed(
                f"{folder} holds no {self._chosen.title}: no file ends in "
                f"{', '.join(sorted(endings))}."
            )
        yield from (os.path.join(folder, name) for name in names)  # noqa: PTH118

    def _is_known(self, folder: Path, name: str) -> bool:
        """Whether a file in a folder is one to read: many that end in .json are something else."""
        if name.lower().endswith(SUFFIXES):
            return True
        try:
            return self._formats.knows(folder / name)
        except OSError:
            return True  # whoever reads it says why that cannot be

    def _read(self, path: Path, done: int, total: int) -> Iterator[Part]:
        """What a file holds, part by part; raises AnnotatorError when it cannot be read."""
        if str(path) in self._wrong:
            raise ImportFailed(self._wrong[str(path)])
        if not path.is_dir() and not _may_be_read(path):
            raise ImportFailed(f"{path} is no file: name a text file or a folder.")
        if path.suffix.lower() == ENDING and path.is_file() and not self._takes(path):
            yield from self._read_archive(path, done, total)
        else:
            yield from self._read_file(path, done, total)

    def _read_file(self, path: Path, done: int, total: int) -> Iterator[Part]:
        """The same of what is no archive."""
        importer = with_remembered(self._chosen or self._importer(path), path)
        lost = Tally()
        parts = 0
        try:
            for found in _parts(importer, path):
                yield Part(found, importer.name, first=parts == 0)
                parts += 1
                self.notices += found.notices
                for loss in found.losses.items:
                    lost.add_all(loss)
                if found.share:
                    self.tell(done, total, found.share)
                elif parts > 1:
                    self.tell(done, total)
            if parts and self._is_unknown(importer, path):
                self.notices.append(
                    f"{path.name} is in no format that annotator knows: it was read as plain text, "
                    "marks and all."
                )
        finally:
            self._told(path, lost.losses)

    def _read_archive(self, path: Path, done: int, total: int) -> Iterator[Part]:
        """What the files in an archive hold, as if it had been unpacked."""
        with unpacked(path) as folder:
            try:
                whole = self._takes(folder)
                for name in [str(folder)] if whole else list(self._in_folder(folder)):
                    yield from self._read(Path(name), done, total)
            except GivenUp:
                raise
            except AnnotatorError as error:
                raise ImportFailed(str(error).replace(str(folder), path.name)) from error

    def _is_unknown(self, importer: Importer, path: Path) -> bool:
        """Whether a file is read as plain text for want of something better."""
        plain = importer.name == "plain_text" and self._chosen is None
        return plain and path.suffix.lower() not in SUFFIXES

    def _told(self, path: Path, losses: Losses) -> None:
        if losses:
            self.notices.append(f"{path.name}: {losses}.")
        for loss in losses.items:
            self.lost.add_all(loss)

    def _importer(self, path: Path) -> Importer:
        """The importer of a file; what no format claims is tried as plain text."""
        if path.suffix.lower() not in SUFFIXES:  # which saves to look into each of many articles
            with suppress(OSError):  # whoever reads it says so better
                importer = self._formats.importer_for(path)
                if importer is not None and importer.name != "plain_text":
                    options = self._way.options
                    return self._formats.importer(importer.name, options) if options else importer
        if options := self._way.options:
            return self._formats.importer("plain_text", options)
        return PlainTextImporter(self._way.encoding)


def _parts(importer: Importer, path: Path) -> Iterator[Imported]:
    """What an importer makes of a file; of a large one in another process, some parts ahead."""
    from annotator.formats.ahead import is_large, read_ahead  # noqa: PLC0415 - no start needs it

    ahead = importer.name in _AHEAD and is_large(path)
    return read_ahead(importer, path, _LATER) if ahead else importer.read(path, _LATER)


def _is_file_of(entry: os.DirEntry[str], endings: tuple[str, ...]) -> bool:
    name = entry.name
    return name.lower().endswith(endings) and not name.startswith(".") and entry.is_file()


def _may_be_read(path: Path) -> bool:
    """Whether something is a file; whoever reads what is not there says so better."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _about(path: Path, sentence: str) -> str:
    """A sentence that names its file, for those that do not."""
    return sentence if path.name in sentence else f"{path.name}: {sentence}"
