"""Paragraphs and the pieces of long ones cover a text without a gap."""

import time

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article.blocks import Blocks


def pieces(text):
    blocks = Blocks(text)
    return [text[blocks.start(n) : blocks.end(n)] for n in range(len(blocks))]


def test_every_kind_of_line_end_ends_a_paragraph():
    assert pieces("a\nb\rc\r\nd\u2028e\u2029f") == ["a", "b", "c", "d", "e", "f"]


def test_a_text_that_ends_with_a_line_end_has_an_empty_last_block():
    assert pieces("a\n") == ["a", ""]
    assert pieces("") == [""]
    assert pieces("\n\n") == ["", "", ""]


def test_other_separators_do_not_end_a_paragraph():
    assert pieces("a\x0bb\x0cc\x85d") == ["a\x0bb\x0cc\x85d"]


@given(st.text(st.sampled_from("ab \n\r\u2028é😀")))
def test_blocks_cover_the_text_in_order(text):
    blocks = Blocks(text)

    assert blocks.start(0) == 0
    for number in range(len(blocks)):
        assert blocks.start(number) <= blocks.end(number) <= blocks.following(number)
        assert number == 0 or blocks.start(number) == blocks.following(number - 1)
    for position in range(len(text) + 1):
        block = blocks.at(position)
        assert blocks.start(block) <= position <= blocks.following(block)


def test_a_long_paragraph_is_cut_between_words_and_still_one_paragraph():
    text = "word " * 5_000 + "\nnext"

    blocks = Blocks(text)

    cut = [n for n in range(len(blocks)) if blocks.continues(n)]
    assert len(cut) > 3
    assert all(text[blocks.start(n) - 1] == " " for n in cut)
    assert not blocks.continues(len(blocks) - 1)


def test_a_long_paragraph_without_spaces_is_cut_before_no_combining_mark():
    text = "e\u0301" * 20_000

    blocks = Blocks(text)

    assert len(blocks) > 3
    assert all(text[blocks.start(n)] == "e" for n in range(len(blocks)))


def test_the_first_strong_character_gives_the_direction_of_all_pieces_of_a_paragraph():
    text = "12 (\u05d0 abc " + "abc " * 5_000 + "\nabc \u05d0\n123"
    blocks = Blocks(text)

    directions = [blocks.right_to_left(n) for n in range(len(blocks))]

    assert all(directions[:-2])
    assert directions[-2:] == [False, False]


def test_twenty_million_characters_are_indexed_at_once():
    text = ("A line of some words that goes on for a while, as lines do.\n" * 340_000)[:20_000_000]

    begin = time.process_time()
    blocks = Blocks(text)

    assert time.process_time() - begin < 2
    assert len(blocks) > 300_000


def test_the_direction_of_any_piece_is_that_of_its_paragraph():
    text = "first\n" + "\u05d0bc " * 5_000 + "\nplain"

    blocks = Blocks(text)

    directions = [blocks.right_to_left(number) for number in range(len(blocks))]
    assert len(directions) > 6
    assert directions == [False, *[True] * (len(directions) - 2), False]
