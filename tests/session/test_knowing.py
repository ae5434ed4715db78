"""What a session finds out about the words of an article before anything is suggested."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.session.importing import import_text
from annotator.session.knowing import known_for
from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.store import Store
from benchmarks.story import scores

EARLIER = "Ada Otieno left Norvik on Monday. O\u2019Brien of the St. Mary\u2019s Fund stayed."


@pytest.fixture
def store(tmp_path):
    store = create_project(tmp_path / "desk.annotator")
    yield store
    assert check(store) == []
    store.close()


@pytest.fixture
def earlier(store) -> DocumentId:
    return import_text(store, EARLIER, "Earlier").imported[0]


def entity(store: Store, name: str, type: str = "person", *aliases: str, **more) -> EntityId:
    with store.transaction("Know") as tx:
        made = Entity(EntityId(0), name, type, tx.provenance(**more), aliases)
        return EntityId(tx.add(made))


def tag(
    store: Store,
    document: DocumentId,
    words: str,
    type: str,
    link: EntityId | None = None,
    status: Status = Status.ACCEPTED,
) -> None:
    at = EARLIER.index(words)
    with store.transaction("Tag") as tx:
        made = Mention(
            MentionId(0),
            document,
            type,
            (Span(at, at + len(words)),),
            tx.provenance(status=status),
            level=Level.NAM,
            entity=link,
        )
        tx.add(made)


def names(store: Store, text: str) -> dict[str, list[str]]:
    return {
        words: [each.name for each in found]
        for words, found in known_for(store.queries, text).names.items()
    }


def test_names_and_aliases_are_found_as_they_stand(store):
    entity(store, "Ada Otieno", "person", "Otieno")
    entity(store, "St. Mary's Fund", "organization")
    entity(store, "al-Qasr", "gpe")
    entity(store, "Acme Inc.", "organization")

    text = "Otieno of al-Qasr saw Acme Inc. and the St. Mary\u2019s\nFund, not ada otieno."

    assert names(store, text) == {
        "Otieno": ["Ada Otieno"],
        "al-Qasr": ["al-Qasr"],
        "Acme Inc.": ["Acme Inc."],
        "St. Mary\u2019s Fund": ["St. Mary's Fund"],
    }


def test_whoever_is_mentioned_most_comes_first_with_the_count(store, earlier):
    entity(store, "Juma Otieno", "person", "Otieno")
    ada = entity(store, "Ada Otieno", "person", "Otieno")
    tag(store, earlier, "Ada Otieno", "person", ada)

    known = known_for(store.queries, "Then Otieno left.")

    assert [(each.name, each.times) for each in known.names["Otieno"]] == [
        ("Ada Otieno", 1),
        ("Juma Otieno", 0),
    ]
    assert known.types["Otieno"] == {"person": 1}


def test_entities_that_nobody_accepted_are_not_known(store):
    entity(store, "Ada Otieno", status=Status.SUGGESTED)

    assert names(store, "Ada Otieno left.") == {}


def test_what_was_refused_is_known_with_how_often_it_was_accepted(store, earlier):
    norvik = entity(store, "Norvik", "gpe")
    tag(store, earlier, "Norvik", "gpe", norvik)
    tag(store, earlier, "Norvik", "gpe", status=Status.REJECTED)
    tag(store, earlier, "Monday", "date")
    tag(store, earlier, "Monday", "date", status=Status.REJECTED)
    tag(store, earlier, "O\u2019Brien", "person", status=Status.REJECTED)

    known = known_for(store.queries, "In Norvik on Monday.")

    assert known.rejected == {"Norvik": {"gpe": 1}, "Monday": {"date": 1}}
    assert known.types == {"Norvik": {"gpe": 1}, "Monday": {"date": 1}}


def test_a_refusal_that_is_taken_back_is_forgotten(store, earlier):
    tag(store, earlier, "Norvik", "gpe", status=Status.REJECTED)
    assert known_for(store.queries, "In Norvik.").rejected

    store.undo()
    assert known_for(store.queries, "In Norvik.").rejected == {}

    store.redo()
    (refused,) = store.queries.mentions.of_document(earlier)
    with store.transaction("Accept") as tx:
        accepted = replace(refused.provenance, status=Status.ACCEPTED)
        tx.replace(replace(refused, provenance=accepted))
    assert known_for(store.queries, "In Norvik.").rejected == {}


def test_a_long_text_is_read_in_stretches_without_losing_a_name(store):
    entity(store, "Norvik Harbour Board", "organization")
    filler = "the wind turned before noon "
    text = filler * 700 + "Norvik Harbour Board " + filler * 2000 + "Norvik Harbour Board"

    assert names(store, text) == {"Norvik Harbour Board": ["Norvik Harbour Board"]}


def test_reading_writes_nothing(store, earlier):
    before = store.history.steps(limit=1)

    known_for(store.queries, EARLIER)

    assert store.history.steps(limit=1) == before


@pytest.mark.parametrize("before", [10, 11])
def test_after_ten_articles_of_a_story_memory_proposes_most_of_the_next(tmp_path, before):
    found = scores(tmp_path, before)["memory"]

    assert found.recall >= 0.6
    assert found.precision >= 0.95
    assert found.links == found.linked > 0
