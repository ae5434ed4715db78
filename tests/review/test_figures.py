"""Figures are those of the textbooks, and nothing has no figure."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.review.figures import Codes, Counts, Score


def test_counts_give_precision_recall_f_and_plain_agreement():
    counts = Counts(right=6, gold=10, system=8)

    assert (counts.score.precision, counts.score.recall) == (0.75, 0.6)
    assert counts.score.f == pytest.approx(2 * 6 / 18)
    assert counts.observed == 0.5


def test_of_nothing_there_is_no_share():
    assert Counts().score == Score(None, None)
    assert Counts().score.f is None
    assert Counts().observed is None
    assert Codes().observed is None
    assert Codes().kappa is None


def test_one_side_alone_is_wrong_and_not_unknown():
    assert Counts(right=0, gold=3, system=0).score.f == 0.0


def test_kappa_is_agreement_beyond_chance():
    # Two readers grant 50 applications: both yes 20, both no 15. They agree in 0.7 of them, and
    # would by chance in 0.5 x 0.6 + 0.5 x 0.4.
    codes = Codes(
        Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    )

    assert codes.observed == pytest.approx(0.7)
    assert codes.kappa == pytest.approx(0.4)


def test_kappa_is_not_known_where_all_is_called_the_same():
    assert Codes(Counter({("assert", "assert"): 9})).kappa is None
