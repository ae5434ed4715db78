"""Places are found again in a text with other white space, and in no other text."""

from __future__ import annotations

from annotator.review.respacing import respaced
from tests.review.sides import SOLD, TEXT, article, at, mention, statement

WINDOWS = "\ufeff" + TEXT.replace("sold. ", "sold.\r\n\r\n").replace("Ilse ", "Ilse\u00a0")


def words_in(document):
    return [each.surface(document.text) for each in document.mentions]


def test_line_ends_and_spaces_move_what_stands_behind_them():
    found = respaced(article(mention("Ilse Brandt"), mention("Norvik", "gpe")), WINDOWS)

    assert found.text == WINDOWS
    assert words_in(found) == ["Ilse\u00a0Brandt", "Norvik"]


def test_statements_move_with_all_that_is_compared():
    found = respaced(article(statement(SOLD, "denied", "Ilse Brandt")), WINDOWS)

    (moved,) = found.statements
    assert moved.surface(WINDOWS) == SOLD
    assert moved.cue.of(WINDOWS) == "denied"
    assert moved.source.span.of(WINDOWS) == "Ilse\u00a0Brandt"


def test_a_mention_of_white_space_is_left_out():
    found = respaced(article(mention(" "), mention("Norvik", "gpe")), WINDOWS)

    assert words_in(found) == ["Norvik"]


def test_another_word_is_another_text():
    assert respaced(article(), TEXT.replace("old", "new")) is None


def test_the_same_text_stays_as_it_is():
    document = article(mention("Norvik", "gpe"))

    assert respaced(document, TEXT) is document
    assert at("Norvik") == document.mentions[0].extent
