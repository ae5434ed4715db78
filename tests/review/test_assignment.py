"""Rows and columns are assigned one to one, for the most in all."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from annotator.review.assignment import best_assignment


def test_the_best_of_each_is_not_the_best_of_all():
    # Row 1 is best with column 1, but then row 2 would have nothing.
    weights = {(1, 1): 9.0, (1, 2): 8.0, (2, 1): 7.0}

    assert best_assignment(weights) == [(1, 2), (2, 1)]


def test_nobody_is_assigned_where_another_pair_is_worth_more():
    weights = {(1, 1): 1.0, (2, 1): 3.0}

    assert best_assignment(weights) == [(2, 1)]


def test_nothing_has_nothing_assigned():
    assert best_assignment({}) == []


@pytest.mark.parametrize("seed", range(40))
def test_no_other_assignment_is_worth_more(seed):
    chance = random.Random(seed)
    rows, columns = chance.randint(1, 5), chance.randint(1, 5)
    weights = {
        (row, column): chance.choice([0.25, 0.5, 0.75, 1.0, chance.random() + 0.01])
        for row in range(rows)
        for column in range(columns)
        if chance.random() < 0.6
    }

    found = best_assignment(weights)

    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    worth = sum(weights[pair] for pair in found)
    assert worth == pytest.approx(best_by_trying(weights, rows, columns))


def best_by_trying(weights, rows, columns):
    places = [*range(columns), *(-1 for _ in range(rows))]
    return max(
        sum(weights.get((row, column), 0) for row, column in enumerate(tried))
        for tried in permutations(places, rows)
    )


def test_five_thousand_entities_in_one_chain_are_assigned():
    # Each row meets two columns; taking the greater weight each time would leave out every other.
    many = 5_000
    weights = {(at, at): 1.0 for at in range(many)}
    weights |= {(at, at + 1): 1.0 + 1e-6 for at in range(many - 1)}

    assert len(best_assignment(weights)) == many
