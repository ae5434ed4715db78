"""One key tags, retypes, removes; names find their entity by themselves."""

from __future__ import annotations

from annotator.commands import mention, move, occurrences, select, statement
from annotator.commands.registry import run
from annotator.model.mention import Level
from annotator.session import Session
from tests.commands.texts import TEXT, at, entities, surfaces


def test_a_type_key_tags_the_word_under_the_caret(session: Session) -> None:
    at(session, "Nairobi")

    mention.add(session, type="gpe")

    assert surfaces(session) == ["Nairobi"]
    assert entities(session) == ["Nairobi"]
    assert session.current_mention is not None
    assert session.current_mention.level is Level.NAM


def test_a_type_key_takes_the_whole_name_under_the_caret(session: Session) -> None:
    at(session, "Otieno")

    mention.add(session, type="person")

    assert surfaces(session) == ["Ada Otieno"]


def test_the_same_key_again_removes_and_another_retypes(session: Session) -> None:
    at(session, "Nairobi")
    mention.add(session, type="gpe")

    mention.add(session, type="location")
    assert session.store.queries.entities.all()[0].type == "location"
    mention.add(session, type="location")

    assert surfaces(session) == []
    assert entities(session) == []


def test_a_surname_joins_the_person_it_belongs_to(session: Session) -> None:
    at(session, "Ada Otieno", select=True)
    mention.add(session, type="person")
    at(session, "Otieno said", select=False)

    mention.add(session, type="person")

    assert entities(session) == ["Ada Otieno"]
    assert session.store.queries.entities.all()[0].aliases == ("Otieno",)


def test_a_date_has_a_value_and_no_entity(session: Session) -> None:
    at(session, "March 2024", select=True)

    mention.add(session, type="date")

    assert session.current_mention is not None
    assert session.current_mention.value == "2024-03"
    assert entities(session) == []


def test_removing_a_mention_leaves_the_place_in_its_statement(session: Session) -> None:

    at(session, "Ada Otieno", select=True)
    mention.add(session, type="person")
    tagged = session.current_mention
    assert tagged is not None
    at(session, "the books were cooked", select=True)
    statement.new(session)
    session.go_to_mention(tagged)
    statement.set_source(session)
    assert session.current_statement is not None
    assert session.current_statement.source is not None
    assert session.current_statement.source.mention == tagged.id

    mention.remove(session)

    source = session.current_statement.source
    assert source is not None
    assert source.mention is None
    assert source.span is not None
    assert source.span.of(TEXT) == "Ada Otieno"


def test_a_mention_may_have_words_apart(session: Session) -> None:
    at(session, "Ada", select=True)
    session.exact = True
    mention.add(session, type="person")
    at(session, "Otieno said", select=False)
    select.word_right(session)

    mention.add_piece(session)

    assert surfaces(session) == ["Ada Otieno"]
    found = session.current_mention
    assert found is not None
    assert len(found.spans) == 2


def test_take_all_tags_every_name_of_the_entity_and_nothing_longer(session: Session) -> None:
    at(session, "Nairobi", select=True)
    mention.add(session, type="gpe")

    occurrences.preview(session)
    assert session.preview is not None
    occurrences.take(session)

    assert surfaces(session) == ["Nairobi", "Nairobi"]
    assert "Nairobi County" in TEXT
    assert session.store.history.undo_label() == "Tag 1 other occurrence"


def test_a_dropped_place_stays_untagged(session: Session) -> None:
    at(session, "Nairobi", select=True)
    mention.add(session, type="gpe")
    occurrences.preview(session)

    occurrences.drop(session)
    occurrences.take(session)

    assert surfaces(session) == ["Nairobi"]


def test_a_command_that_cannot_run_says_why(session: Session) -> None:
    move.document_end(session)

    assert not run(session, mention.remove)

    assert session.failed
    assert "Tab" in session.message
