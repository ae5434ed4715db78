# ruff: noqa: RUF001
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.snap import snap, statement_span, trim


def part(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("selected", "snapped"),
    [
        ("ieno", "Otieno"),
        (" Otieno", "Otieno"),
        ("da Oti", "Ada Otieno"),
        ("Otieno(", "Otieno"),
        ("(left", "left"),
        ("Kenya’s", "Kenya"),
        ("Kenya’s tr", "Kenya’s treasury"),
        ("“bad luck.”", "bad luck"),
        ("U.S", "U.S."),
        (" U.S., ", "U.S."),
        ("30%", "30%"),
        ("$5", "$5"),
        (", ", ", "),
    ],
)
def test_a_selection_becomes_the_words_it_touches(selected: str, snapped: str) -> None:
    text = "Ada Otieno(left) of Kenya’s treasury called it “bad luck.” U.S., she lost 30% or $5 m."

    assert snap(text, part(text, selected)).of(text) == snapped


def test_trim_drops_what_surrounds_the_words() -> None:
    text = " (“Ada Otieno,”) "

    trimmed = trim(text, Span(0, len(text)))

    assert trimmed is not None
    assert trimmed.of(text) == "Ada Otieno"
    assert trim("...", Span(0, 3)) is None


@pytest.mark.parametrize(
    ("selected", "content"),
    [
        ("that it was “bad luck.”", "that it was “bad luck.”"),
        ("that it was “bad luck.” ", "that it was “bad luck.”"),
        ("that it was “bad luck", "that it was “bad luck.”"),
        ("bad luck", "“bad luck.”"),
        ("who won?", "who won?"),
        (" all is well.", "all is well"),
    ],
)
def test_content_keeps_its_marks_and_drops_the_final_stop(selected: str, content: str) -> None:
    text = "She said that it was “bad luck.” Roe asked who won? Doe added all is well. End"

    assert statement_span(text, part(text, selected)).of(text) == content


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 30))
def test_snapping_never_fails_and_stays_in_the_text(text: str, start: int, length: int) -> None:
    if start >= len(text):
        return
    span = Span(start, min(len(text), start + length))

    for result in (snap(text, span), statement_span(text, span)):
        assert result.end <= len(text)
    assert snap(text, snap(text, span)) == snap(text, span)
