"""Scenarios for the commands that answer suggestions."""

from __future__ import annotations

from dataclasses import replace

from annotator.commands import move
from annotator.model.provenance import Status
from annotator.model.suggestion import SuggestedMention
from annotator.session import Session
from tests.commands.desk import sit_down, state, tag
from tests.commands.scenario import Scenario


def suggesting(session: Session) -> None:
    """An article with what is suggested in it, and the first of that selected."""
    sit_down(session)
    assert session.suggestions is not None
    session.suggestions.complete()
    session.select(0, 0)
    move.next_candidate(session)
    assert isinstance(session.current_suggestion, SuggestedMention)


def all_sure(session: Session) -> None:
    suggesting(session)
    session.set_view(replace(session.view, sure=0.1))


def imported(session: Session) -> None:
    """A mention and a statement that an imported file suggested, the mention current."""
    sit_down(session)
    session.set_view(replace(session.view, suggestions=False))
    queries = session.store.queries
    mention = queries.mentions.get(tag(session, "Tomas Reyle"))
    statement = queries.statements.get(state(session, "a sale was planned", cue="denied"))
    with session.store.transaction("Suggest") as tx:
        for each in (mention, statement):
            tx.replace(replace(each, provenance=replace(each.provenance, status=Status.SUGGESTED)))
    session.go_to_mention(mention)


def scenarios() -> list[Scenario]:
    return [
        Scenario("suggestion.accept", suggesting),
        Scenario("suggestion.reject", imported),
        Scenario("suggestion.accept_sure", all_sure),
        Scenario("suggestion.reject_words", suggesting),
    ]
