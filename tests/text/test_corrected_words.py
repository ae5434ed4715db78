"""Corrected words are told whole, as they are and as they were."""

from __future__ import annotations

import pytest

from annotator.text.corrected_words import corrected_words
from annotator.text.correcting import Change, corrected

TEXT = "The Norvik mayor saw teh ships leave. They came back."


def after(*changes: tuple[str, str]):
    """A text with some of its words replaced, and its corrections."""
    text, corrections = TEXT, None
    for words, now in changes:
        start = text.index(words)
        change = Change(start, start + len(words), now)
        corrections = corrected(text, corrections, change, author="ana", at="2026-01-01")
        text = change.applied(text)
    return text, corrections


def told(text, corrections, *stretch):
    found = corrected_words(text, corrections, *stretch)
    return [(text[each.start : each.end], each.before) for each in found]


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        pytest.param("Norvik", "Nordvik", ("Nordvik", "Norvik"), id="a letter put in"),
        pytest.param("Norvik", "Norvi", ("Norvi", "Norvik"), id="the last letter taken out"),
        pytest.param("mayor", "major", ("major", "mayor"), id="another letter"),
        pytest.param("teh ships", "the ships", ("the", "teh"), id="two letters"),
        pytest.param(" saw", "", ("", " saw"), id="a word taken out"),
        pytest.param("leave.", "leave at dawn.", (" at dawn", ""), id="words put in"),
        pytest.param("mayor saw", "mayors are", ("mayors are", "mayor saw"), id="two words"),
        pytest.param(". They", "; they", ("; they", ". They"), id="a mark and a letter"),
    ],
)
def test_the_words_around_an_edit_are_told_whole(words, now, expected):
    assert told(*after((words, now))) == [expected]


def test_two_edits_in_one_word_are_one_correction():
    text, corrections = after(("Norvik", "Nordvik"), ("Nordvik", "Mordvik"))

    assert len(corrections.edits) == 2
    assert told(text, corrections) == [("Mordvik", "Norvik")]


def test_only_what_touches_a_stretch_is_told():
    text, corrections = after(("Norvik", "Nordvik"), ("teh", "the"), ("came", "come"))

    assert told(text, corrections) == [("Nordvik", "Norvik"), ("the", "teh"), ("come", "came")]
    at = text.index("the ")
    assert told(text, corrections, at + 1, at + 1) == [("the", "teh")]
    assert told(text, corrections, at + 4, at + 9) == []


def test_a_text_as_it_was_imported_has_none():
    assert told(TEXT, None) == []
