# ruff: noqa: RUF001
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.segments import (
    next_grapheme,
    next_sentence_start,
    next_word,
    paragraph_at,
    pieces,
    previous_grapheme,
    previous_sentence_start,
    previous_word,
    sentence_at,
    word_at,
    word_count,
    words,
)

TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aZé’'“”\"«».!?-–\u00ad\n\r\u2028\u2029\u0085\0 \t\u00a0"
            "日本ไทาשלוםس🇵🇪👩\u200d\u0301\ud800"
        ),
        st.characters(),
    ),
    max_size=80,
)


def all_words(text: str) -> list[str]:
    return [word.of(text) for word in words(text, 0, len(text))]


def pieces_by_words(text: str) -> list[tuple[int, int]]:
    """What the pieces of a text are, worked out from its words."""
    found, at = [], 0
    for word in [*words(text, 0, len(text)), Span(len(text), len(text) + 1)]:
        marks = range(at, word.start)
        found += [(mark, mark + 1) for mark in marks if not text[mark].isspace()]
        found.append((word.start, word.end))
        at = word.end
    return found[:-1]


def sentences(text: str) -> list[str]:
    found, at = [], next_sentence_start(text, -1)
    while at < len(text):
        sentence = sentence_at(text, at)
        assert sentence is not None
        found.append(sentence.of(text))
        at = next_sentence_start(text, at)
    return found


@pytest.mark.parametrize(
    "word",
    [
        "don't",
        "l’homme",
        "co-author",
        "U.S.",
        "1,200",
        "25-year",
        "2031-11-05",
        "e\u0301tat",
        "O’Hara",
    ],
)
def test_a_word_is_kept_whole_where_a_reader_would(word: str) -> None:
    text = f"so {word} then"

    assert all_words(text) == ["so", word, "then"]
    assert all(word_at(text, at) == Span(3, 3 + len(word)) for at in range(3, 4 + len(word)))


def test_a_missing_space_does_not_join_words() -> None:
    assert all_words("Otieno(left)said.Then") == ["Otieno", "left", "said", "Then"]


def test_scripts_without_spaces_are_cut_by_character() -> None:
    assert all_words("記者はテストした") == ["記", "者", "は", "テスト", "し", "た"]
    assert max(map(len, all_words("ตำรวจกล่าวว่า"))) <= 3


def test_a_position_between_spaces_touches_no_word() -> None:
    assert word_at("a  b", 2) == Span(3, 4) or word_at("a   b", 2) is None
    assert word_at("a   b", 2) is None
    assert word_at("", 0) is None


def test_next_and_previous_word_step_over_every_word_once() -> None:
    text = "The U.S. envoy, Mr. Doe, didn’t speak."
    forward, at = [], -1
    while word := next_word(text, at):
        forward.append(word)
        at = word.start
    backward, at = [], len(text)
    while word := previous_word(text, at):
        backward.append(word)
        at = word.start

    assert [word.of(text) for word in forward] == all_words(text)
    assert backward[::-1] == forward


def test_previous_word_inside_a_word_is_that_word() -> None:
    assert previous_word("alpha beta", 8) == Span(6, 10)


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    text = (
        "Mr. Doe met Dr. A. B. Roe in the U.S. capital on Jan. 5, at 6 p.m. local time. "
        "Acme Inc. denied it. It moved to the U.S. The end."
    )

    assert sentences(text) == [
        "Mr. Doe met Dr. A. B. Roe in the U.S. capital on Jan. 5, at 6 p.m. local time.",
        "Acme Inc. denied it.",
        "It moved to the U.S.",
        "The end.",
    ]


def test_a_closing_mark_stays_with_its_sentence_and_its_speaker() -> None:
    text = "“We won!” Otieno said. “Did we?” he asked. “No.” She left. “Yes.” Roe added that."

    assert sentences(text) == [
        "“We won!” Otieno said.",
        "“Did we?” he asked.",
        "“No.”",
        "She left.",
        "“Yes.” Roe added that.",
    ]


def test_a_sentence_runs_over_a_wrapped_line_but_not_over_a_blank_one() -> None:
    assert sentences("A minister spoke\nof peace with Mr.\nDoe. Fine") == [
        "A minister spoke\nof peace with Mr.\nDoe.",
        "Fine",
    ]
    assert sentences("A headline\n\nand text") == ["A headline", "and text"]
    assert sentences("Headline\r\nThe text.") == ["Headline", "The text."]


def test_sentences_end_in_other_scripts_too() -> None:
    assert sentences("雨が降った。晴れた。") == ["雨が降った。", "晴れた。"]
    assert sentences("هل جاء؟ نعم جاء.") == ["هل جاء؟", "نعم جاء."]


def test_stepping_back_meets_the_same_sentences() -> None:
    text = "One is here. Two is “there.” Three?\n\nFour."
    forward, at = [], next_sentence_start(text, -1)
    while at < len(text):
        forward.append(at)
        at = next_sentence_start(text, at)
    backward, at = [], len(text)
    while at > 0:
        at = previous_sentence_start(text, at)
        backward.append(at)

    assert backward[::-1] == forward


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029"])
def test_every_line_end_parts_paragraphs(end: str) -> None:
    text = f"one{end}two"

    assert paragraph_at(text, 1) == Span(0, 3)
    assert paragraph_at(text, len(text)) == Span(3 + len(end), 6 + len(end))


def test_a_misread_ellipsis_does_not_part_paragraphs() -> None:
    assert paragraph_at("well\u0085 yes", 0) == Span(0, 9)


def test_an_empty_line_is_no_paragraph() -> None:
    assert paragraph_at("a\n\nb", 2) is None


def test_graphemes_are_what_a_reader_sees() -> None:
    text = "a👩\u200d👧e\u0301🇵🇪🇲🇽\r\nz"
    forward, at = [0], 0
    while at < len(text):
        at = next_grapheme(text, at)
        forward.append(at)
    backward = [at]
    while at > 0:
        at = previous_grapheme(text, at)
        backward.append(at)

    assert forward == [0, 1, 4, 6, 8, 10, 12, 13]
    assert backward[::-1] == forward


def test_words_are_counted() -> None:
    assert word_count("The U.S. didn’t sign 1,200 co-signed papers.") == 7


@given(TRICKY, st.integers(-3, 90))
def test_nothing_fails_and_every_answer_lies_in_the_text(text: str, at: int) -> None:
    for span in (word_at(text, at), next_word(text, at), previous_word(text, at)):
        assert span is None or span.end <= len(text)
    for span in (sentence_at(text, at), paragraph_at(text, at)):
        assert span is None or span.end <= len(text)
    here = min(max(at, 0), len(text))
    assert here <= next_grapheme(text, at) <= len(text)
    assert 0 <= previous_grapheme(text, at) <= here
    assert at < next_sentence_start(text, at) or next_sentence_start(text, at) == len(text)
    assert 0 <= previous_sentence_start(text, at) <= max(here, 0)


@given(TRICKY)
def test_stepping_by_sentence_or_word_always_gets_to_the_end(text: str) -> None:
    at, steps = -1, 0
    while at < len(text):
        at = next_sentence_start(text, at)
        steps += 1
        assert steps <= len(text) + 2
    at = -1
    while word := next_word(text, at):
        assert word.start > at
        at = word.start


@given(
    st.lists(
        st.sampled_from(
            [
                "U.",
                "É.",
                "1,",
                "٣",
                "co-",
                "can't",
                "l’",
                "\u00ad",
                "\u0301",
                "“",
                "日",
                "a" * 256,
                " ",
            ]
        ),
        max_size=9,
    ).map("".join)
    | TRICKY
)
def test_pieces_are_the_words_and_every_other_character_that_is_seen(text: str) -> None:
    assert list(pieces(text)) == pieces_by_words(text)


def test_the_cost_does_not_follow_the_document() -> None:
    text = "The minister said that it was so, and went on and on " * 60_000
    at = len(text) // 2
    start = time.process_time()
    for _ in range(20):
        word_at(text, at)
        next_word(text, at)
        previous_word(text, at)
        sentence_at(text, at)
        next_grapheme(text, at)
        previous_grapheme(text, at)

    assert (time.process_time() - start) / 20 < 0.05


def test_the_trap_files_are_cut_without_failing(corpora: Path) -> None:
    for file in sorted((corpora / "offset-traps").glob("*.txt")):
        text = file.read_bytes().decode("utf-8", "replace")
        assert all(word.of(text).strip() for word in words(text, 0, len(text)))
        assert list(pieces(text)) == pieces_by_words(text)
        assert len("".join(sentences(text))) <= len(text)
