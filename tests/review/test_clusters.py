"""Entities of two sides are compared as in the papers that define the measures."""

from __future__ import annotations

import pytest

from annotator.review.clusters import Clusters


def clusters(gold, system):
    """Return entities written as words, a letter a mention."""
    made = Clusters()
    here = {mention: number for number, word in enumerate(gold.split()) for mention in word}
    there = {mention: number for number, word in enumerate(system.split()) for mention in word}
    both = here.keys() & there.keys()
    made.add(here.values(), there.values(), ((here[each], there[each]) for each in both))
    return made


def figures(score):
    return score.precision, score.recall, score.f


# Bagga and Baldwin (1998): one wrong link between two small entities, or between two large ones.
TRUTH = "12345 67 89ABC"
SMALL = "12345 6789ABC"
LARGE = "1234589ABC 67"
ONE = "123456789ABC"
ALONE = "1 2 3 4 5 6 7 8 9 A B C"


@pytest.mark.parametrize(("answer", "precision"), [(SMALL, 0.76), (LARGE, 0.58)])
def test_b_cubed_is_that_of_bagga_and_baldwin(answer, precision):
    found = figures(clusters(TRUTH, answer).b_cubed())

    assert found[:2] == pytest.approx((precision, 1.0), abs=0.005)


@pytest.mark.parametrize("answer", [SMALL, LARGE])
def test_muc_does_not_tell_a_small_mistake_from_a_large_one(answer):
    assert figures(clusters(TRUTH, answer).muc())[:2] == pytest.approx((0.9, 1.0))


@pytest.mark.parametrize(
    ("answer", "muc", "b_cubed", "ceaf"),
    [
        (SMALL, 0.947, 0.865, 0.733),
        (LARGE, 0.947, 0.737, 0.667),
        (ONE, 0.900, 0.545, 0.294),
        (ALONE, 0.0, 0.400, 0.178),
    ],
)
def test_the_table_of_luo_comes_out(answer, muc, b_cubed, ceaf):
    # Luo (2005), table 1; CEAF with phi 4. He gives no MUC where the answer has no link at all.
    found = clusters(TRUTH, answer)

    assert found.muc().f == pytest.approx(muc, abs=0.0006)
    assert found.b_cubed().f == pytest.approx(b_cubed, abs=0.0006)
    assert found.ceaf().f == pytest.approx(ceaf, abs=0.0006)


def test_mentions_of_one_side_only_count_as_in_the_reference_scorer():
    # Pradhan et al. (2014), section 4: key {abc} {defg}, response {ab} {cd} {fghi}.
    found = clusters("abc defg", "ab cd fghi")

    assert figures(found.muc())[:2] == pytest.approx((2 / 5, 2 / 5))
    assert figures(found.b_cubed())[:2] == pytest.approx((4 / 8, 35 / 12 / 7))
    assert figures(found.ceaf())[:2] == pytest.approx((1.3 / 3, 1.3 / 2))


def test_lea_weights_what_is_resolved_of_an_entity_by_its_size():
    # {abc} has 1 of 3 links, {defg} 1 of 6; {ab} has its one link, {cd} none, {fghi} 1 of 6.
    found = clusters("abc defg", "ab cd fghi").lea()

    assert found.recall == pytest.approx((3 * 1 / 3 + 4 * 1 / 6) / 7)
    assert found.precision == pytest.approx((2 * 1 + 2 * 0 + 4 * 1 / 6) / 8)


def test_an_entity_of_one_mention_counts_for_lea_where_both_have_it_alone():
    found = clusters("ab c d", "ab c de").lea()

    assert found.recall == pytest.approx((2 + 1 + 0) / 4)
    assert found.precision == pytest.approx((2 + 1 + 0) / 5)


def test_the_same_entities_agree_in_full():
    found = clusters(TRUTH, "89ABC 67 12345")

    for score in (found.b_cubed(), found.ceaf(), found.muc(), found.lea()):
        assert figures(score) == pytest.approx((1.0, 1.0, 1.0))
    assert found.counterparts() == [(0, 2), (1, 1), (2, 0)]


def test_no_entities_have_no_figures():
    found = clusters("", "")

    for score in (found.b_cubed(), found.ceaf(), found.muc(), found.lea()):
        assert figures(score) == (None, None, None)
