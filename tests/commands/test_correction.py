"""A text is corrected where the reader is, and what is annotated stays."""

from __future__ import annotations

import pytest

from annotator.commands import correction as commands
from annotator.session import Session
from tests.commands.desk import run, span_of, tag

pytestmark = pytest.mark.usefixtures("at_the_desk")


def test_the_word_at_the_caret_is_corrected_and_selected(session: Session) -> None:
    tag(session, "Ilse Brandt")
    place = span_of(session, "Brandt")
    session.select(place.start + 2, place.start + 2, exact=True)

    asked = run(session, commands.text, "Brand").asked

    assert (asked[0].title, asked[0].value, asked[0].multiline) == (
        "Correct the text",
        "Brandt",
        False,
    )
    assert "Mayor Ilse Brand said" in session.text
    assert session.selection.of(session.text) == "Brand"
    (mention,) = session.store.queries.mentions.all()
    assert mention.surface(session.text) == "Ilse Brand"


def test_what_is_selected_is_corrected_over_lines_too(session: Session) -> None:
    place = span_of(session, "fire\n\nMayor")
    session.select(place.start, place.end, exact=True)

    asked = run(session, commands.text, "fire\n\nMaire").asked

    assert asked[0].multiline
    assert "under fire\n\nMaire Ilse" in session.text


def test_the_document_tells_what_was_corrected_and_all_of_it_can_be_taken_back(
    session: Session,
) -> None:
    before = session.text
    place = span_of(session, "Norvik")
    session.select(place.start, place.end, exact=True)
    run(session, commands.text, "Nordvik")

    (edit,) = session.current_document.corrections.edits
    assert (edit.original, session.text[edit.start : edit.end]) == ("", "d")

    run(session, commands.take_back)

    assert session.text == before
    assert session.current_document.corrections is None


def test_words_that_are_annotated_are_not_corrected_away(session: Session) -> None:
    tag(session, "Ilse Brandt")
    place = span_of(session, "Ilse Brandt ")
    session.select(place.start, place.end, exact=True)

    run(session, commands.text, "")

    assert session.failed
    assert "No words would be left for what is annotated there: “Ilse Brandt”" in session.message


def test_one_correction_is_taken_back_and_the_others_stay(session: Session) -> None:
    before = session.text
    for words, now in (("Norvik", "Nordvik"), ("Brandt", "Brand")):
        place = span_of(session, words)
        session.select(place.start, place.end, exact=True)
        run(session, commands.text, now)
    run(session, commands.take_back_here)

    assert session.selection.of(session.text) == "Brandt"
    assert session.text == before.replace("Norvik", "Nordvik", 1)
    (edit,) = session.current_document.corrections.edits
    assert edit.original == ""


def test_the_reader_goes_from_one_correction_to_the_next(session: Session) -> None:
    for words, now in (("Norvik", "Nordvik"), ("Brandt", "Brand")):
        place = span_of(session, words)
        session.select(place.start, place.end, exact=True)
        run(session, commands.text, now)
    session.select(0, 0)

    stops = []
    for _ in range(2):
        run(session, commands.next_one)
        stops.append(session.selection.of(session.text))
    assert stops == ["Brand", "Nordvik"]
    run(session, commands.next_one)
    assert session.message == "That was the last correction."
    run(session, commands.previous_one)
    assert session.selection.of(session.text) == "Brand"
