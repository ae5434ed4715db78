"""WebAnno TSV in and out: a file for each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.base import Certainty, Folder, Imported, Stamp, Start
from annotator.formats.labels import OWN
from annotator.formats.layers.links_out import left_over
from annotator.formats.layers.nodes import LayeredText
from annotator.formats.layers.options import MAPPING, PROVENANCE, TYPES
from annotator.formats.layers.reading import LayersReader
from annotator.formats.layers.shared import Shared, Style
from annotator.formats.layers.sources import Source, beginning
from annotator.formats.layers.writing import written_texts
from annotator.formats.losses import Losses, Tally
from annotator.formats.webanno_tsv.carried import Carried
from annotator.formats.webanno_tsv.header import MARK
from annotator.formats.webanno_tsv.read import read_tsv
from annotator.formats.webanno_tsv.write import write_tsv
from annotator.model.annotations import ProjectContent

NO_TOKENS = "marks outside of all tokens"


@dataclass(frozen=True, slots=True)
class WebAnnoTsvExporter:
    """Writes WebAnno TSV 3.3 with the columns that an article needs."""

    types: str = field(default=OWN, metadata=TYPES)
    provenance: bool = field(default=False, metadata=PROVENANCE)
    name: str = "webanno_tsv"
    title: str = "WebAnno TSV 3.3 (INCEpTION)"

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write the articles of a project with what lies in them."""
        style = Style(self.types, self.provenance, typed=False, blanks=True)
        shared = Shared(content, style)
        carried = Carried(shared)
        for layered in written_texts(shared):
            data, lost = write_tsv(carried.of(layered))
            for _ in lost:
                shared.tally.add(NO_TOKENS, layered.name)
            with folder.file(f"{layered.name}.tsv") as out:
                out.write(data)
        carried.tell_rest()
        left_over(shared)
        return shared.tally.losses


@dataclass(frozen=True, slots=True)
class WebAnnoTsvImporter:
    """Reads WebAnno TSV 3."""

    mapping: str | None = field(default=None, metadata=MAPPING)
    name: str = "webanno_tsv"
    title: str = "WebAnno TSV 3 (INCEpTION)"
    suffixes: tuple[str, ...] = (".tsv",)

    def recognises(self, start: Start) -> Certainty:
        """By the first line."""
        data = beginning(start, self.suffixes)
        return Certainty.SURE if MARK.encode() in data else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand back an article for each file of a folder or an archive, or for one."""
        yield from LayersReader(self.name, self.suffixes, self.mapping).read(path, stamp, _of_tsv)


def _of_tsv(source: Source, data: bytes, tally: Tally) -> Iterable[LayeredText]:
    return [read_tsv(data, source.place, tally)]
