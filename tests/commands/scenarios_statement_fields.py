"""Scenarios for the commands of `statement_fields`."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.ids import EntityId, StatementId
from annotator.model.statement import Channel, Checkworthy, Epistemic, Form, SourceKind
from annotator.session import Session
from tests.commands.desk import declare_attributes, entity, sit_down, span_of, state, tag
from tests.commands.scenario import Scenario

BRANDT, REYLE, DENIED, ASKED = EntityId(1), EntityId(2), StatementId(1), StatementId(2)


def said(session: Session) -> None:
    """Two statements; the second, with a source that is mentioned, is current."""
    sit_down(session)
    entity(session, "Ilse Brandt")
    entity(session, "Tomas Reyle")
    entity(session, "the harbour", "facility")
    tag(session, "Ilse Brandt", of=BRANDT)
    who = tag(session, "Reyle", nth=1, of=REYLE)
    state(session, "a sale was planned", cue="denied", source="The Norvik Harbour Board")
    state(
        session,
        "“She knows there is no buyer,”",
        cue="told",
        source="Reyle",
        mention=who,
        of=REYLE,
        about=(BRANDT,),
        doubt=True,
    )


def selected(session: Session) -> None:
    """The same, with words of the content selected that are not all of it."""
    said(session)
    span = span_of(session, "there is no buyer")
    session.select(span.start, span.end)


def loosened(session: Session) -> None:
    """The same, with no quoted words marked."""
    selected(session)
    from_selection = session.current_statement
    with session.store.transaction("Nothing quoted") as tx:
        tx.replace(replace(from_selection, quoted=()))


def described(session: Session) -> None:
    """The same, under a schema with attributes for statements."""
    said(session)
    declare_attributes(session)


def scenarios() -> list[Scenario]:
    fields = "statement_fields."
    return [
        Scenario(fields + "set_channel", said, {"channel": Channel.INTERVIEW}),
        Scenario(fields + "set_source_kind", said, {"kind": SourceKind.AUTHOR}),
        Scenario(fields + "set_source", said, {"target": BRANDT}),
        Scenario(fields + "set_addressee", said, {"target": "reporters"}),
        Scenario(fields + "set_time", said, {"target": "Monday"}),
        Scenario(fields + "set_place", said, {"target": "Norvik"}),
        Scenario(fields + "add_about", said, {"entity": EntityId(3)}),
        Scenario(fields + "remove_about", said, {"entity": BRANDT}),
        Scenario(fields + "quote_selection", loosened),
        Scenario(fields + "detect_quoted", loosened),
        Scenario(fields + "doubt", said),
        Scenario(fields + "set_form", said, {"form": Form.SCARE}),
        Scenario(fields + "set_epistemic", said, {"epistemic": Epistemic.UNKNOWN}),
        Scenario(fields + "set_checkworthy", said, {"checkworthy": Checkworthy.YES}),
        Scenario(fields + "set_parent", said, {"parent": DENIED}),
        Scenario(fields + "set_attribute", described, {"name": "seats", "value": "3"}),
        Scenario(fields + "clear", said, {"field": "source"}),
    ]
