"""Comparing two annotated projects, one document after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.errors import AnnotatorError
from annotator.model.entity import Entity
from annotator.model.ids import EntityId
from annotator.review.agreement import ACCEPTED, WITH_SUGGESTED, Agreement, DocumentScore, Same
from annotator.review.clusters import Clusters
from annotator.review.figures import Counts
from annotator.review.respacing import respaced
from annotator.session.ports import ReportProgress
from annotator.session.sides import Listed, Matched, Side, matched


class NothingToCompare(AnnotatorError):
    """Two sides that have no article in common."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How far both sides agree in one document."""

    document: Listed
    score: DocumentScore


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two sides agree, and what could not be compared.

    `other_text` are documents of one title whose texts differ in more than white space. Of the
    scores of single documents, counts are all there is.
    """

    total: DocumentScore
    clusters: Clusters
    speakers: Counts
    documents: list[Scored]
    only_gold: list[Listed]
    only_system: list[Listed]
    other_text: list[Listed]


def compare(
    gold: Side, system: Side, *, suggested: bool = False, report: ReportProgress
) -> Comparison:
    """Compare what was accepted on both sides; `suggested` counts suggestions of the system too.

    Raises NothingToCompare when there is no document to compare, and whatever a side raises.
    """
    same_articles = matched(gold.documents(), system.documents())
    agreement = Agreement(WITH_SUGGESTED if suggested else ACCEPTED)
    documents: list[Scored] = []
    other_text: list[Listed] = []
    for done, (one, other) in enumerate(same_articles.pairs):
        report(done, len(same_articles.pairs))
        ours = gold.annotated(one.id)
        theirs = respaced(system.annotated(other.id), ours.text)
        if theirs is None:
            other_text.append(one)
        else:
            documents.append(Scored(one, agreement.add(ours, theirs)))
    if not documents:
        raise NothingToCompare(_why(gold, system, same_articles))
    return Comparison(
        agreement.total,
        agreement.clusters,
        agreement.speaker_counts(_same_names(gold, system, agreement.speakers)),
        documents,
        same_articles.only_gold,
        same_articles.only_system,
        other_text,
    )


def _why(gold: Side, system: Side, found: Matched) -> str:
    if found.pairs:
        return (
            f"{gold.name} and {system.name} have articles of the same title, but with other texts. "
            "Compare annotations of the same texts."
        )
    return (
        f"{gold.name} and {system.name} have no article in common: no text and no title is the "
        "same. Import the same articles into both."
    )


def _same_names(
    gold: Side, system: Side, speakers: Iterable[tuple[EntityId, EntityId | None]]
) -> Same:
    """Whether two speakers have a name in common, whatever its case, or their knowledge base id."""
    pairs = list(speakers)
    ours = _named(gold, (one for one, _ in pairs))
    theirs = _named(system, (other for _, other in pairs if other is not None))

    def same(one: EntityId, other: EntityId) -> bool:
        return not ours.get(one, frozenset()).isdisjoint(theirs.get(other, ()))

    return same


def _named(side: Side, ids: Iterable[EntityId]) -> dict[EntityId, frozenset[str]]:
    wanted = sorted(set(ids))
    return {each.id: frozenset(_names(each)) for each in side.entities(wanted)}


def _names(entity: Entity) -> Iterator[str]:
    yield from (" ".join(name.split()).casefold() for name in entity.names)
    if entity.kb_id:
        yield f"kb:{entity.kb_id}"
