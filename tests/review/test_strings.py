"""One string tagged as two types, or linked to two entities."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.review.strings import Kind, Strings
from tests.review.made import article

HERE = article("Norvik " * 20)


def made(*kinds):
    strings = Strings()
    for number, (type, entity) in enumerate(kinds, start=1):
        place = Span((number - 1) * 7, number * 7 - 1)
        strings.put(number, place, Kind("Norvik", type, entity))
    return strings


def conflicts(strings):
    return list(strings.conflicts("Norvik", HERE, lambda id: f"number {id}"))


def test_two_types_are_told_at_the_first_of_the_rarer_one():
    (found,) = conflicts(made(("gpe", 0), ("gpe", 0), ("person", 0), ("person", 0), ("gpe", 0)))

    assert found.check.id == "two_types"
    assert found.sentence == "“Norvik” is tagged as country, region, city (3) and person (2)."
    assert found.span.start == 14


def test_two_entities_are_told_and_none_is_no_entity():
    strings = made(("gpe", 1), ("gpe", 0), ("gpe", 2), ("gpe", 1))
    (found,) = conflicts(strings)

    assert found.check.id == "two_entities"
    assert found.sentence == "“Norvik” is linked to number 1 (2) and number 2 (1)."
    assert found.subject.id == 3
    assert strings.meaning("Norvik").entity is None


def test_what_is_agreed_on_is_not_told():
    strings = made(("gpe", 1), ("gpe", 0), ("gpe", 1))

    assert conflicts(strings) == []
    assert strings.meaning("Norvik").entity == 1


def test_a_mention_that_went_or_changed_counts_no_more():
    strings = made(("gpe", 1), ("person", 2))
    assert conflicts(strings)

    strings.put(2, Span(7, 13), Kind("Norvik", "gpe", 1))
    assert conflicts(strings) == []

    strings.drop(1)
    strings.drop(2)
    assert strings.meaning("Norvik") is None
    assert strings.row(1) is None
