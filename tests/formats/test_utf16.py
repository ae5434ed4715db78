from hypothesis import given

from annotator.formats.utf16 import Utf16
from tests.formats.projects import generously, texts


@generously
@given(texts)
def test_every_place_of_a_text_converts_to_utf16_and_back(text):
    places = Utf16(text)

    units = [places.units(point) for point in range(len(text) + 1)]
    assert units == [len(text[:point].encode("utf-16-le")) // 2 for point in range(len(text) + 1)]
    points = [places.point(unit) for unit in range(units[-1] + 1)]
    assert [each for each in points if each is not None] == list(range(len(text) + 1))


def test_a_place_within_a_character_or_outside_of_the_text_is_none():
    places = Utf16("a😀b")

    assert [places.point(unit) for unit in (-1, 0, 1, 2, 3, 4, 5)] == [None, 0, 1, None, 2, 3, None]
