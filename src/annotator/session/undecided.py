"""The suggestions of a document that nobody has decided about, kept up with what is annotated."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from annotator.model.ids import DocumentId, MentionId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span, Spans
from annotator.model.statement import Channel, Source, SourceKind, Statement
from annotator.model.suggestion import (
    Ground,
    SuggestedMention,
    SuggestedStatement,
    Suggestion,
)
from annotator.session.held_back import HeldBack
from annotator.store.queries import Queries
from annotator.suggest.engine import Proposed, place_of
from annotator.text.lexicon import Lexicon
from annotator.text.spans import merged

_NEAR = 400
"""Suggestions so near to each other are looked up together; in code points."""


class Stop(NamedTuple):
    """A place of a walk, in its order: an outer place before what lies in it."""

    start: int
    minus_end: int
    number: int


class Undecided:
    """What is proposed, less what an annotation of the project answers.

    A suggestion is hidden as long as an annotation answers it, and comes back when that one goes:
    by an undo, as a rule. Each step costs a look at what it touched.
    """

    def __init__(
        self, queries: Queries, document: DocumentId, proposed: Proposed, lexicon: Lexicon
    ) -> None:
        self._queries = queries
        self._document = document
        self._proposed = proposed
        self.refused = HeldBack(queries, lexicon)
        """What the desk refused before the document was gone over."""
        self._answers: dict[int, set[Ref]] = {}
        self._answered: dict[Ref, set[int]] = {}
        self._stops: list[Stop] = []
        self._by_content: dict[Spans, int] = {}

    # What is there

    def __contains__(self, number: object) -> bool:
        return number in self._proposed and number not in self._answers

    def __len__(self) -> int:
        return len(self._stops)

    def find(self, number: int) -> Suggestion | None:
        """The suggestion of a number; None when it is gone or answered."""
        return self._proposed[number] if number in self else None

    def mentions_over(self, span: Span) -> list[int]:
        """The suggested mentions that overlap a stretch, outer ones first."""
        return [each for each in self._proposed.mentions.over(span) if each not in self._answers]

    def statements_over(self, span: Span) -> list[int]:
        """The suggested statements of which the extent overlaps a stretch."""
        return [each for each in self._proposed.statements.over(span) if each not in self._answers]

    def statements(self) -> list[int]:
        """All suggested statements."""
        return [each for each in self._proposed.statements if each not in self._answers]

    def place(self, number: int) -> Span:
        """Where a suggestion is met."""
        return place_of(self._proposed[number])

    def extent(self, number: int) -> Span | None:
        """From where to where a suggestion reaches; None when it is gone or answered."""
        return _extent(self._proposed[number]) if number in self else None

    def stop(self, number: int) -> Stop | None:
        """The place of a suggestion in a walk."""
        return _stop(number, self._proposed[number]) if number in self else None

    def after(self, stop: Stop) -> Stop | None:
        """The first stop after another one."""
        at = bisect_right(self._stops, stop)
        return self._stops[at] if at < len(self._stops) else None

    def before(self, stop: Stop) -> Stop | None:
        """The last stop before another one."""
        at = bisect_left(self._stops, stop)
        return self._stops[at - 1] if at else None

    # As values that views show

    def mention(self, number: int) -> Mention:
        """A suggested mention as views show it."""
        found = self._proposed[number]
        assert isinstance(found, SuggestedMention)
        return Mention(
            MentionId(number),
            self._document,
            found.type,
            (found.span,),
            _provenance(found.ground),
            level=found.level,
            entity=found.entity,
            value=found.value,
        )

    def statement(self, number: int) -> Statement:
        """A suggested statement as views show it."""
        found = self._proposed[number]
        assert isinstance(found, SuggestedStatement)
        return Statement(
            StatementId(number),
            self._document,
            found.content,
            found.form,
            found.kind,
            _provenance(found.ground),
            cue=found.cue,
            source=self._source(found),
            quoted=found.quoted,
            parent=self._parent(found),
            epistemic=found.epistemic,
            channel=channel_of(found),
        )

    def _source(self, found: SuggestedStatement) -> Source | None:
        if found.source is None and found.source_kind is SourceKind.ENTITY:
            return None
        return Source(found.source_kind, found.source)

    def _parent(self, found: SuggestedStatement) -> StatementId | None:
        """The statement around one, suggested or made."""
        number = self._by_content.get(found.parent) if found.parent else None
        if number is None:
            return None
        made = [ref for ref in self._answers.get(number, ()) if ref.kind == "statement"]
        if made:
            return StatementId(made[0].id)
        return StatementId(number) if number in self else None

    # What comes and what is decided

    def take(self, suggestions: Iterable[Suggestion]) -> set[int]:
        """Have more suggestions; those that something annotated answers are hidden at once.

        Returns the numbers of those that are there now.
        """
        came: list[int] = []
        for each in suggestions:
            more, less = self._proposed.add(each)
            came += more
            for number in less:
                self._forget(number)
        came = [number for number in dict.fromkeys(came) if number in self._proposed]
        for number in came:
            found = self._proposed[number]
            insort(self._stops, _stop(number, found))
            if isinstance(found, SuggestedStatement):
                self._by_content[found.content] = number
        self._hide_answered(came)
        return {number for number in came if number in self}

    def take_unrefused(self) -> set[int]:
        """Have those that the desk refuses no longer. Returns their numbers."""
        return self.take(self.refused.let_go())

    def follow(self, mentions: Collection[int], statements: Collection[int]) -> set[int]:
        """Look again at what a step touched. Returns the numbers that came or went by it."""
        freed: set[int] = set()
        for ref in (*(Ref("mention", id) for id in mentions), *_refs(statements)):
            freed |= self._free(ref)
        queries = self._queries
        hidden: set[int] = set()
        for mention in queries.mentions.some([MentionId(id) for id in mentions]):
            hidden |= self._hide_by_mention(mention)
        for statement in queries.statements.some([StatementId(id) for id in statements]):
            hidden |= self._hide_by_statement(statement)
        return freed ^ hidden

    def _hide_answered(self, numbers: Sequence[int]) -> None:
        """Hide what the annotations around some suggestions answer; near ones are read together."""
        found = [self._proposed[number] for number in numbers]
        for around in merged(map(_extent, found), gap=_NEAR):
            for mention in self._queries.mentions_in(self._document, around):
                self._hide_by_mention(mention)
        said = [each.extent for each in found if isinstance(each, SuggestedStatement)]
        for around in merged(said, gap=_NEAR):
            for statement in self._queries.statements_in(self._document, around):
                self._hide_by_statement(statement)

    def _hide_by_mention(self, mention: Mention) -> set[int]:
        if mention.document != self._document:
            return set()
        numbers = self._proposed.answered_by_mention(mention)
        return self._hide(numbers, Ref("mention", mention.id))

    def _hide_by_statement(self, statement: Statement) -> set[int]:
        if statement.document != self._document:
            return set()
        numbers = self._proposed.answered_by_statement(statement)
        return self._hide(numbers, Ref("statement", statement.id))

    def _hide(self, numbers: Iterable[int], by: Ref) -> set[int]:
        hidden: set[int] = set()
        for number in numbers:
            if number in self:
                self._drop_stop(number)
                hidden.add(number)
            self._answers.setdefault(number, set()).add(by)
            self._answered.setdefault(by, set()).add(number)
        return hidden

    def _free(self, ref: Ref) -> set[int]:
        """Show again what only one annotation answered."""
        freed: set[int] = set()
        for number in self._answered.pop(ref, ()):
            self._answers[number].discard(ref)
            if not self._answers[number]:
                del self._answers[number]
                insort(self._stops, _stop(number, self._proposed[number]))
                freed.add(number)
        return freed

    def _forget(self, number: int) -> None:
        """Let go of a suggestion that something surer rules out."""
        if number in self._answers:
            for ref in self._answers.pop(number):
                self._answered[ref].discard(number)
        else:
            self._drop_stop(number)

    def _drop_stop(self, number: int) -> None:
        stop = _stop(number, self._proposed[number])
        at = bisect_left(self._stops, stop)
        if at < len(self._stops) and self._stops[at] == stop:
            del self._stops[at]


def channel_of(found: SuggestedStatement) -> Channel | None:
    """The channel of a suggested statement, where it is one of ours."""
    return Channel(found.channel) if found.channel in set(Channel) else None


def _provenance(ground: Ground) -> Provenance:
    return Provenance("", "", Status.SUGGESTED, origin=ground.origin, confidence=ground.confidence)


def _stop(number: int, found: Suggestion) -> Stop:
    place = place_of(found)
    return Stop(place.start, -place.end, number)


def _extent(found: Suggestion) -> Span:
    return found.span if isinstance(found, SuggestedMention) else found.extent


def _refs(statements: Collection[int]) -> Iterable[Ref]:
    return (Ref("statement", id) for id in statements)
