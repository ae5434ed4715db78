"""Where the content of a reported statement ends in its sentence."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.text.clauses import Clause, finite
from annotator.text.groups import Group, group_at
from annotator.text.lexicon import Tense
from annotator.text.starts import content_start
from annotator.text.trimming import content_span

_BRIEF = 12


def clause_piece(clause: Clause, group: Group, start: int) -> Span:
    """The content from a word to where the report ends."""
    begin = clause.spans[start].start
    end = _end_after(clause, group, start)
    return content_span(clause.text, Span(mark_before(clause, start), max(end, begin)))


def mark_before(clause: Clause, start: int) -> int:
    """Where a word begins, or the quotation that opens with it."""
    at = clause.spans[start].start
    opening = [
        q.start for q in clause.quoted if q.start < at and not clause.text[q.start + 1 : at].strip()
    ]
    return min([at, *opening])


def _end_after(clause: Clause, group: Group, start: int) -> int:
    at = clause.spans[start].start
    _, high = clause.bounds(start)
    limit = furthest(clause, at, high)
    for index in range(start + 1, high):
        if clause.spans[index].start >= limit:
            break
        if index == start + 1 and clause.lowers[start] in clause.lexicon.listed("that"):
            continue  # "that, however, prices rise"
        if clause.cuts[index] or clause.tags[index] == "R":
            same = clause.within[index] == clause.within[start] or not clause.is_quoted(index)
            if same and _turns(clause, group, index):
                return clause.spans[index - 1].end + _marks(clause, index)
    return limit


def _marks(clause: Clause, index: int) -> int:
    """How many closing marks of a quotation stand before a word."""
    number = clause.within[index - 1]
    if number < 0 or clause.within[index] == number:
        return 0
    return clause.quoted[number].end - clause.spans[index - 1].end


def furthest(clause: Clause, at: int, high: int) -> int:
    """The end of the sentence that content begins in; a quotation around it is not left."""
    around = [q.end for q in clause.quoted if q.start <= at < q.end]
    if around:
        behind = clause.spans[high].start if high < len(clause) else clause.span.end
        return min(behind, around[0]) if behind > at else around[0]
    if high >= len(clause):
        return clause.span.end
    limit = clause.spans[high].start
    opened = [q.start for q in clause.quoted if q.start < limit <= q.end]
    return opened[0] if opened else limit


def _turns(clause: Clause, group: Group, index: int) -> bool:
    """Whether the report ends before a word, and the writer goes on."""
    cut, word, tag = clause.cuts[index], clause.lowers[index], clause.tags[index]
    if cut == ";":
        return _leaves(clause, group, index)
    if cut == ",":
        if _goes_on_himself(clause, group, index):
            return True
        if tag in "AG":
            return _is_reporting_participle(clause, index)
    if tag != "R":
        return False
    return _goes_on_reporting(clause, group, index) or (
        bool(cut)
        and word in clause.lexicon.listed("but")
        and finite(clause, index + 1) > 0
        and clause.tags[index + 1] in "VEIK"
    )


def _goes_on_himself(clause: Clause, group: Group, index: int) -> bool:
    """Whether the writer takes the word again behind a comma."""
    lexicon, word = clause.lexicon, clause.lowers[index]
    before = clause.lower(group.first - 1)
    if before in lexicon.listed("wh") or before in lexicon.listed("relative"):
        return True
    if word in lexicon.phrases or word in lexicon.listed("turn") or _comments(clause, index):
        return True
    main = "VBHM" if lexicon.grammar.comma else "ODCN#X"
    return clause.tags[index] in main and _is_opening(clause, group)


def _comments(clause: Clause, index: int) -> bool:
    """Whether the writer begins to speak of what was said: ", a claim that the board denies"."""
    if clause.lowers[index] not in clause.lexicon.listed("article"):
        return False
    return any(
        clause.lower(at) in clause.lexicon.listed("comment") and not clause.cut(at)
        for at in (index + 1, index + 2)
    )


def _is_opening(clause: Clause, group: Group) -> bool:
    """Whether a report stands in a clause that opens the sentence: "If you think so, ..."."""
    low, _ = clause.bounds(group.verb)
    for at in range(group.first, low - 1, -1):
        is_first = at == low or clause.lowers[at - 1] in clause.lexicon.listed("that")
        if is_first and clause.lowers[at] in clause.lexicon.listed("opening"):
            return True
        if at > low and clause.cuts[at]:
            return False
    return False


def _leaves(clause: Clause, group: Group, index: int) -> bool:
    """Whether a semicolon, a bracket or a dash ends the report."""
    gap = clause.gap(index)
    if any(char in gap for char in ";\n\r"):
        return True
    opened = clause.text.count("(", clause.spans[group.last].end, clause.spans[index].start)
    closed = clause.text.count(")", clause.spans[group.last].end, clause.spans[index].start)
    return ")" in gap and closed > opened


def _is_reporting_participle(clause: Clause, index: int) -> bool:
    while clause.tag(index) == "A":
        index += 1
    found = group_at(clause, index) if index < len(clause) and clause.tags[index] == "G" else None
    return found is not None and found.tense is Tense.ING


def _goes_on_reporting(clause: Clause, group: Group, index: int) -> bool:
    """Whether "and" leads to another report of the same or of another source."""
    ahead = index + 1
    while clause.tag(ahead) in "AHBM" and not clause.cut(ahead):
        ahead += 1
    found = group_at(clause, ahead) if ahead < len(clause) and not clause.cut(ahead) else None
    verbs = "VY" if clause.lexicon.grammar.free else "EV"
    if found and not found.is_dependent and clause.tags[ahead] in verbs:
        return not found.cue.ambiguous or content_start(clause, found) is not None
    if not clause.cuts[index]:
        return False
    for at in range(ahead, min(ahead + _BRIEF, len(clause))):
        if clause.cuts[at] and at > ahead:
            return False
        found = group_at(clause, at)
        if found and "plain" in found.cue.frames and not found.is_dependent:
            return content_start(clause, found) is not None
    return False
