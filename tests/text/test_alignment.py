"""Two versions of a text are the same where their words are, and a place follows its words."""

# ruff: noqa: RUF001
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.alignment import aligned
from annotator.text.common_runs import common_runs
from annotator.text.tokens import Tokens

OLD = (
    "The harbour board met on Monday. Mayor Ilse Brandt said that the harbour would not be sold. "
    "Dock workers demanded a vote."
)


def span_in(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def carried(old: str, new: str, words: str) -> str | None:
    """Where words of an old text are in a new one, with three characters before them."""
    found = aligned(old, new).carried(span_in(old, words))
    return (
        None if found is None else f"{new[max(0, found.start - 3) : found.start]}|{found.of(new)}"
    )


@pytest.mark.parametrize(
    ("new", "words", "found"),
    [
        (OLD, "Ilse Brandt", "or |Ilse Brandt"),
        (f"UPDATED. {OLD}", "Ilse Brandt", "or |Ilse Brandt"),
        (OLD.replace("on Monday", "late on Monday evening"), "Monday", "on |Monday"),
        (OLD.replace("on Monday", "on Tuesday"), "Monday", None),
        (OLD.replace("Ilse Brandt", "Brandt"), "Ilse Brandt", None),
        (OLD.replace("Ilse Brandt", "Ilse M. Brandt"), "Ilse Brandt", None),
        (OLD.replace("Ilse Brandt", "Ilse M. Brandt"), "Brandt", "M. |Brandt"),
        (
            OLD.replace("said that", "told reporters that"),
            "that the harbour",
            "rs |that the harbour",
        ),
        (OLD.replace(" ", "\r\n"), "Ilse Brandt", "r\r\n|Ilse\r\nBrandt"),
        (OLD.replace("Ilse Brandt", "Ilse\u00a0Brandt"), "Ilse Brandt", "or |Ilse\u00a0Brandt"),
        (OLD.upper(), "Ilse Brandt", None),
        ("", "Ilse Brandt", None),
    ],
)
def test_a_place_follows_its_words(new: str, words: str, found: str | None) -> None:
    assert carried(OLD, new, words) == found


def test_marks_that_look_the_same_are_the_same() -> None:
    old = "“We won’t pay,” the re\u00adfinery’s chair said, and caf\u00e9 owners agreed with him."
    new = "\"We won't pay,\" the refinery's chair said, and cafe\u0301 owners agreed with him."

    assert carried(old, new, "“We won’t pay,”") == '|"We won\'t pay,"'
    assert carried(old, new, "re\u00adfinery’s") == "he |refinery's"
    assert carried(old, new, "caf\u00e9") == "nd |cafe\u0301"
    assert aligned(old, new).share == 1.0


def test_an_edge_inside_a_word_stays_there_if_the_word_is_written_the_same() -> None:
    old = "The pro-Kenyan caf\u00e9s of the harbour closed."
    new = "Today the pro-Kenyan cafe\u0301s of the harbour closed."

    assert carried(old, new, "Kenyan") == "ro-|Kenyan"
    assert carried(old, new, "caf\u00e9") is None


def test_spaces_at_the_ends_are_left_behind() -> None:
    assert carried(OLD, OLD.replace(". ", ".\n\n"), " Mayor Ilse ") == ".\n\n|Mayor Ilse"
    assert carried(OLD, OLD, " ") is None


@pytest.mark.parametrize(
    "words",
    [
        "\U0001f6a2 \U0001d54f\U0001d556 harbour \U0001f469\u200d\u2708\ufe0f",  # astral, joined
        "رئيس بلدية المدينة",
        "ראש העיר אילנה",
        "市长说港口不会出售",
    ],
)
def test_every_script_is_carried_in_code_points(words: str) -> None:
    old = f"One line before. {words} stood here. One line behind."
    new = f"\U0001f4f0 New line.\n{old}"

    assert carried(old, new, words) == f"e. |{words}"


def test_a_paragraph_that_moved_is_found_at_its_new_place() -> None:
    first = "Dock workers demanded a vote and left the hall before noon."
    second = "Mayor Ilse Brandt told reporters that nothing would be sold to anybody this year."
    third = "The council meets again after the holidays, the clerk said."
    old, new = "\n\n".join((first, second, third)), "\n\n".join((second, third, first))

    assert carried(old, new, "Dock workers") == ".\n\n|Dock workers"
    assert carried(old, new, "Ilse Brandt") == "or |Ilse Brandt"
    assert aligned(old, new).added() == []


def test_of_repeated_sentences_each_keeps_its_place() -> None:
    line = "No comment was given. "
    old = f"{line}The mayor left. {line}The board stayed. {line}"
    new = f"{line}The mayor left. {line}{line}The board stayed. {line}"
    alignment = aligned(old, new)
    places = [at for at in range(len(old)) if old.startswith("No", at)]

    found = [alignment.carried(Span(at, at + len(line) - 1)) for at in places]

    assert [place.of(new) for place in found if place] == ["No comment was given."] * 3
    assert [found[0].start, found[2].end] == [0, len(new.rstrip())]
    assert [span.of(new) for span in alignment.added()] == ["No comment was given."]


def test_words_that_are_there_by_chance_are_not_the_same_text() -> None:
    old = "In spring the mayor of Norvik opened a school for the children of sailors."
    new = "A ferry ran aground off Norvik while the crew slept, and nobody saw the lights."

    assert carried(old, new, "Norvik") is None
    assert aligned(old, new).share < 0.2


def test_what_is_new_and_what_is_gone_is_told_in_order() -> None:
    new = OLD.replace("on Monday", "on Tuesday evening").replace("demanded a vote", "went home")
    alignment = aligned(OLD, f"{new} More follows.")

    assert [span.of(OLD) for span in alignment.removed()] == ["Monday", "demanded a vote"]
    told = [span.of(f"{new} More follows.") for span in alignment.added()]
    assert told[0] == "Tuesday evening"
    assert " ".join(told[1:]).startswith("went home")


@pytest.mark.parametrize(
    ("new", "words", "shown"),
    [
        (OLD.replace("on Monday", "on Tuesday evening"), "Monday", "Tuesday evening"),
        (OLD.replace(" on Monday", ""), "Monday", "."),
        (OLD.replace("Ilse Brandt", "Ilse M. Brandt"), "Ilse Brandt", "Ilse M. Brandt"),
        ("Something else.", "Monday", "Something else"),
        ("", "Monday", None),
    ],
)
def test_what_stands_in_the_place_of_missing_words_is_shown(
    new: str, words: str, shown: str | None
) -> None:
    found = aligned(OLD, new).near(span_in(OLD, words))

    assert (found.of(new) if found else None) == shown


def test_the_share_counts_the_words_of_both_texts() -> None:
    assert aligned("one two three four", "one two three four").share == 1.0
    assert aligned("a b c d", "a b c d e f g h").share == pytest.approx(8 / 12)
    assert aligned("", "").share == 0.0
    assert aligned("...", "...").share == 0.0


def test_texts_that_repeat_themselves_are_given_up_and_not_waited_for() -> None:
    alignment = aligned("la la lo " * 20_000, "lo la la lo lo " * 10_000)

    assert alignment.share <= 1.0


_TEXTS = st.lists(
    st.sampled_from(
        [
            "the",
            "mayor",
            "said",
            "“",
            "”",
            ".",
            "Brandt’s",
            "caf\u00e9",
            "cafe\u0301",
            "\U0001f6a2",
            "北",
            "לא",
        ]
    ),
    max_size=60,
)
_GAPS = st.sampled_from([" ", "\r\n", "\u00a0", "  "])


def written(words: list[str], gap: str) -> str:
    return gap.join(words)


def keys_of(text: str) -> list[str]:
    return Tokens(text).keys


@given(_TEXTS, _TEXTS, _TEXTS, _GAPS, st.data())
def test_what_is_carried_has_the_same_words(
    first: list[str], second: list[str], third: list[str], gap: str, data: st.DataObject
) -> None:
    old, new = written(first + second, " "), written(third + second + first[:20], gap)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(0, len(old)))
    if start >= end:
        return
    span = Span(start, end)

    found = aligned(old, new).carried(span)

    if found is not None:
        assert keys_of(found.of(new)) == keys_of(span.of(old))


@given(_TEXTS, _TEXTS, _TEXTS)
def test_runs_are_the_same_in_both_and_never_overlap(
    first: list[str], second: list[str], third: list[str]
) -> None:
    numbers: dict[str, int] = {}
    old = [numbers.setdefault(word, len(numbers)) for word in first + second]
    new = [numbers.setdefault(word, len(numbers)) for word in second + third + first]

    runs = common_runs(old, new)

    for run in runs:
        assert old[run.old : run.old + run.length] == new[run.new : run.new + run.length]
    for side in ("old", "new"):
        places = sorted((getattr(run, side), run.length) for run in runs)
        assert all(at + length <= after for (at, length), (after, _) in pairwise(places))
