"""Whatever an analyst does to entities, statements and claims, the project stays whole."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from annotator.commands.registry import all_commands, run
from annotator.model.span import Span
from annotator.session import ChoiceQuestion, Panel, Session, TextQuestion
from annotator.store.change import Change
from annotator.store.check import check
from tests.commands.desk import Answers, content, declare_attributes
from tests.commands.scenarios_entity import people

MODULES = {"entity", "entity_fields", "statement_fields", "claim", "relation", "note", "suggestion"}
COMMANDS = [command for command in all_commands() if command.id.split(".")[0] in MODULES]
WORDS = ("", "Norvik", "wikidata:Q5", "https://example.org/a", "12", "a, b", "2020-01-02")


class Whims(Answers):
    """Answers anything, and sometimes nothing."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance

    def text(self, question: TextQuestion, then: Callable[[str], None]) -> None:
        then(self.chance.choice((*WORDS, question.value)))

    def choice(self, question: ChoiceQuestion, then: Callable[[object], None]) -> None:
        found = question.search(self.chance.choice(("", "", "n", "re", "something new")))
        if found:
            then(self.chance.choice(list(found)).value)


def wander(session: Session, chance: random.Random) -> None:
    """Go anywhere, and make anything current."""
    queries = session.store.queries
    at = chance.randrange(len(session.text))
    end = at if chance.random() < 0.5 else min(len(session.text), at + chance.randrange(1, 30))
    session.select(at, end)
    mentions = queries.mentions.all()
    if mentions and chance.random() < 0.6:
        session.go_to_mention(chance.choice(mentions))
    suggested = session.suggestions.undecided.mentions_over(Span(0, len(session.text)))
    suggested += session.suggestions.undecided.statements()
    if suggested and chance.random() < 0.3:
        session.go_to_suggestion(chance.choice(suggested))
        return
    statements, claims = queries.statements.all(), queries.claims.all()
    session.make_current(
        statement=chance.choice(statements).id if statements else None,
        claim=chance.choice(claims).id if claims else None,
    )
    entities = [entity.id for entity in queries.entities.all()]
    session.focus(chance.choice(list(Panel)))
    chosen = chance.sample(entities, min(len(entities), chance.randint(1, 3)))
    session.select_entities(tuple(chosen))


@pytest.mark.parametrize("acts", [80, pytest.param(500, marks=pytest.mark.slow)])
def test_random_acts_leave_the_project_whole_and_can_all_be_taken_back(
    session: Session, acts: int
) -> None:
    chance = random.Random(acts)
    session.ask = Whims(chance)
    people(session)
    session.suggestions.complete()
    declare_attributes(session)
    first = content(session.path)
    steps: list[Change] = []
    forget = session.store.subscribe(steps.append)

    for _ in range(acts):
        wander(session, chance)
        before = len(steps)
        session.say("")
        run(session, command := chance.choice(COMMANDS))
        made = len(steps) - before
        assert made <= (0 if session.failed else 1), (command.id, session.message)
        assert check(session.store) == [], command.id

    forget()
    last = content(session.path)
    for _ in steps:
        session.store.undo()
    assert content(session.path) == first
    for _ in steps:
        session.store.redo()
    assert content(session.path) == last
