"""The keys of a document's metadata that say how its text was made, and of places in that."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

EXTRACTOR = "extractor"
"""What made the text of the file, with versions."""
EXTRACTOR_OPTIONS = "extractor_options"
"""With which options, where any was not as usual: `NAME=VALUE`, quoted as for a shell."""
PAGE_STARTS = "page_starts"
"""Where each page begins in the text, in code points."""
HYPHENS_UNDONE = "hyphens_undone"
"""Where a hyphen at the end of a line was taken out, in code points."""
CHAPTER_STARTS = "chapter_starts"
"""Where each chapter begins in the text, in code points."""
OF_EXTRACTION = frozenset(
    {EXTRACTOR, EXTRACTOR_OPTIONS, PAGE_STARTS, HYPHENS_UNDONE, CHAPTER_STARTS}
)
"""What is no longer true once another text was made."""


def written_options(options: Mapping[str, str]) -> str:
    """Options in a line."""
    return shlex.join(f"{name}={value}" for name, value in options.items())


def options_in(line: str) -> dict[str, str]:
    """The options in a line; none where it is not such a line."""
    try:
        pairs = [word.partition("=") for word in shlex.split(line)]
    except ValueError:
        return {}
    return {name: value for name, equals, value in pairs if name and equals}
