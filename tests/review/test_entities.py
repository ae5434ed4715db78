"""Entities of a type that the schema does not have."""

from __future__ import annotations

from annotator.review.base import Decision
from annotator.review.entities import without_type
from tests.review.made import article, entity, span

HERE = article("Norvik slept.")
PLACE = span(HERE.text, "Norvik")


def test_it_gets_the_type_by_which_most_mentions_are_tagged():
    found = without_type(entity("Norvik", "city"), PLACE, {"city": 9, "gpe": 2, "person": 1}, HERE)

    assert found.sentence == "The type “city” of Norvik is none of the schema."
    assert found.fix.value.type == "gpe"


def test_without_such_mentions_the_analyst_chooses():
    found = without_type(entity("Norvik", ""), PLACE, {"city": 9}, HERE)

    assert found.sentence == "The type of Norvik is none of the schema."
    assert isinstance(found.fix, Decision)
    assert without_type(entity("Norvik", "gpe"), PLACE, {}, HERE) is None
