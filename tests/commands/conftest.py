"""A session on a real project with the news schema and an invented article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.commands.registry import AnyCommand
from annotator.session import Session
from annotator.session.projects import default_schema, lexicon, schema_json
from annotator.store.store import Store
from tests.commands.desk import Answers, add_article, content, sit_down
from tests.commands.scenario import Scenario
from tests.commands.texts import TEXT

__all__ = ["Answers"]


@pytest.fixture(scope="session")
def news_schema() -> str:
    return schema_json(default_schema())


@pytest.fixture(scope="session")
def words() -> object:
    return lexicon()


@pytest.fixture
def session(tmp_path: Path, news_schema: str, words: object) -> Iterator[Session]:
    store = Store.create(tmp_path / "desk.annotator", schema=news_schema, author="ana")
    add_article(store, TEXT, "The books of Nairobi")
    session = Session(store, lexicon=words)
    session.open_document(store.queries.documents.ids()[0])
    yield session
    session.close()


@pytest.fixture
def at_the_desk(session: Session) -> None:
    """Open the article about the harbour, with the letter behind it."""
    sit_down(session)


def goes_back_and_forth(session: Session, command: AnyCommand, scenario: Scenario) -> None:
    """Run a scenario, take it back, bring it back; it must be one step and leave nothing out."""
    scenario.prepare(session)
    assert command.when.reason_against(session) is None
    before, steps = content(session.path), len(session.store.history.steps())

    command(session, **scenario.arguments)
    after = content(session.path)
    assert after != before
    assert len(session.store.history.steps()) == steps + 1

    session.store.undo()
    assert content(session.path) == before
    session.store.redo()
    assert content(session.path) == after
