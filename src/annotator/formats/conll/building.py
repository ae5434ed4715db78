"""A text put together from words, each of which keeps its place."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.formats.conll.spacing import Spacing
from annotator.model.span import Span

SENTENCES = "\n"
"""What stands between sentences where a file does not say."""


class Building:
    """Grows by white space and words; `length` counts code points."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def add(self, part: str) -> Span | None:
        """Add words or white space; returns where they are, or None for nothing."""
        if not part:
            return None
        start = self.length
        self._parts.append(part)
        self.length += len(part)
        return Span(start, self.length)

    def sentence(self, words: Iterable[str]) -> list[Span]:
        """Add a sentence whose white space is not known; returns where its words are."""
        if self.length:
            self.add(SENTENCES)
        spacing = Spacing()
        places = []
        for word in words:
            self.add(spacing.before(word))
            place = self.add(word)
            assert place is not None, "a word has letters"
            places.append(place)
        return places

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)
