"""Lines on pages become paragraphs, and divided words whole ones."""

import pytest

from annotator.formats.articles.paragraphs import Line, joined

LETTER = 5.0
FULL = "These words are as many as one line of this column is able to hold, no more"


def lines(*texts, page=0, left=72.0, top=700.0, height=12.0, leading=14.0):
    """Lines one below the other; an empty one is room, and `~` at the end divides a word."""
    found = []
    for number, text in enumerate(texts):
        if text:
            words = text.removesuffix("~")
            indent = len(words) - len(words.lstrip(" "))
            found.append(
                Line(
                    words.strip(),
                    page,
                    left + LETTER * indent,
                    left + LETTER * len(words),
                    top - leading * number,
                    height,
                    hyphen=text.endswith("~"),
                )
            )
    return found


def text(*found, pages=1):
    return joined([line for group in found for line in group], pages).text


def test_lines_of_a_paragraph_are_joined_and_room_parts_paragraphs():
    assert text(lines(FULL, FULL, "end.", "", FULL, "end.")) == (
        f"{FULL} {FULL} end.\n\n{FULL} end."
    )


def test_a_line_that_ended_on_purpose_keeps_its_end():
    assert text(lines(FULL, "Dear reader", FULL, "Ada Öz", "Harbour Street 5", FULL)) == (
        f"{FULL} Dear reader\n{FULL} Ada Öz\nHarbour Street 5\n{FULL}"
    )


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph():
    assert text(lines(FULL, "end.", FULL, "end.")) == f"{FULL} end.\n\n{FULL} end."


def test_a_short_line_in_a_sentence_goes_on():
    assert text(lines(FULL, "but here", "it goes on.")) == f"{FULL} but here it goes on."


def test_an_indented_line_after_a_sentence_begins_a_paragraph():
    ended = FULL[:-1] + "."

    assert text(lines(FULL, ended, f"  {FULL}", FULL)) == f"{FULL} {ended}\n\n{FULL} {FULL}"
    assert text(lines(FULL, "   the rest hangs.")) == f"{FULL} the rest hangs."


def test_larger_letters_are_a_paragraph():
    heading = lines("A heading of", "two lines", top=760, height=20, leading=22)

    assert text(heading, lines(FULL, "end.")) == f"A heading of two lines\n\n{FULL} end."


def test_an_item_with_a_bullet_is_a_line():
    assert text(lines(FULL, "• " + FULL, "• " + FULL)) == f"{FULL}\n• {FULL}\n• {FULL}"


@pytest.mark.parametrize(
    ("last", "first", "between"),
    [
        (FULL, "goes on", " "),
        (f"{FULL}.", "Next", "\n\n"),
        ("short", "Next", "\n"),
        ("short", "goes on", " "),
    ],
)
def test_a_paragraph_may_go_on_on_the_next_page_or_in_the_next_column(last, first, between):
    other_page = lines(f"{first} {FULL}", page=1)
    column = lines(f"{first} {FULL}", left=600.0)

    before = lines(FULL, FULL, last)

    expected = f"{FULL} {FULL} {last}{between}{first} {FULL}"
    assert text(before, other_page, pages=2).replace("\n\n", "\n") == expected.replace("\n\n", "\n")
    assert text(before, column).replace("\n\n", "\n") == expected.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (f"{FULL} govern~", "ment said", "government said"),
        (f"{FULL} Anglo~", "American", "Anglo-American"),
        (f"{FULL} 2024-", "25", "2024-25"),
        (f"{FULL} well~", "known", "well-known"),
        (f"{FULL} so -", "and on", "so - and on"),
    ],
)
def test_a_divided_word_is_joined_unless_its_hyphen_is_its_own(first, second, whole):
    found = lines(first, second, "", "It is a well-known government.")

    assert text(found).startswith(f"{FULL} {whole}")


@pytest.mark.parametrize(
    ("second", "whole"),
    [
        (lines("Larger", top=600, height=30), "govern-\n\nLarger"),
        ([Line("right", 0, 900, 930, 700, 12)], "govern-\tright"),
        ([], "govern-"),
    ],
    ids=["a heading", "a cell", "nothing"],
)
def test_a_hyphen_that_divides_no_word_stays(second, whole):
    assert text(lines("govern~"), second) == whole


def test_it_is_known_where_hyphens_were_and_where_pages_begin():
    found = joined(
        [*lines(f"{FULL} govern~", "ment."), *lines("Page two of~", "ten.", page=2)], pages=4
    )

    (first, second) = found.hyphens_undone
    assert found.text[first - 6 : first + 4] == "government"
    assert found.text[second - 2 : second + 3] == "often"
    assert [found.text[start:][:8] for start in found.page_starts] == [
        FULL[:8],
        "Page two",
        "Page two",
        "",
    ]


def test_words_of_a_row_are_parted_as_they_stand():
    row = [
        Line("1998", 0, 72, 100, 700, 12),
        Line("12,000", 0, 200, 240, 700, 12),
        Line("men", 0, 243, 260, 700, 12),
    ]

    assert text(row) == "1998\t12,000 men"


def test_lines_without_spaces_between_words_are_joined_without():
    assert text(lines("東京で会った首相は述べた", "記者団に対し話した")).replace("\n", "") == (
        "東京で会った首相は述べた記者団に対し話した"
    )
