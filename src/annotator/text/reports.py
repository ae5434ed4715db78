"""The statements that one sentence reports: their contents, cues, sources, forms and kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.span import Span, Spans, normalised
from annotator.text.clauses import Clause
from annotator.text.contents import is_behind_colon
from annotator.text.free_verbs import free_verb_report
from annotator.text.groups import group_at
from annotator.text.headlines import is_headline, of_headline
from annotator.text.nouns import noun_report
from annotator.text.report import Attribution, Report
from annotator.text.trimming import content_span
from annotator.text.verbs import verb_report
from annotator.text.wordless import (
    adjective_report,
    hedge_report,
    phrase_report,
    postposed_report,
)

__all__ = ["Attribution", "Report", "report_at", "reports"]

#: No sentence that somebody wrote reports more.
_MOST = 20
_AROUND = frozenset({"according", "trailing", "inverted"})


def reports(clause: Clause) -> list[Report]:
    """Every statement that a sentence reports, in the order of their cues, up to a score."""
    found: list[Report] = []
    for index in range(len(clause)):
        report = _report(clause, index, found)
        if report is not None:
            found.append(report)
        if len(found) == _MOST:
            break
    if is_headline(clause):
        found = of_headline(clause, found)
    return [_clipped(clause, report, found) for report in found]


def report_at(clause: Clause, index: int) -> Attribution | None:
    """The statement that the word at an index reports, if it reports one."""
    for report in reports(clause):
        if report.index == index:
            return report.attribution
    return None


def _report(clause: Clause, index: int, earlier: Sequence[Report]) -> Report | None:
    word, tag = clause.lowers[index], clause.tags[index]
    if word in clause.lexicon.phrases or word in clause.lexicon.behind:
        found = phrase_report(clause, index) or postposed_report(clause, index)
        if found:
            return found
    if word in clause.lexicon.adjectives:
        found = adjective_report(clause, index)
        if found:
            return found
    if tag in "VEIKGY":
        group = group_at(clause, index)
        report = free_verb_report if clause.lexicon.grammar.free else verb_report
        found = report(clause, group, earlier) if group else None
        if found:
            return found
    if word in clause.lexicon.nouns:
        return noun_report(clause, index, earlier)
    return hedge_report(clause, index) if word in clause.lexicon.hedges else None


def _clipped(clause: Clause, report: Report, found: Sequence[Report]) -> Report:
    """A report whose content does not hold the cue and source of what is said about it."""
    pieces = report.attribution.content
    for other in found:
        if other is report or other.rule not in _AROUND:
            continue
        edge = _all_behind_colon(clause, other)
        if any(piece.contains(edge) for piece in pieces):
            pieces = _without(pieces, edge)
    if pieces == report.attribution.content or not pieces:
        return report
    return replace(
        report, attribution=replace(report.attribution, content=_trimmed(clause, pieces))
    )


def _all_behind_colon(clause: Clause, report: Report) -> Span:
    """Cue and source, with the content too where a colon makes it a sentence of its own."""
    first = clause.at(report.attribution.content[0].start)
    if first and is_behind_colon(clause, first):
        spans = (report.edge, *report.attribution.content)
        return Span(
            min(each.start for each in spans),
            max(clause.span.end - 1, *(each.end for each in spans)),
        )
    return report.edge


def _trimmed(clause: Clause, pieces: Spans) -> Spans:
    spans = [content_span(clause.text, piece) for piece in pieces]
    return normalised([each for each in spans if any(c.isalnum() for c in each.of(clause.text))])


def _without(pieces: Spans, edge: Span) -> Spans:
    kept: list[Span] = []
    for piece in pieces:
        if not piece.contains(edge):
            kept.append(piece)
            continue
        if edge.start - piece.start > 1:
            kept.append(Span(piece.start, edge.start))
        if piece.end - edge.end > 1:
            kept.append(Span(edge.end, piece.end))
    return tuple(kept)
