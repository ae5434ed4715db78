"""Which country an adjective belongs to."""

import pytest

from annotator.text.demonyms import beginning, beginnings, belongs_to, country_of


@pytest.mark.parametrize(
    ("demonym", "country"),
    [("Kenyan", "Kenya"), ("Japanese", "Japan"), ("Dutch", "Netherlands"), ("Brillian", None)],
)
def test_a_demonym_has_the_usual_name_of_its_country(demonym: str, country: str | None) -> None:
    types = dict.fromkeys(("Kenya", "Japan", "Netherlands"), "gpe")

    assert country_of(demonym, types) == country


@pytest.mark.parametrize(
    ("demonym", "country"),
    [
        ("kenyan", "Kenya"),
        ("brillian", "Brill"),
        ("british", "UK"),
        ("british", "Britain"),
        ("south korean", "South Korea"),
    ],
)
def test_a_demonym_belongs_to_each_name_of_its_country(demonym: str, country: str) -> None:
    assert belongs_to(demonym, country)
    assert beginning(country) in beginnings(demonym)


@pytest.mark.parametrize(
    ("demonym", "country"),
    [("british", "Brill"), ("north korean", "South Korea"), ("kenyan", "Peru")],
)
def test_a_demonym_does_not_belong_to_another_country(demonym: str, country: str) -> None:
    assert not belongs_to(demonym, country)
