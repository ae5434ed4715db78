"""What a headline reports: one source, its first noun phrase, and no clause behind "as"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.span import Span, normalised
from annotator.model.statement import Form
from annotator.text.clauses import Clause, clause_strength
from annotator.text.report import Report
from annotator.text.sentences import LINE_ENDS

_MOST = 20
_ENDS = frozenset('.!?:;,"\u2026\u201d\u2019\u00bb\u201e\u3002')
_BEHIND = frozenset({"trailing", "inverted", "according"})
_ASIDE = ("as", "opening")


def is_headline(clause: Clause) -> bool:
    """Whether a sentence is a whole line without a stop, as headlines are."""
    text, span = clause.text, clause.span
    if not 1 < len(clause) <= _MOST or text[span.end - 1] in _ENDS or any(_stops(clause)):
        return False
    before = text[max(0, span.start - 2) : span.start].rstrip(" \t")
    after = text[span.end : span.end + 2].lstrip(" \t")
    return (not before or before[-1] in LINE_ENDS) and (not after or after[0] in LINE_ENDS)


def of_headline(clause: Clause, found: Sequence[Report]) -> list[Report]:
    """The reports of a headline whose source is its first noun phrase, or stands behind it all."""
    kept = []
    for report in found:
        source = report.attribution.source
        opens = source is not None and source.start <= clause.spans[0].start
        if opens or report.rule in _BEHIND:
            kept.append(_clipped(clause, report))
    return kept


def _stops(clause: Clause) -> list[int]:
    return [at for at in range(1, len(clause)) if clause.cuts[at] == "."]


def _clipped(clause: Clause, report: Report) -> Report:
    """A report whose content ends before "as minister quits"; without a verb left it is a topic."""
    made = report.attribution
    if report.rule in _BEHIND or len(made.content) != 1:
        return report
    piece = made.content[0]
    inside = [at for at, span in enumerate(clause.spans) if piece.contains(span)]
    end = next((at for at in inside[1:] if _leaves(clause, at)), None)
    if end is None:
        return report
    cut = normalised([Span(piece.start, clause.spans[end - 1].end)])
    is_topic = report.rule == "clause" and not clause_strength(clause, inside[0], end)
    rule = "object" if is_topic else report.rule
    form = Form.REPORTED if is_topic and made.form is Form.INDIRECT else made.form
    return replace(report, attribution=replace(made, content=cut, rule=rule, form=form))


def _leaves(clause: Clause, at: int) -> bool:
    words = clause.lexicon
    return any(clause.lowers[at] in words.listed(name) for name in _ASIDE) and (
        clause_strength(clause, at + 1, len(clause)) > 0
    )
