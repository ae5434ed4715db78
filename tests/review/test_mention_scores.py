"""Mentions of two sides are matched one to one: exactly or by overlap, with type or without."""

from __future__ import annotations

from annotator.review.figures import Counts
from annotator.review.mention_scores import MentionScore, compare_mentions
from tests.review.sides import mention


def compared(gold, system):
    score, _ = compare_mentions(gold, system)
    return {
        "exact": score.exact.right,
        "exact, type": score.exact_typed.right,
        "overlapping": score.overlapping.right,
        "overlapping, type": score.overlapping_typed.right,
    }


def test_each_way_of_counting_is_as_strict_as_it_says():
    gold = [mention("Ilse Brandt"), mention("Norvik", "gpe"), mention("the board", "organization")]
    system = [
        mention("Ilse Brandt"),
        mention("Norvik", "organization"),
        mention("board", "organization"),
        mention("Monday", "date"),
    ]

    assert compared(gold, system) == {
        "exact": 2,  # Ilse Brandt, Norvik
        "exact, type": 1,  # Ilse Brandt
        "overlapping": 3,
        "overlapping, type": 2,  # Ilse Brandt, the board
    }


def test_a_mention_is_matched_once_however_many_lie_over_it():
    gold = [mention("Harbour chief Ilse Brandt")]
    system = [mention("chief", "title"), mention("Ilse Brandt")]

    assert compared(gold, system) == {
        "exact": 0,
        "exact, type": 0,
        "overlapping": 1,
        "overlapping, type": 1,
    }


def test_the_best_overlap_is_taken_and_leaves_the_others_to_the_rest():
    gold = [mention("Ilse Brandt denied"), mention("chief Ilse")]
    system = [mention("Harbour chief Ilse"), mention("Ilse Brandt")]

    _, exact = compare_mentions(gold, system)

    assert exact == []
    assert compared(gold, system)["overlapping"] == 2


def test_two_mentions_on_the_same_words_are_matched_by_their_type():
    gold = [mention("Norvik", "gpe"), mention("Norvik", "organization")]
    system = [mention("Norvik", "organization"), mention("Norvik", "gpe")]

    score, pairs = compare_mentions(gold, system)

    assert sorted(pairs) == [(0, 1), (1, 0)]
    assert score.types.observed == 1.0


def test_a_mention_in_pieces_is_the_same_only_with_the_same_pieces():
    gold = [mention("Harbour|Ilse Brandt")]

    assert compared(gold, [mention("Harbour|Ilse Brandt")])["exact"] == 1
    assert compared(gold, [mention("Harbour chief Ilse Brandt")])["exact"] == 0
    assert compared(gold, [mention("Harbour chief Ilse Brandt")])["overlapping"] == 1
    assert compared(gold, [mention("chief")])["overlapping"] == 0


def test_each_type_is_counted_by_itself():
    gold = [mention("Ilse Brandt"), mention("Tomas Reyle"), mention("Norvik", "gpe")]
    system = [mention("Ilse Brandt"), mention("Norvik"), mention("Reyle")]

    score, _ = compare_mentions(gold, system)

    assert score.exact_by_type == {
        "gpe": Counts(right=0, gold=1, system=0),
        "person": Counts(right=1, gold=2, system=3),
    }
    assert score.overlapping_by_type["person"] == Counts(right=2, gold=2, system=3)
    assert score.types.pairs == {("person", "person"): 1, ("gpe", "person"): 1}


def test_scores_of_documents_add_up():
    one, _ = compare_mentions([mention("Norvik", "gpe")], [mention("Norvik", "gpe")])
    other, _ = compare_mentions([mention("Norvik", "gpe")], [mention("Monday", "date")])

    both = one + other + MentionScore()

    assert both.exact_typed == Counts(right=1, gold=2, system=2)
    assert both.exact_by_type["date"] == Counts(right=0, gold=0, system=1)
    assert both.types.number == 1
