"""A window has a model trained when an article is done, without waiting for it."""

from __future__ import annotations

import pytest
from shiboken6 import isValid

from annotator.session.model_folder import model_folder
from annotator.store.facts import identity_at
from annotator.suggest import crf
from annotator.ui.model_keeper import ModelKeeper
from tests.session.machines import bring, mark_done


@pytest.fixture
def keeper(window):
    keeper = ModelKeeper(window.bridge.session, window, soon_ms=0)
    window.bridge.changed.connect(keeper.on_change)
    yield keeper
    if isValid(keeper):
        keeper.leave()


@pytest.fixture
def machines(window):
    store = window.bridge.session.store
    return [bring(store, number, done=False) for number in range(10)]


def test_when_enough_is_done_a_model_goes_on_and_says_so(qtbot, window, machines, keeper):
    session = window.bridge.session

    for document in machines:
        mark_done(session.store, document)
    qtbot.waitUntil(lambda: session.message.startswith("The model"), timeout=60000)

    assert session.message.startswith("The model of this project is on: F ")
    assert "model" in {each.name for each in session.suggesters().all}


def test_a_window_that_closes_ends_the_training(window, machines, keeper):
    mark_done(window.bridge.session.store, machines[0])
    keeper._run()
    assert keeper.running

    keeper.leave()

    assert not keeper.running


def test_where_models_are_not_installed_nothing_is_started(
    qtbot, window, machines, keeper, monkeypatch
):
    monkeypatch.setattr(crf, "_MODULE", "no_such_module")

    mark_done(window.bridge.session.store, machines[0])

    assert not keeper._soon.isActive()
    folder = model_folder(identity_at(window.bridge.session.path)[0])
    assert not folder.path.exists()
