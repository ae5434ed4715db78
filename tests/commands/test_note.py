"""Notes stand on whatever the analyst is looking at."""

from __future__ import annotations

import pytest

from annotator.commands import note as commands
from annotator.model.ids import NoteId, Ref
from annotator.session import Panel, Session
from tests.commands.conftest import goes_back_and_forth
from tests.commands.desk import claim, relate, run, span_of, state
from tests.commands.scenario import Scenario
from tests.commands.scenarios_note import MAYOR, noted, scenarios

pytestmark = pytest.mark.usefixtures("at_the_desk")


def last(session: Session) -> tuple[Ref, str]:
    found = session.store.queries.links.notes.all()[-1]
    return found.target, found.text


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.id)
def test_each_command_is_one_step_that_goes_back_and_forth(
    session: Session, scenario: Scenario
) -> None:
    goes_back_and_forth(session, getattr(commands, scenario.id.split(".")[1]), scenario)


def test_a_note_is_on_the_current_mention_first(session: Session) -> None:
    noted(session)

    asked = run(session, commands.add, "spelling?").asked

    assert asked[0].title == "Note on the mention “Ilse Brandt”"
    assert last(session) == (Ref("mention", 1), "spelling?")


def test_selected_words_that_are_no_mention_get_the_note(session: Session) -> None:
    noted(session)
    span = span_of(session, "Dock workers")
    session.select(span.start, span.end)

    run(session, commands.add, "how many?")

    found = session.store.queries.links.notes.all()[-1]
    assert (found.target, found.span) == (Ref("document", session.document), span)
    assert session.message == "Noted on the selection “Dock workers”."


def test_each_panel_notes_what_it_shows(session: Session) -> None:
    noted(session)
    said = state(session, "a vote")
    expected = {
        Panel.ENTITIES: MAYOR,
        Panel.CLAIMS: Ref("statement", said),
        Panel.DOCUMENTS: Ref("document", session.document),
    }

    for panel, target in expected.items():
        session.focus(panel)
        run(session, commands.add, f"in {panel}")
        assert last(session) == (target, f"in {panel}")


def test_with_neither_mention_nor_statement_the_note_is_on_the_document(session: Session) -> None:
    end = len(session.text)
    session.select(end, end)

    run(session, commands.add, "short")

    assert last(session) == (Ref("document", session.document), "short")


def test_a_note_can_be_put_on_anything_current(session: Session) -> None:
    noted(session)
    stays = claim(session, "The harbour stays.")
    said = state(session, "a vote", claim=stays)
    session.make_current(statement=said)
    tie = relate(session, "supports", Ref("statement", said), Ref("claim", stays))

    run(session, commands.add_to, "supports", "weak")
    assert last(session) == (Ref("relation", tie), "weak")

    run(session, commands.add_to, "the harbour stays", "too broad")
    assert last(session) == (Ref("claim", stays), "too broad")


def test_a_note_is_edited_tagged_and_removed(session: Session) -> None:
    noted(session)

    asked = run(session, commands.edit, "elected", "elected in 2018").asked
    assert asked[1].value == "elected in 2019"
    run(session, commands.set_tags, "elected", "to check, #sources,, to check")

    found = session.store.queries.links.notes.get(NoteId(1))
    assert (found.text, found.tags) == ("elected in 2018", ("to check", "sources"))

    run(session, commands.remove, "elected")
    assert session.store.queries.links.notes.find(NoteId(1)) is None
    assert session.message == "Removed the note “elected in 2018”."


def test_a_note_without_words_is_refused(session: Session) -> None:
    noted(session)

    run(session, commands.add, "  ")

    assert session.failed
    assert session.store.queries.links.notes.count() == 2


def test_where_there_is_no_note_a_key_says_so(session: Session) -> None:
    run(session, commands.edit)

    assert session.message == "There is no note on what is current; n adds one."
