"""Where the content of a reported statement begins and ends in its sentence."""

from __future__ import annotations

import regex

from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form
from annotator.text.clauses import AUXILIARIES, PREPOSITIONS, Clause, Group, group_at, is_adverb
from annotator.text.lexicon import Lexicon, Tense
from annotator.text.sentences import sentence_at
from annotator.text.snap import statement_span
from annotator.text.words import MONTHS, WEEKDAYS

_TURNS = frozenset(
    {"but", "while", "whereas", "although", "though", "despite", "prompting", "leading"}
)
_CLAUSE_WORDS = frozenset({"that", "where", "how", "whether", "why", "because", "if", "to"})
_LINKS = frozenset({"to", "of", "against", "whether", "if", "how", "why", "what", "for", "as"})
_TELLING = frozenset({"tell", "inform", "assure", "warn", "remind", "advise", "instruct", "ask"})
_TIME = WEEKDAYS | MONTHS | {"today", "yesterday", "earlier", "later", "last", "week", "month"}
_MEDDLING = regex.compile(r"\bof\s+(?:\w+ly\s+)?\w+ing\b|\bas\s+\w+ing\b")
#: Verbs that do little else than report.
_PLAINLY = frozenset({"say", "tell", "think", "believe", "claim", "add", "insist", "argue"})
_THAT_REACH = 9
_LEAD_IN = 7


def content_before(clause: Clause, group: Group, source: Span | None) -> Spans | None:
    """The content of "C, S said", with a quotation that goes on behind the cue."""
    edge, behind = clause.tokens[group.first].span.start, clause.tokens[group.last].span.end
    if source:
        edge, behind = min(edge, source.start), max(behind, source.end)
    first = next(at for at, token in enumerate(clause.tokens) if token.span.start >= edge)
    if first == 0 or not group.cue.clause:
        return None
    quote = next((q for q in clause.quoted if q.contains(clause.tokens[first - 1].span)), None)
    if quote is None:
        return _unquoted_before(clause, group, edge, first)
    if any(char.isalnum() for char in clause.text[quote.end : edge]) or ";" in clause.gap(first):
        return None
    sentence = sentence_at(clause.text, quote.start)
    lead = sentence.start if sentence and sentence.start < quote.start else quote.start
    if clause.text[lead : quote.start].rstrip().endswith((":", ",", ".", "?", "!")):
        lead = quote.start
    later = [q for q in clause.quoted if q.start >= behind and _is_near(clause, behind, q)]
    return normalised([Span(lead, quote.end), *later])


def _is_near(clause: Clause, behind: int, quote: Span) -> bool:
    """Whether a quotation goes on behind a cue without another clause between."""
    return len(clause.text[behind : quote.start].split()) <= _LEAD_IN


def _unquoted_before(clause: Clause, group: Group, edge: int, first: int) -> Spans | None:
    rest = range(group.last + 1, len(clause.tokens))
    ends = (
        not rest
        or clause.lower(rest[0]) in PREPOSITIONS | _TIME
        or is_adverb(clause.lower(rest[0]))
    )
    if "," not in clause.gap(first) or group.cue.weak or not ends or len(rest) > _LEAD_IN:
        return None
    if group.tense is Tense.ING or clause.lower(group.first - 1) in {"who", "which", "that"}:
        return None
    return (statement_span(clause.text, Span(clause.span.start, edge)),)


def content_after(clause: Clause, group: Group, lexicon: Lexicon) -> tuple[Spans, bool] | None:
    """The content of "S said that C", and whether it is only an object ("denied the charges")."""
    start = _start_after(clause, group)
    if start is None:
        return None
    if isinstance(start, Span):
        return (start,), False
    is_object = _is_object(clause, group, start)
    if is_object is None:
        return None
    end = _end_after(clause, group, start, lexicon)
    piece = Span(clause.tokens[start].span.start, end)
    piece = Span(_mark_before(clause, start), max(end, piece.end))
    return (_stopped(clause, piece),), is_object


def _stopped(clause: Clause, piece: Span) -> Span:
    return statement_span(clause.text, piece)


def _mark_before(clause: Clause, start: int) -> int:
    at = clause.tokens[start].span.start
    opening = [
        q.start for q in clause.quoted if q.start < at and not clause.text[q.start + 1 : at].strip()
    ]
    return min([at, *opening])


def _start_after(clause: Clause, group: Group) -> int | Span | None:
    """The token that content begins with, or the quotation that it is."""
    start, end = group.last + 1, clause.tokens[group.last].span.end
    if group.cue.clause:
        quote = next((q for q in clause.quoted if q.start >= end), None)
        if quote and _is_introduced(clause, end, quote):
            return quote
        for at in range(start, min(start + _THAT_REACH, len(clause.tokens))):
            if clause.breaks(at) and at > start:
                break
            if clause.lower(at) == "that" and not clause.is_quoted(at):
                return at
    start = _behind_time_and_hearer(clause, group, start)
    if start >= len(clause.tokens):
        return None
    opens = clause.is_quoted(start) and not clause.is_quoted(start - 1)
    return None if clause.breaks(start) and not opens else start


def _is_introduced(clause: Clause, end: int, quote: Span) -> bool:
    """Whether a comma or colon, and little else, stands between a cue and a quotation."""
    between = clause.text[end : quote.start]
    words = between.split()
    if len(words) > _LEAD_IN or "." in between:
        return False
    return between.rstrip().endswith((",", ":")) or not between.strip()


def _behind_time_and_hearer(clause: Clause, group: Group, start: int) -> int:
    if group.cue.lemma in _TELLING and group.cue.clause and not group.cue.object:
        start += 2 if clause.lower(start) in {"the", "a", "his", "her", "its"} else 1
    while clause.lower(start) in _TIME or (
        clause.lower(start) == "on" and clause.lower(start + 1) in _TIME
    ):
        start += 1
    while is_adverb(clause.lower(start)):
        start += 1
    return start


def _is_object(clause: Clause, group: Group, start: int) -> bool | None:
    """Whether what begins at a token is an object; None when it is no content at all."""
    word, cue = clause.lower(start), group.cue
    if word in PREPOSITIONS - _LINKS or (word == "as" and not cue.object):
        return None
    if word == "that" and cue.clause:
        return False
    if cue.weak and not cue.object and not clause.is_quoted(start):
        return None
    if cue.object is None:
        ruled_out = (word in PREPOSITIONS and word != "to") or not _is_clause(clause, group, start)
        return None if ruled_out else False
    return not cue.clause or cue.weak or not _has_verb(clause, start)


def _is_clause(clause: Clause, group: Group, start: int) -> bool:
    """Whether bare words behind a verb can be what is said: "recalled its envoy" says nothing."""
    if group.cue.lemma in _PLAINLY or clause.lower(start) in _CLAUSE_WORDS | _LINKS:
        return True
    return clause.is_quoted(start) or _has_verb(clause, start)


def _has_verb(clause: Clause, start: int) -> bool:
    for at in range(start + 1, min(start + 12, len(clause.tokens))):
        if clause.breaks(at) or clause.lower(at) in {"who", "which", "that"}:
            return False
        if clause.lower(at) in AUXILIARIES:
            return True
    return False


def _end_after(clause: Clause, group: Group, start: int, lexicon: Lexicon) -> int:
    at = clause.tokens[start].span.start
    sentence = sentence_at(clause.text, at)
    limit = max(
        [sentence.end if sentence else at, *(q.end for q in clause.quoted if q.start <= at < q.end)]
    )
    relative = clause.lower(group.first - 1) in {"who", "which"}
    for index in range(start + 1, len(clause.tokens)):
        if clause.tokens[index].span.start >= limit:
            break
        if not clause.is_quoted(index) and _turns(clause, index, lexicon, relative=relative):
            return clause.tokens[index - 1].span.end
    return limit


def _turns(clause: Clause, index: int, lexicon: Lexicon, *, relative: bool) -> bool:
    """Whether the report ends before a token, and the writer goes on."""
    gap, word = clause.gap(index), clause.lower(index)
    if ";" in gap or ("," in gap and (relative or word in _TURNS or word == "according")):
        return True
    if "," in gap and word in {"who", "which"} and not clause.is_quoted(index - 1):
        return True
    if "," in gap:
        group = group_at(clause, index, lexicon)
        return group is not None and group.tense is Tense.ING
    if word != "and":
        return False
    group = group_at(clause, index + 1, lexicon)
    return group is not None and group.tense is not Tense.ING and not group.cue.ambiguous


def object_form(clause: Clause, pieces: Spans) -> Form:
    """Indirect when an object tells a proposition ("of meddling"), else only reported."""
    words = " ".join(piece.of(clause.text).lower() for piece in pieces)
    if _MEDDLING.search(words) or set(words.split()) & (_CLAUSE_WORDS | AUXILIARIES):
        return Form.INDIRECT
    return Form.REPORTED


def pieces_around(clause: Clause, cue: Span, source: Span | None) -> Spans:
    """What a sentence says around "according to S"."""
    text, end = clause.text, max(cue.end, source.end if source else 0)
    before = Span(clause.span.start, cue.start) if cue.start > clause.span.start else None
    after = Span(end, clause.span.end) if end < clause.span.end else None
    pieces = [
        statement_span(text, each)
        for each in (before, after)
        if each and any(char.isalnum() for char in each.of(text))
    ]
    return normalised(pieces) if pieces else ()
