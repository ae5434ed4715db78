"""A place with the words around it, on one line."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.span import Span

_AROUND = 80
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """The words before, in and after a place, without line ends; long ones are cut with a mark."""

    before: str
    words: str
    after: str


def line(text: str, span: Span, around: int = _AROUND) -> Line:
    """The line of a place."""
    before = text[max(0, span.start - around) : span.start]
    after = text[span.end : span.end + around]
    words = text[span.start : min(span.end, span.start + _LONGEST)]
    return Line(
        " ".join(before.split()) + (" " if before[-1:].isspace() else ""),
        " ".join(words.split()) + ("…" if len(span) > _LONGEST else ""),
        (" " if after[:1].isspace() else "") + " ".join(after.split()),
    )
