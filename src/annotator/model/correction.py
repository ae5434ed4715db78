"""Corrections of a text: what stands in it now for what stood in the original."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the corrected text, and the words of the original that it stands for.

    `start` and `end` are code points of the corrected text; they are the same where words were
    taken out. `original` is empty where words were put in. Made by whom and when (ISO 8601, UTC).
    """

    start: int
    end: int
    original: str
    author: str
    at: str

    @property
    def grown(self) -> int:
        """By how much the text is longer than the original for it."""
        return self.end - self.start - len(self.original)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of a text, in its order and apart, with the hash of the original text."""

    sha256: str
    edits: tuple[Edit, ...]

    def __post_init__(self) -> None:
        last = -1
        for edit in self.edits:
            if not last < edit.start <= edit.end:
                raise ValueError("corrections are in order and apart")
            last = edit.end
