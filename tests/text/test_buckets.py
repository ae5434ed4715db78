import random

from annotator.model.span import Span
from annotator.text.buckets import Buckets


def test_what_lies_over_a_stretch_comes_outer_first():
    buckets = Buckets()
    buckets.put(1, Span(4, 8))
    buckets.put(2, Span(0, 2_000))
    buckets.put(3, Span(1_500, 1_510))

    assert buckets.over(Span(5, 6)) == [2, 1]
    assert buckets.over(Span(8, 9)) == [2]
    assert buckets.over(Span(1_505, 3_000)) == [2, 3]


def test_what_is_taken_out_is_gone_and_taking_out_twice_is_no_mistake():
    buckets = Buckets()
    buckets.put(1, Span(4, 8))

    buckets.take(1)
    buckets.take(1)

    assert not buckets.over(Span(0, 100))
    assert 1 not in buckets
    assert len(buckets) == 0


def test_it_answers_as_going_through_all_spans_would():
    chance = random.Random(5)
    buckets, spans = Buckets(), {}
    for number in range(300):
        start = chance.randrange(5_000)
        spans[number] = Span(start, start + chance.choice((1, 20, 700, 2_500)))
        buckets.put(number, spans[number])

    for _ in range(200):
        start = chance.randrange(6_000)
        asked = Span(start, start + chance.randrange(1, 900))
        expected = {number for number, span in spans.items() if span.overlaps(asked)}
        assert set(buckets.over(asked)) == expected
