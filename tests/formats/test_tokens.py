from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.tokens import Tokens
from annotator.model.span import Span
from tests.formats.projects import generously, texts


def words(text, edges=()):
    tokens = Tokens(text, edges)
    return [[tokens.word(number) for number in sentence] for sentence in tokens.sentences]


def test_a_text_is_sentences_of_words_and_marks():
    assert words("Ada left today. “We don't,” she\nadded -- in the U.S. -- ...") == [
        ["Ada", "left", "today", "."],
        ["“", "We", "don't", ",", "”", "she", "added", "--", "in", "the", "U.S.", "--", "..."],
    ]


def test_what_is_seen_as_one_character_is_one_token():
    assert words("👨\u200d👩\u200d👧 🇵🇪🇵🇪 e\u0301t!") == [
        ["👨\u200d👩\u200d👧", "🇵🇪", "🇵🇪", "e\u0301t", "!"]
    ]


def test_tokens_are_cut_where_an_annotation_begins_or_ends():
    text = "Kenyan-born aide"

    assert words(text) == [["Kenyan-born", "aide"]]
    assert words(text, [0, 6, 12]) == [["Kenyan", "-born", "aide"]]


def test_tokens_touching_a_span_are_those_of_which_a_part_lies_in_it():
    tokens = Tokens("Ada  said no")

    assert tokens.touching(Span(0, 3)) == range(1)
    assert tokens.touching(Span(2, 6)) == range(2)
    assert tokens.touching(Span(3, 5)) == range(1, 1)
    assert tokens.span(tokens.touching(Span(2, 6))) == Span(0, 9)


def test_a_text_of_white_space_has_no_tokens():
    assert len(Tokens(" \r\n\u00a0")) == 0
    assert Tokens("").sentences == ()


@generously
@given(texts, st.lists(st.integers(0, 60), max_size=4))
def test_tokens_are_in_order_hold_all_but_white_space_and_end_at_edges(text, edges):
    tokens = Tokens(text, edges)

    places = [
        at for start, end in zip(tokens.starts, tokens.ends, strict=True) for at in (start, end)
    ]
    assert places == sorted(places)
    assert all(start < end for start, end in zip(places[::2], places[1::2], strict=True))
    covered = {at for one in range(len(tokens)) for at in range(*_ends(tokens, one))}
    assert all(text[at].isspace() == (at not in covered) for at in range(len(text)))
    assert not any(start < edge < end for edge in edges for start, end in _all(tokens))
    assert [one for sentence in tokens.sentences for one in sentence] == list(range(len(tokens)))
    assert all(tokens.sentences)


def _ends(tokens, number):
    return tokens.starts[number], tokens.ends[number]


def _all(tokens):
    return [_ends(tokens, number) for number in range(len(tokens))]
