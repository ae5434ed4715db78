"""Every field of a statement can be set and emptied from the keyboard."""

from __future__ import annotations

import pytest

from annotator.commands import statement_fields as commands
from annotator.commands.current import CannotRun
from annotator.model.claim import Claim
from annotator.model.ids import ClaimId
from annotator.model.statement import (
    Channel,
    Checkworthy,
    Epistemic,
    Form,
    Party,
    SourceKind,
)
from annotator.session import Panel, Session
from tests.commands.conftest import goes_back_and_forth
from tests.commands.desk import entity, run, span_of, state, tag
from tests.commands.scenario import Scenario
from tests.commands.scenarios_statement_fields import (
    ASKED,
    BRANDT,
    DENIED,
    REYLE,
    described,
    loosened,
    said,
    scenarios,
)

pytestmark = pytest.mark.usefixtures("at_the_desk")


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.id)
def test_each_command_is_one_step_that_goes_back_and_forth(
    session: Session, scenario: Scenario
) -> None:
    goes_back_and_forth(session, getattr(commands, scenario.id.split(".")[1]), scenario)


def test_values_of_a_list_are_picked_by_one_key(session: Session) -> None:
    said(session)

    run(session, commands.set_channel, "i")
    run(session, commands.set_form, "m")
    run(session, commands.set_epistemic, "u")
    run(session, commands.set_checkworthy, "y")

    statement = session.current_statement
    assert statement.channel is Channel.INTERVIEW
    assert statement.form is Form.MIXED
    assert statement.epistemic is Epistemic.UNCERTAIN_TRUE
    assert statement.checkworthy is Checkworthy.YES


def test_the_article_itself_is_a_source_without_an_entity(session: Session) -> None:
    said(session)

    run(session, commands.set_source_kind, "a")

    source = session.current_statement.source
    assert (source.kind, source.mention, source.entity) == (SourceKind.AUTHOR, None, None)
    assert source.span == span_of(session, "Reyle")


def test_the_entity_mentioned_nearest_is_the_first_guess_for_a_source(session: Session) -> None:
    said(session)
    shown = []

    run(session, commands.set_source, lambda choices: shown.extend(choices) or choices[0].value)

    assert [choice.label for choice in shown][:2] == ["Tomas Reyle", "Ilse Brandt"]
    assert session.current_statement.source.entity == REYLE


def test_a_source_that_the_text_does_not_name_is_inferred(session: Session) -> None:
    said(session)
    state(session, "a vote")

    run(session, commands.set_source, "Dock workers")

    source = session.current_statement.source
    assert source.kind is SourceKind.INFERRED
    assert session.store.queries.entities.get(source.entity).name == "Dock workers"


def test_addressee_time_and_place_keep_their_words(session: Session) -> None:
    said(session)
    norvik = entity(session, "Norvik", "gpe")
    where = span_of(session, "Norvik", 2)
    state(session, "She knows", place=Party(where))

    run(session, commands.set_place, "nor")
    run(session, commands.set_time, "Monday")
    run(session, commands.set_addressee, "reporters")

    statement = session.current_statement
    assert statement.place == Party(where, None, norvik)
    found = [
        session.store.queries.entities.get(party.entity)
        for party in (statement.time, statement.addressee)
    ]
    assert [(each.name, each.type) for each in found] == [
        ("Monday", "date"),
        ("reporters", "person"),
    ]


def test_a_statement_may_be_about_several_entities(session: Session) -> None:
    said(session)

    run(session, commands.add_about, "reyle")
    assert session.current_statement.about == (BRANDT, REYLE)
    run(session, commands.add_about, entity=REYLE)
    assert session.failed

    run(session, commands.remove_about, "brandt")
    assert session.current_statement.about == (REYLE,)


def test_selected_words_of_the_content_are_quoted_and_not(session: Session) -> None:
    loosened(session)

    commands.quote_selection(session)
    assert session.current_statement.quoted == (span_of(session, "there is no buyer"),)

    commands.quote_selection(session)
    assert session.current_statement.quoted == ()


def test_words_outside_the_content_cannot_be_quoted(session: Session) -> None:
    said(session)
    outside = span_of(session, "Dock workers")
    session.select(outside.start, outside.end)
    session.make_current(statement=ASKED)

    with pytest.raises(CannotRun, match="Select words of the statement's content"):
        commands.quote_selection(session)


def test_quoted_words_are_found_again_by_their_marks(session: Session) -> None:
    loosened(session)

    commands.detect_quoted(session)

    assert session.current_statement.quoted == (span_of(session, "“She knows there is no buyer,”"),)
    assert session.message == "1 quoted part."


def test_doubt_is_about_the_mention_first_and_in_the_claim_panel_about_the_statement(
    session: Session,
) -> None:
    said(session)
    mention = tag(session, "Norvik", "gpe")
    session.make_current(statement=ASKED)

    commands.doubt(session)
    assert session.store.queries.mentions.get(mention).doubt
    assert session.current_statement.doubt

    session.focus(Panel.CLAIMS)
    commands.doubt(session)
    assert not session.current_statement.doubt
    assert session.message == "The statement is not doubtful any more."


def test_a_statement_is_nested_in_any_but_its_own_inner_ones(session: Session) -> None:
    said(session)

    run(session, commands.set_parent, "a sale")
    assert session.current_statement.parent == DENIED

    session.make_current(statement=DENIED)
    with pytest.raises(CannotRun, match="inside itself"):
        commands.set_parent(session, ASKED)
    with pytest.raises(CannotRun, match="inside itself"):
        commands.set_parent(session, DENIED)

    session.make_current(statement=ASKED)
    run(session, commands.set_parent, lambda choices: choices[-1].value)
    assert session.current_statement.parent is None


def test_attributes_of_the_schema_are_set(session: Session) -> None:
    described(session)

    run(session, commands.set_attribute, "tone", "fri")

    assert session.current_statement.attributes == {"tone": "friendly"}


def test_every_filled_field_can_be_emptied(session: Session) -> None:
    said(session)
    with session.store.transaction("Claim") as tx:
        claim = ClaimId(tx.add(Claim(ClaimId(0), "There is no buyer.", tx.provenance())))
    state(
        session,
        "there is no buyer",
        cue="told",
        source="Reyle",
        of=REYLE,
        addressee=Party(span_of(session, "reporters")),
        parent=ASKED,
        epistemic=Epistemic.UNKNOWN,
        channel=Channel.COURT,
        time=Party(span_of(session, "Monday")),
        place=Party(span_of(session, "Norvik")),
        about=(BRANDT,),
        checkworthy=Checkworthy.LOW,
        claim=claim,
        doubt=True,
        attributes={"tone": "hostile"},
    )
    question = commands.clear.asks["field"](session, {})
    fields = [choice.value for choice in question.search("")]

    for field in fields:
        commands.clear(session, field)

    assert len(fields) == 14
    assert commands.clear.when.reason_against(session) == "Nothing is filled in to be cleared."


def test_clearing_a_source_drops_an_entity_that_was_only_its_name(session: Session) -> None:
    said(session)
    state(session, "a vote")
    commands.set_source(session, "Dock workers")

    run(session, commands.clear, "s")

    assert session.current_statement.source is None
    assert session.store.queries.entities.named("Dock workers") == []


def test_without_a_statement_a_key_says_what_to_do(session: Session) -> None:
    run(session, commands.set_channel)

    assert session.message == "Go to a statement first ([ and ]), or make one (s)."


def test_every_channel_has_a_key_of_its_own(session: Session) -> None:
    said(session)

    keys = [choice.key for choice in commands.set_channel.asks["channel"](session, {}).search("")]

    assert len(keys) == len(set(keys))
    assert all(keys)
