"""Words are broken into lines, and cut where no line is left for them."""

from annotator.ui import fonts
from annotator.ui.plain_painting import advance, cut_lines

TITLE = "The harbour board of Torvik rejects what its auditors wrote about the relief funds"


def test_a_title_that_fits_stays_on_one_line(qapp):
    font = fonts.sans(13)

    assert cut_lines("Ferry strike ends", font, 400, 2) == ["Ferry strike ends"]


def test_a_long_title_is_broken_between_words_and_cut_at_its_last_line(qapp):
    font = fonts.sans(13)

    first, second = cut_lines(TITLE, font, 180, 2)

    assert TITLE.startswith(f"{first} {second.removesuffix('…').strip()}")
    assert second.endswith("…")
    assert max(advance(font, first), advance(font, second)) <= 180


def test_letters_beyond_the_first_plane_are_not_torn(qapp):
    font = fonts.sans(13)

    first, second = cut_lines("𐌰𐌱𐌲 " * 30, font, 150, 2)

    assert set(first + second) <= set("𐌰𐌱𐌲 …")


def test_a_title_without_words_is_one_empty_line(qapp):
    assert cut_lines("", fonts.sans(13), 150, 2) == [""]
