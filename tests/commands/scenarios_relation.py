"""Scenarios for the commands of `relation`."""

from __future__ import annotations

from dataclasses import replace

from annotator.commands.relation import Start
from annotator.model.ids import EntityId, Ref, RelationId, StatementId
from annotator.session import Panel, Session
from tests.commands.desk import entity, note, relate, sit_down, span_of, state, tag
from tests.commands.scenario import Scenario

REYLE, BOARD, BRANDT = EntityId(1), EntityId(2), EntityId(3)
DENIED, SAID = StatementId(1), StatementId(2)
MEMBER = RelationId(1)


def related(session: Session) -> None:
    """People, a board, two statements and a relation; a mention of Tomas Reyle is current."""
    sit_down(session)
    entity(session, "Tomas Reyle")
    entity(session, "Norvik Harbour Board", "organization")
    entity(session, "Ilse Brandt")
    state(session, "a sale was planned", cue="denied", source="The Norvik Harbour Board")
    state(session, "the harbour of Norvik “will not be sold to anyone”", source="Mayor Ilse Brandt")
    tag(session, "Norvik Harbour Board", "organization", of=BOARD)
    relate(session, "affiliated_with", Ref("entity", REYLE), Ref("entity", BOARD))
    relate(session, "family_of", Ref("entity", REYLE), Ref("entity", BRANDT))
    note(session, Ref("relation", MEMBER), "since 2019")
    tag(session, "Tomas Reyle", of=REYLE)


def pointing(session: Session) -> None:
    """The same, with words selected."""
    related(session)
    span = span_of(session, "Its chair")
    session.select(span.start, span.end)
    session.make_current(entity=REYLE)


def located(session: Session) -> None:
    """The same, and the relation has its place in the text."""
    related(session)
    with session.store.transaction("Place") as tx:
        found = session.store.queries.links.relations.get(MEMBER)
        place = span_of(session, "Its chair")
        tx.replace(replace(found, document=session.document, span=place))


def in_the_panel(session: Session) -> None:
    """The same, with the keyboard in the entity panel."""
    related(session)
    session.focus(Panel.ENTITIES)
    session.select_entities((REYLE,))


def scenarios() -> list[Scenario]:
    member, family = {"relation": MEMBER}, {"relation": RelationId(2)}
    kin = Start("family_of", Ref("entity", BRANDT))
    return [
        Scenario("relation.add", related, {"start": kin, "target": Ref("entity", REYLE)}),
        Scenario(
            "relation.add_from_entity",
            in_the_panel,
            {"start": kin, "target": Ref("entity", REYLE)},
        ),
        Scenario("relation.remove", related, member),
        Scenario("relation.reverse", related, family),
        Scenario("relation.set_evidence", pointing, member),
        Scenario("relation.clear_evidence", located, member),
        Scenario("relation.set_attribute", related, {**member, "name": "role", "value": "chair"}),
    ]
