"""Quotation marks of the world's news, and the form they give to a content.

A quotation left open ends with its paragraph; when the next paragraph opens again with the same
mark it is one of several, `continued`. Dialogue that is opened with a dash is quoted as well, up to
where its speaker is named; it has no closing mark, and yet is `closed` because its end is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form
from annotator.text.dashes import Spoken, dash_dialogue
from annotator.text.marks import PAIRS
from annotator.text.pairing import Pair, pairs
from annotator.text.sentences import sentence_at
from annotator.text.stretches import stretches

_NEXT_LINE = 64


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks (`span`) and without (`inner`).

    `depth` counts the quotations around it. `continued` says that the next paragraph takes it up.
    """

    span: Span
    inner: Span
    closed: bool
    depth: int
    continued: bool = False


def quotations(text: str, span: Span | None = None) -> list[Quotation]:
    """Every quotation of the text, or those that touch a span, outer ones before inner ones.

    With a span only the text around it is read.
    """
    if not text:
        return []
    wanted = Span(0, len(text)) if span is None else span
    return [each for each in _around(text, wanted) if each.span.overlaps(wanted)]


def _around(text: str, span: Span) -> Iterator[Quotation]:
    """The quotations of the stretches that hold a span."""
    for stretch in stretches(text, span.start, span.end):
        following = text[stretch.end : stretch.end + _NEXT_LINE].lstrip()[:2]
        low, high = span.start - stretch.start, span.end - stretch.start
        for each in _in_stretch(stretch.of(text), following):
            if each.span.start < high and low < each.span.end:
                yield _moved(each, stretch.start)


# Callers ask for one sentence after the other, and a stretch holds many.
@lru_cache(maxsize=8)
def _in_stretch(text: str, following: str) -> tuple[Quotation, ...]:
    paired = pairs(text, following)
    made = [_quotation(text, pair) for pair in paired]
    quoted = [Span(pair.open.at, pair.end) for pair in paired]
    made += [_dialogue(spoken) for spoken in dash_dialogue(text, quoted)]
    return tuple(_nested([each for each in made if each is not None]))


def _dialogue(spoken: Spoken) -> Quotation:
    return Quotation(spoken.span, spoken.inner, closed=True, depth=0)


def _moved(quotation: Quotation, by: int) -> Quotation:
    span, inner = quotation.span, quotation.inner
    return replace(
        quotation,
        span=Span(span.start + by, span.end + by),
        inner=Span(inner.start + by, inner.end + by),
    )


def quoted_parts(text: str, content: Spans) -> Spans:
    """The stretches of a content that are quoted, marks included, as far as the content has them.

    A quotation around a content that begins within one of its sentences does not quote the content:
    it is the words of somebody who reports it.
    """
    parts = []
    for piece in content:
        for quotation in quotations(text, Span(max(0, piece.start - 1), piece.end + 1)):
            start = max(piece.start, quotation.span.start)
            end = min(piece.end, quotation.span.end)
            if start < end and _quotes(text, quotation, piece):
                parts.append(Span(start, end))
    return normalised(parts) if parts else ()


def form_of(text: str, content: Spans) -> Form:
    """Direct when all words of a content are quoted, mixed when some are, else indirect."""
    return form_and_quoted(text, content)[0]


def form_and_quoted(text: str, content: Spans) -> tuple[Form, Spans]:
    """The form of a content, and its quoted stretches, from one reading of the marks."""
    parts = quoted_parts(text, content)
    if not parts:
        return Form.INDIRECT, ()
    unquoted = any(_has_unquoted(text, piece, parts) for piece in content)
    return (Form.MIXED if unquoted else Form.DIRECT), parts


def _has_unquoted(text: str, piece: Span, parts: Spans) -> bool:
    at = piece.start
    for part in (*parts, Span(piece.end, piece.end + 1)):
        if part.end <= at or part.start > piece.end:
            continue
        if any(char.isalnum() for char in text[at : part.start]):
            return True
        at = part.end
    return False


def _quotes(text: str, quotation: Quotation, piece: Span) -> bool:
    if quotation.span.start >= piece.start or quotation.inner.end < piece.end:
        return True
    if not any(char.isalnum() for char in text[quotation.inner.start : piece.start]):
        return True
    sentence = sentence_at(text, piece.start)
    return sentence is not None and not any(
        char.isalnum() for char in text[sentence.start : piece.start]
    )


def _quotation(text: str, pair: Pair) -> Quotation | None:
    low, high = pair.open.end, pair.close.at if pair.close else pair.end
    while high > low and text[high - 1].isspace():
        high -= 1
    while low < high and text[low].isspace():
        low += 1
    if low >= high:
        return None
    whole = Span(pair.open.at, pair.close.end if pair.close else high)
    return Quotation(whole, Span(low, high), pair.close is not None, 0, pair.again)


def _nested(found: list[Quotation]) -> list[Quotation]:
    """The same in text order, each with its depth."""
    around: list[int] = []
    result = []
    for quotation in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        while around and around[-1] <= quotation.span.start:
            around.pop()
        result.append(replace(quotation, depth=len(around)))
        around.append(quotation.span.end)
    return result


#: The marks that begin a quotation, for those who look for one.
OPENING = frozenset(PAIRS)
