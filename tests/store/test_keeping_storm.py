"""Steps while the file is away, locked or full at random: every one that was taken stays."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, Ref
from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.errors import Unwritable
from annotator.store.own_file import last_of
from annotator.store.store import Store

STEPS = 60
Act = Callable[[Store, random.Random], object]


def paste(store: Store, chance: random.Random) -> None:
    text = f"{chance.random()} Ada said no. " * chance.choice((1, 40, 3000))
    with store.transaction("Paste", repeatable=chance.random() < 0.2) as tx:
        about = Document(DocumentId(0), "t", sha256_of(text), len(text), tx.now, "ben")
        tx.add_document(about, text)


def delete(store: Store, chance: random.Random) -> None:
    ids = store.queries.documents.ids()
    with store.transaction("Delete") as tx:
        for id in chance.sample(ids, min(len(ids), chance.randint(0, 2))):
            tx.remove(Ref("document", id))


def rename(store: Store, chance: random.Random) -> None:
    with store.transaction("Rename") as tx:
        tx.set_project(name=f"{chance.random()}" * chance.choice((1, 800)))


ACTS: tuple[Act, ...] = (
    paste,
    paste,
    delete,
    rename,
    lambda store, _: store.undo(),
    lambda store, _: store.redo(),
)


@contextmanager
def away(store: Store) -> Iterator[None]:
    other = store.path.with_name("away")
    store.path.rename(other)
    yield
    other.rename(store.path)


@contextmanager
def locked(store: Store) -> Iterator[None]:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("PRAGMA journal_mode").fetchone()
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def full(store: Store) -> Iterator[None]:
    connection = store._keeper._file.db.conn
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 1}").fetchall()
    yield
    connection.execute("PRAGMA max_page_count = 1000000").fetchall()


@contextmanager
def well(_store: Store) -> Iterator[None]:
    yield


def storm(path: Path, steps: int, seed: int) -> int:
    """Act under changing faults. Returns how many steps waited in memory at some time."""
    chance, waited = random.Random(seed), 0
    store = create_project(path)
    store._keeper._file.db.conn.execute("PRAGMA busy_timeout = 1")
    while steps > 0:
        with chance.choice((well, away, locked, full))(store):
            for _ in range(chance.randint(1, 6)):
                waited += act(store, chance.choice(ACTS), chance)
                steps -= 1
                if chance.random() < 0.2:
                    store.keeping.look()
        if chance.random() < 0.8:
            assert store.keeping.retry()
        assert check(store) == []
    assert store.keeping.retry()
    taken = last_of(store._db)
    store.close()
    again = Store.open(path)
    assert (last_of(again._db), check(again)) == (taken, [])
    again.close()
    return waited


def act(store: Store, wanted: Act, chance: random.Random) -> bool:
    """One act: it is taken whole, or refused in a sentence and leaves nothing."""
    before = last_of(store._db)
    try:
        wanted(store, chance)
    except Unwritable:
        assert last_of(store._db) == before
        return False
    assert last_of(store._db)[0] - before[0] in (0, 1)
    return bool(store.keeping.unsaved)


def test_whatever_is_in_the_way_every_step_that_was_taken_stays(tmp_path: Path) -> None:
    waited = sum(storm(tmp_path / f"{seed}.annotator", STEPS, seed) for seed in range(3))

    assert waited > STEPS


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_ten_thousand_steps_under_changing_faults_all_stay(tmp_path: Path) -> None:
    waited = sum(storm(tmp_path / f"{seed}.annotator", 100, seed) for seed in range(100, 200))

    print(f"{waited} of 10,000 steps waited in memory")  # noqa: T201
    assert waited > 1_000
