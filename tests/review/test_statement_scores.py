"""Statements of two sides are matched by cue or content, and compared part by part."""

from __future__ import annotations

import pytest

from annotator.model.statement import Epistemic, Form
from annotator.review.figures import Counts
from annotator.review.statement_scores import compare_statements
from tests.review.sides import MEET, SOLD, TEXT, statement


def test_a_cue_in_common_makes_it_the_same_statement():
    gold = [statement(SOLD, "denied", "Harbour chief Ilse Brandt", kind="deny")]
    system = [statement("was sold", "denied", "Ilse Brandt")]

    score, pairs = compare_statements(TEXT, gold, system)

    assert pairs == [(0, 0)]
    assert score.matched == score.cue_exact == Counts(1, 1, 1)
    assert score.mean_overlap == pytest.approx(2 / 6)  # was sold, of that the old pier was sold
    assert (score.content_exact, score.content_nearly) == (0, 0)
    assert (score.source_overlaps, score.sourced) == (1, 1)
    assert score.kinds.pairs == {("deny", "assert"): 1}


def test_other_cues_make_other_statements_whatever_they_say():
    gold, system = [statement(SOLD, "denied")], [statement(SOLD, "According to")]

    score, pairs = compare_statements(TEXT, gold, system)

    assert pairs == []
    assert score.matched == Counts(0, 1, 1)
    assert score.mean_overlap is None


def test_without_a_cue_half_of_the_words_are_enough():
    gold = [statement(SOLD), statement(MEET, id=2)]
    half = [statement("pier was sold", "denied"), statement("on Monday", id=2)]

    score, pairs = compare_statements(TEXT, gold, half)

    assert pairs == [(0, 0)]
    assert score.cue_exact == score.cue_overlapping == Counts(0, 0, 1)


def test_a_statement_is_matched_once_and_by_its_cue_first():
    gold = [statement(SOLD, "denied")]
    system = [statement(SOLD, id=1), statement("the old pier", "denied", id=2)]

    _, pairs = compare_statements(TEXT, gold, system)

    assert pairs == [(0, 1)]


def test_of_two_statements_with_one_cue_the_contents_decide():
    gold = [statement("the board", "will", id=1), statement("meet on Monday", "will", id=2)]
    system = [statement("meet on Monday", "will", id=1), statement("the board", "will", id=2)]

    score, pairs = compare_statements(TEXT, gold, system)

    assert sorted(pairs) == [(0, 1), (1, 0)]
    assert score.content_exact == 2


def test_marks_and_spaces_are_no_words():
    gold, system = [statement("was sold", "denied")], [statement(" was sold.", "denied")]

    score, _ = compare_statements(TEXT, gold, system)

    assert score.mean_overlap == 1.0
    assert (score.content_exact, score.content_nearly) == (0, 1)


def test_forms_kinds_and_stances_are_compared_where_statements_are_matched():
    gold = [
        statement(SOLD, "denied", kind="deny", epistemic=Epistemic.CERTAIN_FALSE),
        statement(MEET, "According to", id=2, kind=None),
    ]
    system = [
        statement(SOLD, "denied", kind="deny", form=Form.REPORTED),
        statement(MEET, "According to", id=2, kind="commit"),
    ]

    score, _ = compare_statements(TEXT, gold, system)

    assert score.forms.observed == 0.5
    assert score.kinds.pairs == {("deny", "deny"): 1, ("none", "commit"): 1}
    assert score.stances.observed == 0.5


def test_a_source_that_is_not_found_is_not_right():
    gold = [statement(SOLD, "denied", "Ilse Brandt"), statement(MEET, "According to", id=2)]
    system = [statement(SOLD, "denied"), statement(MEET, "According to", "Tomas Reyle", id=2)]

    score, _ = compare_statements(TEXT, gold, system)

    assert (score.source_overlaps, score.sourced) == (0, 1)
