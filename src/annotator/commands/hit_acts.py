"""Doing one thing to many places in many articles, within one step, with the rules of `.`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby

from annotator.commands.linking import (
    VALUE_TYPES,
    entity_for,
    level_for,
    release,
    remember_name,
    value_of,
)
from annotator.commands.references import link_mention
from annotator.errors import GivenUp
from annotator.model.document import Document
from annotator.model.ids import EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.session import Session
from annotator.store.queries.hits import Hit
from annotator.store.transaction import Transaction
from annotator.text.spans import Cover

Act = Callable[["Desk", Hit], str]
"""Does something to a place, and says what became of it, such as "tagged", or why nothing did."""
_EVERY = 50


class Left(StrEnum):
    """Why a place is left as it was."""

    OVERLAPS = "inside another mention or across its edge"
    GONE = "no longer there"
    NO_MENTION = "no mention"
    NO_STATEMENT = "no statement"
    TAGGED = "tagged so already"
    LINKED = "linked to it already"
    OF_KIND = "of this kind already"


class Desk:
    """One document whose places are being worked on, in an open transaction."""

    def __init__(
        self, session: Session, tx: Transaction, document: Document, hits: Sequence[Hit]
    ) -> None:
        queries = session.store.queries
        self.session = session
        self.tx = tx
        self.document = document
        self.text = queries.hits.text(document.id) or ""
        spans = [hit.span for hit in hits]
        self._taken = Cover(queries.mentions.extents_over(document.id, spans))

    def mention(self, hit: Hit) -> Mention | None:
        """The mention that a place is, or that stands on exactly its words."""
        mentions = self.session.store.queries.mentions
        if hit.ref is not None:
            return mentions.find(hit.ref.id) if hit.ref.kind == "mention" else None
        here = mentions.exactly(hit.document, hit.span)
        return next((m for m in here if m.provenance.status is not Status.REJECTED), None)

    def obstacle(self, hit: Hit) -> Left | None:
        """Why no new mention may stand at a place that is none; None if one may."""
        if hit.ref is not None:
            return Left.NO_MENTION if hit.ref.kind == "statement" else Left.GONE
        return None if self._taken.leaves_free(hit.span) else Left.OVERLAPS

    def surface(self, span: Span) -> str:
        """The words of a place, on one line."""
        return " ".join(span.of(self.text).split())


def each_place(session: Session, label: str, hits: Sequence[Hit], act: Act) -> Counter[str]:
    """Do an act to every place, as one step of history. Returns how often what became of them.

    A copy of the project is kept first when they are many. Raises GivenUp; then nothing was done.
    """
    session.safe.before("changing many places", len(hits))
    done: Counter[str] = Counter()
    with session.progress.during(label) as progress, session.store.transaction(label) as tx:
        for number, (desk, hit) in enumerate(_desks(session, tx, hits), start=1):
            done[act(desk, hit)] += 1
            if number % _EVERY == 0 and not progress(number, len(hits)):
                raise GivenUp("Given up; nothing was changed.")
    return done


def _desks(session: Session, tx: Transaction, hits: Sequence[Hit]) -> Iterator[tuple[Desk, Hit]]:
    for id, group in groupby(hits, key=lambda hit: hit.document):
        here = list(group)
        document = session.store.queries.documents.find(id)
        if document is None:
            continue
        desk = Desk(session, tx, document, here)
        yield from ((desk, hit) for hit in here)


def tag(type: str) -> Act:
    """Tag places that are free, and retype the mentions on the others."""

    def act(desk: Desk, hit: Hit) -> str:
        mention = desk.mention(hit)
        if mention is not None and mention.type == type:
            return Left.TAGGED
        if mention is None and (obstacle := desk.obstacle(hit)):
            return obstacle
        surface = desk.surface(mention.extent if mention else hit.span)
        level = level_for(desk.session, type, surface)
        entity = entity_for(desk.session, desk.tx, type, surface, level, desk.document.id)
        remember_name(desk.session, desk.tx, entity, surface)
        made = replace(
            mention or _made(desk, hit, type),
            type=type,
            level=level,
            value=value_of(type, surface, desk.document.published),
        )
        if mention is None:
            desk.tx.add(replace(made, entity=entity))
            return "tagged"
        accepted = replace(mention.provenance, status=Status.ACCEPTED)
        queries = desk.session.store.queries
        link_mention(queries, desk.tx, replace(made, provenance=accepted), entity)
        if entity != mention.entity:
            release(desk.session, desk.tx, mention.entity)
        return "retyped"

    return act


def link(entity: EntityId, type: str) -> Act:
    """Link the mentions at places to an entity; tag those that are free with its type."""

    def act(desk: Desk, hit: Hit) -> str:
        mention = desk.mention(hit)
        if mention is None and (obstacle := desk.obstacle(hit)):
            return obstacle
        if mention is not None and mention.entity == entity:
            return Left.LINKED
        surface = desk.surface(mention.extent if mention else hit.span)
        if mention is None:
            level = level_for(desk.session, type, surface)
            made = replace(_made(desk, hit, type), level=level, entity=entity)
            desk.tx.add(made)
        else:
            made = mention
            link_mention(desk.session.store.queries, desk.tx, mention, entity)
            release(desk.session, desk.tx, mention.entity)
        if made.level in (None, Level.NAM) and made.type not in VALUE_TYPES:
            remember_name(desk.session, desk.tx, entity, surface)
        return "linked" if mention else "tagged"

    return act


def _made(desk: Desk, hit: Hit, type: str) -> Mention:
    return Mention(MentionId(0), hit.document, type, (hit.span,), desk.tx.provenance())
