"""Who says it, in languages whose subject may stand before the verb, behind it, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.model.span import Span
from annotator.text.clauses import Clause, finite
from annotator.text.phrases import (
    behind_dateline,
    behind_preposition,
    extent,
    phrase_after,
    subject,
)
from annotator.text.verb_group import Group

_NAME = 4
_HEARER = 8
_NOMINAL = "DCNOX#J"


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase that says something, and the last word of it and its verb group.

    `relative` is the subject of a clause that describes somebody, `final` that of a clause whose
    verb ends it.
    """

    span: Span
    last: int
    behind: bool = False
    relative: bool = False
    final: bool = False


def source_of(clause: Clause, group: Group) -> Span | None:
    """The subject of a verb group, in any language."""
    if not clause.lexicon.grammar.free:
        return subject(clause, group)
    found = free_subject(clause, group)
    return found.span if found else None


def free_subject(clause: Clause, group: Group, low: int = 0) -> Subject | None:
    """The subject before a verb, or else the one behind it."""
    low = max(low, clause.bounds(group.verb)[0])
    first = group.aux if group.aux >= 0 else group.first
    if leaves_quotation(clause, first):
        return _behind(clause, group)
    if clause.cut(first) == "," and not _is_apposition(clause, first, low):
        # "El precio subirá, avisó la empresa": what stands before the comma is said.
        behind = _behind(clause, group)
        if behind is not None:
            return behind
    return _before(clause, group, low) or _behind(clause, group)


def _is_apposition(clause: Clause, first: int, low: int) -> bool:
    """Whether a subject with what it is between commas ends at a word: "El alcalde, Juan Roe,"."""
    at, commas = first - 1, 0
    while at > low and clause.cuts[at] in {"", ",", '"'}:
        commas += clause.cuts[at] == ","
        if finite(clause, at) or clause.tags[at] in "SR":
            return False
        at -= 1
    return commas > 0 and not finite(clause, at)


def leaves_quotation(clause: Clause, first: int) -> bool:
    """Whether a quotation ends right before a word."""
    return clause.is_quoted(first - 1) and clause.within[first - 1] != clause.within[first]


def _before(clause: Clause, group: Group, low: int) -> Subject | None:
    first = group.aux if group.aux >= 0 else group.first
    end = first - 1
    if end < low or clause.tags[end] in "RP" or clause.cut(first) in {";", '"'}:
        return None
    opened = _opened(clause, group, low) if clause.lexicon.grammar.comma else None
    if opened is not None:
        return opened
    tag = clause.tags[end]
    if not clause.cut(first) and (tag in "OQ" or _is_relative(clause, end)):
        relative = tag != "O"
        return Subject(clause.spans[end], group.last, relative=relative)
    if tag == "S":
        return None
    start, end = extent(clause, replace(group, first=first), end, low)
    start, end = _stripped(clause, start, end)
    if start > end or not _names_somebody(clause, start, end):
        return None
    return Subject(clause.part(start, end), group.last)


def _is_relative(clause: Clause, at: int) -> bool:
    """Whether "que" stands for the noun before it: "el senador, que dijo"."""
    relative = clause.lowers[at] in clause.lexicon.listed("relative")
    return relative and at > 0 and clause.tags[at - 1] in "CN" and clause.cut(at) in {"", ","}


def _opened(clause: Clause, group: Group, low: int) -> Subject | None:
    """The subject of a clause that ends in its verb: "wie die Polizei mitteilte", "der sagte"."""
    start = group.first
    while start > low and not clause.cuts[start]:
        start -= 1
    if start >= group.first:
        return None
    word = clause.lowers[start]
    if clause.cut(start) == "," and word in clause.lexicon.listed("relative"):
        direct = start + 1 == group.first or clause.tags[start + 1] in "PA"
        ends = clause.cut(group.last + 1) != ""
        if direct and ends:
            return Subject(clause.spans[start], group.last, relative=True, final=True)
    opens = clause.tags[start] in "SQ" or word in clause.lexicon.listed("as")
    if not opens or group.aux >= 0:
        return None
    found = phrase_after(clause, start + 1)
    if found is None or found.end > clause.spans[group.first].start:
        return None
    return Subject(found, group.last, final=True)


def _stripped(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """A chunk before a verb without what only leads in to its subject."""
    leading = clause.lexicon.listed("leading")
    while start <= end and (clause.lowers[start] in leading or clause.tags[start] in "AR"):
        start += 1
    if start > end:
        return start, end
    start = behind_dateline(clause, start, end)
    if clause.tags[start] == "P":
        if not clause.lexicon.grammar.comma:
            start = behind_preposition(clause, start, end)
        if clause.tags[start] == "P":
            return start, start - 1
    while end > start and (clause.tags[end] == "A" or _is_time(clause, end)):
        end -= 1
    while end > start and clause.tags[end] in "DP":
        end -= 1
    return start, end


def _is_time(clause: Clause, at: int) -> bool:
    lexicon, word = clause.lexicon, clause.lower(at)
    return word in lexicon.listed("day") or word in lexicon.listed("time")


def _names_somebody(clause: Clause, start: int, end: int) -> bool:
    """Whether a chunk is more than a day, a number or a lone article."""
    words = [at for at in range(start, end + 1) if not _is_time(clause, at)]
    alone = clause.lexicon.listed("alone")
    return any(clause.tags[at] in "CNOX" or clause.lowers[at] in alone for at in words)


def _behind(clause: Clause, group: Group) -> Subject | None:
    """The subject in "dijo el ministro", "a-t-il dit" and "hat am Montag der Minister gesagt"."""
    start = (group.aux if group.aux >= 0 else group.last) + 1
    at = behind_time(clause, start)
    if leaves_quotation(clause, group.aux if group.aux >= 0 else group.first):
        at = _behind_hearer(clause, at)
    if at >= len(clause) or clause.cut(at) or clause.tags[at] not in _NOMINAL:
        return None
    if clause.tags[at] == "O":
        return Subject(clause.spans[at], max(at, group.last), behind=True)
    found = phrase_after(clause, at)
    if found is None:
        return None
    last = clause.at(found.end) - 1
    if group.aux >= 0 and last >= group.first:
        return None
    last = _with_name(clause, at, last)
    return Subject(clause.part(at, last), max(last, group.last), behind=True)


def _behind_hearer(clause: Clause, start: int) -> int:
    """The word behind "a este diario" in "ha dicho a este diario la ministra"."""
    if clause.lower(start) not in clause.lexicon.listed("hearer_lead") or clause.cut(start):
        return start
    for at in range(start + 2, min(start + _HEARER, len(clause))):
        if clause.cuts[at] or clause.tags[at] in "VSQHBM":
            return start
        new_name = clause.tags[at] == "C" and clause.tags[at - 1] == "N"
        if new_name or (clause.tags[at] == "D" and clause.tags[at - 1] in "NC"):
            return at
    return start


def _with_name(clause: Clause, start: int, last: int) -> int:
    """The end of "el ministro de Economía, Juan Roe" with the name behind the title."""
    following = last + 1
    titled = any(clause.lowers[at] in clause.lexicon.titles for at in range(start, last + 1))
    if clause.cut(following) != "," or not titled or clause.tag(start) == "C":
        return last
    end = following
    while (
        end < len(clause) and clause.tags[end] == "C" and (end == following or not clause.cuts[end])
    ):
        end += 1
    return end - 1 if 1 < end - following <= _NAME and clause.cut(end) else last


def behind_time(clause: Clause, start: int) -> int:
    """The word behind "el lunes", "am Montag", "hier" and adverbs."""
    at = start
    while at < len(clause) and not clause.cut(at):
        if clause.tags[at] == "A" or _is_time(clause, at) or _is_day_number(clause, at):
            at += 1
        elif clause.tags[at] in "PD" and _is_time(clause, at + 1) and not clause.cut(at + 1):
            at += 2
        else:
            break
    return at


def _is_day_number(clause: Clause, at: int) -> bool:
    return clause.tags[at] == "#" and at > 0 and _is_time(clause, at - 1)
