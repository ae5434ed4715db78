"""Spans cannot exist in a wrong state."""

from __future__ import annotations

import pytest

from annotator.model.span import Span, envelope, normalised


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 3)])
def test_an_empty_or_negative_stretch_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_knows_its_words_in_code_points() -> None:
    assert Span(2, 4).of("a😀bc") == "bc"
    assert len(Span(2, 4)) == 2


def test_touching_is_not_overlapping() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 5).contains(Span(0, 5))


def test_pieces_that_meet_become_one() -> None:
    assert normalised([Span(8, 9), Span(0, 3), Span(3, 5)]) == (Span(0, 5), Span(8, 9))
    assert envelope([Span(8, 9), Span(0, 3)]) == Span(0, 9)


def test_no_piece_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        normalised([])
