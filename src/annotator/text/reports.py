"""The statement that one word of a sentence reports: its content, cue, source, form and kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from annotator.model.span import Span, Spans
from annotator.model.statement import Form, SourceKind
from annotator.text.clauses import Clause, Group, group_at
from annotator.text.contents import content_after, content_before, object_form, pieces_around
from annotator.text.lexicon import Lexicon, Tense
from annotator.text.phrases import is_finite, phrase_after, subject
from annotator.text.quotes import OPENING, form_and_quoted, quotations
from annotator.text.sentences import LINE_ENDS, next_sentence_start

_ISSUED = frozenset(
    {"issued", "released", "published", "made", "gave", "sent", "posted", "wrote", "issues",
     "releases", "delivered"}
)  # fmt: skip
_ANONYMOUS = frozenset(
    {"someone", "anonymous", "unnamed", "unidentified", "sources", "source", "insider", "insiders"}
)
_CHANNEL = regex.compile(r" (?:in|at|during|via|on|through|over|issued|released|posted|testified) ")
_DEFAULT = "assert"
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the rules think a statement is; the words of `Statement` in spans.

    A missing source of kind `entity` is one the rules did not find; `unspecified` says that none is
    named.
    """

    content: Spans
    cue: Span | None
    source: Span | None
    source_kind: SourceKind
    form: Form
    kind: str
    quoted: Spans
    channel: str | None = None


def report_at(clause: Clause, index: int, lexicon: Lexicon) -> Attribution | None:
    """The statement that the word at a token reports, if it reports one."""
    if clause.lower(index) == "according" and clause.lower(index + 1) == "to":
        return _according(clause, index)
    group = group_at(clause, index, lexicon)
    if group:
        found = _reported(clause, group, lexicon)
        return replace(found, channel=_channel(clause, found.content, lexicon)) if found else None
    hedge = lexicon.hedges.get(clause.lower(index))
    return _hedged(clause, index, hedge, lexicon) if hedge else None


def _reported(clause: Clause, group: Group, lexicon: Lexicon) -> Attribution | None:
    if group.passive:
        return _passive(clause, group, lexicon)
    group = _with_issued(clause, group)
    inverted = _inverted_source(clause, group)
    source = inverted or subject(clause, group, lexicon)
    before = content_before(clause, group, source)
    if before:
        pieces, kind, form = _gone_on(clause, before), group.cue.clause, None
    else:
        after = content_after(clause, group, lexicon)
        if after is None:
            return None
        pieces, is_object = after
        kind = (group.cue.object if is_object else None) or group.cue.clause or group.cue.object
        form = object_form(clause, pieces) if is_object else None
    if source is None and group.tense is not Tense.ING:
        return None
    return _attribution(clause, pieces, _group_span(clause, group), source, kind, form)


def _gone_on(clause: Clause, pieces: Spans) -> Spans:
    """The pieces of a quotation, with the one that begins the next sentence."""
    text = clause.text
    after = next_sentence_start(text, max(clause.span.end - 1, 0))
    gap = text[clause.span.end : after]
    if after >= len(text) or any(end in gap for end in LINE_ENDS) or text[after] not in OPENING:
        return pieces
    if not any(span.overlaps(piece) for span in clause.quoted for piece in pieces):
        return pieces
    more = next(
        (q for q in quotations(text, Span(after, after + 1)) if q.span.start == after), None
    )
    if more is None or text[more.inner.end - 1] in ",?" or pieces[-1].end > after:
        return pieces
    return (*pieces, more.span)


def _attribution(
    clause: Clause,
    pieces: Spans,
    cue: Span,
    source: Span | None,
    kind: str | None,
    form: Form | None,
) -> Attribution:
    marks, quoted = form_and_quoted(clause.text, pieces)
    return Attribution(
        content=pieces,
        cue=cue,
        source=source,
        source_kind=_source_kind(clause, source),
        form=form if form and marks is Form.INDIRECT else marks,
        kind=kind or _DEFAULT,
        quoted=quoted,
    )


def _source_kind(clause: Clause, source: Span | None) -> SourceKind:
    if source and set(source.of(clause.text).lower().split()) & _ANONYMOUS:
        return SourceKind.ANONYMOUS
    return SourceKind.ENTITY


def _channel(clause: Clause, pieces: Spans, lexicon: Lexicon) -> str | None:
    """The channel named in the sentence outside the content."""
    text, low, outside = clause.text, clause.span.start, []
    for piece in pieces:
        outside.append(text[low : max(low, piece.start)])
        low = piece.end
    outside.append(text[low : max(low, clause.span.end)])
    words = " " + " ".join(" ".join(outside).casefold().replace(",", " ").split()) + " "
    match = _CHANNEL.search(words)
    said_there = words[match.start() :] if match else ""
    named = [phrase for phrase in lexicon.channels if f" {phrase} " in said_there]
    return lexicon.channels[max(named, key=len)] if named else None


def _group_span(clause: Clause, group: Group) -> Span:
    return Span(clause.tokens[group.first].span.start, clause.tokens[group.last].span.end)


def _with_issued(clause: Clause, group: Group) -> Group:
    """The group of "issued a statement calling", which is one cue."""
    if group.tense is not Tense.ING or clause.breaks(group.first):
        return group
    for index in range(group.first - 1, max(-1, group.first - 6), -1):
        if clause.lower(index) in _ISSUED:
            return Group(group.cue, Tense.PAST, index, group.verb, group.last, passive=False)
    return group


def _inverted_source(clause: Clause, group: Group) -> Span | None:
    """The noun phrase behind the verb of "...," said Jane Doe."""
    before = group.first - 1
    is_behind_quote = before >= 0 and clause.is_quoted(before)
    follows = is_behind_quote or (before >= 0 and "," in clause.gap(group.first))
    next_index = group.last + 1
    if not follows or next_index >= len(clause.tokens) or clause.breaks(next_index):
        return None
    if not is_behind_quote and (group.tense is Tense.ING or group.cue.clause is None):
        return None
    return phrase_after(clause, next_index) if is_behind_quote else None


def _passive(clause: Clause, group: Group, lexicon: Lexicon) -> Attribution | None:
    """The report in "was charged with fraud" or "was impeached by Congress"."""
    last = group.last
    if clause.lower(last + 1) in {"with", "of", "for"} and not group.cue.rest:
        last += 1
    by = next((at for at in range(last + 1, len(clause.tokens)) if clause.lower(at) == "by"), None)
    near = by is not None and by - last <= _BESIDE
    agent = phrase_after(clause, by + 1) if by is not None and near else None
    linked = last > group.last or bool(group.cue.rest) or clause.lower(last + 1) in {"that", "to"}
    wide = Group(group.cue, group.tense, group.first, group.verb, last, passive=True)
    after = content_after(clause, wide, lexicon) if linked else None
    patient = subject(clause, group, lexicon)
    pieces = after[0] if after else ((patient,) if patient and agent else None)
    if pieces is None:
        return None
    pieces, agent = _without_agent(clause, pieces, agent)
    kind = group.cue.object or group.cue.clause
    form = object_form(clause, pieces)
    found = _attribution(clause, pieces, _group_span(clause, wide), agent, kind, form)
    return found if agent else replace(found, source_kind=SourceKind.UNSPECIFIED)


def _without_agent(clause: Clause, pieces: Spans, agent: Span | None) -> tuple[Spans, Span | None]:
    """The content of "accused of fraud by S" cut before "by", and S."""
    for index, token in enumerate(clause.tokens):
        inside = token.lower == "by" and pieces[0].start < token.span.start < pieces[0].end
        if inside and clause.tokens[index - 1].span.end > pieces[0].start:
            by = phrase_after(clause, index + 1)
            cut = Span(pieces[0].start, clause.tokens[index - 1].span.end)
            return ((cut,), by) if by else (pieces, agent)
    return pieces, agent


def _according(clause: Clause, index: int) -> Attribution | None:
    source = phrase_after(clause, index + 2)
    cue = Span(clause.tokens[index].span.start, clause.tokens[index + 1].span.end)
    pieces = pieces_around(clause, cue, source)
    if not pieces:
        return None
    kind = _source_kind(clause, source)
    form, quoted = form_and_quoted(clause.text, pieces)
    return Attribution(pieces, cue, source, kind, form, _DEFAULT, quoted)


def _hedged(clause: Clause, index: int, kind: str, lexicon: Lexicon) -> Attribution | None:
    """The report in "allegedly taking part" and "the alleged plot": what follows the hedge."""
    start = index + 1
    end = start
    noun = not clause.lower(index).endswith("ly")
    while end < len(clause.tokens) and not (
        end > start and (clause.breaks(end) or (noun and is_finite(clause, end, lexicon)))
    ):
        end += 1
    if end <= start:
        return None
    piece = Span(clause.tokens[start].span.start, clause.tokens[end - 1].span.end)
    form, quoted = form_and_quoted(clause.text, (piece,))
    cue = clause.tokens[index].span
    return Attribution((piece,), cue, None, SourceKind.UNSPECIFIED, form, kind, quoted)
