"""The walking keys look for what is left, as far as patience lasts, and go on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from annotator.commands import move, walking
from annotator.session import Session
from annotator.session.importing import import_text
from annotator.session.projects import create_project, lexicon
from annotator.session.undecided import Stop
from tests.commands.desk import sit_down

PLAIN = "the wind turned and the boats went home before noon and nobody minded at all. "
FAR = PLAIN * 400
TEXT = f"{FAR}Later Tomas Reyle said that it was cold. {FAR}"


@pytest.fixture
def session(tmp_path) -> Iterator[Session]:
    store = create_project(tmp_path / "desk.annotator")
    document = import_text(store, TEXT, "Wind").imported[0]
    session = Session(store, lexicon=lexicon())
    session.open_document(document)
    session.set_view(replace(session.view, suggestions=False))
    yield session
    session.close()


@pytest.mark.parametrize(
    ("walk", "start", "found"),
    [
        (move.next_candidate, 0, "Tomas Reyle"),
        (move.previous_candidate, len(TEXT), "Tomas Reyle"),
        (move.next_cue, 0, "said"),
        (move.previous_cue, len(TEXT), "said"),
    ],
)
def test_a_search_that_takes_long_stops_and_the_next_press_goes_on(
    session, monkeypatch, walk, start, found
):
    monkeypatch.setattr(walking, "PATIENCE_SECONDS", 60)
    session.select(start, start)
    walk(session)
    at_once = session.selection

    monkeypatch.setattr(walking, "PATIENCE_SECONDS", -1)
    session.select(start, start)
    places = [start]
    while session.selection is None and len(places) < 30:
        walk(session)
        places.append(session.caret)

    assert at_once.of(TEXT) == session.selection.of(TEXT) == found
    assert len(places) > 3
    assert places == sorted(places, reverse=start > 0)


def test_it_says_that_it_stopped_and_how_to_go_on(session, monkeypatch):
    monkeypatch.setattr(walking, "PATIENCE_SECONDS", -1)

    move.next_candidate(session)

    assert session.message == "Nothing up to here. The same key searches on."


def test_at_the_end_it_says_that_nothing_is_left(session):
    session.select(len(TEXT) - 50, len(TEXT) - 50)

    move.next_candidate(session)

    assert session.message.startswith("Nothing is left to tag after this place.")


def test_after_the_last_suggestion_it_says_how_many_things_should_be_looked_at(session):
    sit_down(session)
    session.checks.complete()
    assert len(session.checks.findings) == 1

    walking.go_on(session, Stop(len(session.text), 0, 0))

    assert session.message == (
        "Nothing more is suggested after this place. F7 goes to what should be looked at: 1 thing."
    )
