"""Scenarios for the commands about backups; none of them changes the project."""

from __future__ import annotations

from pathlib import Path

from annotator.session import Session
from annotator.session.backup_folder import utc_now
from annotator.session.backup_places import set_second_folder, user_places
from annotator.session.backups import BackingUp
from tests.commands.scenario import Scenario
from tests.commands.scenarios_reading import reading


def backed_up(session: Session) -> None:
    reading(session)
    backup = BackingUp(session.path, "work", user_places(), utc_now).run().backup
    stick = session.path.parent / "stick"
    stick.mkdir()
    backup.path.rename(stick / "backup.annotator")
    set_second_folder(stick)


def scenarios() -> list[Scenario]:
    backup = Path("stick/backup.annotator")
    return [
        Scenario("backup.make", reading),
        Scenario("backup.restore", backed_up, {"backup": backup, "place": "beside"}),
        Scenario("backup.set_folder", reading, {"paths": [Path()]}),
        Scenario("backup.drop_folder", backed_up),
        Scenario("backup.repair", reading, {"path": Path("repaired.annotator")}),
        Scenario("backup.where", reading, {"path": Path("every.annotator")}),
    ]
