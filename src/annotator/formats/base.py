"""What every importer and exporter is, and what each of them hands back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from annotator.model.annotations import AnnotatedDocument, ProjectContent


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format could not carry: what, how often, and where (one line per place)."""

    what: str
    count: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Losses:
    """All that was left out of an import or export; false when nothing was."""

    items: tuple[Loss, ...] = ()

    def __bool__(self) -> bool:
        return any(loss.count for loss in self.items)

    def __str__(self) -> str:
        kept = [f"{loss.count} {loss.what}" for loss in self.items if loss.count]
        return f"left out: {', '.join(kept)}" if kept else "nothing was left out"

    @property
    def lines(self) -> tuple[str, ...]:
        """One line per place where something was left out."""
        return tuple(line for loss in self.items for line in loss.lines)

    def __add__(self, other: Losses) -> Losses:
        counts: dict[str, Loss] = {}
        for loss in (*self.items, *other.items):
            known = counts.get(loss.what, Loss(loss.what, 0))
            counts[loss.what] = Loss(
                loss.what, known.count + loss.count, (*known.lines, *loss.lines)
            )
        return Losses(tuple(counts.values()))


def losses(found: Iterable[tuple[str, str]]) -> Losses:
    """Count pairs of what was left out and the line that says where, as losses."""
    lines: dict[str, list[str]] = {}
    for what, line in found:
        lines.setdefault(what, []).append(line)
    return Losses(tuple(Loss(what, len(group), tuple(group)) for what, group in lines.items()))


@dataclass(frozen=True, slots=True)
class Stamp:
    """When (ISO 8601, UTC) and by which analyst a file is brought into a project."""

    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held.

    `content` is the whole project when the format carries one (its documents are then
    `documents`), and None when the file held documents only. Ids are those of the file, or 0 where
    it has none: the store gives new ones. `notices` are sentences the analyst should see, such as
    a guessed encoding.
    """

    documents: tuple[AnnotatedDocument, ...]
    content: ProjectContent | None = None
    losses: Losses = Losses()
    notices: tuple[str, ...] = ()


class Importer(Protocol):
    """Reads files of one format."""

    @property
    def name(self) -> str:
        """The name on the command line and in provenance (`import:<name>`)."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings it reads, in lower case with the dot."""

    def read(self, path: Path, stamp: Stamp) -> Imported:
        """Everything in a file; raises AnnotatorError when the file cannot be read."""


class Exporter(Protocol):
    """Writes a project in one format."""

    @property
    def name(self) -> str:
        """The name on the command line."""

    @property
    def suffix(self) -> str:
        """The file name ending it writes, with the dot."""

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write a project and say what the format could not carry."""
