"""An archive of many files, as a folder for as long as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from annotator.formats.documents import ImportFailed
from annotator.formats.gate import open_archive

ENDING = ".zip"
_MOST_MEMBERS = 100_000
_MOST_INFLATED = 1_000_000_000


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """The folder that an archive holds, while it is needed: the only one in it, or all that is.

    It is proved before anything of it is written. Raises ArchiveRefused for one that is damaged,
    could do harm or holds archives, and ImportFailed where it cannot be read or unpacked.
    """
    with TemporaryDirectory(prefix="annotator-") as place:
        folder = Path(place) / archive.stem
        try:
            _unpack(archive, folder)
        except OSError as error:
            raise ImportFailed(
                f"{archive.name} cannot be unpacked ({error.strerror}). Check that there is room "
                "for it, or unpack it yourself and import the folder."
            ) from error
        yield _inner(folder)


def _unpack(archive: Path, folder: Path) -> None:
    folder.mkdir()
    with archive.open("rb") as file:
        inside = open_archive(file, archive.name, _MOST_INFLATED, _MOST_MEMBERS)
        for name in inside.names:
            path = folder / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as out:
                out.writelines(inside.blocks(name))


def _inner(folder: Path) -> Path:
    """The folder in a folder that holds nothing else, as archives of a folder have it."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder
