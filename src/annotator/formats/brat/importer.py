"""Brat standoff as an importer: a folder of texts with their annotations, or one of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from annotator.formats.base import Certainty, Imported, Stamp, Start
from annotator.formats.brat.conf_in import ANNOTATION_CONF
from annotator.formats.brat.folder_in import FolderReader
from annotator.formats.brat.names import ANN, TXT
from annotator.formats.documents import ImportFailed

_LINE = re.compile(rb"(?:[TEARMN#][A-Za-z]*[0-9]+\S*|\*)\t\S")
_MOST_LOOKED_AT = 4096
_MOST_FOLDERS = 50


@dataclass(frozen=True, slots=True)
class BratImporter:
    """Reads a folder of `.ann` files, each with its `.txt`, or one such file."""

    encoding: str | None = field(
        default=None, metadata={"help": "How the texts are encoded if not as UTF-8, as cp1252."}
    )
    name: str = "brat"
    title: str = "brat standoff"
    suffixes: tuple[str, ...] = (ANN,)

    def recognises(self, start: Start) -> Certainty:
        """By the first line of annotations, and in a folder by texts that have some."""
        if start.folder:
            return _in_folder(start)
        if start.path.suffix.lower() != ANN:
            return Certainty.NO
        return _in_lines(start.data) if start.data.strip() else Certainty.BY_NAME

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over a document with all that lies in it at a time, entities and claims before.

        Texts that have no annotations beside them are left out and told. Raises ImportFailed where
        nothing can be read.
        """
        try:
            if path.is_dir():
                yield from FolderReader(path, stamp, self.encoding).parts()
            else:
                name = path.name.removesuffix(ANN)
                yield FolderReader(path.parent, stamp, self.encoding).only(name)
        except OSError as error:
            raise ImportFailed(
                f"{path} cannot be read ({error.strerror}). Check that it is there and may be read."
            ) from error


def _in_folder(start: Start) -> Certainty:
    names = set(start.names)
    stems = [PurePath(name).stem for name in start.names if name.endswith(ANN)]
    first = next((stem for stem in stems if stem + TXT in names), None)
    if first is None:
        return _below(start.path)
    path = start.path / (first + ANN)
    if not path.is_file():  # a pipe would be waited for
        return Certainty.NO
    with path.open("rb") as file:
        found = _in_lines(file.read(_MOST_LOOKED_AT))
    if found is Certainty.NO:
        return found
    return Certainty.SURE if ANNOTATION_CONF in names else Certainty.LIKELY


def _in_lines(data: bytes) -> Certainty:
    lines = [line for line in data.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    if not lines:
        return Certainty.LIKELY
    return Certainty.SURE if _LINE.match(lines[0]) else Certainty.NO


def _below(folder: Path) -> Certainty:
    """A folder of folders is one of brat where one of those directly in it is."""
    with os.scandir(folder) as entries:
        folders = sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
    for path in folders[:_MOST_FOLDERS]:
        with suppress(OSError), os.scandir(path) as entries:
            names = {entry.name for entry in entries}
            if any(name.endswith(ANN) and name.removesuffix(ANN) + TXT in names for name in names):
                return Certainty.LIKELY
    return Certainty.NO
