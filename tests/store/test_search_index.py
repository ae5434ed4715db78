"""The index narrows a search and never decides it: old, missing or damaged, nothing is hidden."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, Ref
from annotator.store.check import check
from annotator.store.errors import NotAProject
from annotator.store.search_index import LONGEST, SearchIndex, fts_query
from annotator.store.search_tables import is_of_index
from annotator.store.store import Store
from annotator.text.places import Places
from annotator.text.query import parse

TEXTS = ("The harbour wall fell.", "Łódź has no harbour.", "在東京都 there is a quay.")


def add(store: Store, text: str) -> DocumentId:
    with store.transaction("Import") as tx:
        document = Document(DocumentId(0), text[:10], sha256_of(text), len(text), tx.now, tx.author)
        return tx.add_document(document, text)


@pytest.fixture
def documents(store: Store) -> list[DocumentId]:
    return [add(store, text) for text in TEXTS]


def changed(store: Store, sql: str) -> Store:
    """The project opened again after somebody else wrote to its file."""
    store.close()
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute(sql)
    return Store.open(store.path)


def found(index: SearchIndex, typed: str) -> list[DocumentId]:
    rows = index.candidates(fts_query(Places(parse(typed)).needed), 0, index.newest(), 100)
    assert rows is not None
    return [document for _, document in rows]


def missing(index: SearchIndex) -> Sequence[DocumentId]:
    return sorted(document for part in index.missing(index.newest()) for document in part)


def test_what_is_indexed_is_found_by_words_phrases_and_beginnings(
    store: Store, documents: list[DocumentId]
) -> None:
    one, two, three = documents

    store.search_index.add(documents)

    assert found(store.search_index, "harbour") == [one, two]
    assert found(store.search_index, '"harbour wall"') == [one]
    assert found(store.search_index, "lodz") == [two]
    assert found(store.search_index, "東京") == [three]
    assert found(store.search_index, "harb* OR quay") == documents
    assert missing(store.search_index) == []


def test_the_index_is_no_step_of_history_and_harms_no_check(
    store: Store, documents: list[DocumentId]
) -> None:
    before = len(store.history.steps())

    store.search_index.add(documents)

    assert len(store.history.steps()) == before
    assert check(store) == []


def test_a_text_that_came_later_is_missing_until_it_is_indexed(
    store: Store, documents: list[DocumentId]
) -> None:
    store.search_index.add(documents)
    assert missing(store.search_index) == []

    late = add(store, "A late harbour.")

    assert missing(store.search_index) == [late]
    store.search_index.add([late])
    assert missing(store.search_index) == []


def test_another_text_under_the_id_of_one_that_went_is_not_taken_for_it(store: Store) -> None:
    old = add(store, "The harbour wall fell.")
    store.search_index.add([old])
    store.undo()

    new = add(store, "A quay.")

    assert new == old
    assert found(store.search_index, "harbour") == []
    assert missing(store.search_index) == [new]
    with store.transaction("Out") as tx:
        tx.remove(Ref("document", new))
    store.undo()
    assert missing(store.search_index) == [new]


def test_a_text_that_is_very_long_stays_out_of_the_index(store: Store) -> None:
    long = add(store, "harbour " * (LONGEST // 8 + 1))

    store.search_index.add([long])

    assert missing(store.search_index) == [long]


def test_an_index_whose_pages_are_wrong_says_so_and_is_made_again(
    store: Store, documents: list[DocumentId]
) -> None:
    store.search_index.add(documents)
    store = changed(store, "UPDATE search_words_data SET block = x'00' WHERE id > 10")
    index = store.search_index

    assert not index.is_whole()
    assert index.is_worn()
    assert missing(index) == documents

    index.clear()
    index.add(documents)

    assert index.is_whole()
    assert found(index, "quay") == [documents[2]]
    store.close()


def test_an_index_that_cannot_be_asked_answers_nothing(
    store: Store, documents: list[DocumentId]
) -> None:
    store.search_index.add(documents)
    store = changed(store, "DELETE FROM search_words_data")
    index = store.search_index

    assert index.candidates('"harbour"', 0, index.newest(), 10) is None
    assert not index.exists
    store.close()


def test_a_project_that_is_only_read_keeps_the_index_it_has(
    path: Path, store: Store, documents: list[DocumentId]
) -> None:
    store.search_index.add(documents[:1])

    reading = Store.open(path, read_only=True)

    reading.search_index.add(documents)
    assert missing(reading.search_index) == documents[1:]
    assert found(reading.search_index, "harbour") == documents[:1]
    reading.close()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE search_words (words)",
        "CREATE VIRTUAL TABLE search_words USING fts5(words, content='project')",
        "CREATE TABLE search_text (id INTEGER PRIMARY KEY, document, sha256)",
    ],
)
def test_what_only_has_the_name_of_the_index_is_refused(store: Store, sql: str) -> None:
    with pytest.raises(NotAProject, match="search_"):
        changed(store, sql)


def test_an_index_full_of_texts_that_went_is_worn(store: Store) -> None:
    store.search_index.add([add(store, "The harbour.")])
    assert not store.search_index.is_worn()

    store = changed(
        store,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
        " INSERT INTO search_text (document, sha256) SELECT i + 10, 'gone' FROM n",
    )

    assert store.search_index.is_worn()
    store.close()


@pytest.mark.parametrize(
    ("fault", "of_index"),
    [
        ("malformed inverted index for FTS5 table main.search_words", True),
        ("unable to validate the inverted index for FTS5 table main.search_words: x", True),
        ("wrong # of entries in index idx_mention_entity", False),
        ("Tree 12 page 40 cell 3: Rowid 9 out of order", False),
    ],
)
def test_a_fault_in_the_words_of_the_index_is_no_damage(fault: str, *, of_index: bool) -> None:
    assert is_of_index(fault) is of_index
