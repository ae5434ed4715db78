"""Who speaks: a short list for Shift+S, and links made without asking where that is sure."""

from __future__ import annotations

import pytest

from annotator.commands import history, statement
from annotator.commands.registry import run as run_command
from annotator.model.mention import Level
from annotator.model.statement import SourceKind
from annotator.session import Panel, Session
from annotator.store.store import Store
from annotator.suggest.base import Suggesters
from tests.commands.desk import add_article, entity, run, span_of, state, tag
from tests.suggest.made import Proposes, name, said
from tests.suggest.made import span_of as place_of

TEXT = (
    "Mira Tolland, the mayor of Orsk, met Oskar Venn on Monday. She said the bridge was safe.\n\n"
    "The mayor denied that money was missing. “There is a receipt,” she added. "
    "Ana and Eve came later. They said nothing was lost.\n"
)


def opened(path, schema, words, *suggesters) -> Session:
    """A session on the article."""
    store = Store.create(path / "desk.annotator", schema=schema, author="ana")
    session = Session(store, lexicon=words, find_suggesters=lambda: Suggesters(suggesters))
    session.open_document(add_article(store, TEXT, "Bridge"))
    return session


@pytest.fixture
def session(tmp_path, news_schema, words):
    session = opened(tmp_path, news_schema, words)
    yield session
    session.close()


@pytest.fixture
def people(session: Session):
    """The two who are named, tagged."""
    tolland, venn = entity(session, "Mira Tolland"), entity(session, "Oskar Venn")
    tag(session, "Mira Tolland", of=tolland)
    tag(session, "Oskar Venn", of=venn)
    return tolland, venn


def on(session: Session, words: str) -> None:
    place = span_of(session, words)
    session.select(place.start, place.start)
    session.statement = None


def labels(question, letters="") -> list[str]:
    return [f"{each.key} {each.label}" for each in question.search(letters)]


def test_a_digit_picks_who_speaks(session, people):
    state(session, "that money was missing", cue="denied", source="The mayor")

    asked = run(session, statement.set_source, "2").asked[0]

    assert asked.title == "Who is “The mayor”?"
    assert labels(asked) == [
        "1 Mira Tolland",
        "2 Oskar Venn",
        "0 Somebody else in the text",
        "+ New entity “mayor”",
        "7 Somebody who is not named",
        "8 Nobody in particular",
        "9 The article itself",
    ]
    assert asked.at_card
    source = session.current_statement.source
    assert source.entity == people[1]
    assert source.span.of(TEXT) == "The mayor"
    assert session.message == "Source: “The mayor” is Oskar Venn."


def test_each_choice_has_its_reason(session, people):
    state(session, "that money was missing", cue="denied", source="The mayor")

    first = run(session, statement.set_source, "1").asked[0].search("")[0]

    assert first.detail == "Described in words like “The mayor” in the article."
    assert first.colour_of == "person"


def test_picking_is_one_step(session, people):
    made = state(session, "that money was missing", cue="denied", source="The mayor")

    run(session, statement.set_source, "1")
    run(session, history.undo)

    assert session.store.queries.statements.get(made).source.entity is None


def test_a_mention_that_is_the_source_is_linked_too(session, people):
    she = tag(session, "She", level=Level.PRO)
    state(session, "the bridge was safe", cue="said", source="She", mention=she)

    run(session, statement.set_source, "1")

    assert session.store.queries.mentions.get(she).entity == people[0]


def test_a_statement_without_a_source_is_given_one_that_is_inferred(session, people):
    state(session, "“There is a receipt,”")

    run(session, statement.set_source, "1")

    source = session.current_statement.source
    assert (source.kind, source.span) == (SourceKind.INFERRED, None)
    assert source.entity in people


def test_0_points_at_somebody_else_in_the_text(session, people):
    made = state(session, "that money was missing", cue="denied", source="The mayor")

    run(session, statement.set_source, "0")

    assert session.hints
    assert session.awaiting_source == made


def test_without_names_around_the_list_has_what_else_there_is(session):
    state(session, "that money was missing", cue="denied", source="The mayor")

    asked = run(session, statement.set_source, "0").asked[0]

    assert labels(asked)[0] == "0 Somebody else in the text"
    assert session.hints


def test_letters_find_any_entity_of_the_project(session, people):
    harbour = entity(session, "Harbour Board", "organization")
    state(session, "that money was missing", cue="denied", source="The mayor")

    asked = run(session, statement.set_source, "harb").asked[0]

    assert labels(asked, "harb") == [" Harbour Board", " New entity “harb”"]
    assert session.current_statement.source.entity == harbour


def test_letters_keep_those_around_who_are_called_so(session, people):
    state(session, "that money was missing", cue="denied", source="The mayor")

    asked = run(session, statement.set_source, "venn").asked[0]

    assert labels(asked, "venn")[0] == " Oskar Venn"
    assert session.current_statement.source.entity == people[1]


def test_a_name_that_is_new_makes_an_entity_of_a_type_that_is_asked_for(session, people):
    state(session, "that money was missing", cue="denied", source="The mayor")

    run(session, statement.set_source, "Orsk Council", "o")

    made = session.store.queries.entities.get(session.current_statement.source.entity)
    assert (made.name, made.type) == ("Orsk Council", "organization")
    run(session, history.undo)
    assert session.store.queries.entities.find(made.id) is None


@pytest.mark.parametrize(
    ("key", "kind", "said"),
    [
        ("7", SourceKind.ANONYMOUS, "somebody who is not named"),
        ("8", SourceKind.UNSPECIFIED, "nobody in particular"),
        ("9", SourceKind.AUTHOR, "the article itself"),
    ],
)
def test_somebody_or_nobody_without_a_name_is_a_source_too(session, people, key, kind, said):
    state(session, "that money was missing", cue="denied", source="The mayor", of=people[0])

    run(session, statement.set_source, key)

    source = session.current_statement.source
    assert (source.kind, source.entity, source.mention) == (kind, None, None)
    assert session.message == f"Source: “The mayor” is {said}."
    run(session, history.undo)
    assert session.current_statement.source.entity == people[0]


def test_words_that_are_selected_become_the_source_as_ever(session, people):
    state(session, "that money was missing", cue="denied")
    place = span_of(session, "The mayor")
    session.select(place.start, place.end)

    run(session, statement.set_source)

    assert session.current_statement.source.span == place
    assert session.message == "Source: The mayor."


def test_without_a_statement_it_says_what_to_do(session):
    assert not run_command(session, statement.set_source)
    assert session.message == "Go to a statement first ([ and ]), or make one (s)."


def test_a_new_statement_knows_its_speaker_where_that_is_clear(session, people):
    on(session, "denied")

    statement.new(session)

    assert session.current_statement.source.entity == people[0]
    assert session.message == (
        "Source: “The mayor” is Mira Tolland. Shift+S chooses somebody else."
    )


def test_a_new_statement_asks_where_two_are_close(session):
    for each in ("Ana", "Eve"):
        tag(session, each, of=entity(session, each))
    on(session, "said nothing")

    statement.new(session)

    assert session.current_statement.source.entity is None
    assert session.message == "Who is “They”? Press Shift+S to choose."


@pytest.fixture
def suggesting(tmp_path, news_schema, words):
    """The same article with its names and one statement only suggested, and chosen."""
    proposed = [
        name(place_of(TEXT, "Mira Tolland")),
        name(place_of(TEXT, "Oskar Venn")),
        said(
            place_of(TEXT, "the bridge was safe"),
            place_of(TEXT, "said"),
            source=place_of(TEXT, "She"),
        ),
    ]
    session = opened(tmp_path, news_schema, words, Proposes("test", proposed))
    session.suggestions.complete()
    session.suggestions_came()
    place = place_of(TEXT, "said")
    session.select(place.start, place.end, exact=True)
    yield session
    session.close()


def test_a_suggested_statement_is_accepted_with_its_speaker(suggesting):
    session = suggesting
    assert session.suggestion is not None

    run(session, statement.set_source, "1")

    made = session.current_statement
    assert made.source.span.of(TEXT) == "She"
    speaker = session.store.queries.entities.get(made.source.entity)
    assert speaker.name == "Mira Tolland"
    assert [m.surface(TEXT) for m in session.store.queries.mentions.of_entity(speaker.id)] == [
        "Mira Tolland"
    ]
    assert session.store.history.undo_label() == "Set who speaks"


def test_accepting_links_nobody_who_is_only_suggested(suggesting):
    session = suggesting

    statement.new(session)

    assert session.current_statement.source.entity is None
    assert session.store.queries.mentions.count() == 0


def test_the_list_stays_with_the_panel(suggesting):
    session = suggesting
    session.focus(Panel.CLAIMS)

    run(session, statement.set_source, "1")

    assert session.current_statement is not None
    assert session.panel is Panel.CLAIMS
