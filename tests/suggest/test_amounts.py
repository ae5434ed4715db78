# ruff: noqa: RUF001
"""Amounts are proposed with the number that they stand for."""

import pytest

from annotator.suggest.amounts import Amounts
from annotator.suggest.base import Desk
from tests.suggest.made import article


@pytest.mark.parametrize(
    ("words", "type", "value"),
    [
        ("KSh 48 million", "money", "48000000"),
        ("$3.2 billion", "money", "3200000000"),
        ("US$200", "money", "200"),
        ("USD 40", "money", "40"),
        ("40 euros", "money", "40"),
        ("two million dollars", "money", "2000000"),
        ("£5bn", "money", "5000000000"),
        ("$5–10 million", "money", None),
        ("312 million crowns", "money", "312000000"),
        ("40 Czech crowns", "money", "40"),
        ("60 Papua New Guinean kina", "money", "60"),
        ("1,500 marks", "money", "1500"),
        ("5 million CFA francs", "money", "5000000"),
        ("2000 rupees", "money", "2000"),
        ("500-euro", "money", "500"),
        ("sixty-five dollars", "money", "65"),
        ("half a million lira", "money", "500000"),
        ("tens of millions of dinars", "money", None),
        ("a few hundred baht", "money", None),
        ("4 million Kč", "money", "4000000"),
        ("CZK 4 million", "money", "4000000"),
        ("1500 metres", "quantity", "1500"),
        ("34%", "quantity", "34"),
        ("4.5 percent", "quantity", "4.5"),
        ("300 km", "quantity", "300"),
        ("12 degrees Celsius", "quantity", "12"),
        ("two million", "quantity", "2000000"),
        ("1,200", "quantity", "1200"),
        ("21st", "quantity", "21"),
        ("20-year-old", "quantity", "20"),
    ],
)
def test_an_amount_has_its_type_and_number(
    words: str, type: str, value: str | None, desk: Desk
) -> None:
    text = f"They lost {words} there"
    (found,) = [each for batch in Amounts().suggest(article(text), desk) for each in batch]

    assert (found.span.of(text), found.type, found.value) == (words, type, value)


def test_small_numbers_and_dates_are_no_amounts(desk: Desk) -> None:
    text = "The 2 of them met 12 men on 5 May 2031 at 10:30 in 1998."

    assert not any(Amounts().suggest(article(text), desk))


def test_a_number_of_people_is_no_year_and_crowns_on_heads_are_no_money(desk: Desk) -> None:
    text = "Since 1998 they have had 12 crowns, for some 1800 people."
    (found,) = [each for batch in Amounts().suggest(article(text), desk) for each in batch]

    assert (found.span.of(text), found.type) == ("1800", "quantity")


def test_a_number_says_what_it_is(desk: Desk) -> None:
    (batch,) = Amounts().suggest(article("They lost 34% of it"), desk)

    assert batch[0].ground.origin == "rule:share"
    assert batch[0].ground.reason == "“34%” is a share."
