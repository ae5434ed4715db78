"""A file made to do harm is refused with its reason, soon and cheaply, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.session.exporting import export
from annotator.session.projects import create_project, open_project
from tests.hostile_use import ROOT, used
from tests.session.hostile_imports import FILES

CHILD = Path(__file__).with_name("hostile_import_child.py")
MEGABYTES = 300


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What came of reading each file beside an empty project."""
    whole = tmp_path_factory.mktemp("whole")
    shutil.copy(ROOT / "tests/data/projects/format-1.annotator", whole / "full.annotator")
    store = open_project(whole / "full.annotator")
    export(store, whole / "whole.json")
    store.close()
    create_project(whole / "desk.annotator").close()
    paths: dict[str, Path] = {}
    for name, make in FILES.items():
        paths[name] = tmp_path_factory.mktemp("file") / name
        for there in ("desk.annotator", "whole.json"):
            shutil.copy(whole / there, paths[name].with_name(there))
        make(paths[name])
    before = (whole / "desk.annotator").read_bytes()
    outcomes = used(CHILD, whole / "whole.json", paths.values())
    return {
        name: {**outcome, "same": path.with_name("desk.annotator").read_bytes() == before}
        for (name, path), outcome in zip(paths.items(), outcomes, strict=True)
    }


def test_there_are_enough_files() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused(name: str, answers: dict[str, dict[str, object]]) -> None:
    answer = answers[name]

    assert "died" not in answer, answer
    assert answer["told"], "nothing was said"
    assert not any("CRASH" in words for words in answer["told"]), answer
    assert not answer.get("imported"), answer
    assert answer["same"], "something was written"
    assert answer["megabytes"] < MEGABYTES
    assert all(len(words) < 1_500 for words in answer["told"])
