"""Lists of documents and entities come in the order and with the filter that was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.document import Document, DocumentOrder, DocumentState, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.store.store import Store


def add(store: Store, title: str, published: str, mentions: int) -> DocumentId:
    text = f"{title} said no."
    with store.transaction("Import") as tx:
        document = Document(DocumentId(0), title, sha256_of(text), len(text), tx.now, "ana")
        id = tx.add_document(replace(document, published=published), text)
        for end in range(1, mentions + 1):
            tx.add(Mention(MentionId(0), id, "person", (Span(0, end),), tx.provenance()))
    return id


@pytest.fixture
def documents(store: Store) -> list[DocumentId]:
    return [
        add(store, "beta 50%", "2025-01-02", 1),
        add(store, "Alpha", "2025-03-01", 0),
        add(store, "gamma", "2024-12-31", 3),
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (DocumentOrder.IMPORTED, "beta 50%, Alpha, gamma"),
        (DocumentOrder.TITLE, "Alpha, beta 50%, gamma"),
        (DocumentOrder.NEWEST, "Alpha, beta 50%, gamma"),
        (DocumentOrder.ANNOTATED, "gamma, beta 50%, Alpha"),
        (DocumentOrder.OPEN, "Alpha, gamma, beta 50%"),
    ],
)
def test_documents_come_in_every_order(
    store: Store, documents: list[DocumentId], order: DocumentOrder, expected: str
) -> None:
    queries = store.queries.documents
    with store.transaction("Mark done") as tx:
        tx.replace(replace(queries.get(documents[0]), state=DocumentState.DONE))

    found = queries.ids(order=order)

    assert ", ".join(queries.get(id).title for id in found) == expected
    assert queries.neighbour(found[0], forwards=True, order=order) == found[1]
    assert queries.neighbour(found[0], forwards=False, order=order) is None
    assert queries.next_open(found[2], order) not in (documents[0], found[2], None)


@pytest.mark.parametrize("order", list(DocumentOrder))
def test_a_filter_of_titles_takes_signs_as_they_are(
    store: Store, documents: list[DocumentId], order: DocumentOrder
) -> None:
    assert store.queries.documents.ids("50%", order) == [documents[0]]
    assert store.queries.documents.ids("5%0", order) == []
    assert set(store.queries.documents.ids("A", order)) == set(documents)


def test_entities_are_found_by_every_name_through_all_that_happens(store: Store) -> None:
    with store.transaction("Make") as tx:
        ada = EntityId(tx.add(Entity(EntityId(0), "Ada", "person", tx.provenance())))
        tx.add(Entity(EntityId(0), "board", "group", tx.provenance(), aliases=("Ada",)))
    with store.transaction("Rename") as tx:
        known = store.queries.entities.get(ada)
        tx.replace(replace(known, name="Ada O.", aliases=("Ada", "Ms O", "Ms O")))
    entities = store.queries.entities

    assert [entity.id for entity in entities.named("Ada")] == [1, 2]
    assert [entity.id for entity in entities.named("Ms O", "person")] == [1]
    assert entities.named("ms o") == []
    assert entities.grouped() == [("group", [2]), ("person", [1])]
    assert entities.grouped("ms") == [("person", [1])]
    store.undo()
    assert entities.named("Ms O") == []
    assert [entity.id for entity in entities.named("Ada", "person")] == [1]
    store.redo()
    store.undo()
    store.undo()
    assert entities.named("Ada") == []


def test_a_pasted_page_is_no_title_and_no_name(store: Store, documents: list[DocumentId]) -> None:
    page = "\N{GRINNING FACE}% " * 60_000

    assert documents
    assert store.queries.documents.ids(page) == []
    assert store.queries.entities.matching(page, limit=9) == []
    assert store.queries.claims.matching(page) == []


def test_documents_of_one_title_differ_in_their_date_or_file_else_in_their_id(
    store: Store, documents: list[DocumentId]
) -> None:
    queries = store.queries.documents
    assert queries.apart(["Alpha", "gamma"]) == {}

    twin = add(store, "Alpha", "2025-03-01", 0)
    assert queries.apart(["Alpha", "gamma"]) == {"Alpha": ("id",)}

    with store.transaction("Change") as tx:
        tx.replace(replace(queries.get(twin), published="2025-03-02", source_name="a.txt"))
    assert queries.apart(["Alpha"]) == {"Alpha": ("published", "source_name")}
