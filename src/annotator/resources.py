"""The files that ship with annotator: schemas, keymaps, samples, icons."""

from __future__ import annotations

from pathlib import Path

from annotator.errors import AnnotatorError

_PACKAGE = Path(__file__).parent
# A wheel carries the folder inside the package; a checkout has it at its top.
_FOLDERS = (_PACKAGE / "resources", _PACKAGE.parent.parent / "resources")


class ResourceMissing(AnnotatorError):
    """A file that should have come with annotator is not there."""


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder.

    `name` is relative to the top-level `resources` folder and written with `/`, as in
    `schemas/news.toml`. Raises `ResourceMissing` when nothing of that name came with annotator.
    """
    found = next((folder / name for folder in _FOLDERS if (folder / name).exists()), None)
    if found is None:
        raise ResourceMissing(
            f"The file resources/{name} that belongs to annotator is missing; "
            "install annotator again."
        )
    return found
