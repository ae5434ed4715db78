"""What every importer and exporter is, and what each of them hands back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from annotator.formats.losses import NO_LOSSES, Losses
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.schema import Schema

NO_SCHEMA = Schema("", "", ())
"""The schema of a file that says nothing of its types but their names."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When (ISO 8601, UTC) and by which analyst a file is brought into a project.

    Both are empty where only the store knows them: it fills in what is empty.
    """

    at: str
    by: str


class Certainty(IntEnum):
    """How sure an importer is that a file is one of its own; the surest one reads it.

    `BY_NAME` is the ending alone, `LIKELY` what others may write too, `SURE` a mark of the format.
    """

    NO = 0
    BY_NAME = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Start:
    """What a format is told by: the path, the first bytes of a file or the names in a folder.

    `names` are those of what lies in the folder itself, the first thousand of them in order;
    `folder` is False and `names` empty for a file.
    """

    path: Path
    data: bytes = b""
    names: tuple[str, ...] = ()
    folder: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held, or one of many parts of it that come one after the other.

    Ids are those of the file. Those of entities and claims hold for all parts of it, and an entity
    that comes again is the same; all others hold within the part, and name nothing outside of it.
    Types, kinds and attributes may be named as the file names them: whoever stores them finds those
    of the project, or adds them. What the file says of them (labels, values) is in the schema.
    Authors and times that are empty are filled in.

    `whole` says that this is a project of ours with its schema, all of it proved, or a part of one;
    then all ids hold in all parts. `notices` are
    sentences the analyst should see, such as a guessed encoding. `share` is how much of the file
    was read when this part was handed over, from 0 to 1; 0 where it is not known.
    """

    content: ProjectContent
    losses: Losses = NO_LOSSES
    notices: tuple[str, ...] = ()
    whole: bool = False
    share: float = 0.0


def articles_only(documents: Iterable[AnnotatedDocument]) -> ProjectContent:
    """Articles with what lies in them, and nothing beside."""
    return ProjectContent(NO_SCHEMA, "", tuple(documents))


class Importer(Protocol):
    """Reads files of one format.

    An importer that is a dataclass may have options: its fields that have a `help` in their
    metadata, each a text, a truth value or None.
    """

    @property
    def name(self) -> str:
        """The name on the command line and in provenance (`import:<name>`)."""

    @property
    def title(self) -> str:
        """What people call the format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings it reads, in lower case with the dot."""

    def recognises(self, start: Start) -> Certainty:
        """How sure it is that it should read a file or folder."""

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Everything in a file or folder, part by part, few of them in memory.

        A line or object that is wrong is told in the losses, with file and line, and the others
        come in. Raises AnnotatorError when the file cannot be read at all, and when it turns out so
        only on the way: then nothing of the file is kept.
        """


class Exporter(Protocol):
    """Writes a project in one format, as one file. Options as with an importer."""

    @property
    def name(self) -> str:
        """The name on the command line."""

    @property
    def title(self) -> str:
        """What people call the format."""

    @property
    def suffix(self) -> str:
        """The file name ending it writes, with the dot."""

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write a project and say what the format could not carry."""


class Folder(Protocol):
    """Where an exporter of many files puts them: a folder, or an archive."""

    def file(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A new file to write, one at a time; `/` in the name stands for folders within."""


@runtime_checkable
class FolderExporter(Protocol):
    """Writes a project in one format, as a folder of files. Options as with an importer."""

    @property
    def name(self) -> str:
        """The name on the command line."""

    @property
    def title(self) -> str:
        """What people call the format."""

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write a project and say what the format could not carry."""


AnyExporter = Exporter | FolderExporter
