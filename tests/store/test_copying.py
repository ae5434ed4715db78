"""A copy of an open project is whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.ids import DocumentId
from annotator.store.check import check
from annotator.store.copying import CopyGivenUp, copy_project
from annotator.store.errors import StoreError
from annotator.store.store import Store


def test_a_copy_of_an_open_project_opens_and_is_the_same(
    store: Store, article: DocumentId, path: Path
) -> None:
    target = path.with_name("copy.annotator")

    copy_project(store._db.conn, target)

    copy = Store.open(target)
    assert copy.queries.documents.text(article) == store.queries.documents.text(article)
    assert [step.label for step in copy.history.steps()] == ["Import"]
    assert check(copy) == []
    copy.close()


def test_a_project_that_was_deleted_can_still_be_copied(
    store: Store, article: DocumentId, path: Path
) -> None:
    path.unlink()

    copy_project(store._db.conn, path.with_name("copy.annotator"))

    copy = Store.open(path.with_name("copy.annotator"))
    assert copy.queries.documents.ids() == [article]
    copy.close()


def test_a_copy_that_is_given_up_leaves_what_was_there(store: Store, path: Path) -> None:
    target = path.with_name("copy.annotator")
    target.write_text("precious")

    with pytest.raises(CopyGivenUp):
        copy_project(path, target, lambda _done, _all: False)

    assert target.read_text() == "precious"
    assert sorted(path.parent.iterdir()) == sorted([path, target])


def test_a_copy_into_a_folder_that_is_not_there_says_so(store: Store, path: Path) -> None:
    with pytest.raises(StoreError, match="No copy was made: "):
        copy_project(path, path.parent / "none" / "copy.annotator")
