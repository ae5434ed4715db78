"""Claims gather statements, take evidence and get a verdict."""

from __future__ import annotations

import pytest

from annotator.commands import claim as commands
from annotator.commands.current import CannotRun
from annotator.model.claim import Stance, Verdict
from annotator.model.ids import EvidenceId, Ref
from annotator.session import Session
from tests.commands.conftest import goes_back_and_forth
from tests.commands.desk import claim, content, run, span_of, state
from tests.commands.scenario import Scenario
from tests.commands.scenarios_claim import (
    BUYER,
    NO_BUYER,
    NOT_SOLD,
    PLANNED,
    SHIPS,
    claimed,
    described,
    loose,
    pointing,
    scenarios,
)

pytestmark = pytest.mark.usefixtures("at_the_desk")


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.id)
def test_each_command_is_one_step_that_goes_back_and_forth(
    session: Session, scenario: Scenario
) -> None:
    goes_back_and_forth(session, getattr(commands, scenario.id.split(".")[1]), scenario)


def test_the_claim_that_shares_most_words_is_the_first_guess(session: Session) -> None:
    loose(session)
    shown = []

    run(session, commands.link, lambda choices: shown.extend(choices) or choices[0].value)

    labels = [choice.label for choice in shown]
    assert labels[:2] == [
        "The harbour of Norvik is not for sale.",
        "There is no buyer for the harbour.",
    ]
    assert labels[2].startswith("New claim “The harbour of Norvik")
    assert labels[3] == "Ships are late."
    assert session.current_statement.claim == NOT_SOLD


def test_letters_find_a_claim_and_a_new_sentence_makes_one(session: Session) -> None:
    loose(session)

    run(session, commands.link, "ships")
    assert session.current_statement.claim == SHIPS

    run(session, commands.link, "The  harbour will be kept.")
    made = session.store.queries.claims.get(session.current_statement.claim)
    assert made.text == "The harbour will be kept."
    assert made.verdict is Verdict.UNVERIFIED


def test_a_sentence_that_is_a_claim_already_is_not_made_twice(session: Session) -> None:
    loose(session)

    commands.link(session, "Ships are late.")

    assert session.current_statement.claim == SHIPS
    assert session.store.queries.claims.count() == 3


def test_a_statement_can_be_taken_from_its_claim(session: Session) -> None:
    claimed(session)

    run(session, commands.link, lambda choices: choices[-1].value)

    assert session.current_statement.claim is None
    assert session.store.queries.claims.find(NO_BUYER) is not None
    run(session, commands.unlink)
    assert session.message == "The statement is not linked to a claim; z links it."


def test_a_new_claim_is_drafted_from_the_statement(session: Session) -> None:
    claimed(session)
    state(session, "that a sale was planned")

    asked = run(session, commands.new, "A sale was planned.").asked

    assert asked[0].value == "A sale was planned"
    assert session.current_statement.claim == session.claim


def test_the_claim_of_the_open_card_is_the_one_that_is_changed(session: Session) -> None:
    claimed(session)
    session.make_current(statement=PLANNED)

    commands.rename(session, "The harbour stays.")
    commands.set_topic(session, " ")

    kept = session.store.queries.claims.get(NOT_SOLD)
    assert (kept.text, kept.topic) == ("The harbour stays.", None)


def test_a_verdict_keeps_who_gave_it_and_when_until_it_is_taken_back(session: Session) -> None:
    claimed(session)

    run(session, commands.set_verdict, "r")
    judged = session.store.queries.claims.get(NO_BUYER)
    assert (judged.verdict, judged.reviewed_by) == (Verdict.REFUTED, "ana")
    assert judged.reviewed_at.endswith("+00:00")
    assert session.message == "“There is no buyer for the harbour.”: refuted."

    run(session, commands.set_verdict, "u")
    judged = session.store.queries.claims.get(NO_BUYER)
    assert (judged.reviewed_by, judged.reviewed_at) == (None, None)


def test_merging_claims_keeps_what_hung_on_both(session: Session) -> None:
    claimed(session)
    commands.set_verdict(session, Verdict.SUPPORTED)

    run(session, commands.merge, "not for sale")

    queries = session.store.queries
    assert [each.id for each in queries.statements.of_claim(NOT_SOLD)] == [PLANNED, BUYER]
    kept = queries.claims.get(NOT_SOLD)
    assert (kept.topic, kept.verdict, kept.reviewed_by) == ("harbour", Verdict.SUPPORTED, "ana")
    assert [each.url for each in queries.claims.evidence.of_claim(NOT_SOLD)] == [
        "https://example.org/minutes",
        "https://example.org/tender",
    ]
    assert [each.type for each in queries.links.relations.all()] == ["contradicts"]
    assert [each.text for each in queries.links.notes.of(Ref("claim", NOT_SOLD))] == [
        "ask the board"
    ]
    assert queries.claims.find(NO_BUYER) is None
    assert session.claim == NOT_SOLD


def test_of_two_verdicts_the_one_of_the_claim_that_stays_is_kept_and_said(
    session: Session,
) -> None:
    claimed(session)
    commands.set_verdict(session, Verdict.SUPPORTED)
    session.make_current(statement=PLANNED)
    commands.set_verdict(session, Verdict.REFUTED)

    commands.merge(session, NO_BUYER)

    assert session.store.queries.claims.get(NO_BUYER).verdict is Verdict.SUPPORTED
    assert session.message == ("The verdict stays supported; the merged claim was called refuted.")


def test_a_claim_is_not_merged_with_itself(session: Session) -> None:
    claimed(session)
    before = content(session.path)

    with pytest.raises(CannotRun):
        commands.merge(session, NO_BUYER)

    assert content(session.path) == before


def test_deleting_a_claim_keeps_its_statements(session: Session) -> None:
    claimed(session)

    commands.delete(session)

    queries = session.store.queries
    assert session.current_statement.id == BUYER
    assert session.current_statement.claim is None
    assert [each.claim for each in queries.claims.evidence.all()] == [NOT_SOLD]
    assert [each.target.id for each in queries.links.relations.all()] == [NOT_SOLD]
    assert queries.links.notes.all() == []


def test_an_address_becomes_evidence(session: Session) -> None:
    claimed(session)

    run(session, commands.add_evidence_url, " https://example.org/law ", "r")

    added = session.store.queries.claims.evidence.of_claim(NO_BUYER)[-1]
    assert (added.url, added.stance) == ("https://example.org/law", Stance.REFUTES)


@pytest.mark.parametrize("written", ["example.org", "javascript:alert(1)", "https://a b", ""])
def test_what_is_no_address_is_no_evidence(session: Session, written: str) -> None:
    claimed(session)

    run(session, commands.add_evidence_url, written, "s")

    assert "is no address" in session.message
    assert session.store.queries.claims.evidence.count() == 3


def test_the_selected_words_become_evidence(session: Session) -> None:
    pointing(session)

    asked = run(session, commands.add_evidence, "c").asked

    assert asked[0].title == "What it does to “There is no buyer for the harbour.”"
    added = session.store.queries.claims.evidence.of_claim(NO_BUYER)[-1]
    assert (added.document, added.span) == (
        session.document,
        span_of(session, "Norvik has not commented"),
    )
    assert added.stance is Stance.CONTEXT


def test_evidence_is_described_changed_and_removed(session: Session) -> None:
    claimed(session)

    run(session, commands.set_stance, "tender", "r")
    run(session, commands.set_evidence_note, "tender", "withdrawn in June")
    run(session, commands.set_evidence_quote, "tender", "No bids were received.")

    changed = session.store.queries.claims.evidence.get(EvidenceId(3))
    assert (changed.stance, changed.note, changed.quote) == (
        Stance.REFUTES,
        "withdrawn in June",
        "No bids were received.",
    )

    run(session, commands.set_evidence_note, "tender", "")
    assert session.store.queries.claims.evidence.get(EvidenceId(3)).note is None
    run(session, commands.remove_evidence, "tender")
    assert session.store.queries.claims.evidence.find(EvidenceId(3)) is None


def test_a_claim_carries_attributes_of_the_schema(session: Session) -> None:
    described(session)

    run(session, commands.set_attribute, "seats", "2,5")

    assert session.store.queries.claims.get(NO_BUYER).attributes == {"seats": 2.5}


def test_without_a_claim_a_key_says_what_to_do(session: Session) -> None:
    state(session, "a vote")

    run(session, commands.set_verdict)
    assert session.message.startswith("Choose a claim first")

    claim(session, "There was a vote.")
    run(session, commands.remove_evidence)
    assert session.message.startswith("The claim has no evidence")
