"""Places of words in texts as a reader sees them, and that no index would hide one."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.folding import searchable, tokens
from annotator.text.kwic import line
from annotator.text.places import Places
from annotator.text.query import parse


def found(typed: str, text: str) -> list[str] | None:
    spans = Places(parse(typed)).in_text(text, patience=1)
    return None if spans is None else [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("harbour", "The HARBOUR, harbours and Harbour.", ["HARBOUR", "Harbour"]),
        ("lodz", "in Łódź today", ["Łódź"]),
        ("Łódź", "in Lodz today", ["Lodz"]),
        ("erdogan", "Erdog\u0306an's", ["Erdog\u0306an"]),
        ("strasse", "die Straße", ["Straße"]),
        ("straße", "DIE STRASSE", ["STRASSE"]),
        ("sorensen", "SØRENSEN", ["SØRENSEN"]),
        ("don't", "he don\u2019t know", ["don\u2019t"]),
        ("cooperate", "co\u00adoperate", ["co\u00adoperate"]),
        ("co", "co\u00adoperate", None),
        ('"new york"', "new\n  York and New-York", ["new\n  York"]),
        ("harbo*", "harbo, harbours, arbour", ["harbo", "harbours"]),
        ('"relief fu"*', "relief funds; relief of", ["relief funds"]),
        ("東京", "在東京都", ["東京"]),
        ("ไทย", "ประเทศไทยครับ", ["ไทย"]),
        ("ABC", "ABC株式会社", ["ABC"]),
        ("が", "か\u3099", ["か\u3099"]),
        ("か", "が", None),
        ("कि", "का", None),
        ("서울", "서울, 서울에서", ["서울"]),
        ("😀", "hot 😀 day", ["😀"]),
        ("10:30", "at 10:30.", ["10:30"]),
        (r"/[A-Z]{3}/", "the UNO and uno", ["UNO"]),
        (r"/un./i", "the UNO and uno", ["UNO", "uno"]),
        ("a OR b c", "b c", ["b", "c"]),
        ("a b", "a only", None),
        ("a -b", "a b", None),
        ("a -b", "a c a", ["a", "a"]),
        ('"a b" a', "a b a", ["a b", "a"]),
        ("/x*/", "aab", None),
    ],
)
def test_words_are_found_as_a_reader_sees_them(
    typed: str, text: str, expected: list[str] | None
) -> None:
    assert found(typed, text) == expected


_LETTERS = st.sampled_from(
    [
        *string.ascii_letters,
        *"éÉßœŁıİçñ'\u2019-., \n_1२कािが東京ไทย서\u0301\u0307\u00ad\u200d\u200f\u3099Ωω",
    ]
)


@given(st.text(_LETTERS, min_size=1, max_size=4), st.text(_LETTERS, max_size=14))
def test_an_index_has_whatever_is_found_in_a_text(words: str, text: str) -> None:
    """What the finder needs of a text is among the tokens of it, one after the other."""
    if not words.strip() or '"' in words:
        return
    places = Places(parse(f'"{words}"'))
    here = f" {''.join(tokens_between(text))} "

    for (needed,) in places.needed if places.in_text(text) is not None else ():
        assert f" {' '.join(needed.tokens)} " in here


def tokens_between(text: str) -> list[str]:
    return [" ".join(tokens(text))]


def test_an_ascii_text_is_its_own_searchable_form() -> None:
    assert searchable("The Harbour.") == "The Harbour."


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"/the minister of \w+/", [["minister", "of"]]),
        (r"/of the old wall?s? in/", [["the", "old"]]),
        (r"/a (b c d) e f g/", [["e", "f"]]),
        (r"/den(y|ies) it all to/", []),
        (r"/harbour/", []),
        (r"/(?x) a b c d/", []),
        (r"/the harbours{e<=2} of it/", []),
    ],
)
def test_whole_words_inside_a_pattern_narrow_it(pattern: str, needed: list[list[str]]) -> None:
    assert [list(each.tokens) for (each,) in Places(parse(pattern)).needed] == needed


def test_the_line_of_a_place_has_no_line_ends() -> None:
    text = "One.\n\nThe   old\nharbour wall.\n"
    (span,) = Places(parse('"old harbour"')).in_text(text) or ()

    shown = line(text, span)

    assert (shown.before, shown.words, shown.after) == ("One. The ", "old harbour", " wall.")
