"""The stretches in which suggesters read a text, so that a reader never waits for one."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.span import Span

_LONGEST = 2_000


def pieces(text: str) -> Iterator[Span]:
    """A text paragraph by paragraph, longer ones in stretches; no piece is long or empty.

    A stretch ends at a space where there is one.
    """
    at = 0
    while at < len(text):
        end = text.find("\n", at, at + _LONGEST) + 1
        if not end and len(text) > at + _LONGEST:
            end = text.rfind(" ", at + _LONGEST // 2, at + _LONGEST) + 1
        end = end or min(at + _LONGEST, len(text))
        yield Span(at, end)
        at = end
