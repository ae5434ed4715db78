"""Scenarios for the commands of `entity_fields`."""

from __future__ import annotations

from annotator.model.ids import EntityId
from annotator.session import Session
from tests.commands.desk import declare_attributes
from tests.commands.scenario import Scenario
from tests.commands.scenarios_entity import BOARD, REYLE, people


def board(session: Session) -> None:
    """The board, with two members, is selected."""
    people(session)
    session.select_entities((BOARD,))


def vote(session: Session) -> None:
    """An event is selected."""
    people(session)
    session.select_entities((EntityId(4),))


def described(session: Session) -> None:
    """The schema declares attributes for entities, and one is selected."""
    people(session)
    declare_attributes(session)


def scenarios() -> list[Scenario]:
    return [
        Scenario("entity_fields.add_member", board, {"member": "Oda Lind"}),
        Scenario("entity_fields.remove_member", board, {"member": REYLE}),
        Scenario("entity_fields.set_event_field", vote, {"field": "target", "value": BOARD}),
        Scenario("entity_fields.set_event_field", vote, {"field": "realis", "value": "alleged"}),
        Scenario("entity_fields.set_attribute", described, {"name": "tone", "value": "hostile"}),
    ]
