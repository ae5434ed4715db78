"""The texts that lie beside annotations; nothing is fetched, and nothing elsewhere is read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from annotator.errors import AnnotatorError
from annotator.formats.documents import file_bytes


def text_beside(file: Path, source: str) -> str | None:
    """The text of a source that lies beside a file or in a folder there; None for all else."""
    parts = PurePosixPath(source).parts
    if not parts or "://" in source or source.startswith("/") or ".." in parts:
        return None
    path = file.parent.joinpath(*parts)
    try:
        if not path.is_file() or not path.resolve().is_relative_to(file.parent.resolve()):
            return None
        return file_bytes(path).decode("utf-8")
    except (AnnotatorError, OSError, ValueError):  # also a name that no file can have
        return None
