"""Finds the importers and exporters that are installed, ours and those of plug-ins alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from importlib.metadata import EntryPoint
from itertools import islice
from pathlib import Path
from typing import TypeVar, cast

from annotator.errors import NotUnderstood
from annotator.formats.base import AnyExporter, Certainty, Importer, Start
from annotator.formats.catalogue import OUR_EXPORTERS, OUR_IMPORTERS
from annotator.plug_ins import plug_ins

IMPORTERS = "annotator.importers"
EXPORTERS = "annotator.exporters"
# what pyproject.toml registers; used as it stands in a source checkout that is not installed
BUILT_IN = (
    *(EntryPoint(name, value, IMPORTERS) for name, value in OUR_IMPORTERS.items()),
    *(EntryPoint(name, value, EXPORTERS) for name, value in OUR_EXPORTERS.items()),
)
START = 1 << 16
"""So many bytes of a file are looked at to tell its format."""
_MOST_NAMES = 1000

T = TypeVar("T")


class FormatError(NotUnderstood):
    """A format that there is not, an option that it has not, or a file that could be of two."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that loaded, by name, and a sentence for each plug-in that did not."""

    importers: dict[str, Importer]
    exporters: dict[str, AnyExporter]
    problems: tuple[str, ...] = ()

    def importer(self, name: str, options: Mapping[str, str] | None = None) -> Importer:
        """The importer of a name, with options as texts; raises FormatError."""
        return _with(_named(name, self.importers, "imported"), options or {})

    def exporter(self, name: str, options: Mapping[str, str] | None = None) -> AnyExporter:
        """The exporter of a name, with options as texts; raises FormatError."""
        return _with(_named(name, self.exporters, "written"), options or {})

    def importer_for(self, path: Path) -> Importer | None:
        """The importer that is surest of a file or folder; None when no format knows it.

        Raises FormatError when two are as sure, and OSError when it cannot be read.
        """
        most, found = self._surest(path)
        if most is Certainty.NO:
            return None
        if len(found) > 1:
            names = " or ".join(f"--format {each.name}" for each in found)
            titles = " or ".join(each.title for each in found)
            raise FormatError(f"{path.name} could be {titles}. Say which, with {names}.")
        return found[0]

    def knows(self, path: Path) -> bool:
        """Whether some importer knows a file by more than its ending; raises OSError."""
        return self._surest(path)[0] > Certainty.BY_NAME

    def _surest(self, path: Path) -> tuple[Certainty, list[Importer]]:
        start = start_of(path)
        sure = [(each.recognises(start), each) for each in self.importers.values()]
        most = max((certainty for certainty, _ in sure), default=Certainty.NO)
        return most, [each for certainty, each in sure if certainty is most]

    def exporter_for(self, path: Path) -> AnyExporter | None:
        """The exporter of a file by its ending, the first that has it; None when none has."""
        ending = path.suffix.lower()
        exporters = self.exporters.values()
        return next((each for each in exporters if getattr(each, "suffix", "") == ending), None)

    @property
    def suffixes(self) -> frozenset[str]:
        """All file name endings that some importer reads."""
        return frozenset(suffix for each in self.importers.values() for suffix in each.suffixes)


def start_of(path: Path) -> Start:
    """What a format is told by; raises OSError."""
    if path.is_dir():
        with os.scandir(path) as entries:
            names = sorted(islice((entry.name for entry in entries), _MOST_NAMES))
        return Start(path, names=tuple(names), folder=True)
    with path.open("rb") as file:
        return Start(path, file.read(START))


def options_of(format: object) -> dict[str, str]:  # noqa: A002 - the word of the command line
    """The options that an importer or exporter has, each with what it is for."""
    return {name: each.metadata["help"] for name, each in _options(format).items()}


def values_of(format: object) -> dict[str, object]:  # noqa: A002 - the word of the command line
    """The options that an importer or exporter has, each with its value."""
    return {name: getattr(format, each.name) for name, each in _options(format).items()}


def _options(format: object) -> dict[str, Field[object]]:  # noqa: A002 - the word of the command line
    """The fields that are options; one whose name is taken has an underline at its end."""
    if not is_dataclass(format):
        return {}
    return {each.name.rstrip("_"): each for each in fields(format) if "help" in each.metadata}


def installed() -> Formats:
    """Load all importers and exporters: those registered as entry points, and ours in any case."""
    return load((*BUILT_IN, *plug_ins(IMPORTERS, EXPORTERS)))


def exporter_named(name: str, options: Mapping[str, str] | None = None) -> AnyExporter:
    """The exporter of a name, with options as texts; of ours no other is loaded for it.

    Raises FormatError.
    """
    if name not in OUR_EXPORTERS:
        return installed().exporter(name, options)
    point = EntryPoint(name, OUR_EXPORTERS[name], EXPORTERS)
    return load((point,)).exporter(name, options)


def load(points: Iterable[EntryPoint]) -> Formats:
    """Load the formats behind entry points; one that fails is named in `problems` and left out.

    The first of a name wins, so a plug-in cannot take the place of one of ours.
    """
    importers: dict[str, Importer] = {}
    exporters: dict[str, AnyExporter] = {}
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
    _require(loaded, "name", "title", "suffixes", "recognises", "read")
    return cast(Importer, loaded)


def _as_exporter(loaded: object) -> AnyExporter:
    if hasattr(loaded, "write_folder"):
        _require(loaded, "name", "title")
    else:
        _require(loaded, "name", "title", "suffix", "write")
    return cast(AnyExporter, loaded)


def _require(loaded: object, *names: str) -> None:
    missing = [name for name in names if not hasattr(loaded, name)]
    if missing:
        raise TypeError(f"it has no {', '.join(missing)}")


def _label(point: EntryPoint) -> str:
    return f"The plug-in {point.name} ({point.value})"


def _named(name: str, formats: Mapping[str, T], what: str) -> T:
    if name not in formats:
        raise FormatError(
            f"There is no format {name!r} that can be {what}; choose {', '.join(sorted(formats))}."
        )
    return formats[name]


def _with(format: T, options: Mapping[str, str]) -> T:  # noqa: A002 - the word of the command line
    """The same format with some options; raises FormatError for one it does not have."""
    known = _options(format)
    for option in options:
        if option not in known:
            has = f"its options are {', '.join(known)}" if known else "it has none"
            name = getattr(format, "name", "?")
            raise FormatError(f"The format {name} has no option {option!r}; {has}.")
    if not options:
        return format
    default = values_of(format)
    given = {known[name].name: _value(default[name], text) for name, text in options.items()}
    return type(format)(**given)


def _value(default: object, text: str) -> str | bool:
    """The value of an option as a text says it: truth values are `yes` and `no`."""
    if not isinstance(default, bool):
        return text
    if text.lower() in ("yes", "true", "on", "1"):
        return True
    if text.lower() in ("no", "false", "off", "0"):
        return False
    raise FormatError(f"{text!r} is neither yes nor no.")
