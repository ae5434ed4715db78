# ruff: noqa: RUF001
"""Dates are proposed with the value that they have on the day the article appeared."""

from dataclasses import replace

import pytest

from annotator.model.suggestion import SuggestedMention
from annotator.suggest.base import Desk
from annotator.suggest.dates import Dates
from tests.suggest.made import article

WEDNESDAY = "2031-05-07"


def proposed(
    text: str, desk: Desk, published: str | None = WEDNESDAY, language: str = "en"
) -> list[SuggestedMention]:
    made = article(text)
    made = replace(made, document=replace(made.document, published=published))
    words = replace(desk, lexicon=replace(desk.lexicon, language=language))
    return [each for batch in Dates().suggest(made, words) for each in batch]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on Friday.", "Friday", "2031-05-02"),
        ("They will meet on Friday.", "Friday", "2031-05-09"),
        ("They met. They will pay. It rained on Friday.", "Friday", "2031-05-02"),
        ("They met last Wednesday.", "last Wednesday", "2031-04-30"),
        ("They met on Wednesday night.", "Wednesday night", "2031-05-07TNI"),
        ("They met next Monday.", "next Monday", "2031-05-12"),
        ("They met on 5 May.", "5 May", "2031-05-05"),
        ("They met on May 12.", "May 12", "2030-05-12"),
        ("They will meet on May 12.", "May 12", "2031-05-12"),
        ("They will meet in March.", "March", "2032-03"),
        ("They met on Friday, May 2, 2031.", "Friday, May 2, 2031", "2031-05-02"),
        ("They met on 2031-05-02.", "2031-05-02", "2031-05-02"),
        ("They met on 31/12/2030.", "31/12/2030", "2030-12-31"),
        ("They met on 05/04/2031.", "05/04/2031", None),
        ("They met yesterday evening.", "yesterday evening", "2031-05-06TEV"),
        ("They met last week.", "last week", "2031-W18"),
        ("They met last month.", "last month", "2031-04"),
        ("They met last year.", "last year", "2030"),
        ("They met last summer.", "last summer", "2030-SU"),
        ("They met in summer 2029.", "summer 2029", "2029-SU"),
        ("They met in the 1990s.", "1990s", "199"),
        ("They met in 1998.", "1998", "1998"),
        ("They met from 2019–21.", "2019–21", "2019/2021"),
        ("They met on May 3–5, 2030.", "May 3–5, 2030", "2030-05-03/2030-05-05"),
        ("They met three days ago.", "three days ago", "2031-05-04"),
        ("They met two months ago.", "two months ago", "2031-03"),
        ("They met for three years.", "three years", "P3Y"),
        ("They met for two decades.", "two decades", "P20Y"),
        ("They met for several weeks.", "several weeks", "PXW"),
        ("They met for 48 hours.", "48 hours", "PT48H"),
        ("They met at 10:30 p.m. there.", "10:30 p.m.", "T22:30"),
        ("They met at 15:11 GMT there.", "15:11 GMT", "T15:11Z"),
        ("They lost in the first quarter of 2030.", "first quarter of 2030", "2030-Q1"),
    ],
)
def test_a_date_has_its_value(text: str, words: str, value: str | None, desk: Desk) -> None:
    (found,) = proposed(text, desk)

    assert (found.span.of(text), found.type, found.value) == (words, "date", value)


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("es", "Fue el 5 de mayo de 2031 en casa.", "5 de mayo de 2031", "2031-05-05"),
        ("es", "Fue en mayo de 2030 en casa.", "mayo de 2030", "2030-05"),
        ("es", "Fue el viernes en casa.", "viernes", "2031-05-02"),
        ("es", "Fue el viernes pasado en casa.", "viernes pasado", "2031-05-02"),
        ("es", "Fue ayer en casa.", "ayer", "2031-05-06"),
        ("fr", "C’était le 1er mai 2031 chez lui.", "1er mai 2031", "2031-05-01"),
        ("fr", "C’était le 12 décembre chez lui.", "12 décembre", "2030-12-12"),
        ("fr", "C’était lundi dernier chez lui.", "lundi dernier", "2031-05-05"),
        ("fr", "C’était hier chez lui.", "hier", "2031-05-06"),
        ("de", "Es war am 5. Mai 2031 zu Hause.", "5. Mai 2031", "2031-05-05"),
        ("de", "Es war im März 2030 zu Hause.", "März 2030", "2030-03"),
        ("de", "Es war am Freitag zu Hause.", "Freitag", "2031-05-02"),
        ("de", "Es war gestern zu Hause.", "gestern", "2031-05-06"),
    ],
)
def test_dates_are_read_in_other_languages(
    language: str, text: str, words: str, value: str, desk: Desk
) -> None:
    (found,) = proposed(text, desk, language=language)

    assert (found.span.of(text), found.value) == (words, value)


def test_ages_are_no_dates(desk: Desk) -> None:
    assert proposed("They met a 19 year old and a 20-year-old.", desk) == []


def test_the_reason_says_from_where_a_date_is_reckoned(desk: Desk) -> None:
    (back,) = proposed("They met on Friday.", desk)
    (plain,) = proposed("They met on 5 May 2031.", desk)

    assert back.ground.reason == (
        "“Friday” is counted back from 2031-05-07, the date of the article."
    )
    assert plain.ground.reason == "“5 May 2031” is written like a date."


@pytest.mark.parametrize("published", [None, "", "soon"])
def test_without_a_day_of_publication_a_weekday_has_no_value(
    published: str | None, desk: Desk
) -> None:
    (found,) = proposed("They met on Friday.", desk, published)

    assert found.value is None


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2032-02-29"])
def test_the_ends_of_the_calendar_are_no_failure(published: str, desk: Desk) -> None:
    text = (
        "They will meet next week, on 29 February, on Monday, 9999 years ago, last decade, "
        "tomorrow, next month, 99/99/9999 and last year."
    )

    assert proposed(text, desk, published)
