"""A text put together from words, each of which keeps its place."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.formats.conll.spacing import Spacing

SENTENCES = "\n"
"""What stands between sentences where a file does not say."""
Place = tuple[int, int]
"""Start and end in code points; of words by the thousand, so no Span."""


class Building:
    """Grows by white space and words; `length` counts code points."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def add(self, part: str) -> Place:
        """Add words or white space; returns where they are."""
        start = self.length
        self._parts.append(part)
        self.length += len(part)
        return start, self.length

    def words(self, words: Iterable[str], blanks: Iterable[str]) -> list[Place]:
        """Add words, each with the white space behind it; returns where they are."""
        parts, at, places = self._parts, self.length, []
        for word, blank in zip(words, blanks, strict=True):
            end = at + len(word)
            places.append((at, end))
            parts += (word, blank)
            at = end + len(blank)
        self.length = at
        return places

    def sentence(self, words: Iterable[str]) -> list[Place]:
        """Add a sentence whose white space is not known; returns where its words are."""
        if self.length:
            self.add(SENTENCES)
        spacing, parts, at = Spacing(), self._parts, self.length
        places = []
        for word in words:
            if blank := spacing.before(word):
                parts.append(blank)
                at += len(blank)
            parts.append(word)
            places.append((at, at := at + len(word)))
        self.length = at
        return places

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)
