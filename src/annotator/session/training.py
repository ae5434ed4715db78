"""Trains a model of names on the articles of a project that are done, and measures it.

It is used only while it improves on rules and memory in articles that neither memory nor model had
seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.annotations import AnnotatedDocument
from annotator.model.entity import Entity
from annotator.model.ids import EntityId
from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.model.suggestion import Ground, SuggestedMention
from annotator.session.lexicons import Lexicons
from annotator.session.model_folder import ModelFacts, ModelFolder, NotTrained, digest_of
from annotator.store.queries import Queries
from annotator.suggest.amounts import Amounts
from annotator.suggest.base import Desk, Known, KnownEntity, Suggester
from annotator.suggest.crf import Features, Tagger, read, train
from annotator.suggest.dates import Dates
from annotator.suggest.engine import Proposed
from annotator.suggest.memory import Memory
from annotator.suggest.model import LEAST, ORIGIN, typed
from annotator.suggest.names import Names
from annotator.suggest.sequences import Reading, Typed, decoded, outermost
from annotator.text.lexicon import Lexicon

LEAST_DOCUMENTS, MOST_DOCUMENTS = 6, 150
_LEAST_MENTIONS = 30
_FOLDS = 5
#: By so much rules and model have to be better; less may be chance.
_BETTER = 0.01
_LONGEST = 60_000

Sequences = list[tuple[Features, Sequence[str]]]
Found = list[list[Typed]]
"""What was found in each of some articles."""


def rules() -> tuple[Suggester, ...]:
    """The suggesters whose proposals a model is told, and that it has to better."""
    return Names(), Dates(), Amounts()


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article that is done, as a model learns from it."""

    document: AnnotatedDocument
    reading: Reading
    gold: frozenset[Typed]
    proposed: tuple[SuggestedMention, ...]
    named: tuple[tuple[str, EntityId], ...]
    """The words of its names, and whom each of them means."""

    def sequences(self) -> Sequences:
        """Its lines with their labels."""
        by_start = {span.start: (span, type) for span, type in outermost(self.gold)}
        return [
            (self.reading.features(tokens), self.reading.labels(tokens, by_start))
            for tokens in self.reading.sequences()
        ]

    def found_by(self, tagger: Tagger) -> list[Typed]:
        """What a model finds in it."""
        found: list[Typed] = []
        for tokens in self.reading.sequences():
            found += decoded(tokens, tagger.tag(self.reading.features(tokens)))
        return found


def lessons(queries: Queries, lexicons: Lexicons) -> list[Lesson]:
    """The articles that are done, the newest of very many; each is read by itself."""
    found = []
    for id in queries.documents.latest_done(MOST_DOCUMENTS, longest=_LONGEST):
        with suppress(KeyError):  # it went meanwhile
            document = queries.annotated(id)
            found.append(lesson_of(document, lexicons.of(document.document.language)))
    return found


def lesson_of(document: AnnotatedDocument, lexicon: Lexicon) -> Lesson:
    """One article with its gold, and what the rules say of it."""
    names = [
        each
        for each in document.mentions
        if each.provenance.status is Status.ACCEPTED
        and len(each.spans) == 1
        and each.level in {Level.NAM, None}
    ]
    plain = replace(document, mentions=(), statements=(), plain_mentions=None)
    desk = Desk(lexicon, Known())
    proposed = tuple(
        each
        for rule in rules()
        for batch in rule.suggest(plain, desk)
        for each in batch
        if isinstance(each, SuggestedMention)
    )
    return Lesson(
        plain,
        Reading(document.text, lexicon, typed(proposed)),
        frozenset((each.spans[0], each.type) for each in names),
        proposed,
        tuple(
            (" ".join(each.surface(document.text).split()), each.entity)
            for each in names
            if each.entity is not None
        ),
    )


def train_model(
    queries: Queries, lexicons: Lexicons, folder: ModelFolder, now: Callable[[], str]
) -> ModelFacts:
    """Train a model, measure it on articles held back, and keep it where it helps.

    Raises NotTrained where too little is done, and ModelMissing.
    """
    taught = lessons(queries, lexicons)
    mentions = sum(len(each.gold) for each in taught)
    if len(taught) < LEAST_DOCUMENTS or mentions < _LEAST_MENTIONS:
        raise NotTrained(
            f"A model needs at least {LEAST_DOCUMENTS} articles that are done, with"
            f" {_LEAST_MENTIONS} names in all; there are {len(taught)} with {mentions}."
            " Go on with rules and memory."
        )
    part = folder.part()
    try:
        held_back = _held_back(taught, part)
        shares = _shares(taught, held_back)
        known = _remembered(taught, queries, lexicons)
        alone = _score(taught, known, [[] for _ in taught], {})
        together = _score(taught, known, held_back, shares)
        on = together >= alone + _BETTER
        facts = ModelFacts(on, len(taught), mentions, alone, together, now())
        facts = replace(
            facts, shares={f"{t}{'+' if a else '-'}": s for (t, a), s in shares.items()}
        )
        if on:
            train(part, [each for one in taught for each in one.sequences()])
            facts = replace(facts, sha256=digest_of(part))
        folder.keep(facts, part if on else None)
        return facts
    finally:
        part.unlink(missing_ok=True)


def _held_back(taught: Sequence[Lesson], part: Path) -> Found:
    """What is found in each article by a model that was trained on others."""
    found: Found = [[] for _ in taught]
    sequences = [each.sequences() for each in taught]
    for fold in range(_FOLDS):
        train(part, [e for n, one in enumerate(sequences) if n % _FOLDS != fold for e in one])
        tagger = read(part)
        for number in range(fold, len(taught), _FOLDS):
            found[number] = taught[number].found_by(tagger)
    return found


def _shares(taught: Sequence[Lesson], found: Found) -> dict[tuple[str, bool], float]:
    """How often the model is right, by type and by whether the rules agree; carefully."""
    right: Counter[tuple[str, bool]] = Counter()
    times: Counter[tuple[str, bool]] = Counter()
    for one, places in zip(taught, found, strict=True):
        said = set(one.reading.rules)
        for place in places:
            key = place[1], place in said
            times[key] += 1
            right[key] += place in one.gold
    return {key: round((right[key] + 0.5) / (times[key] + 1), 2) for key in times}


def _remembered(
    taught: Sequence[Lesson], queries: Queries, lexicons: Lexicons
) -> list[list[SuggestedMention]]:
    """What memory proposes in each article when it knows the others only."""
    ids = {entity for one in taught for _, entity in one.named}
    entities = {each.id: each for each in queries.entities.some(sorted(ids))}
    found: list[list[SuggestedMention]] = [[] for _ in taught]
    for fold in range(_FOLDS):
        others = [one for number, one in enumerate(taught) if number % _FOLDS != fold]
        known = Known(_names(others, entities))
        for number in range(fold, len(taught), _FOLDS):
            desk = Desk(lexicons.of(taught[number].document.document.language), known)
            for batch in Memory().suggest(taught[number].document, desk):
                found[number] += [each for each in batch if isinstance(each, SuggestedMention)]
    return found


def _names(
    taught: Sequence[Lesson], entities: Mapping[EntityId, Entity]
) -> dict[str, list[KnownEntity]]:
    """The names that some articles make known."""
    times = Counter(each for one in taught for each in one.named if each[1] in entities)
    names: dict[str, list[KnownEntity]] = {}
    for (words, id), count in times.most_common():
        entity = entities[id]
        names.setdefault(words, []).append(KnownEntity(id, entity.name, entity.type, count))
    return names


def _score(
    taught: Sequence[Lesson],
    known: Sequence[Sequence[SuggestedMention]],
    found: Found,
    shares: dict[tuple[str, bool], float],
) -> float:
    """The F of what would be shown: place and type both right."""
    right = shown = gold = 0
    for one, remembered, places in zip(taught, known, found, strict=True):
        proposed = Proposed(one.document.text)
        for each in (*one.proposed, *remembered):
            proposed.add(each)
        for span, type in places:
            share = shares.get((type, (span, type) in one.reading.rules), 0)
            if share >= LEAST:
                proposed.add(SuggestedMention(span, type, Ground(ORIGIN, share, "")))
        seen = {_place(proposed, number) for number in proposed}
        right += len(seen & one.gold)
        shown += len(seen)
        gold += len(one.gold)
    return 2 * right / max(1, shown + gold)


def _place(proposed: Proposed, number: int) -> Typed:
    found = proposed[number]
    assert isinstance(found, SuggestedMention)
    return found.span, found.type
