"""Scenarios for the commands of `note`."""

from __future__ import annotations

from annotator.model.ids import EntityId, NoteId, Ref
from annotator.session import Session
from tests.commands.desk import entity, note, sit_down, tag
from tests.commands.scenario import Scenario

MAYOR = Ref("entity", 1)


def noted(session: Session) -> None:
    """A mention of the mayor is current, and there is a note on her and on the article."""
    sit_down(session)
    mayor = entity(session, "Ilse Brandt")
    assert mayor == EntityId(MAYOR.id)
    tag(session, "Ilse Brandt", of=mayor)
    note(session, MAYOR, "elected in 2019")
    note(session, Ref("document", session.document), "from the evening edition", tags=("archive",))


def scenarios() -> list[Scenario]:
    first = NoteId(1)
    return [
        Scenario("note.add", noted, {"text": "spelling?"}),
        Scenario("note.add_to", noted, {"target": MAYOR, "text": "independent"}),
        Scenario("note.edit", noted, {"note": first, "text": "elected in 2018"}),
        Scenario("note.set_tags", noted, {"note": first, "tags": "to check, sources"}),
        Scenario("note.remove", noted, {"note": first}),
    ]
