"""The native format as an importer and an exporter; docs/format.md describes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Imported, Losses, Stamp
from annotator.formats.json_read import read_project
from annotator.formats.json_write import write_project
from annotator.formats.plain_text import file_bytes
from annotator.model.annotations import ProjectContent

MOST_OF_PROJECT = 2_000_000_000
"""The largest exported project that is read: it is in memory while it is proved."""


@dataclass(frozen=True, slots=True)
class JsonExporter:
    """Writes everything a project holds; nothing is ever lost."""

    name: str = "json"
    suffix: str = ".json"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write a project; raises ExportFailed when its values do not hold together."""
        write_project(content, out)
        return Losses()


@dataclass(frozen=True, slots=True)
class JsonImporter:
    """Reads what `JsonExporter` wrote, and refuses a file that does not hold together."""

    name: str = "json"
    suffixes: tuple[str, ...] = (".json",)

    def read(self, path: Path, stamp: Stamp) -> Imported:
        """Return the project of a file; raises JsonFormatError or ImportFailed.

        The stamp is not used: the file says itself when and by whom its documents came in.
        """
        content = read_project(file_bytes(path, MOST_OF_PROJECT))
        return Imported(tuple(content.documents), content)
