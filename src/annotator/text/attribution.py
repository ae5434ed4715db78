"""Who said what, proposed by rule from the sentence around a content or a reporting word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form, SourceKind
from annotator.text.clauses import (
    Clause,
    Group,
    clause_at,
    group_at,
    groups,
    is_finite,
    phrase_after,
    subject,
)
from annotator.text.contents import content_after, content_before, object_form, pieces_around
from annotator.text.lexicon import Lexicon, Tense
from annotator.text.quotes import OPENING, Quotation, form_of, quotations, quoted_parts
from annotator.text.sentences import LINE_ENDS, next_sentence_start, previous_sentence_start
from annotator.text.spans import Cover

_ISSUED = frozenset(
    {"issued", "released", "published", "made", "gave", "sent", "posted", "wrote", "issues",
     "releases", "delivered"}
)  # fmt: skip
_ANONYMOUS = frozenset(
    {"someone", "anonymous", "unnamed", "unidentified", "sources", "source", "insider", "insiders"}
)
_CHANNEL = regex.compile(r" (?:in|at|during|via|on|through|over|issued|released|posted|testified) ")
_DEFAULT = "assert"
#: A taken span this much longer than a cue in it is the content of another statement.
_NESTED = 20


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


def at_cue(text: str, cue_word: Span, lexicon: Lexicon) -> Attribution | None:
    """The statement reported by a word or verb group; None when the span is not one that reports."""
    clause = clause_at(text, cue_word.start)
    if clause is None or len(cue_word) > 80:  # noqa: PLR2004
        return None
    inside = [index for index, token in enumerate(clause.tokens) if cue_word.contains(token.span)]
    inside = inside or [
        index for index, token in enumerate(clause.tokens) if token.span.overlaps(cue_word)
    ]
    for index in reversed(inside):
        found = _at(clause, index, lexicon)
        if found and found.cue and _is_about(cue_word, found.cue):
            return found
    return None


def propose(text: str, content: Span, lexicon: Lexicon) -> Attribution:
    """The statement with this content: cue and source from before or behind it in its sentence.

    A quotation that is only part of what is said is widened to all of it, an interrupted one gets
    its second half, and a sentence with its own cue is taken apart.
    """
    clause = clause_at(text, content.start)
    quotation = _quotation_of(text, content)
    if clause is not None:
        found = _adjacent(clause, content, quotation, lexicon)
        if found is None and quotation is None:
            found = _inside(clause, content, lexicon)
        if found is not None:
            return found
    return _plain(text, content, quotation)


def next_cue(text: str, at: int, lexicon: Lexicon, taken: Sequence[Span]) -> Span | None:
    """The first reporting cue or quotation that begins at or after a position and is not taken."""
    cover = Cover(taken)
    place = previous_sentence_start(text, at + 1)
    while place < len(text):
        for stop in _stops(text, place, lexicon):
            if stop.start >= at and not _is_taken(text, stop, cover):
                return stop
        place = next_sentence_start(text, place)
    return None


def previous_cue(text: str, at: int, lexicon: Lexicon, taken: Sequence[Span]) -> Span | None:
    """The last reporting cue or quotation that ends at or before a position and is not taken."""
    cover = Cover(taken)
    place = min(at + 1, len(text) + 1)
    while place > 0:
        place = previous_sentence_start(text, place)
        for stop in reversed(list(_stops(text, place, lexicon))):
            if stop.end <= at and not _is_taken(text, stop, cover):
                return stop
    return None


def _is_taken(text: str, stop: Span, cover: Cover) -> bool:
    """Whether a stop is in a statement: a quotation by any overlap, a cue unless nested in content."""
    if text[stop.start] in OPENING:
        return cover.touches(stop)
    return any(
        not taken.contains(stop) or len(taken) <= len(stop) + _NESTED
        for taken in cover.overlapping(stop)
    )


def _stops(text: str, place: int, lexicon: Lexicon) -> Iterator[Span]:
    """Cues and outer quotations of the sentence at a position, in text order."""
    clause = clause_at(text, place)
    if clause is None:
        return
    found = [span for span in clause.quoted if len(span.of(text).split()) > 1]
    for index in range(len(clause.tokens)):
        if clause.is_quoted(index) or _is_adjective_hedge(clause, index, lexicon):
            continue
        attribution = _at(clause, index, lexicon)
        if attribution and attribution.cue:
            found.append(attribution.cue)
    last = -1
    for span in sorted(set(found)):
        if span.start >= last:
            yield span
            last = span.end


def _is_adjective_hedge(clause: Clause, index: int, lexicon: Lexicon) -> bool:
    # "The alleged plot" is a statement on demand, but too common to stop at.
    word = clause.lower(index)
    is_hedge = word in lexicon.hedges and not word.endswith("ly")
    return is_hedge and group_at(clause, index, lexicon) is None


def _at(clause: Clause, index: int, lexicon: Lexicon) -> Attribution | None:
    if clause.lower(index) == "according" and clause.lower(index + 1) == "to":
        return _according(clause, index)
    group = group_at(clause, index, lexicon)
    if group:
        return _reported(clause, group, lexicon)
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
    return _attribution(clause, pieces, _group_span(clause, group), source, kind, form, lexicon)


def _gone_on(clause: Clause, pieces: Spans) -> Spans:
    """The pieces of a quotation with the one that the next sentence of the paragraph begins with."""
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


def _attribution(  # noqa: PLR0913
    clause: Clause,
    pieces: Spans,
    cue: Span,
    source: Span | None,
    kind: str | None,
    form: Form | None,
    lexicon: Lexicon,
) -> Attribution:
    marks = form_of(clause.text, pieces)
    return Attribution(
        content=pieces,
        cue=cue,
        source=source,
        source_kind=_source_kind(clause, source),
        form=form if form and marks is Form.INDIRECT else marks,
        kind=kind or _DEFAULT,
        quoted=quoted_parts(clause.text, pieces),
        channel=_channel(clause, pieces, lexicon),
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
    """ "was charged with fraud", "is said to have left", "was impeached by Congress"."""
    last = group.last
    if clause.lower(last + 1) in {"with", "of", "for"} and not group.cue.rest:
        last += 1
    by = next((at for at in range(last + 1, len(clause.tokens)) if clause.lower(at) == "by"), None)
    near = by is not None and by - last <= 3  # noqa: PLR2004
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
    found = _attribution(clause, pieces, _group_span(clause, wide), agent, kind, form, lexicon)
    return found if agent else _without_source(found)


def _without_agent(clause: Clause, pieces: Spans, agent: Span | None) -> tuple[Spans, Span | None]:
    """The content of "accused of fraud by S" cut before "by", and S."""
    for index, token in enumerate(clause.tokens):
        inside = token.lower == "by" and pieces[0].start < token.span.start < pieces[0].end
        if inside and clause.tokens[index - 1].span.end > pieces[0].start:
            by = phrase_after(clause, index + 1)
            cut = Span(pieces[0].start, clause.tokens[index - 1].span.end)
            return ((cut,), by) if by else (pieces, agent)
    return pieces, agent


def _without_source(found: Attribution) -> Attribution:
    return Attribution(
        found.content, found.cue, None, SourceKind.UNSPECIFIED, found.form, found.kind,
        found.quoted, found.channel,
    )  # fmt: skip


def _according(clause: Clause, index: int) -> Attribution | None:
    source = phrase_after(clause, index + 2)
    cue = Span(clause.tokens[index].span.start, clause.tokens[index + 1].span.end)
    pieces = pieces_around(clause, cue, source)
    if not pieces:
        return None
    kind = _source_kind(clause, source)
    form = form_of(clause.text, pieces)
    quoted = quoted_parts(clause.text, pieces)
    return Attribution(pieces, cue, source, kind, form, _DEFAULT, quoted)


def _hedged(clause: Clause, index: int, kind: str, lexicon: Lexicon) -> Attribution | None:
    """ "allegedly taking part in ..." and "the alleged plot": the words behind the hedge."""
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
    form = form_of(clause.text, (piece,))
    quoted = quoted_parts(clause.text, (piece,))
    cue = clause.tokens[index].span
    return Attribution((piece,), cue, None, SourceKind.UNSPECIFIED, form, kind, quoted)


def _is_about(word: Span, cue: Span) -> bool:
    """Whether a selection means the cue: every word of it lies in the cue."""
    return cue.contains(word) or (word.overlaps(cue) and len(word) <= len(cue) + 2)


def _quotation_of(text: str, content: Span) -> Quotation | None:
    """The outer quotation that a content is."""
    for quotation in quotations(text, content):
        alike = (
            quotation.inner.start - 1 <= content.start + 1
            and content.end >= quotation.inner.end - 1
        )
        if quotation.depth == 0 and alike and quotation.span.start >= content.start - 2:  # noqa: PLR2004
            return quotation if content.end <= quotation.span.end + 2 else None  # noqa: PLR2004
    return None


def _adjacent(
    clause: Clause, content: Span, quotation: Quotation | None, lexicon: Lexicon
) -> Attribution | None:
    """The statement of a cue beside a content, the one that reports it or most of it."""
    best: tuple[int, Attribution] | None = None
    for index in range(len(clause.tokens)):
        if content.overlaps(clause.tokens[index].span):
            continue
        found = _at(clause, index, lexicon)
        if found is None or found.cue is None or found.cue.overlaps(content):
            continue
        if not any(piece.overlaps(content) for piece in found.content):
            continue
        distance = max(content.start - found.cue.end, found.cue.start - content.end, 0)
        if best is None or distance < best[0]:
            best = distance, found
    if best is None:
        return None
    found = best[1]
    pieces = found.content if quotation or len(found.content) > 1 else (content,)
    return _with_content(clause, found, _joined(content, pieces))


def _joined(content: Span, pieces: Spans) -> Spans:
    kept = [piece for piece in pieces if not piece.overlaps(content) or piece.contains(content)]
    return normalised([content, *kept])


def _with_content(clause: Clause, found: Attribution, pieces: Spans) -> Attribution:
    marks = form_of(clause.text, pieces)
    form = found.form if marks is Form.INDIRECT and found.form is Form.REPORTED else marks
    quoted = quoted_parts(clause.text, pieces)
    return Attribution(
        pieces, found.cue, found.source, found.source_kind, form, found.kind, quoted, found.channel
    )


def _inside(clause: Clause, content: Span, lexicon: Lexicon) -> Attribution | None:
    """The first statement wholly within a content that is a sentence with its own cue and source."""
    for group in groups(clause, lexicon):
        if clause.is_quoted(group.verb):
            continue
        found = _at(clause, group.verb, lexicon)
        if found and found.cue and content.contains(found.cue):
            return found
    return None


def _plain(text: str, content: Span, quotation: Quotation | None) -> Attribution:
    pieces = [content]
    while quotation and quotation.continued:
        after = next_sentence_start(text, quotation.span.end)
        quotation = (
            next(iter(quotations(text, Span(after, after + 1))), None)
            if after < len(text)
            else None
        )
        if quotation:
            pieces.append(quotation.span)
    spans = normalised(pieces)
    form, quoted = form_of(text, spans), quoted_parts(text, spans)
    return Attribution(spans, None, None, SourceKind.ENTITY, form, _DEFAULT, quoted)
