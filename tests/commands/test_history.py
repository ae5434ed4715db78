"""Undo goes back over restarts; before it takes articles of an earlier day away, it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.commands import history, project
from annotator.commands.registry import run
from annotator.session import Session
from annotator.session.importing import import_paths
from annotator.session.projects import open_project
from tests.commands.desk import Answers

Reopen = Callable[[Session], Session]


@pytest.fixture
def reopen(words: object) -> Iterator[Reopen]:
    """Close a project and open it again, as on the next day."""
    opened: list[Session] = []

    def again(session: Session) -> Session:
        session.store.close()
        opened.append(Session(open_project(session.path), lexicon=words))
        return opened[-1]

    yield again
    for session in opened:
        session.close()


@pytest.fixture
def ferries(tmp_path: Path) -> list[Path]:
    """Two invented articles to import."""
    paths = [tmp_path / "north.txt", tmp_path / "south.txt"]
    for path in paths:
        path.write_text(f"The {path.stem} ferry sails again.\n", encoding="utf-8")
    return paths


def test_an_import_of_this_day_is_taken_back_at_once_and_redo_is_named(
    session: Session, ferries: list[Path]
) -> None:
    import_paths(session.store, ferries)

    assert run(session, history.undo)

    assert session.message == "Undone: Import 2 articles. Redo brings the articles back."
    assert session.store.queries.documents.count() == 1


def test_an_import_of_an_earlier_day_goes_only_when_that_is_meant(
    session: Session, ferries: list[Path], reopen: Reopen
) -> None:
    import_paths(session.store, ferries)
    later = reopen(session)

    later.ask = Answers("k")
    assert run(later, history.undo)
    assert later.store.queries.documents.count() == 3
    assert later.ask.asked[0].title.startswith("Take back “Import 2 articles”, done on 20")

    later.ask = Answers("t")
    assert run(later, history.undo)
    assert later.store.queries.documents.count() == 1
    assert later.message.startswith("Undone: Import 2 articles (20")
    assert later.message.endswith("). Redo brings the articles back.")


def test_a_step_of_an_earlier_day_says_of_which(session: Session, reopen: Reopen) -> None:
    run(session, project.rename, {"name": "Ferries"})
    later = reopen(session)
    run(later, project.rename, {"name": "Harbours"})

    run(later, history.undo)
    assert later.message == "Undone: Rename project."
    run(later, history.undo)

    assert later.message.startswith("Undone: Rename project (20")
    assert later.store.queries.project().name == "desk"
