"""Projects of every format that was ever released open, and say the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.store.check import check
from annotator.store.connection import check_header
from annotator.store.copying import copy_project
from annotator.store.store import Store
from annotator.store.tables import FORMAT_VERSION
from annotator.store.upgrading import Upgrade

PROJECTS = sorted((Path(__file__).parent.parent / "data" / "projects").glob("format-*.annotator"))

ACCEPTED = {"format-1": [2, 1], "format-2": [1, 1], "format-3": [3, 1]}
"""Mentions of its two articles that were accepted; that of format 2 has a rejected one, which was
counted at the time."""


def copy_beside(path: Path, version: int) -> None:
    copy_project(path, path.with_name(f"before-{version}.annotator"))


@pytest.mark.parametrize("released", PROJECTS, ids=lambda path: path.stem)
def test_a_project_of_every_released_format_opens_whole(released: Path, tmp_path: Path) -> None:
    path = tmp_path / released.name
    shutil.copy(released, path)

    store = Store.open(path, author="ana", upgrade=Upgrade(copy_beside))

    assert check_header(path) == FORMAT_VERSION
    assert check(store) == []
    assert [document.document.title for document in store.queries.documents.counted([1, 2])] == [
        "Ferry to Korsund suspended",
        "A note on ramps",
    ]
    counted = store.queries.documents.counted([1, 2])
    assert [one.mentions for one in counted] == ACCEPTED[released.stem]
    while store.undo():
        pass
    assert store.queries.documents.ids() == []
    while store.redo():
        pass
    assert store.queries.project().name == "Ferries"
    assert check(store) == []
    store.close()
