"""Names untagged here and tagged elsewhere: whole words, the longest, in no longer name."""

from __future__ import annotations

import pytest

from annotator.review.names import Meaning, Names, name_of, twins
from tests.review.made import article, span

MEANT = Meaning("gpe", None)


def found(text, *known, taken=()):
    names = Names()
    for name in known:
        names.add(name_of(name))
    here = article(text)
    places = twins(here, span(text, text), names, taken, lambda _: MEANT)
    return [finding.span.of(text) for _, finding in places]


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

    places = twins(here, span(here.text, here.text), names, (), lambda _: Meaning("gpe", 7, "N."))
    ((_, finding),) = places

    assert finding.sentence == (
        "“Norvik” is tagged as country, region, city (“N.”) elsewhere, not here."
    )
    assert (finding.fix.value.type, finding.fix.value.entity) == ("gpe", 7)
