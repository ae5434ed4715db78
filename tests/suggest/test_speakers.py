"""Who speaks: names in full and in short, pronouns, descriptions, and when nobody is linked."""

from __future__ import annotations

import pytest

from annotator.model.ids import EntityId
from annotator.model.span import Span
from annotator.session.projects import lexicon
from annotator.suggest.cast import Cast, Named
from annotator.suggest.speakers import Saying, clear, speakers
from tests.suggest.cast_lists import HELD_BACK, TUNED, Tally, read, read_file, resolved, tally

WORDS = lexicon()
NAMES = """
Mira Tolland | person | Tolland
Oskar Venn | person | Venn
Alder Bank | organization
Harbour Ministry | organization
Federation of River Pilots | organization | FRP
Kenya | gpe
Kenyan | gpe
Orsk | gpe
"""
BOTH = "Mira Tolland met Oskar Venn in Orsk. "
MINISTER = "The foreign minister, Mira Tolland, flew in. Oskar Venn, a fisherman, waited. "


def meant(marked):
    """The candidates for the last source of an article."""
    return resolved(read(marked, NAMES, WORDS), WORDS)[-1]


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("Mira Tolland spoke. {Tolland} said it was late.", "Mira Tolland"),
        (BOTH + "{She} said it was late.", "Mira Tolland"),
        (BOTH + "{He} said it was late.", "Oskar Venn"),
        (MINISTER + "{The minister} said it was late.", "Mira Tolland"),
        (MINISTER + "{The foreign minister} said it was late.", "Mira Tolland"),
        (MINISTER + "{The fisherman} said it was late.", "Oskar Venn"),
        ("Mira Tolland leads the union. Oskar Venn sat. {The union leader} left.", "Mira Tolland"),
        ("Mira Tolland, who defends Venn, rose. {His lawyer} said so.", "Mira Tolland"),
        ("Mira Tolland said so. {Her brother, Oskar Venn,} said no.", "Oskar Venn"),
        ("Alder Bank closed. {The bank} said it was solvent.", "Alder Bank"),
        ("The lender Alder Bank closed. {It} said it was solvent.", "Alder Bank"),
        ("The Harbour Ministry wrote. {The ministry} denied it.", "Harbour Ministry"),
        (
            "The Federation of River Pilots met. {The FRP} said it would strike.",
            "Federation of River Pilots",
        ),
        (
            "The Federation of River Pilots met. {The federation} said it would strike.",
            "Federation of River Pilots",
        ),
        ("Kenya closed the border. {The Kenyan government} said it was full.", "Kenya"),
        ("{Mira Tolland} said she was ill. {|}\u201cVery ill.\u201d", "Mira Tolland"),
        ("Oskar Venn praised Mira Tolland, {who} said nothing.", "Mira Tolland"),
    ],
)
def test_the_first_candidate_is_the_one_who_is_meant(article, name):
    found = meant(article)

    assert found[0].name == name
    assert clear(found) == found[0]


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("Mira Tolland spoke in Orsk. {A spokesman for Alder Bank} said no.", "Alder Bank"),
        ("Kenya closed the border. {Kenyan officials} said it was full.", "Kenya"),
        ("Mira Tolland went to Orsk. {Officials there} said no.", "Orsk"),
        (
            "The Harbour Ministry wrote. {A spokesman for the ministry} said no.",
            "Harbour Ministry",
        ),
    ],
)
def test_who_only_may_be_meant_is_offered_and_not_linked(article, name):
    found = meant(article)

    assert found[0].name == name
    assert clear(found) is None


@pytest.mark.parametrize(
    "source",
    ["A neighbour", "Residents", "One of them", "Three students", "Critics", "A man in a hat"],
)
def test_one_of_many_is_nobody_that_the_text_names(source):
    assert clear(meant(BOTH + "{" + source + "} said it was late.")) is None


def test_two_who_are_close_are_not_told_apart_silently():
    names = "Mira Tolland | person | Tolland\nNadia Roth | person | Roth"
    article = read("Mira Tolland and Nadia Roth met. {She} said it was late.", names, WORDS)

    found = resolved(article, WORDS)[-1]

    assert {each.name for each in found} == {"Mira Tolland", "Nadia Roth"}
    assert clear(found) is None


def test_he_after_somebody_without_a_name_is_that_one():
    found = meant("Oskar Venn left. {A man in a hat|-} said he was cold. {He} said it was late.")

    assert clear(found) is None


def test_i_in_a_quotation_is_the_one_who_is_quoted():
    text = "Mira Tolland wrote: \u201cI said that I would come.\u201d"
    names = [Named(Span(0, 12), "person")]
    whole = Saying(13, Span(0, 12), (Span(20, len(text)),))
    inner = text.index("I said")

    found = speakers(
        Cast(text, names, WORDS),
        [whole, Saying(inner + 2, Span(inner, inner + 1), (Span(inner + 7, len(text) - 1),))],
    )

    assert found[1][0].name == "Mira Tolland"
    assert found[1][0].reason == "Is quoted here, and says \u201cI\u201d."


def test_a_link_is_the_surest_sign():
    text = "Mira Tolland met Oskar Venn. She said it was late."
    venn, tolland = EntityId(7), EntityId(8)
    names = [
        Named(Span(0, 12), "person", entity=tolland),
        Named(Span(17, 27), "person", entity=venn),
    ]
    linked = Saying(33, Span(29, 32), (), venn)

    found = speakers(Cast(text, names, WORDS), [linked])[0]

    assert (found[0].entity, found[0].span) == (venn, None)
    assert found[0].reason == "The source is already linked to this."


def test_the_reason_says_what_speaks_for_somebody():
    short = meant("Mira Tolland spoke. {Tolland} said it was late.")
    near = meant(BOTH + "{She} said it was late.")
    called = meant(MINISTER + "{The minister} said it was late.")

    assert short[0].reason == "\u201cTolland\u201d is short for this name."
    assert near[0].reason == "Named in the sentence before."
    assert called[0].reason == ("Described in words like \u201cThe minister\u201d in the article.")


def test_a_text_without_names_has_no_candidates():
    assert meant("{She} said it was late.") == ()


@pytest.mark.parametrize(("names", "first", "linked"), [(TUNED, 0.9, 0.7), (HELD_BACK, 0.85, 0.6)])
def test_the_speakers_of_whole_articles_are_found(names, first, linked):
    counts = [tally(read_file(name, WORDS), WORDS) for name in names]
    whole = Tally(
        *(sum(each) for each in zip(*(vars(count).values() for count in counts), strict=True))
    )

    assert whole.wrong == 0
    assert whole.first >= first * whole.asked
    assert whole.among_three >= whole.first
    assert whole.linked >= linked * whole.asked
