"""Walking through what the checks found, and putting it right."""

from __future__ import annotations

import pytest

from annotator.commands import review
from annotator.model.ids import Ref
from annotator.model.statement import Form
from annotator.session import Session
from annotator.session.ignoring import IGNORED
from tests.commands.desk import entity, mentions_of, run, sit_down, state, tag
from tests.commands.scenarios_review import at, two_entities, two_types, untagged


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait as long as it takes: on a busy machine a moment may pass without anything done."""
    monkeypatch.setattr(review, "_PATIENCE", 60)
    monkeypatch.setattr(review, "_MOMENT", 60)


def steps(session: Session) -> int:
    return session.store.history.steps(limit=1)[0].id


def test_the_walk_goes_round_and_says_what_is_wrong(session: Session) -> None:
    sit_down(session)
    session.checks.complete()
    assert [each.check.id for each in session.checks.findings] == ["quotation_without_statement"]

    run(session, review.next_)
    assert session.message == (
        "1 of 1: “She knows there is no buyer,” is quoted, and no statement says whose words."
        " F9: make the statement."
    )
    assert session.selection.of(session.text) == "“She knows there is no buyer,”"

    run(session, review.next_)
    assert session.message.endswith(" From the other end again.")
    run(session, review.previous)
    assert session.message.startswith("1 of 1: ")


def test_nothing_to_fix_is_said(session: Session) -> None:
    sit_down(session)
    state(session, "She knows there is no buyer", source="Reyle", cue="told")

    run(session, review.next_)

    assert session.message == "The checks find nothing to fix in this article."


def test_a_missed_name_is_tagged_and_linked_like_the_others(session: Session) -> None:
    untagged(session)
    while review.current_finding(session).span.of(session.text) != "Brandt":
        run(session, review.next_)

    run(session, review.fix)

    assert mentions_of(session, 1) == ["Ilse Brandt", "Brandt"]
    assert session.message.startswith("Tag it as person: done. ")
    assert review.current_finding(session) is None


def test_all_of_a_kind_are_fixed_as_one_step(session: Session) -> None:
    untagged(session)
    before, missed = steps(session), len(session.checks.findings)

    run(session, review.fix_all)

    assert steps(session) == before + 1
    assert session.message.endswith("fixed. 1 finding is left.")
    assert len(session.checks.findings) == 1
    session.store.undo()
    session.checks.complete()
    assert len(session.checks.findings) == missed


def test_what_only_the_analyst_knows_is_not_fixed_for_all(session: Session) -> None:
    sit_down(session)
    at(session, "quotation_without_statement")
    before = steps(session)

    run(session, review.fix_all)

    assert session.message == "Each of these is yours to decide: F7 goes to the next, F9 asks."
    assert steps(session) == before


def test_a_quotation_becomes_a_statement(session: Session) -> None:
    sit_down(session)
    at(session, "quotation_without_statement")

    run(session, review.fix)

    (made,) = session.store.queries.statements.all()
    assert made.surface(session.text) == "“She knows there is no buyer,”"
    assert made.source.span.of(session.text) == "Reyle"
    session.checks.complete()
    assert list(session.checks.findings) == []


def test_a_statement_without_a_source_asks_whose_it_is(session: Session) -> None:
    sit_down(session)
    tag(session, "Tomas Reyle", of=entity(session, "Tomas Reyle"))
    state(session, "She knows there is no buyer")
    at(session, "statement_without_source")

    run(session, review.fix, lambda speakers: speakers[0].value)

    assert session.message.startswith("Source: ")
    session.checks.complete()
    assert "statement_without_source" not in {each.check.id for each in session.checks.findings}


def test_a_form_is_set_by_the_quotation_marks(session: Session) -> None:
    sit_down(session)
    state(session, "“She knows there is no buyer,”", source="Reyle", form=Form.INDIRECT)
    at(session, "form_contradicts")

    run(session, review.fix)

    assert session.store.queries.statements.get(1).form is Form.DIRECT


def test_one_type_is_chosen_for_all_the_same_words(session: Session) -> None:
    two_types(session)

    run(session, review.fix, "c")

    assert {each.type for each in session.store.queries.mentions.all()} == {"gpe"}
    assert session.store.history.undo_label() == "Settle 2 mentions"


def test_one_entity_is_chosen_for_all_the_same_words(session: Session) -> None:
    two_entities(session)

    run(session, review.fix, lambda choices: choices[0].value)

    assert {each.entity for each in session.store.queries.mentions.all()} == {1}


def test_what_is_left_as_it_is_is_noted(session: Session) -> None:
    sit_down(session)
    at(session, "quotation_without_statement")

    run(session, review.ignore)

    (noted,) = session.store.queries.links.notes.of(Ref("document", session.document))
    assert noted.tags == (IGNORED, "quotation_without_statement")
    assert noted.text.startswith("Left as it is: “She knows there is no buyer,” is quoted")
    assert session.message == "Not told again. Nothing else is found."
    session.store.undo()
    session.checks.complete()
    assert len(session.checks.findings) == 1


def test_a_finding_that_was_left_is_not_what_the_keys_mean(session: Session) -> None:
    untagged(session)
    session.select(0, 0)
    before = steps(session)

    run(session, review.fix)

    assert session.message.startswith("Go to something that the checks found first (F7)")
    assert steps(session) == before


def test_an_entity_of_an_unknown_type_asks_for_one(session: Session) -> None:
    sit_down(session)
    norvik = entity(session, "Norvik", "city")
    tag(session, "Norvik", "city", of=norvik)
    at(session, "entity_without_type")

    run(session, review.fix, "c")

    assert session.store.queries.entities.get(norvik).type == "gpe"
    assert session.store.queries.mentions.get(1).type == "gpe"
