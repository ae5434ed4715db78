"""Scenarios for the commands about models; none of them changes the project."""

from __future__ import annotations

from annotator.session import Session
from annotator.session.model_folder import model_folder
from annotator.session.pipeline_choice import choose_pipeline
from annotator.store.facts import identity_at
from tests.commands.scenario import Scenario
from tests.commands.scenarios_reading import reading
from tests.session.machines import bring


def with_ships(session: Session) -> None:
    reading(session)
    for number in range(8):
        bring(session.store, number)


def with_folder(session: Session) -> None:
    reading(session)
    model_folder(identity_at(session.path)[0]).part()


def with_pipeline(session: Session) -> None:
    reading(session)
    choose_pipeline("none_such")


def scenarios() -> list[Scenario]:
    return [
        Scenario("model.train", with_ships),
        Scenario("model.forget", with_folder, {"sure": "yes"}),
        Scenario("model.use_pipeline", reading, {"pipeline": "none_such"}),
        Scenario("model.use_no_pipeline", with_pipeline),
    ]
