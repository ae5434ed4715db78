"""Statements that no verb of saying reports: "according to", "is sure that", "allegedly"."""

from __future__ import annotations

from annotator.model.span import Span, Spans
from annotator.text.clauses import SURE, Clause, clause_strength, finite
from annotator.text.contents import pieces_around
from annotator.text.endings import clause_piece
from annotator.text.groups import Group
from annotator.text.lexicon import Cue, Tense
from annotator.text.phrases import phrase_after, subject
from annotator.text.report import Report, attribution
from annotator.text.trimming import content_span

_MODIFIERS = 15


def phrase_report(clause: Clause, index: int) -> Report | None:
    """The statement of "according to S", in front, behind or between."""
    for phrase in clause.lexicon.phrases[clause.lowers[index]]:
        last = index + len(phrase) - 1
        if tuple(clause.lowers[index : last + 1]) == phrase:
            break
    else:
        return None
    source = phrase_after(clause, last + 1)
    cue = clause.part(index, last)
    pieces = _said_there(clause, index, cue, source)
    if not pieces:
        return None
    made = attribution(clause, pieces, cue, source, rule="according", lemma=clause.lowers[index])
    taken = Span(cue.start, pieces[0].start) if pieces[0].start > cue.end else None
    return Report(made, index, taken=taken)


def _said_there(clause: Clause, index: int, cue: Span, source: Span | None) -> Spans:
    """What a source is given for: all around it, or what follows where a clause begins with it."""
    low, high = clause.bounds(index)
    begins = index == low or clause.tags[index - 1] in "SQR" or clause.cuts[index] in {";", '"'}
    if not begins:
        return pieces_around(clause, index, cue, source)
    end = source.end if source else cue.end
    after = next((at for at in range(index, high) if clause.spans[at].start >= end), high)
    for at in range(after, min(after + _MODIFIERS, high)):
        if clause.cuts[at] == ",":
            after = at
            break
        if finite(clause, at) == SURE:
            break
    if after >= high:
        return pieces_around(clause, index, cue, source)
    piece = content_span(clause.text, Span(clause.spans[after].start, clause.spans[high - 1].end))
    return (piece,)


def adjective_report(clause: Clause, index: int) -> Report | None:
    """The statement of "She is confident that C"."""
    first = index
    while first > 0 and not clause.cuts[first] and clause.tags[first - 1] in "ABHM":
        first -= 1
    tags = clause.tags[first:index]
    if "B" not in tags or clause.lower(first - 1) in clause.lexicon.listed("it"):
        return None
    start = index + 1
    _, high = clause.bounds(index)
    if start >= high or clause.cuts[start]:
        return None
    that = clause.lowers[start] in clause.lexicon.listed("that")
    if not that and not (
        clause.tags[start] in "OD" and clause_strength(clause, start, high) == SURE
    ):
        return None
    kind = clause.lexicon.adjectives[clause.lowers[index]]
    group = Group(Cue(clause.lowers[index], clause=kind), Tense.PRESENT, first, index, index)
    source = subject(clause, group)
    if source is None:
        return None
    pieces = (clause_piece(clause, group, start),)
    made = attribution(
        clause, pieces, group.span(clause), source,
        rule="adjective", kind=kind, lemma=clause.lowers[index],
    )  # fmt: skip
    return Report(made, index, group)


def hedge_report(clause: Clause, index: int) -> Report | None:
    """The statement of "allegedly taking part" and "the alleged plot": what follows the hedge."""
    start = end = index + 1
    is_noun = clause.tags[index] != "A"
    while end < len(clause) and not (
        end > start and (clause.cuts[end] or (is_noun and finite(clause, end)))
    ):
        end += 1
    if end <= start or start >= len(clause) or clause.cuts[start] == ".":
        return None
    piece = clause.part(start, end - 1)
    made = attribution(
        clause, (piece,), clause.spans[index], None,
        rule="hedge", kind=clause.lexicon.hedges[clause.lowers[index]],
        lemma=clause.lowers[index], unspecified=True,
    )  # fmt: skip
    return Report(made, index)
