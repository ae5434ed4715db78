"""Names untagged here and tagged elsewhere: whole words, the longest, in no longer name."""

from __future__ import annotations

import pytest

from annotator.review.names import Meaning, Names, name_of, twin, untagged
from tests.review.made import article, span


def found(text, *known, taken=()):
    names = Names()
    for name in known:
        names.add(name_of(name))
    return [place.span.of(text) for place in untagged(text, span(text, text), names, taken)]


@pytest.mark.parametrize(
    ("text", "known", "places"),
    [
        ("Norvik slept. So did Norvik.", ["Norvik"], ["Norvik", "Norvik"]),
        ("Norviks slept near Alt-norvik.", ["Norvik"], []),
        ("norvik slept", ["Norvik"], []),
        ("Norvik's harbour, Norvik\u2019s board", ["Norvik"], ["Norvik", "Norvik"]),
        ("the Norvik Harbour Board", ["Norvik", "Norvik Harbour Board"], ["Norvik Harbour Board"]),
        ("the Norvik Harbour Board", ["Norvik"], []),
        ("Ines O'Farrell left", ["O\u2019Farrell"], []),
        ("Mayor O'Farrell left", ["O\u2019Farrell"], ["O'Farrell"]),
        ("the Norvik\nHarbour", ["Norvik Harbour"], ["Norvik\nHarbour"]),
        ("in Mu\u0308nde they", ["M\u00fcnde"], ["Mu\u0308nde"]),
        ("the U.S. and", ["U.S."], ["U.S."]),
        ("x is y", ["x", ""], []),
    ],
)
def test_names_are_found_as_whole_words(text, known, places):
    assert found(text, *known) == places


def test_a_place_in_a_mention_is_not_missed():
    text = "Mayor Brandt met Brandt"

    assert found(text, "Brandt", taken=[span(text, "Mayor Brandt")]) == ["Brandt"]


def test_a_name_known_twice_is_known_until_it_is_dropped_twice():
    names = Names()
    assert names.add("Ada Brandt")
    assert not names.add("Ada Brandt")

    assert not names.drop("Ada Brandt")
    assert names.drop("Ada Brandt")

    assert "Ada Brandt" not in names
    assert not names.words


def test_what_is_missed_is_tagged_and_linked_like_the_others():
    names, here = Names(), article("Norvik slept.")
    names.add("Norvik")

    (place,) = untagged(here.text, span(here.text, here.text), names, ())
    finding = twin(here, place, Meaning("gpe", 7, "N."))

    assert finding.sentence == (
        "“Norvik” is tagged as country, region, city (“N.”) elsewhere, not here."
    )
    assert (finding.fix.value.type, finding.fix.value.entity) == ("gpe", 7)
