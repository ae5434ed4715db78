"""UIMA CAS in and out: a file for each article, and one for what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.base import Certainty, Folder, Imported, Stamp, Start
from annotator.formats.cas.graph import Graph
from annotator.formats.cas.json_read import JsonReader
from annotator.formats.cas.json_write import JsonWriter
from annotator.formats.cas.type_system_xml import FILE_NAME, read_type_system, write_type_system
from annotator.formats.cas.xmi_read import read_xmi
from annotator.formats.cas.xmi_write import forbidden_at, write_xmi
from annotator.formats.labels import OWN
from annotator.formats.layers.nodes import LayeredText, TypeSystem
from annotator.formats.layers.options import MAPPING, PROVENANCE, TYPES
from annotator.formats.layers.own_types import own_types
from annotator.formats.layers.reading import LayersReader
from annotator.formats.layers.shared import Shared, Style
from annotator.formats.layers.sources import Source, beginning
from annotator.formats.layers.standard import TOKEN
from annotator.formats.layers.writing import project_text, written_texts
from annotator.formats.losses import Losses, Tally
from annotator.model.annotations import ProjectContent

NO_XML = "articles with characters that XML cannot hold (export them as cas_json)"
REPLACED = "characters that XML cannot hold (\ufffd in their place)"
_MARK = b"http://www.omg.org/XMI"
_KEYS = (b'"%FEATURE_STRUCTURES"', b'"%TYPES"')
_SKIPPED = frozenset({TOKEN})
"""Annotator divides texts itself."""


@dataclass(frozen=True, slots=True)
class CasXmiExporter:
    """Writes an XMI file for each article, and the type system for all."""

    types: str = field(default=OWN, metadata=TYPES)
    provenance: bool = field(default=True, metadata=PROVENANCE)
    name: str = "cas_xmi"
    title: str = "UIMA CAS XMI (INCEpTION)"

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write a project; an article that XML cannot hold is left out and told."""
        shared = Shared(content, Style(self.types, self.provenance))
        for layered in written_texts(shared):
            at = forbidden_at(layered.text)
            if at is None:
                self._write(layered, folder, shared.tally)
            else:
                what = f"U+{ord(layered.text[at]):04X} at {at}"
                shared.tally.add(NO_XML, f"{layered.name}: {what}")
        project = project_text(shared)
        if project:
            self._write(project, folder, shared.tally)
        with folder.file(FILE_NAME) as out:
            out.write(write_type_system(shared.types))
        return shared.tally.losses

    def _write(self, layered: LayeredText, folder: Folder, tally: Tally) -> None:
        data, replaced = write_xmi(layered)
        if replaced:
            tally.add(REPLACED, layered.name, replaced)
        with folder.file(f"{layered.name}.xmi") as out:
            out.write(data)


@dataclass(frozen=True, slots=True)
class CasJsonExporter:
    """Writes a CAS JSON file for each article, each with its types."""

    types: str = field(default=OWN, metadata=TYPES)
    provenance: bool = field(default=True, metadata=PROVENANCE)
    name: str = "cas_json"
    title: str = "UIMA CAS JSON (INCEpTION)"

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write a project."""
        shared = Shared(content, Style(self.types, self.provenance))
        writer = JsonWriter(shared.types)
        for layered in written_texts(shared):
            self._write(writer, layered, folder)
        project = project_text(shared)
        if project:
            self._write(writer, project, folder)
        return shared.tally.losses

    def _write(self, writer: JsonWriter, layered: LayeredText, folder: Folder) -> None:
        with folder.file(f"{layered.name}.json") as out:
            out.write(writer.write(layered))


@dataclass(frozen=True, slots=True)
class CasXmiImporter:
    """Reads XMI files, with the TypeSystem.xml beside them or above."""

    mapping: str | None = field(default=None, metadata=MAPPING)
    name: str = "cas_xmi"
    title: str = "UIMA CAS XMI (INCEpTION)"
    suffixes: tuple[str, ...] = (".xmi",)

    def recognises(self, start: Start) -> Certainty:
        """By the name of XMI in a file, or by the names of such files in a folder or archive."""
        data = beginning(start, self.suffixes)
        if _MARK in data or (data.startswith(b"PK") and FILE_NAME.encode() in data):
            return Certainty.SURE
        ours = start.path.suffix.lower() in self.suffixes and not start.folder
        return Certainty.BY_NAME if ours else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand back an article for each text of a file, a folder or an archive."""
        reader = LayersReader(self.name, self.suffixes, self.mapping)
        yield from reader.read(path, stamp, _XmiTexts().of)


@dataclass(frozen=True, slots=True)
class CasJsonImporter:
    """Reads CAS JSON files."""

    mapping: str | None = field(default=None, metadata=MAPPING)
    name: str = "cas_json"
    title: str = "UIMA CAS JSON (INCEpTION)"
    suffixes: tuple[str, ...] = (".json",)

    def recognises(self, start: Start) -> Certainty:
        """By the first keys of a CAS."""
        data = beginning(start, self.suffixes)
        return Certainty.SURE if any(mark in data for mark in _KEYS) else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand back an article for each text of a file, a folder or an archive."""
        reader = LayersReader(self.name, self.suffixes, self.mapping)
        yield from reader.read(path, stamp, _JsonTexts().of)


class _XmiTexts:
    """Reads one file after the other; a type system that stays the same is read once."""

    def __init__(self) -> None:
        self._described: bytes | None = None
        self._types = TypeSystem(own_types())

    def of(self, source: Source, data: bytes, tally: Tally) -> Iterable[LayeredText]:
        described = source.beside(FILE_NAME)
        if described != self._described:
            ours = TypeSystem(own_types())
            self._types = read_type_system(described, FILE_NAME) if described else ours
            self._described = described
        return _texts(read_xmi(data, source.place, self._types, _SKIPPED), tally)


class _JsonTexts:
    """Reads one file after the other."""

    def __init__(self) -> None:
        self._reader = JsonReader(_SKIPPED)

    def of(self, source: Source, data: bytes, tally: Tally) -> Iterable[LayeredText]:
        return _texts(self._reader.read(data, source.place), tally)


def _texts(graph: Graph, tally: Tally) -> Iterable[LayeredText]:
    found = list(graph.texts())
    for loss in graph.tally.losses.items:
        tally.add_all(loss)
    return found
