"""Where the content of a reported statement begins behind its verb, and how that is seen."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.clauses import SURE, Clause, clause_strength, finite
from annotator.text.groups import Group

_THAT_REACH = 14
_LEAD_IN = 8
_LONGEST_LEAD = 90
_SAYING = 3


@dataclass(frozen=True, slots=True)
class Start:
    """The word that content begins with, or the quotation that it is.

    `shape` tells how it was recognised: `that`, `quote`, `clause`, `wh`, `infinitive`, `object`.
    """

    shape: str
    word: int = -1
    quote: Span | None = None


def content_start(clause: Clause, group: Group) -> Start | None:
    """The beginning of the content of "S said that C", "S asked whether C" or "S denied O"."""
    _, high = clause.bounds(group.verb)
    quote = quotation_behind(clause, group) if group.cue.clause else None
    if quote is not None:
        return Start("quote", quote=quote)
    if group.cue.clause and "quoted" not in group.cue.frames:
        at = _clause_start(clause, group, high)
        if at is not None:
            return Start(_shape(clause, at), at)
    start = _behind_time(clause, group.last + 1, high)
    if start >= high or (clause.cut(start) and not _opens(clause, start)):
        return None
    shape = _object_shape(clause, group, start)
    return Start(shape, start) if shape else None


def _shape(clause: Clause, at: int) -> str:
    if clause.lowers[at] in clause.lexicon.listed("that"):
        return "that"
    is_wh = clause.tags[at] == "Q" or clause.lowers[at] in clause.lexicon.listed("if")
    return "wh" if is_wh else "clause"


def _clause_start(clause: Clause, group: Group, high: int) -> int | None:
    """The word that a reported clause begins with: "that", a question word or its subject."""
    start = group.last + 1
    if start >= high:
        return None
    for found in (_that(clause, group, start, high), _question(clause, group, start, high)):
        if found is not None:
            return found
    at = _behind_hearer(clause, group, _behind_time(clause, start, high), high)
    if at >= high or (clause.cut(at) and not _opens(clause, at)):
        return None
    return _bare(clause, group, at, high)


def _bare(clause: Clause, group: Group, at: int, high: int) -> int | None:
    """The word that a clause without "that" begins with."""
    tag = clause.tags[at]
    if clause.lexicon.grammar.free:
        return None
    if tag == "P" and not _is_number(clause, at):
        place = _behind_place(clause, at, high)
        return place if place and clause_strength(clause, place, high) == SURE else None
    if tag in "TRQ" or (tag == "S" and clause.lowers[at] not in clause.lexicon.listed("that")):
        return None
    if clause_strength(clause, at, high) >= _needed(group):
        return at
    return at if "always" in group.cue.frames and _is_long(clause, at, high) else None


def _object_shape(clause: Clause, group: Group, start: int) -> str | None:
    """What content that is no clause is: "denied the charges", "vowed to fight"."""
    tag, cue = clause.tags[start], group.cue
    if cue.object is None and cue.clause not in {"commit", "demand"}:
        quotes = clause.cuts[start] == '"' and cue.clause is not None and not cue.weak
        return "clause" if quotes else None
    if _is_pronoun_that(clause, start):
        return "object" if cue.object else None
    if tag in "RSHA" or (tag in "PQ" and clause.lowers[start] not in clause.lexicon.listed("link")):
        return None
    if tag == "T":
        return "infinitive"
    return "object" if cue.object else None


def _is_pronoun_that(clause: Clause, at: int) -> bool:
    """Whether "that" is all that follows, as in "She denied that"."""
    return clause.lowers[at] in clause.lexicon.listed("that") and clause.cut(at + 1) in {".", ","}


def _is_long(clause: Clause, at: int, high: int) -> bool:
    """Whether several words follow, so that a verb such as "say" can only report them."""
    end = next((n for n in range(at + 1, high) if clause.cuts[n]), high)
    return clause.tags[at] in "DONCX#J" and end - at > _SAYING


def _needed(group: Group) -> int:
    """How surely a clause has to follow a verb for it to report a clause."""
    if "plain" in group.cue.frames:
        return 1
    return SURE if group.cue.weak or group.cue.object else 1


def _is_number(clause: Clause, at: int) -> bool:
    """Whether "at least 40" or "about 40" begins at a word."""
    if clause.lowers[at] not in clause.lexicon.listed("about"):
        return False
    return clause.tag(at + 1) in "#A" or "#" in {clause.tag(at + 2), clause.tag(at + 3)}


def _behind_place(clause: Clause, start: int, high: int) -> int | None:
    """The word behind "in a statement", where another noun phrase begins."""
    for at in range(start + 2, min(start + _THAT_REACH, high)):
        if clause.cuts[at] or clause.tags[at] in "VMBHZSQ":
            return None
        new_name = clause.tags[at] == "C" and clause.tags[at - 1] == "N"
        if (clause.tags[at] in "OD" or new_name) and clause.tags[at - 1] in "NC#":
            return at
        plural = clause.tags[at] == "N" and clause.lowers[at].endswith("s")
        if plural and clause.tags[at - 1] in "NKI" and finite(clause, at + 1) == SURE:
            return at
    return None


def _that(clause: Clause, group: Group, start: int, high: int) -> int | None:
    """The "that" of a clause: right behind the verb, or behind a hearer, a place or a time."""
    for at in range(start, min(start + _THAT_REACH, high)):
        if clause.cuts[at] and clause.cuts[at] not in {",", '"'}:
            return None
        if clause.lowers[at] in clause.lexicon.listed("that"):
            return at if _is_conjunction(clause, group, at, start, high) else None
        if at == start and not _may_stand_before_that(clause, group, at):
            return None
        named = clause.lexicon.grammar.free and clause.cuts[at] == '"'
        if at > start and (clause.tags[at] in "VMBHZSQ" or (clause.cuts[at] and not named)):
            return None
    return None


def _may_stand_before_that(clause: Clause, group: Group, at: int) -> bool:
    if clause.cuts[at] == ",":
        return clause.tags[at] in ("PA" if clause.lexicon.grammar.free else "PAG")
    if clause.tags[at] in "PTA" or clause.lowers[at] in clause.lexicon.listed("time"):
        return not clause.cuts[at]
    return "hearer" in group.cue.frames and not group.passive and not clause.cuts[at]


def _is_conjunction(clause: Clause, group: Group, at: int, start: int, high: int) -> bool:
    """Whether "that" begins a clause and is neither "that year" nor "those who"."""
    if at + 1 >= high:
        return False
    if clause.lexicon.grammar.free:
        return True
    if at == start and not clause.cuts[at]:
        following = clause.tags[at + 1]
        relative = following in "VMBHZ" and (group.cue.weak or group.cue.ambiguous)
        return not relative or "plain" in group.cue.frames
    if clause.tags[at + 1] in "IEK" and not clause_strength(clause, at + 1, high):
        # "a barrier that works"
        return False
    return clause.tags[at + 1] not in "VMBHZ"


def _question(clause: Clause, group: Group, start: int, high: int) -> int | None:
    """The question word that a verb of asking or telling is followed by."""
    if "asking" not in group.cue.frames:
        return None
    at = _behind_hearer(clause, group, start, high)
    if at >= high or clause.cut(at):
        return None
    asks = group.cue.clause == "question" or clause.lexicon.grammar.free
    is_if = asks and clause.lowers[at] in clause.lexicon.listed("if")
    if not is_if and (clause.tags[at] != "Q" or clause.tag(at + 1) == "T"):
        return None
    return at


def quotation_behind(clause: Clause, group: Group) -> Span | None:
    """The quotation that a cue introduces: with a comma, a colon, or nothing between."""
    last, inside = group.last, clause.within[group.verb]
    end = clause.spans[last].end
    quote = next((q for n, q in enumerate(clause.quoted) if q.start >= end and n != inside), None)
    if quote is None:
        return None
    between = clause.text[end : quote.start]
    if len(between) > _LONGEST_LEAD or len(between.split()) > _LEAD_IN or _ends(between):
        return None
    bare = between.strip()
    if bare.strip(",:"):
        return quote if _leads_in(clause, group, bare, quote) else None
    if not bare and clause.lexicon.grammar.free and _is_brief(clause, quote):
        return None  # "dijo al diario «La Posta» que"
    return quote if bare or not _goes_on(clause, quote) else None


def _is_brief(clause: Clause, quote: Span) -> bool:
    """Whether a quotation is so short that it may be a name."""
    return clause.at(quote.end) - clause.at(quote.start) <= _SAYING


def _leads_in(clause: Clause, group: Group, bare: str, quote: Span) -> bool:
    """Whether the words between a cue and a quotation let the one lead in the other."""
    start = group.last + 1
    if bare.endswith(":") and clause.lexicon.grammar.free and not _has_verb(clause, start, quote):
        return True
    is_that = bare.lower() in clause.lexicon.listed("that")
    if not is_that and not _leads(clause, group, start, quote):
        return False
    if clause.lexicon.grammar.free:
        return bare.endswith((",", ":")) or not _is_brief(clause, quote)
    return bare.endswith((",", ":")) or quote.of(clause.text).count(" ") >= _SAYING


def _has_verb(clause: Clause, start: int, quote: Span) -> bool:
    words = range(start, clause.at(quote.start))
    return any(clause.tags[at] in "VMBHQS" for at in words)


def _leads(clause: Clause, group: Group, start: int, quote: Span) -> bool:
    """Whether nothing but a time, a place or a hearer stands between a cue and a quotation."""
    if start >= len(clause) or not _may_stand_before_that(clause, group, start):
        return False
    at = start
    while at < len(clause) and clause.spans[at].start < quote.start:
        is_verb = clause.tags[at] in "VMBHZ" or (
            clause.tags[at] == "E" and finite(clause, at) == SURE
        )
        if is_verb or clause.lowers[at] in clause.lexicon.listed("that"):
            # "told a meeting that the gates “should have closed”" begins with "that".
            return clause.spans[at + 1].start > quote.start and clause.tags[at] == "S"
        at += 1
    return True


def _ends(between: str) -> bool:
    return any(stop in between for stop in (". ", ";", "? ", "! "))


def _goes_on(clause: Clause, quote: Span) -> bool:
    """Whether the sentence goes on behind a quotation that has no stop: 'called it "a" mess'."""
    if clause.text[quote.end - 2 : quote.end - 1] in ",.?!":
        return False
    return clause.text[quote.end : quote.end + 2].strip()[:1].isalpha()


def _behind_time(clause: Clause, start: int, high: int) -> int:
    """The word behind "on Monday", "yesterday" and adverbs."""
    times, at = clause.lexicon.listed("time"), start
    while at < high and not clause.cut(at):
        word = clause.lowers[at]
        if word in times or clause.tags[at] == "A":
            at += 1
        elif clause.tags[at] == "P" and _is_time(clause, at + 1):
            at += 2
        elif clause.tags[at] == "C" and _is_time(clause, at):
            at += 1
        else:
            break
    return at


def _is_time(clause: Clause, at: int) -> bool:
    return clause.lower(at).strip(".") in clause.lexicon.listed("day")


def _behind_hearer(clause: Clause, group: Group, start: int, high: int) -> int:
    """The word behind the noun phrase of who was told, or the same word."""
    if "hearer" not in group.cue.frames or group.passive or start >= high or clause.cut(start):
        return start
    if clause.tags[start] not in "UNCDXJK#O":
        return start
    if clause.tags[start] == "U":
        return start + 1
    at = start + 1
    while at < high and not clause.cut(at) and at < start + _LEAD_IN:
        tag, before = clause.tags[at], clause.tags[at - 1]
        if finite(clause, at):
            return start
        if tag in "DOQSTP#" or (tag == "C" and before in "NG") or _begins_noun(clause, at):
            return at if tag not in "P" else start
        at += 1
    return start


def _begins_noun(clause: Clause, at: int) -> bool:
    """Whether another noun phrase begins behind several hearers: "told reporters smoking kills"."""
    before = clause.lowers[at - 1]
    several = before.endswith("s") or before in clause.lexicon.listed("plural")
    return clause.tags[at - 1] == "N" and clause.tags[at] in "NJ" and several


def _opens(clause: Clause, start: int) -> bool:
    return clause.is_quoted(start) and clause.within[start] != clause.within[start - 1]
