"""A corrected text keeps its original, and positions go where their words are."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.correction import Corrections, Edit
from annotator.model.span import Span
from annotator.text.correcting import Change, corrected, in_original, original

TEXT = "Ida Brnd told the paper that the harbor was shut."
texts = st.text("ab 😀\r\né", min_size=1, max_size=20)


def change(words, instead, text=TEXT):
    start = text.index(words)
    return Change(start, start + len(words), instead)


def span(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def moved(change, words):
    after = change.applied(TEXT)
    found = change.moved(span(words), TEXT)
    return found.of(after) if found else None


def made(*changes, text=TEXT):
    corrections = None
    for each in changes:
        corrections = corrected(text, corrections, each, author="ana", at="2026")
        text = each.applied(text)
    return text, corrections


@pytest.mark.parametrize(
    ("wrong", "right", "words", "after"),
    [
        ("Brnd", "Brandt", "Brnd", "Brandt"),
        ("Brnd", "Brandt", "Ida Brnd", "Ida Brandt"),
        ("Brnd", "Brandt", "Ida", "Ida"),
        ("Brnd", "Brandt", "told", "told"),
        ("Ida Brnd", "Ida Brandt", "Ida", "Ida"),
        ("Ida Brnd", "Ida Brandt", "Brnd told", "Brandt told"),
        ("harbor", "harbour", "the harbor was", "the harbour was"),
        ("that the", "", "harbor", "harbor"),
        ("that the harbor", "it", "harbor was", "it was"),
        ("told the paper ", "", "the paper", None),
        ("told", "told", "told", "told"),
    ],
)
def test_a_span_goes_where_its_words_are(wrong, right, words, after):
    assert moved(change(wrong, right), words) == after


def test_what_was_corrected_is_kept_with_who_did_it():
    text, _ = made(change("Brnd", "Brandt"))
    text, corrections = made(change("Brnd", "Brandt"), change("harbor", "harbour", text))

    assert original(text, corrections) == TEXT
    assert [edit.original for edit in corrections.edits] == ["nd", ""]
    assert corrections.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert corrections.edits[0].author == "ana"


def test_a_correction_of_a_correction_is_one():
    text, corrections = made(change("told", "asked"))
    again = change("asked the", "begged a", text)
    text, corrections = made(change("told", "asked"), again)

    assert text == "Ida Brnd begged a paper that the harbor was shut."
    (edit,) = corrections.edits
    assert (text[edit.start : edit.end], edit.original) == ("begged a", "told the")


def test_a_text_that_is_made_the_original_again_has_no_corrections():
    text, _ = made(change("Brnd", "Brandt"))

    assert made(change("Brnd", "Brandt"), change("Brandt", "Brnd", text)) == (TEXT, None)


@pytest.mark.parametrize(
    ("changes", "words", "there"),
    [
        ([("Brnd", "Brandt")], "Ida Brandt", "Ida Brnd"),
        ([("Brnd", "Brandt")], "told", "told"),
        ([("told the paper", "said")], "said", "told the paper"),
        ([("told the paper", "said")], "said that", "told the paper that"),
        ([("that ", "")], "the harbor", "the harbor"),
        ([("that ", "")], "the paper the", "the paper that the"),
        ([("paper", "local paper")], "local", None),
    ],
)
def test_a_span_has_its_place_in_the_original(changes, words, there):
    text, corrections = made(*(change(*each) for each in changes))

    found = in_original(span(words, text), corrections)

    assert (found.of(TEXT) if found else None) == there


places = st.tuples(st.integers(0, 30), st.integers(0, 6))


def change_at(text, place, words):
    start = min(place[0], len(text))
    return Change(start, min(len(text), start + place[1]), words)


@settings(max_examples=150, deadline=None)
@given(text=texts, steps=st.lists(st.tuples(places, texts | st.just("")), max_size=6))
def test_whatever_is_corrected_the_original_can_be_made_again(text, steps):
    first, corrections = text, None
    for place, words in steps:
        each = change_at(text, place, words)
        corrections = corrected(text, corrections, each, author="a", at="t")
        text = each.applied(text)

        assert original(text, corrections) == first
        assert corrections is not None or text == first
    if text and corrections:
        whole = in_original(Span(0, len(text)), corrections)
        assert whole is None or whole.end <= len(first)


@settings(max_examples=150, deadline=None)
@given(text=texts, place=places, words=texts, at=st.integers(0, 19), size=st.integers(1, 8))
def test_a_moved_span_lies_in_the_text_and_far_ones_keep_their_words(text, place, words, at, size):
    each, at = change_at(text, place, words), min(at, len(text) - 1)
    here = Span(at, min(len(text), at + size))

    after = each.applied(text)
    found = each.moved(here, text)

    if found is not None:
        assert 0 <= found.start < found.end <= len(after)
    if here.end <= each.start or here.start >= each.end:
        assert found is not None
        assert found.of(after) == here.of(text)


def test_edits_are_in_order_and_apart():
    edit = Edit(3, 5, "x", "a", "t")
    with pytest.raises(ValueError, match="in order and apart"):
        Corrections("", (edit, edit))
