"""Backups from the window: listed with what changed since, restored beside or in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.commands import backup, document, entity, hit_acts, occurrences, project
from annotator.commands.registry import run
from annotator.session import Preview, Session
from annotator.session.backup_folder import Backup, utc_now
from annotator.session.backup_places import user_places
from annotator.session.backup_policy import BULK
from annotator.session.backups import BackingUp
from annotator.store.store import Store
from tests.commands.desk import Answers, tag
from tests.commands.stub_host import StubHost

SCHEMA = Path(__file__).parent.parent / "data" / "small_schema.toml"


@pytest.fixture
def hosted(session: Session) -> Session:
    session.host = StubHost()
    return session


def back_up(session: Session) -> Backup:
    return BackingUp(session.path, "work", user_places(), utc_now).run().backup


def test_each_backup_is_listed_with_what_changed_since(hosted: Session) -> None:
    made = back_up(hosted)
    tag(hosted, "Nairobi", type="gpe")
    tag(hosted, "Treasury", type="gpe")
    seen: list[str] = []

    def look(choices: list[object]) -> object:
        seen.extend(f"{choice.label} · {choice.detail}" for choice in choices)
        return choices[0].value

    hosted.ask = Answers(look, "place of")
    assert run(hosted, backup.restore)

    at = made.at.astimezone().strftime("%Y-%m-%d %H:%M")
    assert seen == [f"{at} · work · 0.4 MB · since then +2 steps, +2 annotations"]
    assert hosted.host.asked == [f"restore {made.path.name}"]


def test_a_backup_is_restored_beside_the_project_and_opened(hosted: Session) -> None:
    made = back_up(hosted)
    hosted.ask = Answers("work", "beside")

    assert run(hosted, backup.restore), hosted.message

    (beside,) = [p for p in hosted.path.parent.glob("*.annotator") if p != hosted.path]
    assert beside.name.startswith("desk of ")
    assert beside.read_bytes() == made.path.read_bytes()
    assert hosted.host.asked == [f"open {beside.name}"]


def test_without_a_backup_there_is_a_sentence(hosted: Session) -> None:
    hosted.ask = Answers("no backup")

    run(hosted, backup.restore)

    assert hosted.message == "There is no backup of this project yet; “Back up now” makes one."
    assert hosted.host.asked == []


def test_the_second_folder_is_set_and_dropped(hosted: Session, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    assert not run(hosted, backup.drop_folder)

    hosted.ask = Answers(tmp_path / "stick")
    assert run(hosted, backup.set_folder)
    assert user_places().second == tmp_path / "stick"

    assert run(hosted, backup.drop_folder)
    assert user_places().second is None


def test_where_the_data_is_names_project_folder_and_newest_backup(hosted: Session) -> None:
    made = back_up(hosted)
    seen: list[str] = []

    def look(choices: list[object]) -> object:
        seen.extend(choice.label for choice in choices)
        return choices[1].value

    hosted.ask = Answers(look)
    run(hosted, backup.where)

    assert seen == [str(hosted.path), str(made.path.parent), str(made.path)]
    assert hosted.host.clipboard == str(made.path.parent)


def test_where_the_data_is_names_whole_paths_wherever_it_was_opened_from(
    hosted: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = hosted.path
    monkeypatch.chdir(project.parent)
    hosted.store.path = Path(project.name)
    hosted.ask = Answers("desk.annotator")

    run(hosted, backup.where)

    assert hosted.ask.asked[0].paths
    assert hosted.host.clipboard == str(project)
    assert hosted.message == f"{project} is on the clipboard."
    hosted.store.path = project


class Kept:
    """Remembers before what a copy was asked for, and of how much."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int | None]] = []

    def before(self, what: str, objects: int | None = None, /) -> None:
        self.asked.append((what, objects))

    def now(self) -> None:
        self.asked.append(("now", None))


def test_what_is_large_asks_for_a_copy_first(session: Session) -> None:
    session.safe = kept = Kept()
    mention = tag(session, "Nairobi", type="gpe")
    one = session.store.queries.mentions.get(mention)
    run(session, occurrences.preview, {})
    spans = session.preview.spans if session.preview else one.spans
    session.set_preview(session.preview or Preview("gpe", None, spans))
    session.set_preview(replace(session.preview, dropped=frozenset()))
    run(session, occurrences.take)
    run(session, document.import_samples)
    run(
        session,
        project.set_schema,
        {"paths": [SCHEMA], "mapping": {("entity_type", "gpe"): "place"}},
    )
    run(session, document.delete)
    run(session, backup.make)

    assert kept.asked[0] == ("tagging", len(spans))
    assert [what for what, _ in kept.asked] == [
        "tagging",
        "import",
        "a new schema",
        "deleting",
        "now",
    ]
    assert BULK == 1000


def test_merging_and_retyping_tell_how_many_mentions_they_touch(session: Session) -> None:
    session.safe = kept = Kept()
    ids = []
    for name in ("Nairobi", "Treasury"):
        tag(session, name, type="gpe")
        run(session, entity.new, {"name": name, "type": "gpe"})
        ids.append(session.entity)
    session.select_entities(tuple(ids))
    run(session, entity.retype, {"type": "organization"})
    run(session, entity.merge, {"target": ids[1]})

    assert [what for what, _ in kept.asked] == ["retyping", "merging"]
    assert all(isinstance(count, int) for _, count in kept.asked)


def test_an_act_on_hits_of_a_search_tells_how_many_there_are(session: Session) -> None:
    session.safe = kept = Kept()

    hit_acts.each_place(session, "Tag", [], hit_acts.tag("gpe"))

    assert kept.asked == [("changing many places", 0)]


def test_a_copy_that_was_given_up_gives_up_the_act(session: Session) -> None:
    from annotator.store.copying import CopyGivenUp  # noqa: PLC0415

    class GivenUp(Kept):
        def before(self, what: str, objects: int | None = None, /) -> None:
            raise CopyGivenUp("No copy was made: it was given up.")

    session.safe = GivenUp()
    before = len(session.store.queries.documents.ids())

    assert not run(session, document.import_samples)

    assert "given up" in session.message
    assert len(session.store.queries.documents.ids()) == before
    assert isinstance(session.store, Store)
