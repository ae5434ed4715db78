"""Projects of every format that was ever released open, and say the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.store.check import check
from annotator.store.connection import check_header
from annotator.store.store import Store
from annotator.store.tables import FORMAT_VERSION

PROJECTS = sorted((Path(__file__).parent.parent / "data" / "projects").glob("format-*.annotator"))


@pytest.mark.parametrize("released", PROJECTS, ids=lambda path: path.stem)
def test_a_project_of_every_released_format_opens_whole(released: Path, tmp_path: Path) -> None:
    path = tmp_path / released.name
    shutil.copy(released, path)

    store = Store.open(path, author="ana")

    assert check_header(path) == FORMAT_VERSION
    assert check(store) == []
    assert [document.document.title for document in store.queries.documents.counted([1, 2])] == [
        "Ferry to Korsund suspended",
        "A note on ramps",
    ]
    assert [one.mentions for one in store.queries.documents.counted([1, 2])] == [2, 1]
    while store.undo():
        pass
    assert store.queries.documents.ids() == []
    while store.redo():
        pass
    assert store.queries.project().name == "Ferries"
    assert check(store) == []
    store.close()
