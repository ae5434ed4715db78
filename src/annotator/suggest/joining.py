"""Joins what neighbouring sentences say: quotations that go on, and those that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form, SourceKind
from annotator.model.suggestion import SuggestedStatement
from annotator.suggest.saying import ground
from annotator.suggest.scare import scare_quotes
from annotator.text.clauses import Clause
from annotator.text.free_subjects import source_of
from annotator.text.groups import group_at
from annotator.text.passages import Passage
from annotator.text.quotes import Quotation

_FULL = 2_000
_ALONE = 5
_LEAD = 9
_NAME = 6
_DASHES = "-\u2013\u2014"


@dataclass
class Joined:
    """Statements of a paragraph while they are being found; the last one may still go on."""

    text: str
    scare: bool = False
    _found: list[SuggestedStatement] = field(default_factory=list)
    _open: SuggestedStatement | None = None
    _continues: bool = False
    _lead: SuggestedStatement | None = None
    _since: int = 0
    _settled: int = 0
    _last: SuggestedStatement | None = None

    @property
    def is_full(self) -> bool:
        """Whether a stretch of a long paragraph is done."""
        return self._since - self._settled > _FULL

    def settled(self) -> list[SuggestedStatement]:
        """The statements that nothing can be added to any more, in text order."""
        self._settled = self._since
        kept = [each for each in self._found if each is self._open and self._continues]
        done = [each for each in self._found if each not in kept]
        self._found = kept
        if not kept:
            self._open = None
        return sorted(done, key=lambda each: (each.cue or each.content[0]).start)

    def rest(self) -> list[SuggestedStatement]:
        """What is left at the end."""
        self._continues = False
        return self.settled()

    def take(self, passage: Passage, stated: Sequence[SuggestedStatement]) -> None:
        """Add what a sentence states; a quotation it begins with may belong to the last one."""
        self._since = passage.clause.span.start
        stated = list(stated)
        first = self._first_quotation(passage)
        if first and not _is_used(first, stated):
            self._take_quotation(passage, first)
        elif not stated and (named := _named_before(self.text, passage)):
            stated = [named]
        if self.scare:
            span = passage.clause.span
            stated += [
                each
                for each in scare_quotes(self.text, span)
                if not any(_touch(each, other) for other in stated)
            ]
        lead = _lead_in(passage.clause)
        self._found += stated
        quoting = [each for each in stated if each.quoted and each.parent is None]
        if quoting:
            self._open = quoting[-1]
            self._last = quoting[-1]
            self._continues = _goes_on(passage, quoting[-1].content)
        elif not (first and self._open and first.span.end >= passage.clause.span.end - 2):
            self._open = None
            self._continues = False
        self._lead = lead

    def _first_quotation(self, passage: Passage) -> Quotation | None:
        if not passage.quotations:
            return None
        first = passage.quotations[0]
        return first if first.span.start <= passage.clause.span.start + 1 else None

    def _take_quotation(self, passage: Passage, quotation: Quotation) -> None:
        """A quotation without a cue in its sentence: it goes on, was led in, or stands alone."""
        named = _named_behind(self.text, passage, quotation)
        if named is not None:
            self._add(named, quotation)
        elif self._lead is not None:
            self._add(_with(self.text, self._lead, (quotation.span,)), quotation)
        elif self._open is not None:
            grown = _with(self.text, self._open, (*self._open.content, quotation.span))
            self._found = [grown if each is self._open else each for each in self._found]
            self._open = self._last = grown
            self._continues = quotation.continued
        elif _is_whole(self.text, passage, quotation):
            self._add(self._alone(quotation, begins=passage.begins), quotation)

    def _add(self, made: SuggestedStatement, quotation: Quotation) -> None:
        self._found.append(made)
        self._open = self._last = made
        self._continues = quotation.continued

    def _alone(self, quotation: Quotation, *, begins: bool) -> SuggestedStatement:
        before = self._last if begins else None
        source = before.source if before else None
        name = "continued" if source else "quoted_alone"
        words = source.of(self.text) if source else ""
        return SuggestedStatement(
            (quotation.span,), Form.DIRECT, "assert", ground(name, source=words),
            source=source, quoted=(quotation.span,),
        )  # fmt: skip


def _with(text: str, made: SuggestedStatement, content: Spans) -> SuggestedStatement:
    pieces = normalised(content)
    quoted = normalised((*made.quoted, *(each for each in pieces if each not in made.content)))
    return replace(made, content=pieces, quoted=quoted)


def _is_used(quotation: Quotation, stated: Sequence[SuggestedStatement]) -> bool:
    return any(
        piece.overlaps(quotation.span) and not quotation.inner.contains(each.extent)
        for each in stated
        for piece in each.content
    )


def _touch(one: SuggestedStatement, other: SuggestedStatement) -> bool:
    return any(a.overlaps(b) for a in one.content for b in other.content)


def _goes_on(passage: Passage, content: Spans) -> bool:
    return any(
        each.continued and any(each.span.overlaps(piece) for piece in content)
        for each in passage.quotations
    )


def _is_whole(text: str, passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation is whole sentences, and not a name or a title."""
    words = quotation.inner.of(text).split()
    if len(words) < _ALONE or not words[0][:1].isupper():
        return False
    if quotation.span.end < passage.clause.span.end - 2:
        return False
    return quotation.continued or quotation.inner.of(text)[-1] in ".?!\u2026,"


def _named_before(text: str, passage: Passage) -> SuggestedStatement | None:
    """The statement of a quotation with a name and a colon before it."""
    clause = passage.clause
    if not passage.quotations:
        return None
    quotation = passage.quotations[0]
    ahead = text[clause.span.start : quotation.span.start].rstrip()
    names = [n for n, span in enumerate(clause.spans) if span.end <= quotation.span.start]
    if not ahead.endswith(":") or not 1 <= len(names) <= _NAME or ":" in ahead[:-1]:
        return None
    tags = {clause.tags[n] for n in names}
    if tags & set("VMBHZEIOQ") or clause.tags[names[0]] not in "CDNX":
        return None
    colon = Span(clause.span.start + len(ahead) - 1, clause.span.start + len(ahead))
    source = clause.part(names[0], names[-1])
    return SuggestedStatement(
        (quotation.span,), Form.DIRECT, "assert",
        ground("named_before", cue=":", source=source.of(text)),
        cue=colon, source=source, quoted=(quotation.span,),
    )  # fmt: skip


def _named_behind(text: str, passage: Passage, quotation: Quotation) -> SuggestedStatement | None:
    """The statement of a quotation with a dash and a name behind it."""
    clause = passage.clause
    start = quotation.span.end
    behind = text[start : clause.span.end]
    bare = behind.lstrip()
    if not bare or bare[0] not in _DASHES or len(behind) > 80 or not bare[1:].strip():  # noqa: PLR2004
        return None
    names = [n for n, span in enumerate(clause.spans) if span.start >= start]
    if not 1 <= len(names) <= _NAME or clause.tags[names[0]] not in "CDN":
        return None
    at = start + len(behind) - len(bare)
    source = clause.part(names[0], names[-1])
    return SuggestedStatement(
        (quotation.span,), Form.DIRECT, "assert",
        ground("named_before", cue=bare[0], source=source.of(text)),
        cue=Span(at, at + 1), source=source, quoted=(quotation.span,),
    )  # fmt: skip


def _lead_in(clause: Clause) -> SuggestedStatement | None:
    """The statement whose quotation the next sentence begins with: 'She wrote:'."""
    text = clause.text
    if text[clause.span.end - 1] not in ",:" or not len(clause):
        return None
    last = len(clause) - 1
    for index in range(last, max(-1, last - _LEAD), -1):
        if clause.is_quoted(index):
            return None
        group = group_at(clause, index)
        if group is None or group.passive or group.is_dependent or not group.cue.clause:
            continue
        source = source_of(clause, group)
        if source is None:
            return None
        cue = group.span(clause)
        reason = ground("quote_after", cue=cue.of(text), source=source.of(text))
        return SuggestedStatement(
            (cue,), Form.DIRECT, group.cue.clause, reason,
            cue=cue, source=source, source_kind=SourceKind.ENTITY,
        )  # fmt: skip
    return None
