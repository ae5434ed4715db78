"""Whatever bits of a project change: it is told, or nothing that can be seen has changed."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.checking import check_file, check_project
from annotator.store.connection import connect
from annotator.store.errors import StoreError
from annotator.store.tables import BY_NAME
from tests.store.rich import rich_project

_PAGE = 4096
SEEDS = int(os.environ.get("ANNOTATOR_FLIPS", "2000"))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a project with objects of every kind and steps undone."""
    path = tmp_path_factory.mktemp("whole") / "desk.annotator"
    rich_project(path)
    assert check_file(path) == []
    return path.read_bytes()


@pytest.fixture(scope="session")
def seen(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> object:
    path = tmp_path_factory.mktemp("seen") / "desk.annotator"
    path.write_bytes(whole)
    return visible(path)


def visible(path: Path) -> object:
    """Everything that any view, export or undo could show of a project; None for nothing."""
    try:
        with closing(connect(path, read_only=True, immutable=True)) as db:
            db.conn.text_factory = bytes
            return [
                db.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall() for table in BY_NAME
            ]
    except StoreError:
        return None


def damaged(whole: bytes, seed: int) -> bytes:
    """One of many kinds of damage, the same for the same seed."""
    chance = random.Random(seed)
    data = bytearray(whole)
    pages = len(whole) // _PAGE
    kind = seed % 10
    if kind < 5:
        flip(data, chance, 1)
    elif kind < 7:
        flip(data, chance, 2)
    elif kind == 7:
        flip(data, chance, 8)
    elif kind == 8:
        return whole[: chance.randrange(len(whole))]
    elif chance.random() < 0.5:
        at = chance.randrange(pages) * _PAGE
        data[at : at + _PAGE] = bytes(_PAGE)
    else:
        one, other = (page * _PAGE for page in chance.sample(range(pages), 2))
        data[one : one + _PAGE], data[other : other + _PAGE] = (
            data[other : other + _PAGE],
            data[one : one + _PAGE],
        )
    return bytes(data)


def flip(data: bytearray, chance: random.Random, bits: int) -> None:
    for _ in range(bits):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def silent(path: Path, seen: object) -> bool:
    """Whether something that can be seen has changed and the check says nothing."""
    try:
        found = check_file(path)
    except StoreError as error:
        return not str(error)
    return not found and visible(path) != seen


def test_a_journal_of_another_project_does_no_harm_unseen(
    tmp_path: Path, whole: bytes, seen: object
) -> None:
    other, path = tmp_path / "other.annotator", tmp_path / "desk.annotator"
    rich_project(other, articles=2)
    path.write_bytes(whole)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # so that the journal is used before the end
        connection.execute("BEGIN")
        connection.execute("UPDATE patch SET after = '{}'")
        journal = other.with_name("other.annotator-journal").read_bytes()
    path.with_name("desk.annotator-journal").write_bytes(journal)

    try:
        found = bool(check_project(path))
    except StoreError as error:
        found = bool(str(error))

    assert found or visible(path) == seen


@pytest.mark.parametrize("part", range(3))
def test_no_damage_goes_unseen(tmp_path: Path, whole: bytes, seen: object, part: int) -> None:
    path = tmp_path / "desk.annotator"

    for seed in range(part * 20, part * 20 + 20):
        path.write_bytes(damaged(whole, seed))
        assert not silent(path, seen), seed


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_no_damage_of_thousands_goes_unseen(tmp_path: Path, whole: bytes, seen: object) -> None:
    path = tmp_path / "desk.annotator"
    unseen = []

    for seed in range(100, 100 + SEEDS):
        path.write_bytes(damaged(whole, seed))
        if silent(path, seen):
            unseen.append(seed)

    assert unseen == []
