"""Known names: what a word is by itself, and whether women or men bear it."""

import pytest

from annotator.text.gazetteer import Gazetteer


def test_nothing_is_read_before_a_name_is_asked_for() -> None:
    read = []
    gazetteer = Gazetteer(lambda: read.append("read") or ["[gpe]\nKenya,Uganda\n"])

    assert read == []
    assert gazetteer.types["Kenya"] == "gpe"
    assert gazetteer.types["Uganda"] == "gpe"
    assert read == ["read"]


def test_kinds_of_several_texts_are_one() -> None:
    gazetteer = Gazetteer(
        lambda: ["# A remark\n[male]\nTom,Roe\n", "[female]\nAda,\n[male]\nIdo\n"]
    )

    assert gazetteer.male == {"Tom", "Roe", "Ido"}
    assert gazetteer.female == {"Ada"}
    assert gazetteer.cities == frozenset()


@pytest.mark.parametrize(
    ("given", "gender"),
    [
        ("Ada", "female"),
        ("Tom", "male"),
        ("Fatima", "female"),
        ("Mohammed", "male"),
        ("Ana-Lucía", "female"),
        ("Jean-Claude", "male"),
        ("Mary Jane", "female"),
        ("Robin", None),
        ("Xyzzy", None),
        ("", None),
        (" ", None),
    ],
)
def test_a_given_name_tells_a_gender_or_none(
    given: str, gender: str | None, gazetteer: Gazetteer
) -> None:
    assert gazetteer.gender_of(given) == gender


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Kenya", "gpe"),
        ("Deutschland", "gpe"),
        ("Oregon", "gpe"),
        ("UNICEF", "organization"),
        ("Sahara", "location"),
        ("Eiffel Tower", "facility"),
        ("Kurds", "group"),
    ],
)
def test_a_name_has_the_type_it_is_known_by(name: str, type: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.types[name] == type


def test_cities_and_surnames_are_known(gazetteer: Gazetteer) -> None:
    assert {"Nakuru", "Cuenca", "Malmö", "Malmo"} <= gazetteer.cities
    assert {"Otieno", "Kowalski", "Nguyen"} <= gazetteer.surnames
    assert gazetteer.is_given("Tom")
    assert not gazetteer.is_given("Anti-corruption")
