"""JSON Lines of ours as an importer and an exporter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Certainty, Imported, Stamp, Start
from annotator.formats.documents import ImportFailed
from annotator.formats.jsonl.reading import LinesReader
from annotator.formats.jsonl.writing import write_lines
from annotator.formats.losses import NO_LOSSES, Losses
from annotator.model.annotations import ProjectContent

_NAMED = re.compile(rb'"format"\s*:\s*"annotator-lines/')


def is_ours(data: bytes) -> bool:
    """Whether the first line of a file names the format."""
    return _NAMED.search(data.partition(b"\n")[0]) is not None


@dataclass(frozen=True, slots=True)
class JsonLinesExporter:
    """Writes everything a project holds, one document a line; nothing is ever lost."""

    name: str = "jsonl"
    title: str = "annotator JSON Lines"
    suffix: str = ".jsonl"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write a project; raises ExportFailed when its values do not hold together."""
        write_lines(content, out)
        return NO_LOSSES


@dataclass(frozen=True, slots=True)
class JsonLinesImporter:
    """Reads what `JsonLinesExporter` wrote, one document at a time."""

    name: str = "jsonl"
    title: str = "annotator JSON Lines"
    suffixes: tuple[str, ...] = (".jsonl",)

    def recognises(self, start: Start) -> Certainty:
        """By the name of the format, which stands in the first line."""
        return Certainty.SURE if is_ours(start.data) else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over the documents of a file; raises JsonFormatError or ImportFailed.

        The stamp is not used: the file says itself when and by whom its documents came in.
        """
        try:
            with path.open("rb") as file:
                yield from LinesReader(file, path.name).parts()
        except OSError as error:
            raise ImportFailed(
                f"{path} cannot be read ({error.strerror}). Check that it is there and may be read."
            ) from error
