"""What a sequence model is told of a text, and what its labels say."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.session.projects import lexicon
from annotator.suggest.sequences import Reading, decoded, outermost
from tests.suggest.made import span_of

TEXT = "Ada Otieno left Norvik.\nThe board met."
NAMES = [(span_of(TEXT, "Ada Otieno"), "person"), (span_of(TEXT, "Norvik"), "gpe")]
LEXICON = lexicon()


def test_labels_give_the_places_back():
    reading = Reading(TEXT, LEXICON)
    gold = {span.start: (span, type) for span, type in NAMES}

    first, second = reading.sequences()
    labels = reading.labels(first, gold)

    assert labels == ["B-person", "I-person", "O", "B-gpe", "O"]
    assert list(decoded(first, labels)) == NAMES
    assert reading.labels(second, gold) == ["O"] * 4


def test_two_names_side_by_side_are_two():
    reading = Reading("Norvik Oslo", LEXICON)
    (tokens,) = reading.sequences()

    assert list(decoded(tokens, ["B-gpe", "B-gpe"])) == [
        (Span(0, 6), "gpe"),
        (Span(7, 11), "gpe"),
    ]
    assert list(decoded(tokens, ["O", "I-gpe"])) == [(Span(7, 11), "gpe")]


def test_of_places_that_overlap_the_longer_one_counts():
    inner, outer = (Span(0, 6), "gpe"), (Span(0, 20), "organization")

    assert outermost([inner, outer, (Span(20, 25), "person")]) == [
        outer,
        (Span(20, 25), "person"),
    ]


def test_a_token_tells_of_itself_of_rules_and_of_its_neighbours():
    reading = Reading(TEXT, LEXICON, NAMES)
    first, _ = reading.sequences()

    told = reading.features(first)

    assert {"w=ada", "s=Xx", "c=given", "r=B-person", "1w=otieno", "-1edge"} <= set(told[0])
    assert {"r=I-person", "m=person", "-1w=ada", "1w=left"} <= set(told[1])


def test_a_line_without_end_is_cut_and_every_word_is_in_one_piece():
    text = "word " * 2_000 + "end"

    pieces = list(Reading(text, LEXICON).sequences())

    assert max(map(len, pieces)) <= 300
    assert sum(map(len, pieces)) == 2_001
