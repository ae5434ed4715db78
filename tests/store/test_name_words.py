"""Entities are found by the words of their names, whatever happened to them."""

from dataclasses import replace

import pytest

from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId, Ref
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.store.name_words import key_word, words_in
from tests.store.conftest import TEXT


def _entity(store, name, *aliases, at=None):
    """An entity, mentioned at a stretch of the text where one is given."""
    with store.transaction("Add") as tx:
        made = Entity(EntityId(0), name, "person", tx.provenance(), aliases=aliases)
        id = EntityId(tx.add(made))
        if at is not None:
            tx.add(Mention(MentionId(0), 1, "person", (at,), tx.provenance(), entity=id))
    return id


def _sharing(store, name):
    return [entity.name for entity in store.queries.entities.sharing(name, 1)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Marta  ILVES", ["marta", "ilves"]),
        ("O'Hara-Smith", ["o", "hara", "smith"]),
        ("Cafe\u0301 Co\u00adop", ["cafe", "coop"]),
        ("--", []),
    ],
)
def test_words_are_compared_without_case_marks_and_forms(name, words):
    assert words_in(name) == words


def test_a_name_is_looked_up_by_its_longest_word():
    assert key_word("Hugo de Vries") == "vries"
    assert key_word("…") == ""


def test_an_entity_is_found_by_any_name_where_it_is_mentioned(store, article):
    _entity(store, "Marta Ilves", at=Span(0, 11))
    _entity(store, "Somebody", "Prof. Ilves", at=Span(33, 38))
    _entity(store, "Jaan Ilves")

    assert _sharing(store, "Ilves") == ["Marta Ilves", "Somebody"]


def test_the_initials_of_a_name_count_as_a_name(store, article):
    _entity(store, "River Island Trust", at=Span(16, 31))

    assert _sharing(store, "RIT") == ["River Island Trust"]


def test_renaming_deleting_and_undo_are_followed(store, article):
    id = _entity(store, "Marta Ilves", at=Span(0, 11))
    entity = store.queries.entities.get(id)

    with store.transaction("Rename") as tx:
        tx.replace(replace(entity, name="Marta Kask"))
    renamed = _sharing(store, "Ilves"), _sharing(store, "Kask")
    store.undo()
    undone = _sharing(store, "Ilves"), _sharing(store, "Kask")
    with store.transaction("Delete") as tx:
        tx.remove(Ref("mention", 1))
        tx.remove(Ref("entity", id))

    assert renamed == ([], ["Marta Kask"])
    assert undone == (["Marta Ilves"], [])
    assert _sharing(store, "Ilves") == []


def test_many_places_are_asked_for_what_lies_over_them_at_once(store, article):
    _entity(store, "Marta Ilves", at=Span(0, 11))
    _entity(store, "River Trust", at=Span(20, 31))
    _entity(store, "All of it", at=Span(0, len(TEXT)))

    over = store.queries.mentions.extents_over

    assert over(article, [Span(6, 11), Span(40, 44)]) == [Span(0, 11), Span(0, len(TEXT))]
    assert over(article, [Span(25, 26)]) == [Span(0, len(TEXT)), Span(20, 31)]
    assert over(article, []) == []


def test_the_entities_mentioned_first_are_read_where_all_would_be_too_many(store, article):
    _entity(store, "Later", at=Span(20, 31))
    _entity(store, "First", at=Span(0, 11))

    first = store.queries.entities.first_in_document

    assert (first(article, 1), first(article, 5)) == ([2], [2, 1])


def test_a_few_letters_find_names_with_words_that_begin_so(store):
    ids = [_entity(store, name) for name in ("Rosa Lind", "Per Lindqvist", "Lindá Peréz")]

    beginning = store.queries.entities.beginning

    assert beginning(["lind"], 9) == [ids[0], ids[2], ids[1]]
    assert beginning(["lind", "per"], 9) == [ids[2], ids[1]]
    assert beginning(["lind"], 1) == [ids[0]]
    assert beginning(["lind", "per", *(f"word{n}" for n in range(2_000))], 9) == []
    assert beginning(["osa"], 9) == []
