"""Entities are linked, merged, split, named and deleted, and nothing that names them is lost."""

from __future__ import annotations

import pytest

from annotator.commands import entity as commands
from annotator.commands.current import CannotRun
from annotator.commands.entity_choices import NewEntity
from annotator.model.ids import EntityId, Ref
from annotator.model.mention import Level
from annotator.model.statement import SourceKind
from annotator.session import Panel, Session
from tests.commands.conftest import goes_back_and_forth
from tests.commands.desk import content, entity, mentions_of, names, note, run, sit_down, state, tag
from tests.commands.scenario import Scenario
from tests.commands.scenarios_entity import BOARD, BRANDT, REYLE, people, scenarios, speaker

pytestmark = pytest.mark.usefixtures("at_the_desk")


STEPS = [each for each in scenarios() if each.id != "entity.next_mention"]


@pytest.mark.parametrize("scenario", STEPS, ids=lambda each: each.id)
def test_each_command_is_one_step_that_goes_back_and_forth(
    session: Session, scenario: Scenario
) -> None:
    goes_back_and_forth(session, getattr(commands, scenario.id.split(".")[1]), scenario)


def test_linking_offers_the_entity_of_that_name_first(session: Session) -> None:
    entity(session, "Brandt Shipping", "organization")
    mayor = entity(session, "Ilse Brandt")
    mention = tag(session, "Brandt", nth=1)

    asked = run(session, commands.link, lambda choices: choices[0].value).asked

    assert asked[0].title == "Link “Brandt” to"
    assert session.store.queries.mentions.get(mention).entity == mayor
    assert session.selected_entities == (mayor,)
    assert session.store.queries.entities.get(mayor).aliases == ("Brandt",)


def test_linking_a_pronoun_offers_the_person_mentioned_last(session: Session) -> None:
    mayor, chair = entity(session, "Ilse Brandt"), entity(session, "Tomas Reyle")
    tag(session, "Ilse Brandt", of=mayor)
    tag(session, "Tomas Reyle", of=chair)
    she = tag(session, "She", level=Level.PRO)

    run(session, commands.link, lambda choices: choices[0].value)

    assert session.store.queries.mentions.get(she).entity == chair


def test_letters_find_a_name_by_the_beginnings_of_its_words_without_accents(
    session: Session,
) -> None:
    entity(session, "Reyle Tours")
    found = entity(session, "Tomás Àlvaro Reyle")
    tag(session, "Tomas Reyle")

    run(session, commands.link, "rey to al")

    assert session.entity == found


def test_a_new_name_makes_a_new_entity_of_the_type_of_the_mention(session: Session) -> None:
    tag(session, "Norvik Harbour Board", "organization")

    run(session, commands.link, lambda choices: choices[0].value)

    made = session.current_entity
    assert made is not None
    assert (made.name, made.type) == ("Norvik Harbour Board", "organization")


def test_a_name_that_exists_can_still_be_given_to_a_new_entity(session: Session) -> None:
    known = entity(session, "Ilse Brandt")
    tag(session, "Ilse Brandt")

    commands.link(session, NewEntity("Ilse Brandt"))

    assert session.entity != known
    assert session.current_entity.name == "Ilse Brandt"


def test_linking_by_name_takes_the_entity_of_that_name_and_type(session: Session) -> None:
    entity(session, "Norvik", "organization")
    town = entity(session, "Norvik", "gpe")
    tag(session, "Norvik", "gpe")

    commands.link(session, "Norvik")

    assert session.entity == town


def test_an_entity_that_was_only_the_name_of_one_mention_goes_when_that_is_linked_elsewhere(
    session: Session,
) -> None:
    mayor, only_a_name = entity(session, "Ilse Brandt"), entity(session, "Brandt")
    tag(session, "Brandt", nth=1, of=only_a_name)

    commands.link(session, mayor)

    assert names(session.store.queries.entities.all()) == ["Ilse Brandt"]


def test_a_statement_follows_the_mention_that_is_its_source(session: Session) -> None:
    speaker(session)

    commands.link(session, BRANDT)

    said = session.store.queries.statements.all()[1]
    assert said.source.entity == BRANDT


def test_without_a_mention_linking_sets_the_source_of_the_statement(session: Session) -> None:
    mayor = entity(session, "Ilse Brandt")
    said = state(session, "there is no buyer")

    run(session, commands.link, "ilse")

    source = session.store.queries.statements.get(said).source
    assert (source.kind, source.entity) == (SourceKind.INFERRED, mayor)


def test_in_the_claim_panel_linking_is_about_the_statement(session: Session) -> None:
    mayor = entity(session, "Ilse Brandt")
    said = state(session, "there is no buyer", source="Brandt")
    mention = tag(session, "Tomas Reyle")
    session.make_current(statement=said)
    session.focus(Panel.CLAIMS)

    commands.link(session, mayor)

    source = session.store.queries.statements.get(said).source
    assert (source.kind, source.entity) == (SourceKind.ENTITY, mayor)
    assert session.store.queries.mentions.get(mention).entity is None


def test_choosing_the_source_links_the_loose_mention_in_it_too(session: Session) -> None:
    mayor = entity(session, "Ilse Brandt")
    who = tag(session, "Ilse Brandt")
    state(session, "“will not be sold to anyone”", source="Mayor Ilse Brandt", mention=who)
    session.focus(Panel.CLAIMS)

    commands.link(session, mayor)

    assert session.store.queries.mentions.get(who).entity == mayor


def test_unlinking_keeps_the_mention(session: Session) -> None:
    speaker(session)

    commands.unlink(session)

    assert session.current_mention.entity is None
    assert mentions_of(session, REYLE) == ["Tomas Reyle"]
    assert session.store.queries.statements.all()[1].source.entity is None


def test_a_capital_stands_for_its_government_until_it_is_told_otherwise(session: Session) -> None:
    town, council = entity(session, "Norvik", "gpe"), entity(session, "Council", "organization")
    tag(session, "Norvik", "gpe", nth=3, of=town)

    run(session, commands.stands_for, "coun")
    assert session.current_mention.stands_for == council

    run(session, commands.stands_for, lambda choices: choices[-1].value)
    assert session.current_mention.stands_for is None
    with pytest.raises(CannotRun):
        commands.stands_for(session, town)


def test_merging_keeps_every_mention_and_every_name(session: Session) -> None:
    people(session)

    run(session, commands.merge, lambda choices: choices[1].value)

    assert mentions_of(session, BRANDT) == ["Ilse Brandt", "Tomas Reyle", "Reyle"]
    merged = session.store.queries.entities.get(BRANDT)
    assert merged.aliases == ("Mayor Brandt", "Tomas Reyle")
    assert merged.kb_id == "wikidata:Q1"
    assert session.selected_entities == (BRANDT,)


def test_merging_leads_all_references_to_the_one_that_stays(session: Session) -> None:
    people(session)

    commands.merge(session, BRANDT)

    queries = session.store.queries
    assert queries.entities.find(REYLE) is None
    assert queries.entities.get(BOARD).members == (BRANDT,)
    assert queries.entities.get(EntityId(4)).event.agent == BRANDT
    first, second = queries.statements.all()
    assert first.about == (BRANDT,)
    assert second.source.entity == BRANDT
    assert [each.text for each in queries.links.notes.of(Ref("entity", BRANDT))] == ["since when?"]


def test_merging_drops_relations_to_itself_and_those_said_twice(session: Session) -> None:
    people(session)
    note(session, Ref("relation", 1), "cousins")

    commands.merge(session, BRANDT)

    queries = session.store.queries
    kept = [(each.type, each.source.id, each.target.id) for each in queries.links.relations.all()]
    assert kept == [("affiliated_with", BRANDT, BOARD), ("agent", 4, BRANDT)]
    texts = {each.text for each in queries.links.notes.of(Ref("entity", BRANDT))}
    assert texts == {"since when?", "cousins"}


def test_merging_says_what_two_entities_knew_differently(session: Session) -> None:
    one, two = entity(session, "A", kb_id="wikidata:Q1"), entity(session, "B", kb_id="wikidata:Q2")
    session.select_entities((one, two))

    commands.merge(session, one)

    assert session.message == "“B” was merged; its id wikidata:Q2 could not be kept."


def test_one_selected_entity_is_merged_into_one_that_is_searched_for(session: Session) -> None:
    people(session)
    session.select_entities((REYLE,))

    run(session, commands.merge, "ilse")

    assert session.store.queries.entities.find(REYLE) is None
    assert session.entity == BRANDT


def test_an_entity_is_not_merged_with_itself(session: Session) -> None:
    people(session)
    session.select_entities((REYLE,))
    before = content(session.path)

    run(session, commands.merge, target=REYLE)

    assert session.failed
    assert content(session.path) == before


def test_a_member_that_is_merged_into_its_group_is_no_member_of_itself(session: Session) -> None:
    people(session)
    session.select_entities((REYLE,))

    commands.merge(session, BOARD)

    assert session.store.queries.entities.get(BOARD).members == (BRANDT,)


def test_splitting_makes_a_new_entity_of_the_current_mention(session: Session) -> None:
    speaker(session)

    commands.split(session)

    made = session.current_entity
    assert made.name == "Reyle"
    assert mentions_of(session, made.id) == ["Reyle"]
    assert mentions_of(session, REYLE) == ["Tomas Reyle"]
    assert session.store.queries.statements.all()[1].source.entity == made.id


def test_splitting_takes_along_an_alias_that_no_other_mention_has(session: Session) -> None:
    mixed = entity(session, "Ilse Brandt", aliases=("Reyle", "the mayor"))
    tag(session, "Ilse Brandt", of=mixed)
    chosen = [tag(session, "Reyle", nth=0, of=mixed), tag(session, "Reyle", nth=1, of=mixed)]

    commands.split(session, chosen)

    assert session.store.queries.entities.get(mixed).aliases == ("the mayor",)
    assert mentions_of(session, session.entity) == ["Reyle", "Reyle"]


def test_the_last_mention_cannot_be_split_off(session: Session) -> None:
    mayor = entity(session, "Ilse Brandt")
    tag(session, "Ilse Brandt", of=mayor)

    run(session, commands.split)

    assert session.message == "“Ilse Brandt” has no other mention to split from; rename it instead."


def test_a_name_that_the_text_uses_stays_as_an_alias(session: Session) -> None:
    mayor = entity(session, "Brandt", aliases=("Ilse Brandt",))
    tag(session, "Brandt", nth=1, of=mayor)

    asked = run(session, commands.rename, "  Ilse   Brandt ").asked

    assert asked[0].value == "Brandt"
    renamed = session.store.queries.entities.get(mayor)
    assert (renamed.name, renamed.aliases) == ("Ilse Brandt", ("Brandt",))


def test_a_misspelt_name_leaves_no_alias(session: Session) -> None:
    session.select_entities((entity(session, "Illse Brandt"),))

    commands.rename(session, "Ilse Brandt")

    assert session.current_entity.names == ("Ilse Brandt",)
    with pytest.raises(CannotRun, match="cannot be empty"):
        commands.rename(session, "  ")


def test_mentions_follow_their_entity_to_another_type_unless_theirs_differed(
    session: Session,
) -> None:
    crowd = entity(session, "Dock workers")
    follows = tag(session, "Dock workers", of=crowd)
    stays = tag(session, "reporters", "other", of=crowd)

    run(session, commands.retype, "g")

    queries = session.store.queries
    assert queries.entities.get(crowd).type == "group"
    assert queries.mentions.get(follows).type == "group"
    assert queries.mentions.get(stays).type == "other"
    with pytest.raises(CannotRun):
        commands.retype(session, "ghost")


def test_aliases_come_and_go(session: Session) -> None:
    session.select_entities((entity(session, "Ilse Brandt"),))

    run(session, commands.add_alias, "the mayor")
    run(session, commands.add_alias, "the mayor")
    assert session.failed
    assert session.current_entity.aliases == ("the mayor",)

    run(session, commands.remove_alias, "may")
    assert session.current_entity.aliases == ()


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("wikidata:Q419", "wikidata:Q419"),
        ("q419", "wikidata:Q419"),
        ("https://www.wikidata.org/wiki/Q419", "wikidata:Q419"),
        ("geonames:3936456", "geonames:3936456"),
        (" ", None),
    ],
)
def test_a_knowledge_base_id_is_understood(
    session: Session, written: str, stored: str | None
) -> None:
    session.select_entities((entity(session, "Peru", "gpe", kb_id="wikidata:Q1"),))

    run(session, commands.set_kb_id, written)

    assert session.current_entity.kb_id == stored


@pytest.mark.parametrize("written", ["Peru", "wikidata:419", "https://example.org/Q419", "a: b"])
def test_what_is_no_knowledge_base_id_is_refused(session: Session, written: str) -> None:
    session.select_entities((entity(session, "Peru", "gpe"),))

    run(session, commands.set_kb_id, written)

    assert "is no knowledge base id" in session.message
    assert session.current_entity.kb_id is None


def test_a_description_is_written_and_taken_away(session: Session) -> None:
    session.select_entities((entity(session, "Ilse Brandt"),))

    run(session, commands.set_description, "Mayor since 2019.\nIndependent.")
    assert session.current_entity.description == "Mayor since 2019.\nIndependent."

    run(session, commands.set_description, "")
    assert session.current_entity.description is None


def test_deleting_an_entity_keeps_its_mentions_and_statements(session: Session) -> None:
    people(session)
    session.select_entities((REYLE,))

    commands.delete(session)

    queries = session.store.queries
    assert queries.entities.find(REYLE) is None
    assert [each.entity for each in queries.mentions.all()] == [BRANDT, BOARD, None, None]
    assert queries.entities.get(BOARD).members == (BRANDT,)
    first, second = queries.statements.all()
    assert first.about == (BRANDT,)
    assert second.source.entity is None
    assert second.source.span is not None
    assert [each.type for each in queries.links.relations.all()] == ["affiliated_with"]
    assert queries.links.notes.all() == []
    assert session.entity is None
    assert session.message.startswith("Deleted “Tomas Reyle” with 4 relations and notes")


def test_the_next_mention_is_found_across_documents_and_around(session: Session) -> None:
    mayor = entity(session, "Ilse Brandt")
    tag(session, "Ilse Brandt", of=mayor)
    tag(session, "Brandt", nth=1, of=mayor)
    article, letter = sit_down(session)
    session.open_document(letter)
    tag(session, "Ilse Brandt", of=mayor)
    session.open_document(article)
    session.select_entities((mayor,))

    seen = []
    for _ in range(4):
        run(session, commands.next_mention)
        seen.append((session.document, session.selection.of(session.text)))

    around = [(article, "Brandt"), (letter, "Ilse Brandt"), (article, "Ilse Brandt")]
    assert seen == [(article, "Ilse Brandt"), *around]


def test_what_cannot_run_says_why(session: Session) -> None:
    run(session, commands.merge)
    assert session.message.startswith("Choose an entity first")

    tag(session, "Ilse Brandt")
    run(session, commands.unlink)
    assert session.message == "This mention is not linked to an entity; link it with k."
