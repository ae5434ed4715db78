"""Thousands of random keys on whole articles break nothing: no exception, no warning, no rule.

The default run presses 5,000 in one window, and `make test-slow` 20,000. A million, with kills and
closes between them, are pressed by hand: `python -m tests.journeys.storm_run --help`.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.session.projects import default_schema
from annotator.ui.entity_model import EntityModel
from tests.journeys.storm import CLOSE, LOOK_EVERY, Broke, Storm, events_of, keys_of
from tests.journeys.storm_run import run_episode, shrink
from tests.ui.conftest import ARTICLE, OTHER

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.mark.parametrize("keys", [5_000, pytest.param(20_000, marks=pytest.mark.slow)])
def test_random_keys_break_nothing(seed, program, tmp_path, keys) -> None:
    for name, text in (("letter", ARTICLE), ("strike", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        seed.window.bridge.run("document.import_files", paths=[tmp_path / f"{name}.txt"])
    QApplication.processEvents()
    storm = Storm(program)
    events = events_of(keys_of(seed.session.schema), "2026", keys, closes=4)

    storm.play_all(events)
    storm.end()

    assert len(storm.window.bridge.session.store.history.steps(limit=1_000)) > keys // 40


def test_a_storm_notices_a_panel_that_stops_following(seed, program, monkeypatch) -> None:
    monkeypatch.setattr(EntityModel, "follow", lambda *_: None)
    storm = Storm(program)

    with pytest.raises(Broke, match=r"event \d+: entities: shows"):
        storm.play_all(["Right", "Right", "Space", "p", "Enter"] * LOOK_EVERY)


def test_a_storm_notices_an_exception_at_the_key_that_raised_it(seed, program, monkeypatch) -> None:
    storm = Storm(program)
    program.failures.guarded.failed.disconnect()
    program.failures.guarded.failed.connect(storm.failed.append)
    storm.play("Right")

    monkeypatch.setattr(seed.window.dispatcher, "dispatch", lambda *_: 1 / 0)
    with pytest.raises(Broke, match="event 2: ZeroDivisionError in test_key_storm"):
        storm.play("Right")


def test_what_broke_is_shrunk_to_the_events_that_matter() -> None:
    events = events_of(keys_of(default_schema()), "1", 300, closes=3)
    events[40], events[200] = "one", "two"

    def breaks(fewer: list[str]) -> bool:
        return "one" in fewer and "two" in fewer[fewer.index("one") :]

    assert shrink(events, breaks, seconds=10) == ["one", "two"]
    assert events_of(keys_of(default_schema()), "1", 300, closes=3).count(CLOSE) > 0


@pytest.mark.slow
def test_killed_and_closed_windows_lose_nothing(tmp_path) -> None:
    events = events_of(keys_of(default_schema()), "9", 6_000, closes=6, kills=12)

    result = run_episode(tmp_path / "episode", events)

    assert (result.event, result.told) == (None, "")
    assert result.kills > 3
