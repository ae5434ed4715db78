"""Finds the importers and exporters that are installed, ours and those of plug-ins alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TypeVar, cast

from annotator.formats.base import Exporter, Importer

IMPORTERS = "annotator.importers"
EXPORTERS = "annotator.exporters"
# what pyproject.toml registers; used as it stands in a source checkout that is not installed
BUILT_IN = (
    EntryPoint("json", "annotator.formats.json_file:JsonImporter", IMPORTERS),
    EntryPoint("plain_text", "annotator.formats.plain_text:PlainTextImporter", IMPORTERS),
    EntryPoint("json", "annotator.formats.json_file:JsonExporter", EXPORTERS),
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that loaded, by name, and a sentence for each plug-in that did not."""

    importers: dict[str, Importer]
    exporters: dict[str, Exporter]
    problems: tuple[str, ...] = ()

    def importer_for(self, path: Path) -> Importer | None:
        """Return the importer of a file by its ending; None when no format knows it."""
        ending = path.suffix.lower()
        return next(
            (importer for importer in self.importers.values() if ending in importer.suffixes), None
        )

    def exporter_for(self, path: Path) -> Exporter | None:
        """Return the exporter of a file by its ending; None when no format knows it."""
        ending = path.suffix.lower()
        return next(
            (exporter for exporter in self.exporters.values() if ending == exporter.suffix), None
        )


def installed() -> Formats:
    """Load all importers and exporters: those registered as entry points, and ours in any case."""
    return load((*BUILT_IN, *entry_points(group=IMPORTERS), *entry_points(group=EXPORTERS)))


def load(points: Iterable[EntryPoint]) -> Formats:
    """Load the formats behind entry points; one that fails is named in `problems` and left out.

    The first of a name wins, so a plug-in cannot take the place of one of ours.
    """
    importers: dict[str, Importer] = {}
    exporters: dict[str, Exporter] = {}
    problems: list[str] = []
    values: dict[tuple[str, str], str] = {}
    for point in points:
        known = values.setdefault((point.group, point.name), point.value)
        if known != point.value:
            problems.append(
                f"{_label(point)} was not loaded: the name {point.name} is taken by {known}."
            )
        elif point.group == IMPORTERS and point.name not in importers:
            _add(point, importers, _as_importer, problems)
        elif point.group == EXPORTERS and point.name not in exporters:
            _add(point, exporters, _as_exporter, problems)
    return Formats(importers, exporters, tuple(problems))


def _add(
    point: EntryPoint, found: dict[str, T], check: Callable[[object], T], problems: list[str]
) -> None:
    try:
        found[point.name] = check(point.load()())
    except Exception as error:  # a plug-in may fail in any way; the program goes on without it
        problems.append(f"{_label(point)} was not loaded: {type(error).__name__}: {error}")


def _as_importer(loaded: object) -> Importer:
    _require(loaded, "name", "suffixes", "read")
    return cast(Importer, loaded)


def _as_exporter(loaded: object) -> Exporter:
    _require(loaded, "name", "suffix", "write")
    return cast(Exporter, loaded)


def _require(loaded: object, *names: str) -> None:
    missing = [name for name in names if not hasattr(loaded, name)]
    if missing:
        raise TypeError(f"it has no {', '.join(missing)}")


def _label(point: EntryPoint) -> str:
    return f"The plug-in {point.name} ({point.value})"
