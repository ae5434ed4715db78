"""What is counted as annotated: what was accepted, and nothing that is suggested or rejected."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Form, Statement
from annotator.store.check import check
from annotator.store.facts import facts_of
from annotator.store.store import Store


def mention(
    store: Store, article: DocumentId, status: Status, entity: EntityId | None = None
) -> MentionId:
    with store.transaction("Tag as person") as tx:
        made = tx.provenance(status=status)
        return MentionId(
            tx.add(Mention(MentionId(0), article, "person", (Span(0, 3),), made, entity=entity))
        )


def statement(store: Store, article: DocumentId, status: Status) -> StatementId:
    with store.transaction("New statement") as tx:
        made = tx.provenance(status=status)
        content = (Span(0, 3),)
        return StatementId(
            tx.add(Statement(StatementId(0), article, content, Form.INDIRECT, "assert", made))
        )


def person(store: Store) -> EntityId:
    with store.transaction("Name") as tx:
        return EntityId(tx.add(Entity(EntityId(0), "Ada Otieno", "person", tx.provenance())))


def settle(store: Store, id: MentionId, status: Status) -> None:
    found = store.queries.mentions.get(id)
    with store.transaction("Settle") as tx:
        tx.replace(replace(found, provenance=replace(found.provenance, status=status)))


def counts(store: Store, article: DocumentId, entity: EntityId) -> tuple[int, ...]:
    """Mentions and statements of the article, mentions of the entity."""
    (here,) = store.queries.documents.counted([article])
    (named,) = store.queries.entities.counted([entity])
    return here.mentions, here.statements, named.mentions


def miscounted(store: Store) -> list[str]:
    return [found.sentence for found in check(store) if found.what == "count"]


def test_only_what_was_accepted_is_counted(store: Store, article: DocumentId) -> None:
    ada = person(store)
    for status in Status:
        mention(store, article, status, ada)
        statement(store, article, status)

    assert counts(store, article, ada) == (1, 1, 1)
    facts = facts_of(store._db)
    assert (facts.mentions, facts.statements) == (1, 1)
    assert miscounted(store) == []


def test_an_article_with_nothing_accepted_is_not_started(store: Store, article: DocumentId) -> None:
    mention(store, article, Status.REJECTED)
    statement(store, article, Status.SUGGESTED)

    (counted,) = store.queries.documents.counted([article])

    assert not counted.started


def test_the_counts_follow_each_decision_there_and_back(store: Store, article: DocumentId) -> None:
    ada = person(store)
    offered = mention(store, article, Status.SUGGESTED, ada)
    seen = []

    for status in (Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED):
        settle(store, offered, status)
        seen.append(counts(store, article, ada))
    with store.transaction("Remove mention") as tx:
        tx.remove(Ref("mention", offered))
    seen.append(counts(store, article, ada))

    one, none = (1, 0, 1), (0, 0, 0)
    assert seen == [one, none, one, none]
    back = []
    while store.undo() and len(back) < len(seen):
        back.append(counts(store, article, ada))
    assert back == [one, none, one, none]
    while store.redo():
        pass
    assert counts(store, article, ada) == none
    assert miscounted(store) == []


def test_the_next_mention_of_an_entity_is_none_that_was_rejected(
    store: Store, article: DocumentId
) -> None:
    ada = person(store)
    mention(store, article, Status.REJECTED, ada)

    assert store.queries.mentions.of_entity_after(ada, article, 0) is None
    assert store.queries.entities.sharing("Ada Otieno", article) == []
