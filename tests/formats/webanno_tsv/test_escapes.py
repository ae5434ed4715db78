import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.webanno_tsv.escapes import (
    escape_text,
    escape_value,
    parts,
    unescape_text,
    unescape_value,
)
from tests.formats.projects import generously, texts


@generously
@given(texts)
def test_values_and_texts_come_back(value):
    assert unescape_value(escape_value(value)) == value
    assert unescape_text(escape_text(value)) == value
    assert "\n" not in escape_text(value)
    assert "\t" not in escape_value(value)


@generously
@given(st.lists(texts | st.sampled_from(["", "\\"]), min_size=1, max_size=4), st.sampled_from("|;"))
def test_what_is_stacked_comes_apart(values, mark):
    cell = mark.join(map(escape_value, values))

    assert list(map(unescape_value, parts(cell, mark))) == values


@pytest.mark.parametrize(
    ("value", "written"),
    [("a->b", r"a\->b"), ("*", r"\*"), ("_", r"\_"), ("[1]", r"\[1\]"), ("a\tb", r"a\tb")],
)
def test_reserved_characters_are_escaped_as_inception_escapes_them(value, written):
    assert escape_value(value) == written


def test_what_is_no_escape_stays():
    assert unescape_value(r"C:\x \\n") == r"C:\x \n"


def test_a_backslash_at_the_end_of_a_cell_is_one():
    assert parts("a|b\\", "|") == ["a", "b\\"]


def test_before_3_2_texts_are_those_of_java():
    assert unescape_text(r"\u0041 \uD83D\uDE00 \"no\" \101", (3, 1)) == 'A 😀 "no" A'
