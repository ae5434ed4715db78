"""One statement that a sentence reports, and what its parts say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.model.span import Span, Spans, envelope, normalised
from annotator.model.statement import Form, SourceKind
from annotator.text.clauses import Clause
from annotator.text.groups import Group

DEFAULT_KIND = "assert"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the rules think a statement is; the words of `Statement` in spans.

    A missing source of kind `entity` is one the rules did not find; `unspecified` says that none is
    named. `rule` is the name of what found it, `lemma` the verb or noun that reports.
    """

    content: Spans
    cue: Span | None
    source: Span | None
    source_kind: SourceKind
    form: Form
    kind: str
    quoted: Spans
    channel: str | None = None
    rule: str = ""
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution, the word of the sentence that it hangs on, and its verb group if it is one.

    `taken` is what it takes of the sentence without being content, where that is more than its cue
    and source.
    """

    attribution: Attribution
    index: int
    group: Group | None = None
    taken: Span | None = None

    @property
    def rule(self) -> str:
        """The name of the rule that found it."""
        return self.attribution.rule

    @property
    def edge(self) -> Span:
        """From the first to the last code point of cue and source."""
        found = self.attribution
        return self.taken or envelope([each for each in (found.cue, found.source) if each])


def attribution(  # noqa: PLR0913 - the parts of a statement
    clause: Clause,
    pieces: Spans,
    cue: Span,
    source: Span | None,
    *,
    rule: str,
    kind: str | None = None,
    form: Form | None = None,
    lemma: str = "",
    unspecified: bool = False,
) -> Attribution:
    """An attribution with form, channel and kind of source read from the sentence."""
    quoted = quoted_in(clause, pieces)
    marks = form_in(clause, pieces, quoted)
    return Attribution(
        content=normalised(pieces),
        cue=cue,
        source=_bare(clause, source) if source else None,
        source_kind=source_kind(clause, source, unspecified=unspecified),
        form=form if form and marks is Form.INDIRECT else marks,
        kind=kind or DEFAULT_KIND,
        quoted=quoted,
        channel=channel_in(clause, pieces),
        rule=rule,
        lemma=lemma,
    )


def _bare(clause: Clause, source: Span) -> Span:
    """A source without the clause and the age that follow its name: "Ada Low, 44, who left"."""
    first, last = clause.at(source.start), clause.at(source.end)
    end = last
    for at in range(first + 1, last):
        if clause.cuts[at] != ",":
            continue
        if clause.tags[at] == "R":
            return source
        if clause.tags[at] == "Q" and end == last:
            end = at
    if end - first > 1 and clause.tags[end - 1] == "#" and clause.cuts[end - 1] == ",":
        end -= 1
    return Span(source.start, clause.spans[end - 1].end) if end < last else source


def source_kind(clause: Clause, source: Span | None, *, unspecified: bool) -> SourceKind:
    """Anonymous where the source says so, unspecified where none is given on purpose."""
    if source is None:
        return SourceKind.UNSPECIFIED if unspecified else SourceKind.ENTITY
    words = source.of(clause.text).lower().split()
    if set(words) & clause.lexicon.anonymous or _stays_unnamed(clause, words):
        return SourceKind.ANONYMOUS
    return SourceKind.ENTITY


def _stays_unnamed(clause: Clause, words: Sequence[str]) -> bool:
    """Whether a source "asked not to be named"."""
    naming, be = clause.lexicon.listed("naming"), clause.lexicon.listed("nonfinite")
    return any(one in be and two in naming for one, two in pairwise(words))


def quoted_in(clause: Clause, pieces: Spans) -> Spans:
    """The stretches of a content that are in quotation marks, but for a quotation around it all."""
    parts = []
    for piece in pieces:
        for quote in clause.quoted:
            start, end = max(piece.start, quote.start), min(piece.end, quote.end)
            if start < end and _quotes(clause.text, quote, piece):
                parts.append(Span(start, end))
    return normalised(parts) if parts else ()


def _quotes(text: str, quote: Span, piece: Span) -> bool:
    if quote.start >= piece.start or quote.end < piece.end:
        return True
    return not any(char.isalnum() for char in text[quote.start : piece.start])


def form_in(clause: Clause, pieces: Spans, quoted: Spans) -> Form:
    """Direct when all words of a content are quoted, mixed when some are, else indirect."""
    if not quoted:
        return Form.INDIRECT
    for piece in pieces:
        at = piece.start
        for part in (*quoted, Span(piece.end, piece.end + 1)):
            if part.start > piece.end or part.end <= at:
                continue
            if any(char.isalnum() for char in clause.text[at : part.start]):
                return Form.MIXED
            at = part.end
    return Form.DIRECT


def channel_in(clause: Clause, pieces: Spans) -> str | None:
    """The channel named in the sentence outside the content."""
    text, low, outside = clause.text, clause.span.start, []
    for piece in pieces:
        outside.append(text[low : max(low, piece.start)])
        low = piece.end
    outside.append(text[low : max(low, clause.span.end)])
    words = " ".join(outside).casefold().replace(",", " ").split()
    leads = clause.lexicon.listed("channel_lead")
    first = next((at for at, word in enumerate(words) if word in leads), None)
    if first is None:
        return None
    said_there, channels = " ".join(["", *words[first:], ""]), clause.lexicon.channels
    named = [phrase for phrase in channels if f" {phrase} " in said_there]
    return channels[max(named, key=len)] if named else None
