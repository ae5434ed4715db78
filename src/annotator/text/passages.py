"""A text sentence by sentence, each with the quotations in it, in one walk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.clauses import Clause, clause_of
from annotator.text.datelines import behind_dateline
from annotator.text.lexicon import Lexicon
from annotator.text.quotes import Quotation, quotations
from annotator.text.sentences import LINE_ENDS, next_sentence_start

_WINDOW = 12_000
_LONGEST = 3_000
_ENDLESS = 1_500
_DASHES = ("-", "\u2013", "\u2014")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with whole quotations, and whether a paragraph begins with it."""

    clause: Clause
    quotations: Sequence[Quotation]
    begins: bool


def passages(text: str, lexicon: Lexicon) -> Iterator[Passage]:
    """Every sentence of a text in order; a quotation of several sentences is not taken apart."""
    place = next_sentence_start(text, -1)
    known, until, last = _around(text, place), place + _WINDOW, 0
    while place < len(text):
        if place >= until:
            known, until = _around(text, place), place + _WINDOW
        known = [each for each in known if each.span.end > place]
        end = _end(text, place, known)
        black = _black_end(text, place, end)
        inside = [each for each in known if each.span.start < black]
        start = behind_dateline(text, place, black)
        clause = clause_of(text, Span(start, black), [each.span for each in inside], lexicon)
        yield Passage(clause, inside, _is_new(text, last, place))
        last, place = black, end


def _around(text: str, place: int) -> list[Quotation]:
    if place >= len(text):
        return []
    stretch = Span(place, min(len(text), place + _WINDOW + _LONGEST))
    return [each for each in quotations(text, stretch) if each.depth == 0]


def _end(text: str, place: int, known: Sequence[Quotation]) -> int:
    """Where the next sentence begins outside of a quotation, or after a page."""
    end = _near(text, place, next_sentence_start(text, place))
    last = -1
    for each in known:
        if each.span.start >= end:
            break
        if each.span.end > end:
            beyond = next_sentence_start(text, each.span.end - 1)
            if beyond - place > _LONGEST:
                break
            end = max(end, beyond)
        last = each.span.end
    if last >= 0 and text[end : end + 1] in _DASHES and not text[last:end].strip():
        # "- Ada Low" behind the quotation of a column
        end = next_sentence_start(text, end)
    return max(end, place + 1)


def _near(text: str, place: int, end: int) -> int:
    """The end of a sentence, or a space in one that is longer than any reader's."""
    if end - place <= _ENDLESS:
        return end
    space = text.find(" ", place + _ENDLESS, end)
    return space + 1 if space >= 0 else end


def _black_end(text: str, place: int, end: int) -> int:
    while end > place + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _is_new(text: str, last: int, place: int) -> bool:
    return last == 0 or any(text.find(end, last, place) >= 0 for end in LINE_ENDS)
