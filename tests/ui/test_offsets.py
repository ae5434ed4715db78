"""Code points and UTF-16 units agree with Python's own encoder."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.offsets import Offsets, utf16_length

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)))


@given(ANY_TEXT)
def test_every_position_comes_back(text):
    offsets = Offsets(text)

    there = [offsets.to_utf16(at) for at in range(len(text) + 1)]

    assert [offsets.to_code_point(at) for at in there] == list(range(len(text) + 1))


@given(ANY_TEXT)
def test_units_are_those_of_utf16(text):
    offsets = Offsets(text)

    for at in range(len(text) + 1):
        assert offsets.to_utf16(at) == len(text[:at].encode("utf-16-le")) // 2
    assert utf16_length(text) == offsets.to_utf16(len(text))


def test_the_middle_of_a_pair_is_the_start_of_its_character():
    offsets = Offsets("a😀b")

    assert [offsets.to_code_point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


def test_text_of_the_basic_plane_counts_the_same_both_ways():
    assert Offsets("Žižek и 日本").same
    assert not Offsets("😀").same
