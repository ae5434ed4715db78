"""One key makes a statement; its parts are found in the text around, and each can be set."""

from __future__ import annotations

import pytest

from annotator.commands import edge, history, mention, select, statement
from annotator.commands.registry import run
from annotator.model.span import Span
from annotator.model.statement import Checkworthy, Epistemic, Form, Statement
from annotator.session import Session
from tests.commands.texts import TEXT, at


def current(session: Session) -> Statement:
    assert session.current_statement is not None
    return session.current_statement


def words(span: Span | None) -> str:
    return span.of(TEXT) if span else ""


def test_a_quotation_becomes_a_direct_statement(session: Session) -> None:
    at(session, "books were cooked from")

    statement.new(session)

    made = current(session)
    assert made.surface(TEXT) == "“The books were cooked from start to finish,”"
    assert made.form is Form.DIRECT
    assert words(made.cue) == "told"
    assert made.source is not None
    assert words(made.source.span) == "she"


def test_a_quotation_mark_alone_is_no_content(session: Session) -> None:
    mark = TEXT.index("\u201cThe books were cooked")
    session.select(mark, mark + 1)

    statement.new(session)

    assert (
        current(session).surface(TEXT) == "\u201cThe books were cooked from start to finish,\u201d"
    )


def test_on_a_reporting_word_the_content_is_found(session: Session) -> None:
    at(session, "denied")

    statement.new(session)

    made = current(session)
    assert made.surface(TEXT) == "that the books were cooked"
    assert made.kind == "deny"
    assert made.form is Form.INDIRECT
    assert words(made.cue) == "denied"
    assert made.source is not None
    assert words(made.source.span) == "The Treasury"


def test_the_source_finds_its_mention_and_entity(session: Session) -> None:
    at(session, "Treasury", select=True)
    mention.add(session, type="organization")
    at(session, "denied")

    statement.new(session)

    source = current(session).source
    assert source is not None
    assert session.store.queries.entities.all()[0].id == source.entity


def test_digits_set_the_kind_and_nought_clears_it(session: Session) -> None:
    at(session, "denied")
    statement.new(session)

    statement.set_kind(session, kind="allege")
    assert current(session).kind == "allege"
    assert session.store.history.undo_label() == "Kind alleges"
    statement.clear_kind(session)

    assert current(session).kind is None


def test_the_selection_becomes_each_part(session: Session) -> None:
    at(session, "denied")
    statement.new(session)
    for part, chosen in [
        (statement.set_cue, "told"),
        (statement.set_addressee, "reporters"),
        (statement.set_time, "March 2024"),
        (statement.set_place, "Nairobi"),
        (statement.set_source, "Ada Otieno"),
    ]:
        at(session, chosen, select=True)
        part(session)

    made = current(session)
    assert words(made.cue) == "told"
    assert words(made.addressee.span) == "reporters"
    assert words(made.time.span) == "March 2024"
    assert words(made.place.span) == "Nairobi"
    assert made.source is not None
    assert words(made.source.span) == "Ada Otieno"


def test_content_may_have_several_pieces(session: Session) -> None:
    at(session, "denied")
    statement.new(session)
    at(session, "had refused to answer", select=True)

    statement.toggle_content(session)
    assert len(current(session).content) == 2
    statement.toggle_content(session)

    assert len(current(session).content) == 1


def test_form_stance_and_checkworthiness_step(session: Session) -> None:
    at(session, "denied")
    statement.new(session)
    assert current(session).epistemic is Epistemic.CERTAIN_FALSE
    statement.set_kind(session, kind="assert")
    before = current(session).form

    statement.cycle_form(session)
    statement.less_certain(session)
    statement.less_certain(session)
    statement.more_certain(session)
    statement.cycle_checkworthy(session)

    assert current(session).form is not before
    assert current(session).epistemic is Epistemic.UNCERTAIN_TRUE
    assert current(session).checkworthy is Checkworthy.NO


def test_a_statement_inside_another_is_nested(session: Session) -> None:
    start = TEXT.index("Otieno said")
    end = TEXT.index("to answer") + len("to answer")
    session.select(start, end, exact=True)
    statement.new(session)
    outer = current(session)
    at(session, "had refused to answer", select=True)

    statement.new(session)

    assert current(session).parent == outer.id
    statement.toggle_nesting(session)
    assert current(session).parent is None


def test_removing_the_outer_statement_keeps_the_inner_one(session: Session) -> None:
    start = TEXT.index("Otieno said")
    session.select(start, TEXT.index("to answer") + len("to answer"), exact=True)
    statement.new(session)
    outer = current(session)
    at(session, "had refused to answer", select=True)
    statement.new(session)
    inner = current(session)
    session.make_current(statement=outer.id)

    statement.remove(session)

    kept = session.store.queries.statements.get(inner.id)
    assert kept.parent is None


def test_an_edge_moves_by_words_and_keeps_the_statement(session: Session) -> None:
    at(session, "denied")
    statement.new(session)
    before = current(session)

    edge.left(session)
    edge.word_right(session)

    assert current(session).id == before.id
    assert current(session).surface(TEXT) == "the books were cooked"
    edge.release(session)
    assert session.edge is None


def test_an_edge_of_a_mention_moves_by_characters_too(session: Session) -> None:
    at(session, "Nairobi", select=True)
    mention.add(session, type="gpe")
    tagged = session.current_mention
    assert tagged is not None

    edge.right(session)
    edge.character_left(session)

    found = session.store.queries.mentions.get(tagged.id)
    assert found.surface(TEXT) == "Nairob"
    assert found.entity == tagged.entity


def test_an_edge_never_leaves_nothing(session: Session) -> None:
    at(session, "Nairobi", select=True)
    mention.add(session, type="gpe")
    edge.left(session)

    assert not run(session, edge.word_right)

    assert session.failed
    assert session.current_mention is not None


@pytest.mark.parametrize("name", ["set_cue", "set_time"])
def test_without_a_statement_a_part_has_nowhere_to_go(session: Session, name: str) -> None:
    at(session, "Nairobi", select=True)

    assert not run(session, getattr(statement, name))

    assert "statement" in session.message


def test_a_speaker_tagged_after_the_statement_is_known_to_it(session: Session) -> None:
    at(session, "books were cooked from")
    statement.new(session)
    at(session, "she told")

    mention.add(session, type="person")

    source = current(session).source
    assert source is not None
    assert source.mention == session.mention


def test_hints_give_a_statement_its_source(session: Session) -> None:
    at(session, "Ada Otieno", select=True)
    mention.add(session, type="person")
    at(session, "books were cooked from")
    statement.new(session)
    session.select(0, 0)
    session.mention = None

    statement.set_source(session)
    assert session.hints
    label = next(label for label, span in session.hints.items() if words(span) == "Ada Otieno")
    for letter in label:
        select.hint_letter(session, letter=letter)

    source = current(session).source
    assert source is not None
    assert words(source.span) == "Ada Otieno"
    assert source.entity == session.store.queries.entities.all()[0].id


def test_an_owner_in_the_phrase_is_not_made_the_speaker(session: Session) -> None:
    at(session, "Nairobi", select=True)
    mention.add(session, type="gpe")
    at(session, "Otieno said")
    select.word_right(session)
    mention.add(session, type="person")
    start = session.text.index("the governor of Nairobi")
    at(session, "had refused to answer", select=True)
    statement.new(session)
    session.select(start, start + len("the governor of Nairobi County"), exact=True)

    statement.set_source(session)

    source = current(session).source
    assert source is not None
    assert source.entity is None


def test_the_same_words_are_not_stated_twice_by_mistake(session: Session) -> None:
    at(session, "denied")
    statement.new(session)
    made = current(session)
    session.statement = None
    at(session, "denied")
    session.statement = None

    statement.new(session)

    assert session.statement == made.id
    assert session.store.queries.statements.count() == 1
    assert "again" in session.message


def test_a_held_edge_outlives_an_undo(session: Session) -> None:
    at(session, "Nairobi", select=True)
    mention.add(session, type="gpe")
    edge.right(session)
    edge.word_right(session)

    assert run(session, history.undo)
    edge.character_left(session)

    assert session.current_mention is not None
    assert session.current_mention.surface(TEXT) == "Nairob"
