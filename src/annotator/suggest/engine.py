"""Runs the suggesters over a document and makes one list of what they propose.

Of two mentions that cannot both be right the surer stays; of two statements of one cue as well.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from annotator.model.annotations import AnnotatedDocument
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedMention, SuggestedStatement, Suggestion
from annotator.suggest.base import Desk, Known, Suggester
from annotator.suggest.decided import (
    answers_mention,
    answers_statement,
    clash,
    is_refused,
    is_refused_cue,
    one_report,
)
from annotator.suggest.spoken import with_speakers
from annotator.text.buckets import Buckets

# A longer name is right rather than a part of it, unless it is so much less sure.
_FOR_LENGTH = 0.2

OnFailure = Callable[[str, Exception], None]
"""Hears that a suggester failed, by its name; it is left out for the rest of the document."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one suggester proposes next. Nothing is still to come from any before `reached`."""

    suggestions: Sequence[Suggestion]
    reached: int


def batches(
    document: AnnotatedDocument,
    desk: Desk,
    suggesters: Sequence[Suggester],
    on_failure: OnFailure | None = None,
) -> Iterator[Batch]:
    """What every suggester proposes, a paragraph of each in turn; nothing is left out yet.

    A suggester that fails ends there, and `on_failure` hears of it; without it the error rises.
    """
    running: dict[str, Iterator[Sequence[Suggestion]]] = {}
    reached = dict.fromkeys((each.name for each in suggesters), 0)
    for each in suggesters:
        running[each.name] = iter(each.suggest(document, desk))
    while running:
        for name in tuple(running):
            try:
                found = next(running[name], None)
            except Exception as error:  # a plug-in may fail in any way
                if on_failure is None:
                    raise
                on_failure(name, error)
                found = None
            if found is None:
                del running[name], reached[name]
            elif found:
                reached[name] = min(place_of(each).start for each in found)
            corrected = [as_decided(each, desk.known) for each in found or ()]
            yield Batch(corrected, min(reached.values(), default=len(document.text)))


def as_decided(suggestion: Suggestion, known: Known) -> Suggestion:
    """What is short for a name that the desk has as one entity of another type is of that type."""
    if not isinstance(suggestion, SuggestedMention) or suggestion.name is None:
        return suggestion
    bearers = known.names.get(suggestion.name, ())
    if len(bearers) != 1 or bearers[0].type == suggestion.type:
        return suggestion
    return replace(suggestion, type=bearers[0].type, entity=bearers[0].id)


def place_of(suggestion: Suggestion) -> Span:
    """Where a suggestion is met: a mention at its words, a statement at its cue or content."""
    if isinstance(suggestion, SuggestedMention):
        return suggestion.span
    return suggestion.cue or suggestion.content[0]


def moved(suggestion: Suggestion, by: int) -> Suggestion:
    """The same suggestion that many code points further on, as from a part of a text."""
    if not by:
        return suggestion

    def on(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    if isinstance(suggestion, SuggestedMention):
        return replace(suggestion, span=on(suggestion.span))
    return replace(
        suggestion,
        content=tuple(map(on, suggestion.content)),
        cue=on(suggestion.cue) if suggestion.cue else None,
        source=on(suggestion.source) if suggestion.source else None,
        quoted=tuple(map(on, suggestion.quoted)),
        parent=tuple(map(on, suggestion.parent)) if suggestion.parent else None,
        speakers=tuple(
            replace(each, span=on(each.span) if each.span else None) for each in suggestion.speakers
        ),
    )


def suggested(
    document: AnnotatedDocument,
    desk: Desk,
    suggesters: Sequence[Suggester],
    on_failure: OnFailure | None = None,
) -> list[Suggestion]:
    """What is proposed of a document beside what is annotated there, in text order."""
    mentions, statements = tuple(document.mentions), tuple(document.statements)
    document = replace(
        document,
        mentions=mentions,
        statements=statements,
        plain_mentions=None,
        plain_statements=None,
    )
    proposed = Proposed(document.text)
    for batch in batches(document, desk, suggesters, on_failure):
        for each in batch.suggestions:
            if not refused(each, document.text, desk):
                proposed.add(each)
    answered = {
        *(number for each in mentions for number in proposed.answered_by_mention(each)),
        *(number for each in statements for number in proposed.answered_by_statement(each)),
    }
    left = [proposed[number] for number in proposed if number not in answered]
    left.sort(key=lambda each: (place_of(each).start, -place_of(each).end))
    return with_speakers(document, left, desk)


def refused(suggestion: Suggestion, text: str, desk: Desk) -> bool:
    """Whether the desk refuses these words as this type, or such a word as one that reports."""
    known = desk.known
    if isinstance(suggestion, SuggestedStatement):
        return is_refused_cue(known, suggestion, text, desk.lexicon)
    return bool(known.rejected) and is_refused(known, words_of(suggestion, text), suggestion.type)


def words_of(suggestion: Suggestion, text: str) -> str:
    """The words of a suggested mention, or the cue of a statement, on one line."""
    return " ".join(place_of(suggestion).of(text).split())


class Proposed:
    """The suggestions of one document by number, without those that something surer rules out.

    Numbers are negative, since no object of a project has such an id, and the same suggestion gets
    the same number again.
    """

    def __init__(self, text: str, numbers: dict[Hashable, int] | None = None) -> None:
        self._text = text
        self.numbers = {} if numbers is None else numbers
        self.mentions = Buckets()
        self.statements = Buckets()
        self._all: dict[int, Suggestion] = {}
        self._ruled_out: dict[int, list[Suggestion]] = {}

    def __getitem__(self, number: int) -> Suggestion:
        return self._all[number]

    def __contains__(self, number: object) -> bool:
        return number in self.mentions or number in self.statements

    def __iter__(self) -> Iterator[int]:
        return chain(self.mentions, self.statements)

    def answered_by_mention(self, mention: Mention) -> Iterator[int]:
        """The suggestions that a mention of the project decides about."""
        for number in self.mentions.over(mention.extent):
            found = self._all[number]
            if isinstance(found, SuggestedMention) and answers_mention(mention, found, self._text):
                yield number

    def answered_by_statement(self, statement: Statement) -> Iterator[int]:
        """The suggestions that a statement of the project decides about."""
        for number in self.statements.over(statement.extent):
            found = self._all[number]
            if isinstance(found, SuggestedStatement) and answers_statement(statement, found):
                yield number

    def add(self, suggestion: Suggestion) -> tuple[list[int], list[int]]:
        """Take a suggestion in. Returns the numbers that came and that went by it."""
        if isinstance(suggestion, SuggestedMention):
            return self._add_mention(suggestion)
        return self._add_statement(suggestion)

    def _add_mention(self, new: SuggestedMention) -> tuple[list[int], list[int]]:
        rivals: list[int] = []
        for number in self.mentions.over(new.span):
            other = self._all[number]
            assert isinstance(other, SuggestedMention)
            if (other.span, other.type) == (new.span, new.type):
                self._all[number] = _joined(other, new)
                return [], []
            if clash(new.span, new.type, other.span, other.type, self._text):
                if not _surer(new, other):
                    self._ruled_out.setdefault(number, []).append(new)
                    return [], []
                rivals.append(number)
        return self._instead_of(rivals, new, new.span, self.mentions)

    def _add_statement(self, new: SuggestedStatement) -> tuple[list[int], list[int]]:
        rivals: list[int] = []
        for number in self.statements.over(new.extent):
            other = self._all[number]
            assert isinstance(other, SuggestedStatement)
            if one_report((new.content, new.cue), (other.content, other.cue)):
                if new.ground.confidence <= other.ground.confidence:
                    self._ruled_out.setdefault(number, []).append(new)
                    return [], []
                rivals.append(number)
        return self._instead_of(rivals, new, new.extent, self.statements)

    def _instead_of(
        self, rivals: list[int], new: Suggestion, span: Span, kept: Buckets
    ) -> tuple[list[int], list[int]]:
        """Put a suggestion in the place of others; what only those ruled out gets a chance."""
        number = self.numbers.setdefault(_key(new), -len(self.numbers) - 1)
        again: list[Suggestion] = []
        for rival in rivals:
            kept.take(rival)
            again += self._ruled_out.pop(rival, [])
            self._ruled_out.setdefault(number, []).append(self._all[rival])
        self._all[number] = new
        kept.put(number, span)
        came, went = [number], rivals
        for each in again:
            more, less = self.add(each)
            came, went = [*came, *more], [*went, *less]
        return [each for each in came if each in kept], went


def _key(suggestion: Suggestion) -> Hashable:
    if isinstance(suggestion, SuggestedMention):
        return suggestion.span, suggestion.type
    return suggestion.content, suggestion.cue


def _surer(new: SuggestedMention, old: SuggestedMention) -> bool:
    """Whether the first of two mentions that clash is the one to keep."""
    ahead = new.ground.confidence - old.ground.confidence
    if new.span != old.span and new.span.contains(old.span):
        return ahead > -_FOR_LENGTH
    if new.span != old.span and old.span.contains(new.span):
        return ahead > _FOR_LENGTH
    return (ahead, len(new.span)) > (0, len(old.span))


def _joined(one: SuggestedMention, other: SuggestedMention) -> SuggestedMention:
    """Two suggestions of one mention as one: on the surer ground, with what either knows."""
    first, second = sorted((one, other), key=lambda each: -each.ground.confidence)
    return replace(
        first,
        entity=second.entity if first.entity is None else first.entity,
        name=first.name or second.name,
        value=first.value or second.value,
    )
