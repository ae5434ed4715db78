"""Spans as brat writes them: in fragments, since no line of it can hold the end of a line."""

from __future__ import annotations

import re

from annotator.model.span import Span, Spans, normalised

BREAKS = "\n\r\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Where brat ends a line or a field of its files; a span over one is written in two fragments."""
_BREAKS = re.compile(f"[{BREAKS}]+")


def fragments(text: str, spans: Spans) -> Spans:
    """The stretches of spans that a line can hold; none where nothing can be seen of them."""
    if len(spans) == 1 and _BREAKS.search(text, spans[0].start, spans[0].end) is None:
        return spans if not spans[0].of(text).isspace() else ()
    pieces = tuple(piece for span in spans for piece in _pieces(text, span))
    return pieces if any(not piece.of(text).isspace() for piece in pieces) else ()


def _pieces(text: str, span: Span) -> list[Span]:
    pieces, start = [], span.start
    for gap in _BREAKS.finditer(text, span.start, span.end):
        if gap.start() > start:
            pieces.append(Span(start, gap.start()))
        start = gap.end()
    if start < span.end:
        pieces.append(Span(start, span.end))
    return pieces


def joined(text: str, pieces: Spans) -> Spans:
    """The spans of fragments: those go together between which is nothing but ends of lines."""
    if len(pieces) == 1:
        return pieces
    spans: list[Span] = []
    for piece in normalised(pieces):
        if spans and _BREAKS.fullmatch(text, spans[-1].end, piece.start):
            piece = Span(spans.pop().start, piece.end)  # noqa: PLW2901 - grown
        spans.append(piece)
    return tuple(spans)


def words_of(text: str, pieces: Spans) -> str:
    """The words of fragments, as brat repeats them behind their offsets."""
    return " ".join([text[piece.start : piece.end] for piece in pieces])


def on_a_line(words: str) -> str:
    """Words without ends of lines and tabs, a space for each."""
    return _BREAKS.sub(" ", words)


def fits_on_a_line(words: str) -> bool:
    """Whether words come back from the end of a line as they were."""
    return bool(words) and words == words.strip() and _BREAKS.search(words) is None
