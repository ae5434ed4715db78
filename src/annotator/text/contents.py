"""The content of a statement: behind its verb, before its verb, or around its source."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form
from annotator.text.clauses import Clause, clause_strength
from annotator.text.endings import clause_piece, furthest, mark_before
from annotator.text.groups import Group
from annotator.text.sentences import sentence_at
from annotator.text.starts import content_start
from annotator.text.trimming import content_span

_LEAD_IN = 8
_LONGEST_LEAD = 90
_WORDS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Content behind a verb, and how it was recognised; see `Start` for the shapes."""

    pieces: Spans
    shape: str


def content_after(clause: Clause, group: Group) -> Found | None:
    """The content of "S said that C", "S asked whether C" or "S denied O"."""
    start = content_start(clause, group)
    if start is None:
        return None
    piece = start.quote or clause_piece(clause, group, start.word)
    return Found((piece,), start.shape)


def content_before(clause: Clause, group: Group, source: Span | None) -> Spans | None:
    """The content of "C, S said", with a quotation that goes on behind the cue."""
    edge, behind = clause.spans[group.first].start, clause.spans[group.last].end
    if source:
        edge, behind = min(edge, source.start), max(behind, source.end)
    first = clause.at(edge)
    if first == 0 or not group.cue.clause:
        return None
    quote = _quotation_before(clause, first, edge)
    if quote is None:
        inverted = source is not None and source.start > clause.spans[group.last].start
        return _unquoted_before(clause, group, first, inverted=inverted)
    return _with_lead(clause, quote, behind)


def interrupted(clause: Clause, group: Group, source: Span | None, found: Found) -> Spans | None:
    """The pieces of `"C," S said, "C2"`, where a quotation goes on behind the cue."""
    edge = min(group.span(clause).start, source.start if source else group.span(clause).start)
    first = clause.at(edge)
    quote = _quotation_before(clause, first, edge) if first else None
    return normalised([*_with_lead(clause, quote, edge)[:1], *found.pieces]) if quote else None


def quoted_around(clause: Clause, start: int, end: int) -> Spans:
    """The pieces of `"C," according to S, "C2"`, given where the words between them stand."""
    first = clause.at(start)
    quote = _quotation_before(clause, first, start) if first else None
    pieces = _with_lead(clause, quote, end) if quote else ()
    return pieces if len(pieces) > 1 else ()


def _with_lead(clause: Clause, quote: Span, behind: int) -> Spans:
    """A quotation with what it completes in its sentence, and those that go on behind a cue."""
    sentence = sentence_at(clause.text, quote.start)
    lead = sentence.start if sentence and sentence.start < quote.start else quote.start
    if clause.text[lead : quote.start].rstrip().endswith((":", ",", ".", "?", "!")):
        lead = quote.start
    later = [q for q in clause.quoted if q.start >= behind and _is_near(clause, behind, q)]
    return normalised([Span(lead, quote.end), *later])


def _quotation_before(clause: Clause, first: int, edge: int) -> Span | None:
    """The quotation that ends right before the first word of "S said"."""
    number = clause.within[first - 1]
    if number < 0 or clause.within[first] == number:
        return None
    quote = clause.quoted[number]
    gap = clause.text[quote.end : edge]
    return None if any(char.isalnum() or char == ";" for char in gap) else quote


def _is_near(clause: Clause, behind: int, quote: Span) -> bool:
    """Whether a quotation goes on behind a cue without another clause between."""
    between = clause.text[behind : quote.start]
    return len(between) < _LONGEST_LEAD and len(between.split()) <= _LEAD_IN


def _unquoted_before(clause: Clause, group: Group, first: int, *, inverted: bool) -> Spans | None:
    """The content of "Prices will rise, the bank said" and "The plan, he said, was dead".

    What follows "Prices will rise, said the bank" is told of the bank.
    """
    low, high = clause.bounds(group.verb)
    if low >= first or not _may_follow(clause, group, first):
        return None
    edge = clause.spans[first].start
    after = high if inverted else _behind_brief(clause, group.last + 1, high)
    if after is None or (group.cue.weak and group.last + 1 < high):
        return None
    low = _behind_colon(clause, low, first)
    before = content_span(clause.text, Span(clause.spans[low].start, edge))
    if after >= high:
        said = clause_strength(clause, low, first) or first - low > _WORDS
        return (before,) if said else None
    rest = content_span(
        clause.text,
        Span(clause.spans[after].start, furthest(clause, clause.spans[after].start, high)),
    )
    return normalised([before, rest])


def is_behind_colon(clause: Clause, at: int) -> bool:
    """Whether a colon or semicolon stands before a word."""
    return clause.cuts[at] == ";" and any(char in ":;" for char in clause.gap(at))


def _behind_colon(clause: Clause, low: int, first: int) -> int:
    """Where the sentence behind a colon or semicolon begins that stands right before a cue."""
    for at in range(first - 1, low, -1):
        if is_behind_colon(clause, at):
            return at if clause_strength(clause, at, first) else low
    return low


def _may_follow(clause: Clause, group: Group, first: int) -> bool:
    """Whether a verb can stand behind what it reports: ", the bank said", no relative clause."""
    if clause.cut(first) not in {",", ";"} or group.is_dependent or group.passive:
        return False
    if "quoted" in group.cue.frames or clause.lower(group.first - 1) in clause.lexicon.listed("wh"):
        return False
    if clause.tags[group.verb] == "K" and "plain" not in group.cue.frames:
        return False
    return group.cue.clause != "deny" and not _is_contact(clause, first, group)


def _is_contact(clause: Clause, first: int, group: Group) -> bool:
    """Whether a comma is followed by a noun and what is said of it: "a claim the board denies"."""
    return clause.tag(first) in "OD" and any(
        clause.tags[at] == "D" and clause.tags[at - 1] in "NO"
        for at in range(first + 1, group.first)
    )


def _behind_brief(clause: Clause, start: int, high: int) -> int | None:
    """Where content goes on behind "he said on Monday,"; `high` when it does not.

    None when the verb has content of its own.
    """
    at, times = start, clause.lexicon.listed("time")
    while at < high and not clause.cuts[at]:
        tag = clause.tags[at]
        if at == start and tag not in "PATRC" and clause.lowers[at] not in times:
            return high if clause.lexicon.grammar.free else None
        if tag in "SQVMBHZO" or at - start > _LEAD_IN:
            return None
        at += 1
    if at >= high:
        return high
    return at if clause.cuts[at] == "," else high


def object_form(clause: Clause, pieces: Spans) -> Form:
    """Indirect when an object tells a proposition ("of meddling"), else only reported."""
    words = " ".join(piece.of(clause.text).lower() for piece in pieces).split()
    if len(words) == 1:
        return Form.REPORTED
    tags = {clause.lexicon.tags.get(word, "N") for word in words}
    if _tells_doing(clause, pieces) or tags & set("BHZMST"):
        return Form.INDIRECT
    return Form.REPORTED


def _tells_doing(clause: Clause, pieces: Spans) -> bool:
    """Whether "of meddling", "of openly meddling" or "de mentir" tells what somebody did."""
    lexicon = clause.lexicon
    doing = tuple(ending for ending, tag in lexicon.endings if tag == "G")
    adverbs = tuple(ending for ending, tag in lexicon.endings if tag == "A")
    for at, word in enumerate(clause.lowers):
        if word not in lexicon.listed("doing") or not any(
            piece.contains(clause.spans[at]) for piece in pieces
        ):
            continue
        after = at + 1 + clause.lower(at + 1).endswith(adverbs)
        if clause.lower(after).endswith(doing) or is_infinitive(clause, after):
            return True
    return False


def is_infinitive(clause: Clause, at: int) -> bool:
    """Whether a word is the infinitive of a verb, where a language has endings for it."""
    endings = tuple(clause.lexicon.listed("infinitive"))
    return bool(endings) and clause.tag(at) in "YNHBM" and clause.lower(at).endswith(endings)


def pieces_around(clause: Clause, index: int, cue: Span, source: Span | None) -> Spans:
    """What a sentence says around "according to S"."""
    text, end = clause.text, max(cue.end, source.end if source else 0)
    low, high = clause.bounds(index)
    if source and not clause.lexicon.grammar.free:
        # "according to an estimate by the chamber" goes on with its source
        cut = (at for at in range(clause.at(end), high) if clause.cuts[at])
        end = clause.spans[next(cut, high) - 1].end
    begin = mark_before(clause, low)
    limit = furthest(clause, clause.spans[high - 1].start, high)
    before = Span(begin, cue.start) if cue.start > begin else None
    after = Span(end, limit) if end < limit else None
    pieces = [
        content_span(text, each)
        for each in (before, after)
        if each and any(char.isalnum() for char in each.of(text))
    ]
    return normalised(pieces) if pieces else ()
