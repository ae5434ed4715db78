"""Members, event frames and attributes of entities."""

from __future__ import annotations

import pytest

from annotator.commands import entity_fields as commands
from annotator.commands.current import CannotRun
from annotator.model.entity import Realis
from annotator.model.ids import EntityId
from annotator.session import Session
from tests.commands.conftest import goes_back_and_forth
from tests.commands.desk import entity, names, run
from tests.commands.scenario import Scenario
from tests.commands.scenarios_entity import BOARD, BRANDT, REYLE
from tests.commands.scenarios_entity_fields import board, described, scenarios, vote

pytestmark = pytest.mark.usefixtures("at_the_desk")


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.id)
def test_each_command_is_one_step_that_goes_back_and_forth(
    session: Session, scenario: Scenario
) -> None:
    goes_back_and_forth(session, getattr(commands, scenario.id.split(".")[1]), scenario)


def test_a_group_takes_members_that_exist_and_new_ones(session: Session) -> None:
    mayor = entity(session, "Ilse Brandt")
    session.select_entities((entity(session, "the two", "group"),))

    run(session, commands.add_member, "ilse")
    run(session, commands.add_member, "Oda Lind")

    ids = session.current_entity.members
    assert ids[0] == mayor
    found = [session.store.queries.entities.get(id) for id in ids]
    assert names(found) == ["Ilse Brandt", "Oda Lind"]
    assert found[1].type == "person"


def test_nothing_is_a_member_of_its_own_members(session: Session) -> None:
    board(session)
    session.select_entities((REYLE,))

    with pytest.raises(CannotRun, match="itself a member"):
        commands.add_member(session, BOARD)
    with pytest.raises(CannotRun, match="itself a member"):
        commands.add_member(session, REYLE)


def test_a_member_is_taken_out_by_name(session: Session) -> None:
    board(session)

    run(session, commands.remove_member, "reyle")

    assert session.current_entity.members == (BRANDT,)
    assert session.store.queries.entities.find(REYLE) is not None


def test_an_event_says_who_did_what_to_whom_when_and_whether_it_happened(
    session: Session,
) -> None:
    vote(session)
    day = entity(session, "Monday", "date")
    session.select_entities((EntityId(4),))

    run(session, commands.set_event_field, "t", "harbour")
    run(session, commands.set_event_field, "i", "mon")
    run(session, commands.set_event_field, "r", "u")
    run(session, commands.set_event_field, "a", lambda choices: choices[-1].value)

    event = session.current_entity.event
    assert (event.agent, event.target, event.time) == (None, BOARD, day)
    assert event.realis is Realis.UNREALISED


def test_only_an_event_has_a_frame_and_never_itself_in_it(session: Session) -> None:
    vote(session)
    with pytest.raises(CannotRun, match="its own agent"):
        commands.set_event_field(session, "agent", EntityId(4))

    session.select_entities((REYLE,))
    run(session, commands.set_event_field)

    assert session.message == "This entity is not an event."


def test_an_attribute_is_read_in_the_way_of_its_kind(session: Session) -> None:
    described(session)

    run(session, commands.set_attribute, "tone", "hos")
    run(session, commands.set_attribute, "topics", "money")
    run(session, commands.set_attribute, "topics", "sport")
    run(session, commands.set_attribute, "seats", "12")
    run(session, commands.set_attribute, "since", "2019-05")
    run(session, commands.set_attribute, "important", "y")
    run(session, commands.set_attribute, "remark", "  met twice ")

    assert session.current_entity.attributes == {
        "tone": "hostile",
        "topics": ("money", "sport"),
        "seats": 12,
        "since": "2019-05",
        "vip": True,
        "remark": "met twice",
    }

    run(session, commands.set_attribute, "topics", "money")
    run(session, commands.set_attribute, "tone", "no value")
    run(session, commands.set_attribute, "seats", "")
    assert session.current_entity.attributes["topics"] == ("sport",)
    assert not {"tone", "seats"} & set(session.current_entity.attributes)


@pytest.mark.parametrize(
    ("name", "value"),
    [("seats", "many"), ("since", "in May"), ("tone", "warm"), ("topics", "love"), ("size", "1")],
)
def test_what_is_no_value_of_an_attribute_is_refused(
    session: Session, name: str, value: str
) -> None:
    described(session)

    run(session, commands.set_attribute, name=name, value=value)

    assert session.failed
    assert session.current_entity.attributes == {}
