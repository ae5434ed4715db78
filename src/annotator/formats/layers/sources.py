"""The files that hold layers: one, those of a folder, or those of an archive."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from annotator.formats.base import Start
from annotator.formats.documents import ImportFailed, file_bytes
from annotator.formats.gate import Archive, open_archive

PROJECT = "_project"
"""The stem of the file for what lies beside all articles; it is read before them."""
MOST_OF_FILE = 64_000_000
"""So many bytes a file has at most; XMI has some 16 for a character of an article."""
ARCHIVE = ".zip"
_ARCHIVE_MARK = b"PK\x03\x04"
_BEGINNING = 1 << 16
_OF_USERS = ("annotation", "curation")
_UNTOUCHED = "INITIAL_CAS"
_NOBODY = ("CURATION_USER", _UNTOUCHED)


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `place` is its path within what is read, with `/`, for sentences.

    `read` gives its bytes, and `beside` those of the file of a name in its folder or one above it,
    if there is one; both raise ImportFailed. `share` is how much of all there is ends with it.
    """

    place: str
    read: Callable[[], bytes]
    beside: Callable[[str], bytes | None]
    share: float = 1.0

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePosixPath(self.place).name

    @property
    def author(self) -> str:
        """Who annotated it, where INCEpTION exported a project; else nobody.

        There each article is a folder of files that are called as their annotators.
        """
        parts = PurePosixPath(self.place).parts
        stem = PurePosixPath(self.place).stem
        of_user = len(parts) > 2 and parts[-3] in _OF_USERS  # noqa: PLR2004 - the folder's folder
        return stem if of_user and stem not in _NOBODY else ""


def sources(path: Path, suffixes: tuple[str, ...]) -> Iterator[Source]:
    """The files with some endings that a path stands for, those of projects before the others.

    Raises ImportFailed where there is none.
    """
    found = False
    for each in _sources(path, suffixes):
        found = True
        yield each
    if not found:
        raise ImportFailed(f"{path.name} holds no file that ends in {' or '.join(suffixes)}.")


def _sources(path: Path, suffixes: tuple[str, ...]) -> Iterator[Source]:
    if path.is_dir():
        places = sorted(_places(path, (*suffixes, ARCHIVE)), key=_order)
        for number, place in enumerate(_annotated(places), 1):
            one = [_on_disk(path, place)]
            found = _archived_within(path, place, suffixes) if place.endswith(ARCHIVE) else one
            yield from (replace(each, share=number / len(places)) for each in found)
    elif _is_archive(path):
        yield from _archived(path, path.name, suffixes)
    else:
        yield _on_disk(path.parent, path.name)


def _annotated(places: list[str]) -> Iterator[str]:
    """The files of annotators, without INCEpTION's copies of what nobody has annotated yet."""
    folders = Counter(PurePosixPath(place).parent for place in places)
    for place in places:
        path = PurePosixPath(place)
        if path.stem != _UNTOUCHED or folders[path.parent] == 1:
            yield place


def _archived_within(root: Path, place: str, suffixes: tuple[str, ...]) -> Iterator[Source]:
    """The files of an archive in a folder; one that is refused is told when it is to be read."""
    try:
        yield from _archived(root / place, place, suffixes)
    except ImportFailed as error:
        yield Source(place, partial(_refuse, error), lambda _: None)


def _refuse(error: ImportFailed) -> bytes:
    raise error


def _order(place: str) -> tuple[bool, str]:
    return PurePosixPath(place).stem != PROJECT, place


def _places(folder: Path, suffixes: tuple[str, ...]) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in files:
            if name.lower().endswith(suffixes) and not name.startswith("."):
                yield (Path(here) / name).relative_to(folder).as_posix()


def _on_disk(root: Path, place: str) -> Source:
    read = partial(file_bytes, root / place, MOST_OF_FILE)
    return Source(place, read, partial(_beside, root, place))


def _beside(root: Path, place: str, name: str) -> bytes | None:
    for folder in PurePosixPath(place).parents:
        if (root / folder / name).is_file():
            return file_bytes(root / folder / name, MOST_OF_FILE)
    return None


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ARCHIVE_MARK)) == _ARCHIVE_MARK
    except OSError:
        return False  # it is told when the file is read


def _archived(path: Path, place: str, suffixes: tuple[str, ...]) -> Iterator[Source]:
    archive = open_archive(file_bytes(path), path.name)
    folder = PurePosixPath(place).parent
    members = [each for each in archive.names if each.lower().endswith(suffixes)]
    nested = [each for each in archive.names if each.lower().endswith(ARCHIVE)]
    if nested and not members:
        raise ImportFailed(
            f"{path.name} holds archives ({nested[0]}), which are not opened. Unpack it, and "
            "import the folder."
        )
    for member in sorted(members, key=_order):
        yield Source(
            str(folder / member),
            partial(_member, archive, member),
            partial(_member_beside, archive, member),
        )


def _member(archive: Archive, member: str) -> bytes:
    if archive.size(member) > MOST_OF_FILE:
        raise ImportFailed(
            f"{member} was not read: it has {archive.size(member) // 1_000_000} MB, and "
            f"{MOST_OF_FILE // 1_000_000} MB are the most. Divide it."
        )
    return archive.read(member)


def _member_beside(archive: Archive, member: str, name: str) -> bytes | None:
    for parent in PurePosixPath(member).parents:
        if str(parent / name) in archive:
            return _member(archive, str(parent / name))
    return None


def beginning(start: Start, suffixes: tuple[str, ...]) -> bytes:
    """The first bytes of a file, or of the first in a folder that has one of some endings.

    Of a project of INCEpTION it is the first file of an annotator. Empty where there is none.
    """
    if not start.folder:
        return start.data
    name = next((each for each in start.names if each.lower().endswith(suffixes)), None)
    of_users = sorted(start.path.glob(f"{_OF_USERS[0]}/*/*")) if name is None else []
    try:
        with (of_users[0] if of_users else start.path / (name or "")).open("rb") as file:
            return file.read(_BEGINNING)
    except OSError:
        return b""
