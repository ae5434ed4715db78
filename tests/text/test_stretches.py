from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.stretches import stretches

LINES = st.lists(st.sampled_from(["a b", "\n", "\r\n", " ", "\u2028", "\n\n", "word. "])).map(
    "".join
)


def test_a_blank_line_ends_a_stretch() -> None:
    text = "one\ntwo\n \nthree\r\n\r\nfour"

    assert [each.of(text) for each in stretches(text)] == ["one\ntwo", "three", "four"]


def test_a_line_without_end_is_cut_where_no_quotation_is_open() -> None:
    line = 'Falk said "the bridge is closed." Roe left the room again. '
    text = line * 2_000

    found = list(stretches(text))

    assert max(len(each) for each in found) < 40_000
    assert all(each.of(text).count('"') % 2 == 0 for each in found)
    assert "".join(each.of(text) for each in found) == text


@given(LINES, st.integers(0, 400), st.integers(1, 50))
def test_a_place_is_in_the_same_stretch_whoever_asks(text: str, start: int, length: int) -> None:
    everything = list(stretches(text))
    asked = Span(start, start + length)

    around = list(stretches(text, asked.start, asked.end))

    of_all = [each for each in everything if each.overlaps(asked)]
    assert [each for each in around if each.overlaps(asked)] == of_all
