"""Scenarios for mentions, their occurrences and edges, and for statements."""

from __future__ import annotations

from annotator.commands import edge, mention, occurrences, statement
from annotator.model.ids import EntityId, Ref
from annotator.model.suggestion import Speaker
from annotator.session import Session
from tests.commands.desk import entity, note, relate, sit_down, span_of, state, tag
from tests.commands.scenario import Scenario


def at_words(session: Session) -> None:
    sit_down(session)
    span = span_of(session, "Tomas Reyle")
    session.select(span.start, span.end)


def tagged(session: Session) -> None:
    """A mention that a statement, a relation and a note hang on, and words selected behind it."""
    sit_down(session)
    other = tag(session, "Ilse Brandt")
    span = span_of(session, "Norvik")
    session.select(span.start, span.end)
    mention.add(session, type="gpe")
    assert session.mention is not None
    made = session.mention
    state(session, "a sale was planned", source="Norvik", mention=made)
    relation = relate(session, "family_of", Ref("mention", other), Ref("mention", made))
    note(session, Ref("relation", relation), "odd")
    note(session, Ref("mention", made), "which Norvik?")
    session.go_to_mention(session.store.queries.mentions.get(made))


def apart(session: Session) -> None:
    tagged(session)
    span = span_of(session, "harbour")
    session.select(span.start, span.end)


def inside(session: Session) -> None:
    sit_down(session)
    tag(session, "Tomas Reyle")
    span = span_of(session, "Reyle")
    session.select(span.start, span.end)


def previewed(session: Session) -> None:
    tagged(session)
    occurrences.preview(session)


def held(session: Session) -> None:
    sit_down(session)
    tag(session, "Norvik Harbour Board", "organization")
    edge.right(session)


def speaking(session: Session) -> None:
    """A statement inside another one, and words selected."""
    sit_down(session)
    outer = state(session, "that the harbour of Norvik “will not be sold to anyone”")
    inner = state(session, "will not be sold", parent=outer)
    relate(session, "supports", Ref("statement", inner), Ref("statement", outer))
    note(session, Ref("statement", outer), "check")
    span = span_of(session, "Mayor Ilse Brandt")
    session.select(span.start, span.end)
    session.make_current(statement=outer)


def loose(session: Session) -> None:
    sit_down(session)
    state(session, "that the harbour of Norvik “will not be sold to anyone”")
    state(session, "a sale was planned")


def asked(session: Session) -> None:
    """A statement of which the source is not linked, and somebody who may be meant."""
    sit_down(session)
    entity(session, "Tomas Reyle")
    state(session, "“She knows there is no buyer,”", cue="told", source="Reyle")


def scenarios() -> list[Scenario]:
    edges = ("left", "right", "word_right", "word_left", "character_right", "character_left")
    parts = ("source", "cue", "addressee", "time", "place")
    return [
        Scenario("mention.add", at_words),
        Scenario("mention.remove", tagged),
        Scenario("mention.cycle_level", tagged),
        Scenario("mention.set_value", tagged, {"value": "42"}),
        Scenario("mention.toggle_doubt", tagged),
        Scenario("mention.add_piece", apart),
        Scenario("mention.set_head", inside),
        Scenario("mention.toggle_attribute", tagged),
        Scenario("occurrences.preview", tagged),
        *(
            Scenario(f"occurrences.{name}", previewed)
            for name in ("take", "drop", "next_place", "previous_place")
        ),
        *(Scenario(f"edge.{name}", held) for name in (*edges, "release")),
        Scenario("statement.new", at_words),
        *(Scenario(f"statement.set_{part}", speaking) for part in parts),
        Scenario(
            "statement.set_source",
            asked,
            {"speaker": Speaker("Tomas Reyle", 0.5, "It is a test.", entity=EntityId(1))},
        ),
        Scenario("statement.toggle_content", speaking),
        *(
            Scenario(f"statement.{name}", speaking)
            for name in ("set_kind", "clear_kind", "cycle_form", "less_certain", "remove")
        ),
        Scenario("statement.more_certain", doubtful),
        Scenario("statement.cycle_checkworthy", speaking),
        Scenario("statement.toggle_nesting", loose),
    ]


def doubtful(session: Session) -> None:

    speaking(session)
    statement.less_certain(session)
