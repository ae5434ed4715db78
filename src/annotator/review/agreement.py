"""How far two annotated projects agree, document by document: in mentions, statements, entities.

One side is called gold and the other the system, whether that is a rule, a model or a second
person. Precision is the share of what the system has that gold has too, recall the share of what
gold has; with the sides changed they change places, and F stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import EntityId, MentionId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.statement import Form, Statement
from annotator.review.clusters import Clusters
from annotator.review.figures import Counts
from annotator.review.mention_scores import MentionScore, compare_mentions
from annotator.review.statement_scores import StatementScore, compare_statements
from annotator.review.twins import Pair

Same = Callable[[EntityId, EntityId], bool]
"""Whether a gold entity and one of the system's have a name or a knowledge base in common."""
ACCEPTED = frozenset({Status.ACCEPTED})
WITH_SUGGESTED = frozenset({Status.ACCEPTED, Status.SUGGESTED})


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """How far two sides agree in one document, or in all."""

    mentions: MentionScore = field(default_factory=MentionScore)
    statements: StatementScore = field(default_factory=StatementScore)

    def __add__(self, other: DocumentScore) -> DocumentScore:
        return DocumentScore(self.mentions + other.mentions, self.statements + other.statements)


@dataclass(slots=True)
class Agreement:
    """Gathers the scores of documents. Of a document nothing is kept but counts.

    Of entities it keeps how many mentions each has and shares with which others, so that memory
    grows with the entities and not with the texts.
    """

    system_counts: frozenset[Status] = ACCEPTED
    """The statuses with which annotations of the system count; of gold the accepted ones do."""
    total: DocumentScore = field(default_factory=DocumentScore)
    clusters: Clusters = field(default_factory=Clusters)
    speakers: Counter[tuple[EntityId, EntityId | None]] = field(default_factory=Counter)
    """The entities of the sources of matched statements, where gold has one: (gold, system)."""

    def add(self, gold: AnnotatedDocument, system: AnnotatedDocument) -> DocumentScore:
        """Compare two annotations of one text, and count them in."""
        ours, theirs = counted(gold, ACCEPTED), counted(system, self.system_counts)
        mentions, twins = compare_mentions(ours.mentions, theirs.mentions)
        statements, pairs = compare_statements(gold.text, ours.statements, theirs.statements)
        self._add_entities(ours.mentions, theirs.mentions, twins)
        self._add_speakers(ours, theirs, pairs)
        score = DocumentScore(mentions, statements)
        self.total += score
        return score

    def speaker_counts(self, same: Same) -> Counts:
        """Sources of matched statements that have an entity: the same one is right.

        Two entities are the same when `same` says so, or when CEAF-e assigns them to each other.
        """
        counterparts = set(self.clusters.counterparts())
        right = sum(
            times
            for (gold, system), times in self.speakers.items()
            if system is not None and ((gold, system) in counterparts or same(gold, system))
        )
        linked = sum(times for (_, system), times in self.speakers.items() if system is not None)
        return Counts(right, self.speakers.total(), linked)

    def _add_entities(
        self, gold: Sequence[Mention], system: Sequence[Mention], twins: Sequence[Pair]
    ) -> None:
        shared = ((gold[one].entity, system[other].entity) for one, other in twins)
        self.clusters.add(
            [each.entity for each in gold if each.entity is not None],
            [each.entity for each in system if each.entity is not None],
            [(one, other) for one, other in shared if one is not None and other is not None],
        )

    def _add_speakers(self, gold: Counted, system: Counted, pairs: Sequence[Pair]) -> None:
        for one, other in pairs:
            speaker = gold.speaker(gold.statements[one])
            if speaker is not None:
                self.speakers[speaker, system.speaker(system.statements[other])] += 1


@dataclass(frozen=True, slots=True)
class Counted:
    """The annotations of a document that count, in text order."""

    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    _entities: Mapping[MentionId, EntityId | None]

    def speaker(self, statement: Statement) -> EntityId | None:
        """The entity of a source: its own, or that of its mention."""
        source = statement.source
        if source is None or source.entity is not None:
            return source.entity if source else None
        return self._entities.get(source.mention) if source.mention is not None else None


def counted(document: AnnotatedDocument, statuses: frozenset[Status]) -> Counted:
    """What counts of a document: what has one of some statuses, without scare quotes.

    Those are marked so that nobody takes them for a statement.
    """

    def counts(made: Provenance) -> bool:
        return made.status in statuses

    mentions = [each for each in document.mentions if counts(each.provenance)]
    statements = [
        each
        for each in document.statements
        if counts(each.provenance) and each.form is not Form.SCARE
    ]
    return Counted(
        sorted(mentions, key=lambda each: (each.spans, each.type, each.id)),
        sorted(statements, key=lambda each: (each.content, each.id)),
        {each.id: each.entity for each in mentions},
    )
