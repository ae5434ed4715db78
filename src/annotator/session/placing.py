"""Files and folders that appear at their place whole or not at all, and never replace a project."""

from __future__ import annotations

import glob
import io
import os
import shutil
import stat
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, TextIO, cast

from annotator.errors import AnnotatorError
from annotator.store.connection import check_header
from annotator.store.disks import reason
from annotator.store.errors import NewerProject, StoreError

_NEW_FILE, _NEW_FOLDER = 0o666, 0o777
_BUFFER = 1 << 20
_PART = ".part"
_ABANDONED_S = 24 * 3600
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of what lies in an archive, so that the same content gives the same bytes."""


class NotExported(AnnotatorError):
    """An export that could not be written; what was at the path before is still there."""


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn the system's errors into sentences. Raises NotExported."""
    try:
        yield
    except OSError as error:
        raise NotExported(
            f"{path} cannot be written ({reason(error, path)}). Choose another place."
        ) from error


def refuse_to_replace(path: Path, *, overwrite: bool) -> None:
    """Raise NotExported for what no file is written over."""
    if path.is_dir():
        raise NotExported(f"{path} is a folder. Name a file in it.")
    if not path.is_file():
        return
    if not overwrite:
        raise NotExported(f"{path} exists already. Choose another name.")
    if _is_project(path):
        raise NotExported(f"{path} is a project. Export to another file.")


def refuse_folder(path: Path) -> None:
    """Raise NotExported where a folder cannot be made: nothing of anybody's is replaced."""
    if path.is_dir() and not any(path.iterdir()):
        return
    if path.exists():
        what = "is not empty" if path.is_dir() else "is a file"
        raise NotExported(f"{path} {what}. Name a new folder, or a file that ends in .zip.")


class Waiting(Protocol):
    """Something that is written beside its place, and not there yet."""

    def keep(self) -> None:
        """Put it in its place."""

    def drop(self) -> None:
        """Remove it, if it is not in its place."""


class WaitingFile:
    """A file that is written beside its place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        _sweep(path)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_PART)
        self._part: Path | None = Path(name)
        self.file: BinaryIO = os.fdopen(descriptor, "wb", _BUFFER)

    def keep(self) -> None:
        """Make it safe on the disk, then put it in its place."""
        assert self._part is not None
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self._part.chmod(_mode(self._path))
        self._part.replace(self._path)
        self._part = None
        _sync_folder(self._path.parent)

    def drop(self) -> None:
        """Remove it, if it is not in its place."""
        with suppress(OSError):  # what it could not write it cannot flush
            self.file.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)


class WaitingFolder:
    """A folder of files that is written beside its place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        _sweep(path)
        name = tempfile.mkdtemp(dir=path.parent, prefix=_prefix(path), suffix=_PART)
        self._part: Path | None = Path(name)

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A new file in the folder, `/` standing for folders within."""
        assert self._part is not None
        target = self._part.joinpath(*_parts(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb", _BUFFER) as file:
            yield file

    def keep(self) -> None:
        """Make it safe on the disk, then put it in its place."""
        assert self._part is not None
        if self._path.is_dir():
            self._path.rmdir()  # it was empty
        _sync_all(self._part)
        mask = os.umask(0)
        os.umask(mask)
        self._part.chmod(_NEW_FOLDER & ~mask)
        self._part.replace(self._path)
        self._part = None
        _sync_folder(self._path.parent)

    def drop(self) -> None:
        """Remove it, if it is not in its place."""
        if self._part is not None:
            shutil.rmtree(self._part, ignore_errors=True)


class Nowhere:
    """A folder whose files are all written into one stream that keeps nothing."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A file that is not there afterwards."""
        _parts(name)
        yield self._out


class Archive:
    """A folder of files as a ZIP archive, which is written into a stream."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A new file in the archive."""
        info = zipfile.ZipInfo("/".join(_parts(name)), _NO_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = (stat.S_IFREG | 0o644) << 16
        with self._zip.open(info, "w", force_zip64=True) as file:
            yield cast(BinaryIO, file)

    def close(self) -> None:
        """Write what ends an archive."""
        self._zip.close()


@contextmanager
def whole_file(path: Path, *, encoding: str) -> Iterator[TextIO]:
    """A text file to write, which appears at a path whole or not at all. Raises NotExported."""
    path = path.resolve()
    with readable(path):
        refuse_to_replace(path, overwrite=True)
        waiting = WaitingFile(path)
        try:
            text = io.TextIOWrapper(waiting.file, encoding, newline="")
            yield text
            text.detach()  # which writes what it still holds, and leaves the file open
            waiting.keep()
        finally:
            waiting.drop()


def _parts(name: str) -> tuple[str, ...]:
    """The folders and the name of a file; an exporter cannot leave its folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or any(part in ("..", ".") for part in parts):
        raise ValueError(f"{name!r} is no name of a file in a folder")
    return parts


def _is_project(path: Path) -> bool:
    try:
        check_header(path)
    except NewerProject:
        return True
    except StoreError:
        return False
    return True


def _prefix(path: Path) -> str:
    return f".{path.name[:80]}."


def _sweep(path: Path) -> None:
    """Remove what a killed export to the same place left, once it cannot be at work any more."""
    for left in path.parent.glob(f"{glob.escape(_prefix(path))}*{_PART}"):
        with suppress(OSError):  # somebody else removed it, or it is not ours to remove
            if time.time() - left.stat().st_mtime <= _ABANDONED_S:
                continue
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of any new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask


def _sync_all(folder: Path) -> None:
    """Make all files of a folder safe on the disk, and the names of them."""
    for parent, _folders, names in os.walk(folder):
        for name in names:
            _sync_path(Path(parent) / name)
        _sync_folder(Path(parent))


def _sync_folder(folder: Path) -> None:
    """Make new names safe as well, where the system can do that."""
    if os.name == "posix":
        _sync_path(folder)


def _sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
