"""A search finds the same with an index as without one, in words and in annotations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.commands import mention, statement
from annotator.model.ids import DocumentId
from annotator.model.provenance import Status
from annotator.session import Session
from annotator.session.importing import import_text
from annotator.session.indexing import BESIDE_A_WINDOW, WITH_NOTHING_ELSE, indexing
from annotator.session.projects import create_project, lexicon, open_project
from annotator.session.searching import Search, TooExpensive
from annotator.store.search_index import LONGEST
from annotator.text.query import NoQuery

ARTICLES = (
    "Harbour closed\n\nAda Otieno denied that the harbour was closed. Ines Falk laughed.\n",
    "Quay opened\n\nInes Falk said the quay is open. Ada Otieno agreed.\n",
    "Weather\n\nIt rained on the harbours of Łódź.\n",
)


def made(folder: Path) -> Session:
    store = create_project(folder / "desk.annotator", author="ana")
    for number, text in enumerate(ARTICLES):
        import_text(store, text, f"Article {number}")
    session = Session(store, lexicon=lexicon())
    session.open_document(DocumentId(1))
    return session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = made(tmp_path)
    yield session
    session.close()


@pytest.fixture(scope="session", params=[(), (1,), (1, 2, 3)], ids=["not", "partly", "wholly"])
def annotated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """Both people tagged in the first article, the quay in the second; one denies.

    It has an index of no article, of one, or of all of them.
    """
    session = made(tmp_path_factory.mktemp("search"))
    for document, words, type in ((2, "quay", "facility"), (1, "Ines Falk", "person"),
                                  (1, "Ada Otieno", "person")):  # fmt: skip
        tag(session, document, words, type)
    start = session.text.index("the harbour was")
    session.select(start, start + len("the harbour was closed"))
    statement.new(session)
    session.store.search_index.add(request.param)
    yield session
    session.close()


def tag(session: Session, document: int, words: str, type: str) -> None:
    session.open_document(DocumentId(document))
    start = session.text.index(words)
    session.select(start, start + len(words))
    mention.add(session, type=type)


def found(session: Session, typed: str) -> list[tuple[int, str]]:
    search = Search(session.store, session.schema, typed)
    for _ in search.steps():
        pass
    assert search.done
    text = session.store.queries.documents.text
    return [(hit.document, hit.span.of(text(hit.document))) for hit in search.hits]


def index(session: Session, at_once: int = WITH_NOTHING_ELSE) -> None:
    for _ in indexing(session.store, at_once):
        pass


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("harbour", [(1, "Harbour"), (1, "harbour")]),
        ("harbour*", [(1, "Harbour"), (1, "harbour"), (3, "harbours")]),
        ('"ines falk"', [(1, "Ines Falk"), (2, "Ines Falk")]),
        ("ines quay", [(2, "Quay"), (2, "Ines"), (2, "quay")]),
        ("falk -denied", [(2, "Falk")]),
        (r"/A\w+ Ot\w+ (denied|agreed)/", [(1, "Ada Otieno denied"), (2, "Ada Otieno agreed")]),
        ("łódź", [(3, "Łódź")]),
        ("nowhere", []),
        ("title:weather", [(3, "Weather")]),
        ("falk title:quay", [(2, "Falk")]),
        ("falk state:done", []),
    ],
)
def test_words_are_found_whatever_is_indexed(
    annotated: Session, typed: str, expected: list[tuple[int, str]]
) -> None:
    assert found(annotated, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("type:person", [(1, "Ada Otieno"), (1, "Ines Falk")]),
        ("type:Person ines", [(1, "Ines Falk")]),
        ('entity:"Ada Otieno"', [(1, "Ada Otieno")]),
        ("entity:falk", [(1, "Ines Falk")]),
        ("-type:person", [(2, "quay")]),
        ("linked:no", [(2, "quay")]),
        ("type:person linked:no", []),
        ("kind:deny", [(1, "the harbour was closed")]),
        ('kind:deny source:"Ada Otieno"', [(1, "the harbour was closed")]),
        ('kind:deny source:"Ines Falk"', []),
        ("kind:assert", []),
        ("kind:deny harbour -quay", [(1, "the harbour was closed")]),
        ("kind:deny quay", []),
        ("by:ana title:quay", [(2, "quay")]),
        ("doubt:yes", []),
        ("status:suggested", []),
    ],
)
def test_annotations_are_found_by_what_they_are(
    annotated: Session, typed: str, expected: list[tuple[int, str]]
) -> None:
    assert found(annotated, typed) == expected


@pytest.mark.parametrize("status", [Status.SUGGESTED, Status.REJECTED])
def test_a_mention_that_was_not_accepted_is_found_only_when_asked_for(
    session: Session, status: Status
) -> None:
    tag(session, 2, "quay", "facility")
    tagged = session.current_mention
    assert tagged is not None
    with session.store.transaction("Settle") as tx:
        tx.replace(replace(tagged, provenance=replace(tagged.provenance, status=status)))

    assert found(session, "type:facility") == []
    assert found(session, f"type:facility status:{status}") == [(2, "quay")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("type:persn", "has no type “persn” (character 1). It has person,"),
        ("a kind:x", "has no kind “x” (character 3)"),
        ("source:Nobody", "No entity is called “Nobody” (character 1)"),
    ],
)
def test_a_filter_for_what_the_project_has_not_says_so(
    annotated: Session, typed: str, sentence: str
) -> None:
    with pytest.raises(NoQuery) as refused:
        Search(annotated.store, annotated.schema, typed)

    assert sentence in str(refused.value)


def test_a_pattern_that_does_not_end_is_given_up_with_a_sentence(session: Session) -> None:
    import_text(session.store, "Trap\n\n" + "a" * 5000 + "!", "Trap")
    search = Search(session.store, session.schema, "/(a|aa)+$/")

    with pytest.raises(TooExpensive, match=r"too expensive.*“Trap”"):
        list(search.steps())


def test_a_long_text_is_searched_to_its_end(session: Session) -> None:
    import_text(session.store, "rain " * (LONGEST // 5) + "on the lighthouse", "Long")
    index(session)

    assert found(session, "lighthouse") == [(4, "lighthouse")]


def test_a_search_ends_when_it_has_enough(session: Session) -> None:
    search = Search(session.store, session.schema, "/[a-z]/", most=10)

    list(search.steps())

    assert search.full
    assert len(search.hits) >= 10


def test_texts_are_indexed_in_small_steps_and_only_once(session: Session) -> None:
    steps = list(indexing(session.store, 50))

    assert [step for step in steps if step] == [1, 2, 3]
    assert sum(indexing(session.store, BESIDE_A_WINDOW)) == 0


def test_indexing_waits_for_a_step_that_is_under_way(session: Session) -> None:
    steps = indexing(session.store, BESIDE_A_WINDOW)
    with session.store.transaction("Rename") as tx:
        tx.set_project(name="Harbours")
        assert [next(steps) for _ in range(3)] == [0, 0, 0]

    assert max(steps) == len(ARTICLES)


def test_a_damaged_index_hides_nothing_and_is_made_again(tmp_path: Path) -> None:
    session = made(tmp_path)
    index(session)
    session.close()
    with closing(sqlite3.connect(session.path)) as db, db:
        db.execute("DELETE FROM search_words_data")

    session = Session(open_project(session.path), lexicon=lexicon())

    assert found(session, "harbour") == [(1, "Harbour"), (1, "harbour")]
    index(session)
    assert session.store.search_index.is_whole()
    assert found(session, "harbour") == [(1, "Harbour"), (1, "harbour")]
    session.close()
