"""What the desk knows is proposed again: whole names, linked where one entity is meant."""

from __future__ import annotations

import pytest

from annotator.model.ids import EntityId, MentionId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.suggestion import SuggestedMention
from annotator.session.projects import lexicon
from annotator.suggest.base import Desk, Known, KnownEntity
from annotator.suggest.engine import suggested
from annotator.suggest.memory import ENTITY, TYPE, Memory
from tests.suggest.made import Proposes, article, name, span_of

ADA = KnownEntity(EntityId(1), "Ada Otieno", "person", 7)
JUMA = KnownEntity(EntityId(2), "Juma Otieno", "person", 2)
BOARD = KnownEntity(EntityId(3), "Norvik Harbour Board", "organization", 4)
NORVIK = KnownEntity(EntityId(4), "Norvik", "gpe", 9)
NAMES = {
    "Ada Otieno": [ADA],
    "Otieno": [ADA],
    "Norvik Harbour Board": [BOARD],
    "Norvik": [NORVIK],
}
LEXICON = lexicon()


def proposed(text: str, names=None, **more) -> list[SuggestedMention]:
    known = Known(names or NAMES, **more)
    batches = Memory().suggest(article(text), Desk(LEXICON, known))
    return [each for batch in batches for each in batch]


def shown(text: str, names=None, **more) -> list[tuple[str, str, int | None]]:
    found = proposed(text, names, **more)
    return [(each.span.of(text), each.type, each.entity) for each in found]


def test_known_names_are_linked_and_say_why():
    text = "Ada Otieno left the Norvik Harbour Board. Otieno's desk is empty."

    found = proposed(text)

    assert shown(text) == [
        ("Ada Otieno", "person", 1),
        ("Norvik Harbour Board", "organization", 3),
        ("Otieno", "person", 1),
    ]
    assert {each.ground.origin for each in found} == {ENTITY}
    assert found[0].ground.reason == "Ada Otieno has 7 mentions in this project."
    assert found[2].ground.reason == "“Otieno” is short for Ada Otieno, also named in this article."


def test_a_surname_whose_bearer_is_not_named_in_full_has_a_type_only():
    (found,) = proposed("They asked Otieno in vain.")

    assert (found.type, found.entity, found.ground.origin) == ("person", None, TYPE)


def test_a_surname_is_known_by_the_full_name_alone():
    names = {"Ada Otieno": [ADA]}

    assert shown("Ada Otieno wrote. Then Otieno left.", names)[1] == ("Otieno", "person", 1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("They met Norvik Smith.", "a longer name"),
        ("The Anglo-Norvik treaty ended.", "half a name with a hyphen"),
        ("The Norvik-based firm closed.", "a hyphen behind it"),
        ("See norvik and NORVIK.", "written otherwise"),
        ("Look at www.Norvik.example or @Norvik.", "an address"),
        ("The Norviks are two.", "another word"),
        ("The University of Norvik opened.", "part of a longer name"),
    ],
)
def test_what_is_not_the_whole_name_is_left_alone(text, why):
    assert shown(text) == [], why


@pytest.mark.parametrize(
    "text",
    [
        "Will anybody pay?",
        "“Will they?” he asked.",
        "It will not.",
        "May was warm.",
        "They met in May.",
        "The office is closed.",
        "The Minister left.",
    ],
)
def test_common_words_that_are_also_names_are_left_alone(text):
    will = KnownEntity(EntityId(5), "Will", "person", 3)
    may = KnownEntity(EntityId(6), "May Rooke", "person", 3)
    names = {"Will": [will], "May": [may], "The office": [BOARD], "Minister": [may]}

    assert shown(text, names) == []


def test_a_name_that_is_also_a_word_is_known_where_its_bearer_is_named():
    may = KnownEntity(EntityId(6), "May Rooke", "person", 3)
    names = {"May Rooke": [may], "May": [may]}

    assert shown("May Rooke won, and May smiled.", names)[1] == ("May", "person", 6)


def test_of_two_who_share_a_name_the_one_in_the_article_is_meant():
    names = {**NAMES, "Juma Otieno": [JUMA], "Otieno": [ADA, JUMA]}

    assert shown("Juma Otieno came. Otieno sat.", names)[1] == ("Otieno", "person", 2)
    assert shown("Then Otieno sat.", names) == [("Otieno", "person", None)]
    both = "Ada Otieno met Juma Otieno, and Otieno sat."
    assert shown(both, names)[2] == ("Otieno", "person", None)


def test_a_stranger_with_a_known_surname_keeps_it_from_being_linked():
    text = "Ada Otieno met Peter Otieno. Then Otieno sat."

    assert shown(text)[-1] == ("Otieno", "person", None)


def test_words_of_several_types_are_proposed_only_where_one_is_usual():
    club = KnownEntity(EntityId(8), "Norvik", "organization", 8)
    rare = KnownEntity(EntityId(8), "Norvik", "organization", 1)

    assert shown("Then Norvik won.", {"Norvik": [NORVIK, club]}) == []
    assert shown("Then Norvik won.", {"Norvik": [NORVIK, rare]}) == [("Norvik", "gpe", None)]


def test_what_was_refused_more_often_than_accepted_is_left_out():
    text = "They left Norvik."

    refused = {"Norvik": {"gpe": 2}}
    assert shown(text, types={"Norvik": {"gpe": 1}}, rejected=refused) == []
    assert shown(text, types={"Norvik": {"gpe": 2}}, rejected=refused) == [("Norvik", "gpe", 4)]


def test_what_the_desk_decided_goes_before_what_a_rule_says():
    text = "They left Norvik."
    rule = Proposes("rule", [name(span_of(text, "Norvik"), "facility", 0.9)])

    (found,) = suggested(article(text), Desk(LEXICON, Known(NAMES)), (rule, Memory()))

    assert (found.type, found.entity) == ("gpe", 4)


def test_who_is_linked_in_the_article_already_is_named_there():
    text = "The chief came. Then Otieno sat."
    made = Mention(
        MentionId(1),
        article(text).document.id,
        "person",
        (span_of(text, "The chief"),),
        Provenance("ana", "2026-01-01", Status.ACCEPTED),
        entity=ADA.id,
    )

    batches = Memory().suggest(article(text, mentions=(made,)), Desk(LEXICON, Known(NAMES)))

    assert [each.entity for batch in batches for each in batch] == [1]


def test_names_broken_over_lines_are_one_name():
    assert shown("She saw the Norvik\nHarbour  Board.") == [
        ("Norvik\nHarbour  Board", "organization", 3)
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "ALL CAPS NORVIK HEADLINE", "Otieno " * 3000])
def test_odd_texts_do_no_harm(text):
    assert all(each.entity is None for each in proposed(text))
