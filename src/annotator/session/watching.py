"""A folder that is watched: files that appear in it, once they are whole, come into the project."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import AnnotatorError

_Seen = tuple[int, int]
"""The size of a file and when it was written, in nanoseconds."""


class FolderGone(AnnotatorError):
    """The watched folder cannot be read any more."""


@dataclass(slots=True)
class WatchedFolder:
    """Looks into a folder, again and again; `endings` are those of files that can be read.

    A file is handed out once two looks found it the same, so that one that is still being written
    is waited for. One that is written anew comes again; what the project has is known by its text.
    """

    folder: Path
    endings: tuple[str, ...]
    _last: dict[str, _Seen] = field(default_factory=dict)
    _given: dict[str, _Seen] = field(default_factory=dict)

    def look(self) -> list[Path]:
        """The files that are new since the last look and whole; raises FolderGone."""
        there = self._there()
        whole = [
            name
            for name, seen in sorted(there.items())
            if self._last.get(name) == seen and self._given.get(name) != seen
        ]
        self._last = there
        self._given = {name: seen for name, seen in self._given.items() if name in there}
        self._given |= {name: there[name] for name in whole}
        return [self.folder / name for name in whole]

    def _there(self) -> dict[str, _Seen]:
        found: dict[str, _Seen] = {}
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name.lower().endswith(self.endings) and not name.startswith("."):
                        self._note(entry, found)
        except OSError as error:
            raise FolderGone(
                f"{self.folder} cannot be read any more ({error.strerror}), so it is not watched. "
                "Watch it again when it is there."
            ) from error
        return found

    def _note(self, entry: os.DirEntry[str], found: dict[str, _Seen]) -> None:
        try:
            if entry.is_file():
                status = entry.stat()
                found[entry.name] = (status.st_size, status.st_mtime_ns)
        except OSError:
            return  # it went while we looked; the next look sees it if it is there again


def watched(folder: Path) -> WatchedFolder:
    """A folder to watch for everything that some format reads; raises FolderGone."""
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    found = WatchedFolder(folder, tuple(sorted(installed().suffixes)))
    found.look()  # which says at once when there is no such folder
    return found
