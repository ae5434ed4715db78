"""Plain dates and amounts get a value; what is not plain gets none."""

from __future__ import annotations

import pytest

from annotator.model.mention import Level
from annotator.text.amount_values import amount_value
from annotator.text.date_values import date_value
from annotator.text.levels import level_of


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("2025-11-05", "2025-11-05"),
        ("December 2022", "2022-12"),
        ("May 12, 2021", "2021-05-12"),
        ("12 May", "2025-05-12"),
        ("12 December", "2024-12-12"),
        ("March", "2025-03"),
        ("Friday", "2025-11-07"),
        ("Saturday", "2025-11-01"),
        ("yesterday", "2025-11-06"),
        ("25-year", "P25Y"),
        ("31 February", None),
        ("the other day", None),
    ],
)
def test_a_date_is_reckoned_from_the_day_of_publication(surface: str, value: str | None) -> None:
    assert date_value(surface, "2025-11-07") == value


def test_without_a_day_of_publication_only_what_stands_there_counts() -> None:
    assert date_value("Friday", None) is None
    assert date_value("12 May", None) == "XXXX-05-12"
    assert date_value("12 May", "last week") == "XXXX-05-12"


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("KSh 48 million", "48000000"),
        ("1,200", "1200"),
        ("34%", "34"),
        ("$3.5 billion", "3500000000"),
        ("ninety-two days", "92"),
    ],
)
def test_an_amount_is_a_number(surface: str, value: str) -> None:
    assert amount_value(surface) == value


def test_words_without_a_number_are_no_amount() -> None:
    assert amount_value("a few hundred days") is None


@pytest.mark.parametrize(
    ("surface", "level"),
    [
        ("Ada Otieno", Level.NAM),
        ("the ministry", Level.NOM),
        ("She", Level.PRO),
        ("外務省", Level.NAM),
    ],
)
def test_the_level_follows_the_words(surface: str, level: Level) -> None:
    assert level_of(surface) is level


def test_a_lower_case_event_of_one_word_is_a_verb() -> None:
    assert level_of("resigned", is_event=True) is Level.VRB
