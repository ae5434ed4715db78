"""A second machine, or what synchronises with it, writes to the file: noticed, and it stays."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.store.errors import Unwritable
from annotator.store.store import Store
from annotator.store.trouble import Cause

ROUNDS = 17
Foreign = Callable[[Path, Path], None]


def rename(store: Store, name: str) -> None:
    with store.transaction("Rename") as tx:
        tx.set_project(name=name)


def put_in_its_place(theirs: Path, ours: Path) -> None:
    shutil.copyfile(theirs, ours.with_suffix(".part"))
    ours.with_suffix(".part").replace(ours)


def written_into_it(theirs: Path, ours: Path) -> None:
    ours.write_bytes(theirs.read_bytes())


def another_row(_theirs: Path, ours: Path) -> None:
    with sqlite3.connect(ours) as other:
        other.execute("UPDATE project SET name = 'theirs'")
    other.close()


@pytest.mark.parametrize("looks_first", [True, False])
@pytest.mark.parametrize("foreign", [put_in_its_place, written_into_it, another_row])
def test_whatever_somebody_else_writes_is_noticed_and_stays(
    tmp_path: Path, foreign: Foreign, *, looks_first: bool
) -> None:
    ours, theirs = tmp_path / "ours.annotator", tmp_path / "theirs.annotator"
    Store.create(ours, schema="{}", author="ana").close()
    noticed = 0
    for number in range(ROUNDS):
        shutil.copyfile(ours, theirs)
        with_theirs = Store.open(theirs, author="tom")
        rename(with_theirs, f"theirs {number}")
        with_theirs.close()
        with_ours = Store.open(ours, author="ana")
        rename(with_ours, f"ours {number}")

        foreign(theirs, ours)
        before = ours.read_bytes()
        if looks_first:
            with_ours.keeping.look()
        try:
            rename(with_ours, "after")
        except Unwritable as error:
            assert "another program has written to it" in str(error)  # noqa: PT017
        trouble = with_ours.keeping.trouble
        noticed += trouble is not None and trouble.cause in (Cause.CHANGED, Cause.REPLACED)
        assert not with_ours.keeping.retry()
        assert ours.read_bytes() == before
        with_ours.close()

    assert noticed == ROUNDS
