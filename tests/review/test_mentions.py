"""Checks of one mention: what they find, what they leave, and what would be right."""

from __future__ import annotations

import pytest

from annotator.review.base import Correction, Decision, shown
from annotator.review.mentions import date_without_value, edge, types_differ, unknown_type
from tests.review.made import article, entity, mention, span


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("Then Ada came.", " Ada", "Ada"),
        ("Then Ada came.", "Ada ", "Ada"),
        ("Ada, the mayor", "Ada,", "Ada"),
        ("We met Ada. Then", "Ada.", "Ada"),
        ("The board (Norvik) met", "(Norvik", "Norvik"),
        ("He said “Norvik is", "“Norvik", "Norvik"),
        ("The Norvik\n", "Norvik\n", "Norvik"),
    ],
)
def test_an_edge_on_a_space_or_a_mark_is_trimmed(text, words, right):
    here = article(text)

    found = edge(mention(span(text, words)), here)

    assert found is not None
    assert isinstance(found.fix, Correction)
    assert found.fix.value.surface(text) == right


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada came.", "Ada"),
        ("Norvik Shipping Inc. failed", "Norvik Shipping Inc."),
        ("the U.S. army", "U.S."),
        ("They saw “Hamlet” there", "“Hamlet”"),
        ("the board (NHB) met", "(NHB)"),
        ("the Norvik Board (NHB) met", "Norvik Board (NHB)"),
        ("the \u2019Ndrangheta met", "\u2019Ndrangheta"),
        ("about 5% of", "5%"),
        ("#vote is", "#vote"),
        ("the shop Yahoo! was", "Yahoo!"),
    ],
)
def test_marks_that_belong_to_a_name_stay(text, words):
    assert edge(mention(span(text, words)), article(text)) is None


def test_a_mention_of_nothing_can_only_be_removed():
    text = "Ada , Bo"

    found = edge(mention(span(text, " , ")), article(text))

    assert isinstance(found.fix, Decision)
    assert found.fix.command == "mention.remove"


def test_a_type_that_the_schema_does_not_have_is_that_of_the_entity_if_it_has_one():
    here = article("Norvik met.")
    wrong = mention(span(here.text, "Norvik"), "city", entity=1)

    alone = unknown_type(wrong, None, here)
    linked = unknown_type(wrong, entity("Norvik", "gpe"), here)

    assert alone.sentence == "“Norvik” has the type “city”, which the schema does not have."
    assert alone.fix.command == "review.settle_type"
    assert linked.fix.value.type == "gpe"
    assert unknown_type(mention(wrong.extent, "gpe"), None, here) is None


def test_a_mention_of_another_type_than_its_entity_follows_it():
    here = article("Norvik met.")
    found = types_differ(mention(span(here.text, "Norvik")), entity("Norvik", "gpe"), here)

    assert found.sentence == (
        "“Norvik” is tagged as person, but Norvik is of the type country, region, city."
    )
    assert found.fix.value.type == "gpe"
    assert types_differ(mention(span(here.text, "Norvik")), entity("Norvik"), here) is None


@pytest.mark.parametrize(
    ("words", "value"), [("2 March 2026", "2026-03-02"), ("Monday", "2026-03-02")]
)
def test_a_date_without_a_value_gets_the_one_that_it_says(words, value):
    here = article(f"It rained on {words}.")
    date = mention(span(here.text, words), "date")

    found = date_without_value(date, here)

    assert found.fix.value.value == value
    assert date_without_value(found.fix.value, here) is None


def test_a_date_that_counts_from_an_article_without_one_asks_for_that():
    here = article("It rained on Monday.", published=None)

    found = date_without_value(mention(span(here.text, "Monday"), "date"), here)

    assert found.sentence == (
        "The date “Monday” has no value, since the article has no date to count from."
    )
    assert (found.fix.command, found.fix.arguments) == (
        "document.set_metadata",
        {"field": "published"},
    )


@pytest.mark.parametrize("words", ["“We stay,”", '"We stay,"', "We stay,"])
def test_words_are_shown_in_one_pair_of_quotation_marks(words):
    assert shown(words) == "“We stay,”"
    assert shown("“Hamlet” and “Lear”") == "““Hamlet” and “Lear””"


def test_a_date_that_says_no_value_is_left_to_the_analyst():
    here = article("It rained that day.")

    found = date_without_value(mention(span(here.text, "that day"), "date"), here)

    assert found.fix.command == "mention.set_value"
