"""Who said what, proposed by rule from the sentence around a content or a reporting word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form, SourceKind
from annotator.text.clauses import Clause, clause_at
from annotator.text.lexicon import Lexicon
from annotator.text.quotes import OPENING, Quotation, form_and_quoted, quotations
from annotator.text.report import Attribution, Report
from annotator.text.reports import reports
from annotator.text.sentences import LINE_ENDS, next_sentence_start, previous_sentence_start
from annotator.text.spans import Cover

__all__ = ["Attribution", "at_cue", "next_cue", "previous_cue", "propose"]

_DEFAULT = "assert"
#: A cue is at most this long; a longer selection is content.
_LONGEST_CUE = 80
#: A taken span this much longer than a cue in it is the content of another statement.
_NESTED = 20


def at_cue(text: str, cue_word: Span, lexicon: Lexicon) -> Attribution | None:
    """The statement that a word or verb group reports; None when it reports nothing."""
    clause = clause_at(text, cue_word.start, lexicon)
    if clause is None or len(cue_word) > _LONGEST_CUE:
        return None
    inside = {index for index, span in enumerate(clause.spans) if cue_word.contains(span)}
    inside = inside or {index for index, span in enumerate(clause.spans) if span.overlaps(cue_word)}
    for report in reversed(reports(clause)):
        cue = report.attribution.cue
        if report.index in inside and cue and _is_about(cue_word, cue):
            return _gone_on(clause, report.attribution)
    return None


def propose(text: str, content: Span, lexicon: Lexicon) -> Attribution:
    """The statement with this content: cue and source from before or behind it in its sentence.

    A quotation that is only part of what is said is widened to all of it, an interrupted one gets
    its second half, and a sentence with its own cue is taken apart.
    """
    clause = clause_at(text, content.start, lexicon)
    quotation = _quotation_of(text, content)
    if clause is not None:
        found = _adjacent(clause, content, quotation)
        if found is None and quotation is None:
            found = _inside(clause, content)
        if found is not None:
            return found
    return _plain(text, content, quotation)


def next_cue(
    text: str, at: int, lexicon: Lexicon, taken: Sequence[Span], *, until: int | None = None
) -> Span | None:
    """The first reporting cue or quotation that begins at or after a position and is not taken.

    Sentences from `until` on are not looked at.
    """
    cover = Cover(taken)
    place = previous_sentence_start(text, at + 1)
    end = len(text) if until is None else min(until, len(text))
    while place < end:
        for stop in _stops(text, place, lexicon):
            if stop.start >= at and not _is_taken(text, stop, cover):
                return stop
        place = next_sentence_start(text, place)
    return None


def previous_cue(
    text: str, at: int, lexicon: Lexicon, taken: Sequence[Span], *, since: int = 0
) -> Span | None:
    """The last reporting cue or quotation that ends at or before a position and is not taken.

    Sentences that end before `since` are not looked at.
    """
    cover = Cover(taken)
    place = min(at + 1, len(text) + 1)
    while place > since:
        place = previous_sentence_start(text, place)
        for stop in reversed(list(_stops(text, place, lexicon))):
            if stop.end <= at and not _is_taken(text, stop, cover):
                return stop
    return None


def _is_taken(text: str, stop: Span, cover: Cover) -> bool:
    """Whether a stop is in a statement; a cue inside the content of another one is not."""
    if text[stop.start] in OPENING:
        return cover.touches(stop)
    return any(
        not taken.contains(stop) or len(taken) <= len(stop) + _NESTED
        for taken in cover.overlapping(stop)
    )


def _stops(text: str, place: int, lexicon: Lexicon) -> Iterator[Span]:
    """Cues and outer quotations of the sentence at a position, in text order."""
    clause = clause_at(text, place, lexicon)
    if clause is None:
        return
    found = [span for span in clause.quoted if len(span.of(text).split()) > 1]
    for report in reports(clause):
        cue = report.attribution.cue
        if cue and not clause.is_quoted(report.index) and not _is_loose(clause, report):
            found.append(cue)
    last = -1
    for span in sorted(set(found)):
        if span.start >= last:
            yield span
            last = span.end


def _is_loose(clause: Clause, report: Report) -> bool:
    # "The alleged plot" is a statement on demand, but too common to stop at.
    return report.rule == "hedge" and clause.tags[report.index] != "A"


def _is_about(word: Span, cue: Span) -> bool:
    """Whether a selection means the cue: every word of it lies in the cue."""
    return cue.contains(word) or (word.overlaps(cue) and len(word) <= len(cue) + 2)


def _quotation_of(text: str, content: Span) -> Quotation | None:
    """The outer quotation that a content is."""
    for quotation in quotations(text, content):
        alike = (
            quotation.inner.start - 1 <= content.start + 1
            and content.end >= quotation.inner.end - 1
        )
        if quotation.depth == 0 and alike and quotation.span.start >= content.start - 2:
            return quotation if content.end <= quotation.span.end + 2 else None
    return None


def _adjacent(clause: Clause, content: Span, quotation: Quotation | None) -> Attribution | None:
    """The statement of a cue beside a content, the one that reports it or most of it."""
    best: tuple[int, int, Attribution] | None = None
    for report in reports(clause):
        found = _gone_on(clause, report.attribution)
        if content.overlaps(clause.spans[report.index]):
            continue
        if found.cue is None or found.cue.overlaps(content):
            continue
        if not any(piece.overlaps(content) for piece in found.content):
            continue
        place = _gap(content, found.cue), report.index
        if best is None or place < best[:2]:
            best = (*place, found)
    if best is None:
        return None
    found = best[2]
    pieces = found.content if quotation or len(found.content) > 1 else (content,)
    return _with_content(clause, found, _joined(content, pieces))


def _gap(content: Span, other: Span) -> int:
    """How many characters lie between two spans."""
    return max(content.start - other.end, other.start - content.end, 0)


def _gone_on(clause: Clause, found: Attribution) -> Attribution:
    """A statement whose quotation goes on in the next sentence."""
    text, pieces = clause.text, found.content
    if found.rule not in {"inverted", "trailing"} or not found.quoted:
        return found
    after = next_sentence_start(text, max(clause.span.end - 1, 0))
    gap = text[clause.span.end : after]
    if after >= len(text) or any(end in gap for end in LINE_ENDS) or text[after] not in OPENING:
        return found
    more = next(
        (q for q in quotations(text, Span(after, after + 1)) if q.span.start == after), None
    )
    if more is None or text[more.inner.end - 1] in ",?" or pieces[-1].end > after:
        return found
    return _with_content(clause, found, (*pieces, more.span))


def _joined(content: Span, pieces: Spans) -> Spans:
    kept = [piece for piece in pieces if not piece.overlaps(content) or piece.contains(content)]
    return normalised([content, *kept])


def _with_content(clause: Clause, found: Attribution, pieces: Spans) -> Attribution:
    marks, quoted = form_and_quoted(clause.text, pieces)
    form = found.form if marks is Form.INDIRECT and found.form is Form.REPORTED else marks
    return replace(found, content=pieces, form=form, quoted=quoted)


def _inside(clause: Clause, content: Span) -> Attribution | None:
    """The first statement within a content that is a sentence with its own cue."""
    for report in reports(clause):
        found = report.attribution
        if clause.is_quoted(report.index) or report.group is None or found.cue is None:
            continue
        if content.contains(found.cue):
            return _gone_on(clause, found)
    return None


def _plain(text: str, content: Span, quotation: Quotation | None) -> Attribution:
    pieces = [content]
    while quotation and quotation.continued:
        after = next_sentence_start(text, quotation.span.end)
        quotation = (
            next(iter(quotations(text, Span(after, after + 1))), None)
            if after < len(text)
            else None
        )
        if quotation:
            pieces.append(quotation.span)
    spans = normalised(pieces)
    form, quoted = form_and_quoted(text, spans)
    return Attribution(spans, None, None, SourceKind.ENTITY, form, _DEFAULT, quoted)
