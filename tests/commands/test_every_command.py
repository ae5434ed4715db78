"""Every registered command, run then undone, leaves the project as it was; redone, as after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.commands.registry import Action, actions, run
from annotator.session import Session
from annotator.session.projects import default_schema, open_project
from annotator.store.check import check
from annotator.store.store import Store
from tests.commands.desk import content
from tests.commands.scenario import Scenario
from tests.commands.scenarios import all_scenarios
from tests.commands.stub_host import StubHost

ACTIONS = {action.id: action for action in actions(default_schema())}
SCENARIOS = {scenario.id: scenario for scenario in all_scenarios()}
# What is stored does not change by these, or (undo, redo) changes by a step of another kind.
READING = (
    *("move.", "select.", "view.", "export.", "history.", "project.new", "project.open"),
    *("project.save", "project.drop_unsaved", "backup."),
    *("project.quit", "document.next", "document.previous", "document.open", "document.changes"),
    *("occurrences.preview", "occurrences.drop", "occurrences.next", "occurrences.previous"),
    *("edge.left", "edge.right", "edge.release", "entity.next_mention"),
    *("search.go", "search.next", "search.previous", "search.mark", "search.save"),
)


def scenario_of(id: str) -> Scenario | None:
    return SCENARIOS.get(id) or SCENARIOS.get(id.split(":", maxsplit=1)[0])


@pytest.fixture
def desk(tmp_path: Path, news_schema: str, words: object) -> Iterator[Session]:
    store = Store.create(tmp_path / "every.annotator", schema=news_schema, author="ana")
    session = Session(store, lexicon=words, host=StubHost())
    yield session
    session.close()


def test_every_command_has_its_scenario() -> None:
    assert [id for id in ACTIONS if scenario_of(id) is None] == []


@pytest.mark.parametrize("id", sorted(ACTIONS))
def test_a_command_is_taken_back_and_brought_back_exactly(
    desk: Session, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.path.parent)
    scenario, action = scenario_of(id), ACTIONS[id]
    assert scenario is not None
    scenario.prepare(desk)
    before, steps = content(desk.path), _newest(desk)

    _run(desk, action, scenario)

    after = content(desk.path)
    assert check(desk.store) == []
    if id.startswith(READING):
        assert id.startswith("history.") or after == before
        return
    if after == before:
        assert _newest(desk) == steps, "what changes nothing leaves no step"
        return
    assert _newest(desk) == steps + 1, "one act is one step"
    desk.store.undo()
    assert content(desk.path) == before
    desk.store.redo()
    assert content(desk.path) == after
    _same_after_reopening(desk, before, after)


def _run(desk: Session, action: Action, scenario: Scenario) -> None:
    arguments = {**action.arguments, **scenario.arguments}
    assert run(desk, action.command, arguments), desk.message
    assert not desk.failed, desk.message


def _newest(desk: Session) -> int:
    return desk.store.history.steps(limit=1)[0].id


def _same_after_reopening(desk: Session, before: object, after: object) -> None:
    path = desk.path
    desk.store.close()
    for expected in (before, after):
        store = open_project(path, author="ben")
        _ = store.undo() if expected is before else store.redo()
        assert check(store) == []
        store.close()
        assert content(path) == expected
