"""Scenarios for the commands of `entity`."""

from __future__ import annotations

from annotator.model.entity import EventFrame
from annotator.model.ids import EntityId, Ref
from annotator.session import Session
from tests.commands.desk import entity, note, relate, sit_down, state, tag
from tests.commands.scenario import Scenario

BRANDT, REYLE, BOARD = EntityId(1), EntityId(2), EntityId(3)


def people(session: Session) -> None:
    """Two people and a board, mentioned, linked and talked about; both people are selected."""
    sit_down(session)
    entity(session, "Ilse Brandt", aliases=("Mayor Brandt",))
    entity(session, "Tomas Reyle", kb_id="wikidata:Q1")
    entity(session, "Norvik Harbour Board", "organization", members=(REYLE, BRANDT))
    vote = entity(session, "the vote", "event", event=EventFrame(agent=REYLE, target=BRANDT))
    first = tag(session, "Ilse Brandt", of=BRANDT)
    tag(session, "Norvik Harbour Board", "organization", of=BOARD)
    tag(session, "Tomas Reyle", of=REYLE)
    spoke = tag(session, "Reyle", nth=1, of=REYLE)
    state(session, "a sale was planned", source="The Norvik Harbour Board", about=(BRANDT, REYLE))
    state(session, "“She knows there is no buyer,”", source="Reyle", mention=spoke, of=REYLE)
    relate(session, "family_of", Ref("entity", BRANDT), Ref("entity", REYLE))
    relate(session, "affiliated_with", Ref("entity", REYLE), Ref("entity", BOARD))
    relate(session, "affiliated_with", Ref("entity", BRANDT), Ref("entity", BOARD))
    relate(session, "agent", Ref("entity", vote), Ref("entity", REYLE))
    note(session, Ref("entity", REYLE), "since when?")
    session.go_to_mention(session.store.queries.mentions.get(first))
    session.select_entities((BRANDT, REYLE))


def speaker(session: Session) -> None:
    """The second mention of Tomas Reyle is current."""
    people(session)
    session.go_to_mention(session.store.queries.mentions.of_entity(REYLE)[1])


def scenarios() -> list[Scenario]:
    return [
        Scenario("entity.link", speaker, {"target": BRANDT}),
        Scenario("entity.unlink", speaker),
        Scenario("entity.stands_for", speaker, {"target": BOARD}),
        Scenario("entity.new", people, {"name": "Dock workers", "type": "group"}),
        Scenario("entity.merge", people, {"target": BRANDT}),
        Scenario("entity.split", speaker),
        Scenario("entity.rename", people, {"name": "Tomas A. Reyle"}),
        Scenario("entity.retype", people, {"type": "group"}),
        Scenario("entity.add_alias", people, {"alias": "the chair"}),
        Scenario("entity.remove_alias", aliased, {"alias": "Mayor Brandt"}),
        Scenario("entity.set_kb_id", people, {"kb_id": "wikidata:Q419"}),
        Scenario("entity.set_description", people, {"description": "chair of the board"}),
        Scenario("entity.delete", people),
        Scenario("entity.next_mention", people),
    ]


def aliased(session: Session) -> None:
    """Ilse Brandt, who has an alias, is selected."""
    people(session)
    session.select_entities((BRANDT,))
