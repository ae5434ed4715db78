"""Names for the files of an export of many: one for each document, safe on every system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from annotator.model.document import Document

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_MOST_BYTES = 120


class FileNames:
    """Gives each document a name of its own, after its file or its title."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def stem(self, document: Document) -> str:
        """A name without an ending that no other document has, whatever the case of letters."""
        wanted = _safe(PurePath(document.source_name).stem or document.title)
        wanted = wanted or f"document-{document.id}"
        name, number = wanted, 2
        while _folded(name) in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._taken.add(_folded(name))
        return name


def _safe(words: str) -> str:
    name = _UNSAFE.sub("_", words).strip("._ ")
    name = name.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore").strip("._ ")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
