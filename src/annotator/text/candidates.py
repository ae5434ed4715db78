"""What in a text is likely to be annotated: names, dates, amounts and quotations, found by rule.

Asked for a stretch, only that stretch and some text around it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.model.span import Span
from annotator.text.amounts import amounts
from annotator.text.date_patterns import date_pattern
from annotator.text.document_names import NamesRead
from annotator.text.lexicon import Lexicon
from annotator.text.quotes import quotations
from annotator.text.run_patterns import is_in_name
from annotator.text.runs import names_of
from annotator.text.sentences import line_near
from annotator.text.setting import Setting
from annotator.text.spans import Cover

CandidateKind = Literal["name", "date", "amount", "quotation"]

_WHOLE = 12_000
_AROUND = 3_000
# The next candidate is mostly near; where it is not, larger stretches are read faster.
_FIRST_STEP, _LARGEST_STEP = 500, 2_000
_EDGE = 400
#: A longer taken span is content of a statement, and the names in it are still to be tagged.
_LONGEST_NAME = 40
_PLAIN = Lexicon()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place to annotate; `type_hint` is an entity type id where the words suggest one."""

    span: Span
    kind: CandidateKind
    type_hint: str | None = None


def candidates(text: str, span: Span, lexicon: Lexicon = _PLAIN) -> list[Candidate]:
    """Every candidate that touches a span, in text order, an outer one before what lies in it.

    A title is a name candidate of its own with the hint `title`; the name behind it another.
    """
    low, high = _window(text, span)
    setting = Setting.of(text, low, high)
    dates = [
        Span(*match.span()) for match in date_pattern(lexicon.language).finditer(text, low, high)
    ]
    found = [Candidate(date, "date", "date") for date in dates]
    found += _amounts(text, low, high, Cover(dates))
    blocked = Cover(each.span for each in found if not is_in_name(text, each.span.start))
    names = NamesRead(text, lexicon)
    names.add(names_of(text, setting, lexicon, blocked))
    found += [Candidate(each.span, "name", each.type) for each in names.typed(span.start, span.end)]
    found += [
        Candidate(quotation.span, "quotation")
        for quotation in quotations(text, span)
        if quotation.depth == 0
    ]
    touching = [each for each in found if each.span.overlaps(span)]
    return sorted(touching, key=lambda each: (each.span.start, -each.span.end))


def next_candidate(
    text: str,
    at: int,
    taken: Sequence[Span],
    lexicon: Lexicon = _PLAIN,
    *,
    until: int | None = None,
) -> Candidate | None:
    """The next candidate behind a position that is not taken; pass the end of the selection.

    What lies in a quotation comes before the quotation itself, which is met at its end. A name,
    date or amount is taken when it overlaps a taken span; a quotation when a taken span holds its
    words. Nothing is looked for from `until` on.
    """
    cover, low, step = Cover(taken), max(at, 0), _FIRST_STEP
    end = len(text) if until is None else min(until, len(text))
    while low < end:
        high = min(end, low + step)
        found = [
            (place, candidate)
            for candidate in candidates(text, Span(low, high), lexicon)
            if low <= (place := _first_met(candidate)) < high and not _is_taken(candidate, cover)
        ]
        if found:
            return min(found, key=lambda pair: pair[0])[1]
        low, step = high, min(2 * step, _LARGEST_STEP)
    return None


def previous_candidate(
    text: str, at: int, taken: Sequence[Span], lexicon: Lexicon = _PLAIN, *, since: int = 0
) -> Candidate | None:
    """The last candidate before a position that is not taken; pass the start of the selection.

    What lies in a quotation comes before the quotation itself here too, which is met at its start.
    Nothing is looked for before `since`.
    """
    cover, high, step = Cover(taken), min(at, len(text)), _FIRST_STEP
    while high > since:
        low = max(since, high - step)
        found = [
            (place, candidate)
            for candidate in candidates(text, Span(low, high), lexicon)
            if low < (place := _last_met(candidate)) <= high and not _is_taken(candidate, cover)
        ]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
        high, step = low, min(2 * step, _LARGEST_STEP)
    return None


def _first_met(candidate: Candidate) -> int:
    return candidate.span.end - 1 if candidate.kind == "quotation" else candidate.span.start


def _last_met(candidate: Candidate) -> int:
    return candidate.span.start + 1 if candidate.kind == "quotation" else candidate.span.end


def _is_taken(candidate: Candidate, cover: Cover) -> bool:
    overlapping = cover.overlapping(candidate.span)
    if candidate.kind == "quotation":
        inner = Span(
            candidate.span.start + 1, max(candidate.span.start + 2, candidate.span.end - 1)
        )
        return any(taken.contains(inner) for taken in overlapping)
    return any(
        len(taken) <= _LONGEST_NAME or not taken.contains(candidate.span) for taken in overlapping
    )


def _amounts(text: str, low: int, high: int, dates: Cover) -> Iterator[Candidate]:
    for span, form in amounts(text, low, high):
        if not dates.touches(span):
            yield Candidate(span, "amount", "money" if form == "money" else "quantity")


def _window(text: str, span: Span) -> tuple[int, int]:
    """What is read for a span: a short text as a whole, so that every step finds the same."""
    if len(text) <= _WHOLE:
        return 0, len(text)
    low = line_near(text, max(0, span.start - _AROUND), _EDGE)[0]
    return low, line_near(text, min(len(text), span.end + _AROUND), _EDGE)[1]
