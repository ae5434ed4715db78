"""Relations lead from what is current to what the schema allows."""

from __future__ import annotations

import pytest

from annotator.commands import relation as commands
from annotator.commands.current import CannotRun
from annotator.commands.relation import Start
from annotator.model.ids import EntityId, Ref, RelationId
from annotator.model.relation import Relation
from annotator.session import Panel, Session
from tests.commands.conftest import goes_back_and_forth
from tests.commands.desk import claim, run, span_of
from tests.commands.scenario import Scenario
from tests.commands.scenarios_relation import (
    BOARD,
    BRANDT,
    DENIED,
    MEMBER,
    REYLE,
    SAID,
    in_the_panel,
    located,
    pointing,
    related,
    scenarios,
)

pytestmark = pytest.mark.usefixtures("at_the_desk")


def last(session: Session) -> Relation:
    return session.store.queries.links.relations.all()[-1]


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.id)
def test_each_command_is_one_step_that_goes_back_and_forth(
    session: Session, scenario: Scenario
) -> None:
    goes_back_and_forth(session, getattr(commands, scenario.id.split(".")[1]), scenario)


def test_only_types_and_ends_that_the_schema_allows_are_offered(session: Session) -> None:
    related(session)
    seen = []

    run(
        session,
        commands.add,
        lambda choices: seen.append(choices) or choices[1].value,
        lambda choices: seen.append(choices) or choices[0].value,
    )

    types = [choice.label for choice in seen[0] if choice.detail == "from Tomas Reyle"]
    assert types == ["affiliated with", "member of", "family of", "located in"]
    assert [choice.label for choice in seen[1]] == ["Norvik Harbour Board"]
    assert (last(session).type, last(session).source.id, last(session).target.id) == (
        "member_of",
        REYLE,
        BOARD,
    )
    assert session.message == "Tomas Reyle member of Norvik Harbour Board."


def test_the_other_end_may_be_a_new_entity(session: Session) -> None:
    related(session)

    run(session, commands.add, lambda choices: choices[3].value, "Norvik")

    made = session.store.queries.entities.get(EntityId(last(session).target.id))
    assert (last(session).type, made.name, made.type) == ("located_in", "Norvik", "gpe")


def test_a_statement_contradicts_another_of_the_document(session: Session) -> None:
    related(session)
    session.focus(Panel.CLAIMS)
    session.make_current(statement=DENIED)

    asked = run(session, commands.add, "c", "will not be sold").asked

    assert asked[1].title == "“a sale was planned” contradicts"
    assert last(session).source == Ref("statement", DENIED)
    assert last(session).target == Ref("statement", SAID)


def test_a_statement_supports_a_claim(session: Session) -> None:
    related(session)
    stays = claim(session, "The harbour stays public.")
    session.focus(Panel.CLAIMS)
    session.make_current(statement=SAID)

    run(session, commands.add, lambda choices: choices[0].value, "stays")

    assert (last(session).type, last(session).target) == ("supports", Ref("claim", stays))


def test_the_entity_panel_relates_its_entity(session: Session) -> None:
    in_the_panel(session)

    run(session, commands.add_from_entity, lambda choices: choices[3].value, "Norvik")

    assert last(session).source == Ref("entity", REYLE)


def test_what_the_schema_does_not_allow_is_refused(session: Session) -> None:
    related(session)
    reyle, board = Ref("entity", REYLE), Ref("entity", BOARD)

    with pytest.raises(CannotRun, match="cannot lead from “Norvik Harbour Board”"):
        commands.add(session, Start("family_of", board), reyle)
    with pytest.raises(CannotRun, match="cannot lead to “Norvik Harbour Board”"):
        commands.add(session, Start("family_of", reyle), board)
    with pytest.raises(CannotRun, match="no relation type “loves”"):
        commands.add(session, Start("loves", reyle), board)
    with pytest.raises(CannotRun, match="two different ends"):
        commands.add(session, Start("family_of", reyle), reyle)
    with pytest.raises(CannotRun, match="there already"):
        commands.add(session, Start("affiliated_with", reyle), board)
    with pytest.raises(CannotRun, match="no longer there"):
        commands.add(session, Start("family_of", reyle), Ref("entity", 99))
    assert session.store.queries.links.relations.count() == 2


def test_a_relation_is_removed_and_its_notes_stay_with_its_source(session: Session) -> None:
    related(session)

    run(session, commands.remove, "board")

    queries = session.store.queries
    assert queries.links.relations.find(MEMBER) is None
    assert [each.text for each in queries.links.notes.of(Ref("entity", REYLE))] == ["since 2019"]


def test_a_relation_turns_round_where_the_schema_allows_it(session: Session) -> None:
    related(session)

    run(session, commands.reverse, "family")
    assert last(session).source == Ref("entity", BRANDT)

    run(session, commands.reverse, relation=MEMBER)
    assert session.message == "“affiliated with” cannot lead from “Norvik Harbour Board”."


def test_a_relation_has_its_place_in_the_text(session: Session) -> None:
    pointing(session)

    run(session, commands.set_evidence, "board")

    found = session.store.queries.links.relations.get(MEMBER)
    assert (found.document, found.span) == (session.document, span_of(session, "Its chair"))


def test_the_place_of_a_relation_can_be_forgotten(session: Session) -> None:
    located(session)

    run(session, commands.clear_evidence, "board")

    assert session.store.queries.links.relations.get(MEMBER).span is None


def test_a_relation_carries_a_role_and_a_status(session: Session) -> None:
    related(session)

    run(session, commands.set_attribute, "board", "role", "chair")
    run(session, commands.set_attribute, "board", "status", "cur")

    found = session.store.queries.links.relations.get(MEMBER)
    assert found.attributes == {"role": "chair", "status": "current"}


def test_the_same_two_may_be_related_twice_with_different_attributes(session: Session) -> None:
    related(session)
    commands.set_attribute(session, MEMBER, "status", "former")

    commands.add(session, Start("affiliated_with", Ref("entity", REYLE)), Ref("entity", BOARD))

    assert last(session).id == RelationId(3)


def test_where_nothing_can_be_related_a_key_says_what_to_do(session: Session) -> None:
    run(session, commands.add)
    assert session.message.startswith("Go to a mention that is linked")

    run(session, commands.remove)
    assert session.message == "Nothing current has a relation; r adds one."
