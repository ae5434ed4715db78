"""Statements that no verb of saying reports: "according to", "is sure that", "allegedly"."""

from __future__ import annotations

from annotator.model.span import Span, Spans
from annotator.text.clauses import SURE, Clause, clause_strength, finite
from annotator.text.contents import pieces_around, quoted_around
from annotator.text.endings import clause_piece, furthest, mark_before
from annotator.text.free_subjects import source_of
from annotator.text.groups import Group
from annotator.text.lexicon import Cue, Tense
from annotator.text.phrases import phrase_after
from annotator.text.report import Report, attribution
from annotator.text.trimming import content_span

_MODIFIERS = 15


def phrase_report(clause: Clause, index: int) -> Report | None:
    """The statement of "according to S", in front, behind or between."""
    for phrase in clause.lexicon.phrases.get(clause.lowers[index], ()):
        last = index + len(phrase) - 1
        if tuple(clause.lowers[index : last + 1]) == phrase:
            break
    else:
        return None
    source = phrase_after(clause, last + 1)
    if clause.lexicon.grammar.free and not _is_named(clause, index, last, source):
        return None
    cue = clause.part(index, last)
    pieces = _said_there(clause, index, cue, source)
    if not pieces:
        return None
    made = attribution(clause, pieces, cue, source, rule="according", lemma=clause.lowers[index])
    taken = Span(cue.start, pieces[0].start) if pieces[0].start > cue.end else None
    return Report(made, index, taken=taken)


def _is_named(clause: Clause, index: int, last: int, source: Span | None) -> bool:
    """Whether a phrase has a source, and no verb of its own: not "según dijo", "selon que"."""
    if source is None or clause.cut(last + 1) not in {"", '"'}:
        return False
    if clause.tags[last + 1] in "VHBMSQ":
        return False
    if clause.lowers[index] not in clause.lexicon.listed("only_behind"):
        return True
    after = clause.at(source.end)
    return index > 0 and clause.cut(index) in {",", '"', ";"} and clause.cut(after) != ""


def postposed_report(clause: Clause, index: int) -> Report | None:
    """The statement of a source with its phrase behind it: "dem Bericht zufolge"."""
    if clause.lowers[index] not in clause.lexicon.behind or clause.cut(index):
        return None
    start = index - 1
    low = clause.bounds(index)[0]
    while start > low and not clause.cuts[start] and clause.tags[start - 1] in "DJCNX#P":
        if clause.tags[start] == "D" and clause.lowers[start] not in clause.lexicon.listed(
            "genitive"
        ):
            break
        start -= 1
    if start < low or clause.tags[start] not in "DCNXJ#":
        return None
    source, cue = clause.part(start, index - 1), clause.spans[index]
    begins = start == low or clause.tags[start - 1] in "SQR" or clause.cuts[start] in {";", '"'}
    if begins and index + 1 < clause.bounds(index)[1]:
        end = clause.spans[clause.bounds(index)[1] - 1].end
        pieces: Spans = (content_span(clause.text, Span(clause.spans[index + 1].start, end)),)
    else:
        pieces = pieces_around(clause, index, Span(source.start, cue.end), None)
    if not pieces:
        return None
    made = attribution(clause, pieces, cue, source, rule="according", lemma=clause.lowers[index])
    return Report(made, index)


def _said_there(clause: Clause, index: int, cue: Span, source: Span | None) -> Spans:
    """What a source is given for: all around it, or what follows where a clause begins with it."""
    low, high = clause.bounds(index)
    end = source.end if source else cue.end
    quoted = quoted_around(clause, cue.start, end)
    if quoted:
        return quoted
    begins = index == low or clause.tags[index - 1] in "SQR" or clause.cuts[index] in {";", '"'}
    if not begins:
        return pieces_around(clause, index, cue, source)
    after = next((at for at in range(index, high) if clause.spans[at].start >= end), high)
    free = clause.lexicon.grammar.free
    if clause.cut(after) == "," and clause.tag(after) in "QEYV":
        # "According to the report, which came out today, it rained"
        aside = (at for at in range(after + 1, high) if clause.cuts[at] == ",")
        after = next(aside, after)
    for at in range(after, after if free else min(after + _MODIFIERS, high)):
        if clause.cuts[at] == ",":
            after = at
            break
        if finite(clause, at) == SURE:
            break
    if after >= high:
        return pieces_around(clause, index, cue, source)
    limit = furthest(clause, clause.spans[high - 1].start, high)
    return (content_span(clause.text, Span(mark_before(clause, after), limit)),)


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
    source = source_of(clause, group)
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
