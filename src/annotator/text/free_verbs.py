"""Statements that a verb reports in languages whose subject is free: Spanish, French, German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.span import Span, normalised
from annotator.model.statement import Form
from annotator.text.clauses import Clause, finite
from annotator.text.contents import Found, content_before, pieces_around
from annotator.text.free_contents import free_content
from annotator.text.free_subjects import Subject, free_subject, leaves_quotation
from annotator.text.phrases import phrase_after
from annotator.text.report import Report
from annotator.text.trimming import content_span
from annotator.text.verb_group import Group
from annotator.text.verbs import (
    before_or_around,
    dependent,
    governor,
    innermost,
    is_coordinated,
    passive,
    report_of_content,
    report_of_found,
    rule_for,
    unnamed,
)

_SURE_SHAPES = frozenset({"that", "quote", "wh"})


def free_verb_report(clause: Clause, group: Group, earlier: Sequence[Report]) -> Report | None:
    """The statement of a verb group; `earlier` are those of the words before it."""
    if group.is_dependent:
        made = dependent(clause, group, earlier)
        return _with_later_source(clause, made) if made else None
    subject = free_subject(clause, group, innermost(clause, group, earlier))
    if _is_impersonal(clause, group, subject):
        return _impersonal(clause, group, subject)
    if group.passive:
        return None if clause.lexicon.grammar.comma else passive(clause, group)
    for rule in (_as, _inside_quotation, _around):
        made = rule(clause, group, subject) if subject else None
        if made is not None:
            return made
    return _behind(clause, group, subject, earlier)


def _around(clause: Clause, group: Group, subject: Subject) -> Report | None:
    """The report of "C, dijo S", of "C", and of what goes on behind the speaker."""
    if clause.lexicon.grammar.comma and not subject.behind:
        return None  # A German verb has its subject behind it where it stands behind its content.
    leads = _leads(clause, group, subject)
    if group.cue.weak and not leads:
        return None
    wide = _wide(group, subject)
    found = None if leads else _found(clause, group, subject)
    before = before_or_around(clause, wide, subject.span, found)
    if not before:
        return None
    rule = "inverted" if subject.behind else "trailing"
    made = report_of_content(clause, wide, before, subject.span, rule)
    return _own_cue(clause, group, made)


def _behind(
    clause: Clause, group: Group, subject: Subject | None, earlier: Sequence[Report]
) -> Report | None:
    """The report of "S dijo que C", and of a verb that has its subject from another one."""
    if subject is None and _follows_quotation(clause, group):
        pieces = content_before(clause, _wide(group, None), None)
        return report_of_content(clause, group, pieces, None, "trailing") if pieces else None
    if subject and _leads(clause, group, subject):
        return None
    found = _found(clause, group, subject)
    if found is None:
        return None
    coordinated = subject is None and is_coordinated(clause, group)
    source = subject.span if subject else None
    if coordinated:
        source = governor(clause, group, earlier)
    if source is None and not _may_drop(clause, group, found.shape):
        return None
    rule = rule_for(clause, group, found, coordinated=coordinated)
    if subject and subject.relative:
        rule = "relative"
    made = _own_cue(
        clause, group, report_of_found(clause, _wide(group, subject), found, source, rule)
    )
    if found.shape == "wh" and group.cue.clause == "demand":  # "demander si", "pedir que"
        return replace(made, attribution=replace(made.attribution, kind="question"))
    return made


def _found(clause: Clause, group: Group, subject: Subject | None) -> Found | None:
    begin = max(group.last, subject.last if subject else -1) + 1
    return free_content(clause, _wide(group, subject), begin)


def _leads(clause: Clause, group: Group, subject: Subject) -> bool:
    """Whether the verb follows a quotation that it reports."""
    first = group.aux if group.aux >= 0 else group.first
    return subject.behind and leaves_quotation(clause, first)


def _follows_quotation(clause: Clause, group: Group) -> bool:
    """Whether a verb without a subject reports the words before it: "«Sí», añadió"."""
    drops = clause.lexicon.grammar.drops and not group.cue.weak and not group.cue.ambiguous
    return drops and leaves_quotation(clause, group.first)


def _with_later_source(clause: Clause, made: Report) -> Report:
    """The report of "Tras decir que C, S ..." with the subject of the main sentence."""
    found = made.attribution
    at = clause.at(found.content[-1].end)
    if found.source or clause.cut(at) != "," or clause.tag(at) not in "DCON":
        return made
    return replace(made, attribution=replace(found, source=phrase_after(clause, at)))


def _inside_quotation(clause: Clause, group: Group, subject: Subject) -> Report | None:
    """The report of a speaker named inside the marks: "« Le pont, dit le maire, tient. »"."""
    first = group.aux if group.aux >= 0 else group.first
    number = clause.within[group.verb]
    if number < 0 or not subject.behind or clause.cut(first) != "," or not group.cue.clause:
        return None
    end = max(subject.last, group.last)
    if clause.cut(end + 1) not in {",", "."} or clause.within[first - 1] != number:
        return None
    quote = clause.quoted[number]
    before = content_span(clause.text, Span(quote.start, clause.spans[first].start))
    pieces = [before]
    start = _behind_aside(clause, end + 1)
    if start < len(clause) and clause.spans[start].start < quote.end:
        pieces.append(Span(clause.spans[start].start, quote.end))
    made = report_of_content(clause, group, normalised(pieces), subject.span, "inverted")
    found = replace(made.attribution, form=Form.DIRECT, quoted=made.attribution.content)
    return replace(made, attribution=found)


def _behind_aside(clause: Clause, start: int) -> int:
    """The word behind "une riveraine." where a speaker is described, else the same word."""
    end = start + 1
    while end < len(clause) and not clause.cuts[end]:
        end += 1
    verbs = any(finite(clause, at) for at in range(start, min(end, len(clause))))
    aside = clause.cut(start) == "," and clause.cut(end) == "." and not verbs
    return end if aside else start


def _wide(group: Group, subject: Subject | None) -> Group:
    """The group with what stands between it and its content."""
    last = max(group.last, subject.last if subject else -1, group.part + len(group.cue.rest) - 1
               if group.part >= 0 else -1)  # fmt: skip
    return replace(group, first=group.aux if group.aux >= 0 else group.first, last=last)


def _own_cue(clause: Clause, group: Group, made: Report) -> Report:
    cue = group.span(clause)
    return replace(made, attribution=replace(made.attribution, cue=cue), group=group)


def _may_drop(clause: Clause, group: Group, shape: str | None) -> bool:
    """Whether nobody needs to be named: Spanish "Añadió que"."""
    if not clause.lexicon.grammar.drops or group.cue.weak or group.cue.ambiguous:
        return False
    starts = clause.cut(group.first) in {".", ","} or clause.tag(group.first - 1) in "RAS"
    return starts and shape in _SURE_SHAPES


def _is_impersonal(clause: Clause, group: Group, subject: Subject | None) -> bool:
    """Whether nobody says it: "se cree que", "es heißt, dass", "il a été dit que"."""
    lexicon = clause.lexicon
    if "raising" not in group.cue.frames and not group.passive:
        return False
    if subject is not None:
        it = subject.span.of(clause.text).lower() in lexicon.listed("it")
        return it and (group.passive or "impersonal" in group.cue.frames)
    words = {clause.lowers[at] for at in range(group.first, group.verb)}
    return bool(words & lexicon.listed("impersonal"))


def _impersonal(clause: Clause, group: Group, subject: Subject | None) -> Report | None:
    found = _found(clause, group, subject)
    if found is not None and found.shape in {*_SURE_SHAPES, "clause"}:
        return unnamed(clause, group, found.pieces)
    if subject is None:
        return None
    before = before_or_around(clause, _wide(group, subject), subject.span, None)
    return unnamed(clause, group, before) if before else None


def _as(clause: Clause, group: Group, subject: Subject) -> Report | None:
    """The report in "Como dijo el ministro, ..." and "..., wie die Polizei mitteilte"."""
    at = min(group.first, clause.at(subject.span.start)) - 1
    if at < 0 or clause.lowers[at] not in clause.lexicon.listed("as") or not group.cue.clause:
        return None
    last = max(group.last, subject.last)
    closed = next((n for n in range(last + 1, len(clause)) if clause.cuts[n]), len(clause))
    if clause.cut(at) == "" or clause.cut(closed) not in {",", ".", '"'}:
        return None
    edge = Span(clause.spans[at].start, clause.spans[closed - 1].end)
    pieces = pieces_around(clause, group.verb, edge, None)
    if not pieces:
        return None
    made = report_of_content(clause, group, pieces, subject.span, "as")
    return replace(made, taken=edge)
