"""Scenarios for the commands on the places that a search in the project found."""

from __future__ import annotations

from pathlib import Path

from annotator.session import Session
from annotator.session.results import Results
from annotator.session.searching import Search
from tests.commands.desk import entity, sit_down, state, tag
from tests.commands.scenario import Scenario


def results(session: Session, typed: str, *, marked: bool = True) -> Results:
    """What a search finds, with all or none of it marked, and the keyboard in the list."""
    search = Search(session.store, session.schema, typed)
    for _ in search.steps():
        pass
    found = Results(search, has_keys=True)
    if marked:
        found = found.with_marks(frozenset(range(len(search.hits))))
    session.set_results(found)
    return found


def places(session: Session) -> None:
    """Brandt in both articles: once as a mention, once inside one, twice as mere words."""
    sit_down(session)
    tag(session, "Brandt", "gpe", nth=1)
    tag(session, "Mayor Ilse Brandt", of=entity(session, "Ilse Brandt"))
    results(session, "Brandt")


def mentions(session: Session) -> None:
    places(session)
    results(session, "type:gpe")


def denials(session: Session) -> None:
    sit_down(session)
    state(session, "a sale was planned", source="The Norvik Harbour Board")
    results(session, "kind:assert")


def second(session: Session) -> None:
    places(session)
    assert session.results is not None
    session.set_results(session.results.moved(1).with_keys(here=False))


def scenarios() -> list[Scenario]:
    return [
        Scenario("search.go", places),
        Scenario("search.next", second),
        Scenario("search.previous", second),
        Scenario("search.mark", places),
        Scenario("search.mark_all", places),
        Scenario("search.tag", places),
        Scenario("search.link", places, {"entity": "Ilse Brandt"}),
        Scenario("search.set_kind", denials),
        Scenario("search.remove", mentions),
        Scenario("search.save", places, {"path": Path("places.csv")}),
    ]
