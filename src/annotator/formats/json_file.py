"""The native format as an importer and an exporter; docs/format.md describes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Certainty, Imported, Stamp, Start
from annotator.formats.blocks import Blocks
from annotator.formats.documents import opened
from annotator.formats.json_read import read_project
from annotator.formats.json_write import FORMAT, write_project
from annotator.formats.losses import Losses
from annotator.model.annotations import ProjectContent

_NAMED = f'"format": "{FORMAT}"'
MOST_OF_PROJECT = 2_000_000_000
"""The largest exported project that is read: it is in memory while it is proved."""


@dataclass(frozen=True, slots=True)
class JsonExporter:
    """Writes everything a project holds; nothing is ever lost."""

    name: str = "json"
    title: str = "annotator JSON"
    suffix: str = ".json"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write a project; raises ExportFailed when its values do not hold together."""
        write_project(content, out)
        return Losses()


@dataclass(frozen=True, slots=True)
class JsonImporter:
    """Reads what `JsonExporter` wrote, and refuses a file that does not hold together."""

    name: str = "json"
    title: str = "annotator JSON"
    suffixes: tuple[str, ...] = (".json",)

    def recognises(self, start: Start) -> Certainty:
        """By the name of the format, which stands in the first lines of what annotator writes."""
        if _NAMED.encode() in start.data:
            return Certainty.SURE
        ours = start.path.suffix.lower() in self.suffixes and not start.folder
        return Certainty.BY_NAME if ours else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand back the project of a file; raises JsonFormatError or ImportFailed.

        The stamp is not used: the file says itself when and by whom its documents came in.
        """
        with opened(path, MOST_OF_PROJECT) as file:
            content = read_project(Blocks.in_file(file))
        yield Imported(content, whole=True)
