"""To whom a name is linked that was suggested without an entity, and accepted."""

from __future__ import annotations

import pytest

from annotator.commands import mention, suggestion
from annotator.commands.accepting import accept_mention
from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention
from annotator.session import Session
from annotator.store.store import Store
from annotator.suggest.base import Suggesters
from tests.commands.desk import ARTICLE, add_article, sit_down
from tests.commands.desk import entity as new_entity
from tests.suggest.made import Proposes, name

OTIENO = "Otieno rose.\n\nTom Otieno spoke, and Otieno left.\n"


def otieno(nth: int, words: str = "Otieno") -> Span:
    start = -1
    for _ in range(nth + 1):
        start = OTIENO.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def elsewhere(session):
    """An article that names an Otieno; another article has Ada Otieno, called Otieno too."""
    sit_down(session)
    start = ARTICLE.index("Ilse Brandt")
    with session.store.transaction("Tag") as tx:
        made = Entity(EntityId(0), "Ada Otieno", "person", tx.provenance(), ("Otieno",))
        ada = EntityId(tx.add(made))
        given = (
            MentionId(0),
            session.document,
            "person",
            (Span(start, start + 11),),
            tx.provenance(),
        )
        tx.add(Mention(*given, level=Level.NAM, entity=ada))
    session.open_document(add_article(session.store, OTIENO, "Otieno"))
    session.say("")
    return ada


def accepted(session: Session, found: SuggestedMention) -> Entity | None:
    """Whom the mention is linked to that a suggestion became."""
    with session.store.transaction("Accept") as tx:
        made = session.store.queries.mentions.get(accept_mention(session, tx, found))
    return session.store.queries.entities.find(made.entity) if made.entity else None


def test_words_suggested_without_an_entity_are_not_linked_to_somebody_of_another_article(
    session, elsewhere
):
    assert accepted(session, name(otieno(0), "person", 0.9)) is None
    assert session.message == (
        "“Otieno” is linked to nobody: Ada Otieno is in other articles only."
    )


def test_they_are_linked_to_the_one_who_is_in_this_article(session, elsewhere):
    tom = accepted(session, name(otieno(0, "Tom Otieno"), "person", 0.9))

    assert accepted(session, name(otieno(2), "person", 0.9)).id == tom.id


def test_a_full_name_of_this_article_goes_before_a_namesake_of_another_one(session, elsewhere):
    tom = accepted(session, name(otieno(0), "person", 0.9, name="Tom Otieno"))

    assert (tom.name, tom.aliases) == ("Tom Otieno", ("Otieno",))


def test_two_of_one_article_who_are_called_so_are_left_to_the_reader(session, elsewhere):
    span = otieno(0, "Tom Otieno")
    with session.store.transaction("Tag") as tx:
        given = (MentionId(0), session.document, "person", (span,), tx.provenance())
        tx.add(Mention(*given, level=Level.NAM, entity=elsewhere))

    assert accepted(session, name(otieno(0), "person", 0.9, name="Tim Otieno")) is None
    assert session.message == "“Otieno” may be Tim Otieno or Ada Otieno: press k to choose."


def test_a_type_key_links_by_every_name_of_the_project(session, elsewhere):
    span = otieno(0)
    session.select(span.start, span.end)

    mention.add(session, "person")

    assert session.current_mention.entity == elsewhere


HEADLINE = "PORT ELLERY VOTES\n\nDockers in Port Ellery voted. NATO left, and Nato stayed.\n"


def at(words: str) -> Span:
    start = HEADLINE.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def headline(session):
    """An article with a headline in capitals."""
    session.open_document(add_article(session.store, HEADLINE, "Port Ellery"))
    return session


@pytest.mark.parametrize("order", [("PORT ELLERY", "Port Ellery"), ("Port Ellery", "PORT ELLERY")])
def test_a_name_in_capitals_is_the_same_entity_as_in_small_letters(headline, order):
    first, second = (accepted(headline, name(at(words), "gpe", 0.9)) for words in order)

    assert first.id == second.id
    assert (second.name, second.aliases) == ("Port Ellery", ("PORT ELLERY",))


def test_a_name_in_capitals_is_found_in_other_articles_too(session, headline):
    made = accepted(headline, name(at("Port Ellery"), "gpe", 0.9))
    session.open_document(add_article(session.store, "PORT ELLERY, Monday\n", "Dateline"))

    mention.add(session, "gpe")

    assert session.current_entity.id == made.id


def test_many_at_once_say_how_many_names_mean_nobody_yet(tmp_path, news_schema, words):
    found = Suggesters((Proposes("test", [name(at("Port Ellery"), "gpe", 0.95)]),))
    store = Store.create(tmp_path / "desk.annotator", schema=news_schema, author="ana")
    session = Session(store, lexicon=words, find_suggesters=lambda: found)
    session.open_document(add_article(store, HEADLINE, "Port Ellery"))
    for _ in range(2):
        new_entity(session, "Port Ellery", "gpe")

    suggestion.accept_sure(session)

    assert session.message == (
        "Accepted 1 mention with a confidence of 90% or more. "
        "1 name is linked to nobody yet; k links one."
    )
    session.close()


def test_initials_keep_their_capitals(headline):
    accepted(headline, name(at("NATO"), "organization", 0.9))
    second = accepted(headline, name(at("Nato"), "organization", 0.9))

    assert (second.name, second.aliases) == ("NATO", ("Nato",))


def test_a_name_in_capitals_of_another_type_is_another_entity(headline):
    place = accepted(headline, name(at("Port Ellery"), "gpe", 0.9))
    ship = accepted(headline, name(at("PORT ELLERY"), "artifact", 0.9))
    assert place.id != ship.id
