"""Statements that a noun reports: "the claim that", "issued a statement that"."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.span import Span
from annotator.text.clauses import Clause
from annotator.text.endings import clause_piece
from annotator.text.groups import Group
from annotator.text.lexicon import Cue, Tense
from annotator.text.phrases import main_subject, subject
from annotator.text.report import Report, attribution

_REACH = 6
_REJECTING = frozenset({"deny", "allege", "question"})


def noun_report(clause: Clause, index: int, earlier: Sequence[Report]) -> Report | None:
    """The statement of a noun of saying that "that" follows."""
    start = index + 1
    copula = clause.tag(start) == "B" and not clause.cut(start)
    start += copula
    if clause.lower(start) not in clause.lexicon.listed("that") or clause.cut(start):
        return None
    if clause.tag(start + 1) in "VMBHZE" or clause.tags[index] in "IVE":
        return None
    at = clause.spans[start].start
    if any(piece.start == at for report in earlier for piece in report.attribution.content):
        return None
    kind = clause.lexicon.nouns[clause.lowers[index]]
    cue = Cue(clause.lowers[index], clause=kind)
    noun = Group(cue, Tense.BASE, index, index, start - 1)
    pieces = (clause_piece(clause, noun, start),)
    carried = None if copula else _carrier(clause, index)
    if carried and _is_object(clause, index, carried, earlier):
        return None
    if carried:
        source = subject(clause, carried) or _earlier_source(clause, carried, earlier)
        if source:
            cue_span = clause.part(carried.first, index)
            made = attribution(
                clause, pieces, cue_span, source, rule="carrier", kind=kind, lemma=cue.lemma
            )
            return Report(made, index, carried)
    source = _owner(clause, index)
    made = attribution(
        clause, pieces, clause.part(index, start - 1), source,
        rule="noun", kind=kind, lemma=cue.lemma, unspecified=True,
    )  # fmt: skip
    return Report(made, index)


def _is_object(clause: Clause, index: int, carried: Group, earlier: Sequence[Report]) -> bool:
    """Whether a noun is what somebody rejects: "denied reports that" reports no report."""
    span = clause.spans[index]
    return any(
        report.index == carried.verb
        and report.attribution.kind in _REJECTING
        and any(piece.contains(span) for piece in report.attribution.content)
        for report in earlier
    )


def _earlier_source(clause: Clause, carried: Group, earlier: Sequence[Report]) -> Span | None:
    low, _ = clause.bounds(carried.first)
    for report in reversed(earlier):
        if report.index >= low and report.attribution.source:
            return report.attribution.source
    return main_subject(clause, carried.first - 1)


def _carrier(clause: Clause, index: int) -> Group | None:
    """The verb that carries a noun: "made" in "made the bold claim"."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if clause.cut(at + 1):
            return None
        for rest in clause.lexicon.carriers.get(clause.lowers[at], ()):
            if (
                tuple(clause.lowers[at + 1 : at + 1 + len(rest)]) == rest
                and clause.tags[at] in "VEIKGB"
            ):
                first = at
                while first > 0 and not clause.cuts[first] and clause.tags[first - 1] in "BHZMA":
                    first -= 1
                return Group(Cue(clause.lowers[index]), Tense.PRESENT, first, at, index)
        if clause.tags[at] not in "DJNAGPE#XCKRT":
            return None
    return None


def _owner(clause: Clause, index: int) -> Span | None:
    """The possessor of a noun: "his claim", "the minister's claim"."""
    at = index - 1
    while at >= 0 and clause.tags[at] == "J" and not clause.cut(at + 1):
        at -= 1
    if at < 0 or clause.cut(at + 1):
        return None
    if clause.lowers[at] in clause.lexicon.listed("possessive"):
        return clause.spans[at]
    if clause.tags[at] != "X":
        return None
    start = at
    while start > 0 and not clause.cuts[start] and clause.tags[start - 1] in "DJNCX":
        start -= 1
    span = clause.part(start, at)
    trailing = 2 if clause.lowers[at].endswith("'s") else 1
    return Span(span.start, span.end - trailing)
