"""What the file refuses is kept in memory, and saved as soon as the file takes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, Ref
from annotator.store.check import check
from annotator.store.errors import Rejected, StoreError, Unwritable
from annotator.store.store import MOST_UNSAVED, Store
from annotator.store.trouble import Cause

Refusal = Callable[[], None]


def rename(store: Store, name: str) -> None:
    with store.transaction("Rename") as tx:
        tx.set_project(name=name)


def paste(store: Store, text: str, *, repeatable: bool = False) -> DocumentId:
    with store.transaction("Paste", repeatable=repeatable) as tx:
        about = Document(DocumentId(0), "t", sha256_of(text), len(text), tx.now, "ben")
        return tx.add_document(about, text)


def full(store: Store) -> Refusal:
    """Let the disk be full from now on. Returns what makes room again."""
    conn = store._keeper._file.db.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    def room() -> None:
        conn.execute("PRAGMA max_page_count = 1000000").fetchall()

    return room


def reopened(store: Store) -> Store:
    store.close()
    return Store.open(store.path)


def name_in(path: Path) -> str:
    """The name of a project that is closed."""
    with closing(Store.open(path, read_only=True)) as store:
        return store.queries.project().name


def cause(store: Store) -> Cause | None:
    return store.keeping.trouble and store.keeping.trouble.cause


def test_a_step_that_finds_the_disk_full_half_way_is_kept_and_saved_later(
    store: Store, article: DocumentId
) -> None:
    room = full(store)
    heard: list[str] = []
    store.subscribe(lambda change: heard.append(change.label))

    with store.transaction("Rename and paste") as tx:
        tx.set_project(name="kept")
        text = "Ada said no. " * 5000
        about = Document(DocumentId(0), "t", sha256_of(text), len(text), tx.now, "ben")
        pasted = tx.add_document(about, text)
        tx.set_project(name="kept too")

    assert store.keeping.unsaved == ("Rename and paste",)
    assert cause(store) is Cause.FULL
    assert store.queries.project().name == "kept too"
    assert store.queries.documents.text(pasted) == text
    assert not store.keeping.retry()
    assert heard == ["Rename and paste"]
    room()
    assert store.keeping.retry()
    assert (store.keeping.unsaved, store.keeping.trouble) == ((), None)
    again = reopened(store)
    assert again.queries.project().name == "kept too"
    assert again.queries.documents.text(pasted) == text
    assert check(again) == []
    again.close()


def test_undo_redo_and_deletion_are_kept_too_and_the_history_is_the_same(store: Store) -> None:
    text = "Ada said no. " * 5000
    rename(store, "before")
    room = full(store)

    pasted = paste(store, text)
    store.undo()
    store.redo()
    with store.transaction("Delete") as tx:
        tx.remove(Ref("document", pasted))
    store.undo()
    in_memory = [(step.id, step.label, step.kind) for step in store.history.steps()]

    assert store.keeping.unsaved == ("Paste", "Paste", "Paste", "Delete", "Delete")
    room()
    store.keeping.look()
    assert store.keeping.unsaved == ()
    again = reopened(store)
    assert [(step.id, step.label, step.kind) for step in again.history.steps()] == in_memory
    assert again.queries.documents.text(pasted) == text
    assert check(again) == []
    again.close()


def test_only_so_many_steps_are_kept_and_an_import_is_not(store: Store) -> None:
    full(store)
    with pytest.raises(StoreError, match="disk is full"):
        paste(store, "x" * 100_000, repeatable=True)
    assert store.keeping.unsaved == ()
    assert store.queries.documents.count() == 0

    for _ in range(MOST_UNSAVED):
        paste(store, f"{store.queries.documents.count()} " * 3000)

    with pytest.raises(Unwritable, match="20 steps are not saved yet"):
        rename(store, "one too many")
    assert store.queries.documents.count() == MOST_UNSAVED


def test_what_is_not_saved_can_be_dropped_and_those_who_show_it_hear_of_it(store: Store) -> None:
    room = full(store)
    pasted = paste(store, "Ada said no. " * 5000)
    told = []
    store.subscribe(told.append)

    store.drop_unsaved()

    assert store.keeping.unsaved == ()
    assert store.queries.documents.find(pasted) is None
    assert [change.ids("document") for change in told] == [{pasted}]
    room()
    rename(store, "after")
    assert check(store) == []


def test_a_step_that_breaks_a_rule_is_refused_in_memory_as_well(store: Store) -> None:
    room = full(store)

    with pytest.raises(Rejected), store.transaction("Text of no document") as tx:
        tx.rows.insert("source_text", {"id": 9, "text": b"x" * 100_000})

    assert store.keeping.unsaved == ()
    room()
    store.keeping.look()
    assert store.keeping.trouble is None
    rename(store, "after")
    store.close()
    assert name_in(store.path) == "after"


def test_a_locked_file_takes_the_step_when_the_other_program_lets_go(
    store: Store, path: Path
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    rename(store, "kept")

    assert (store.keeping.unsaved, cause(store)) == (("Rename",), Cause.BUSY)
    other.execute("ROLLBACK")
    other.close()
    assert store.keeping.retry()
    store.close()
    assert name_in(store.path) == "kept"


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_was_moved_or_replaced_is_not_written_until_it_is_back(
    store: Store, path: Path, *, replaced: bool
) -> None:
    rename(store, "before")
    moved = path.with_name("moved.annotator")
    path.rename(moved)
    if replaced:
        path.write_bytes(moved.read_bytes())
    before = {child: child.read_bytes() for child in path.parent.iterdir()}

    rename(store, "after")

    assert {child: child.read_bytes() for child in path.parent.iterdir()} == before
    assert cause(store) is (Cause.REPLACED if replaced else Cause.GONE)
    assert store.keeping.at_risk
    copy = path.with_name("copy.annotator")
    store.copy_to(copy)
    assert name_in(copy) == "after"
    moved.replace(path)
    store.keeping.look()
    assert (store.keeping.trouble, store.keeping.at_risk) == (None, False)
    store.close()
    assert name_in(store.path) == "after"


def test_what_another_program_wrote_is_never_written_over(store: Store, path: Path) -> None:
    rename(store, "before")
    with sqlite3.connect(path) as other:
        other.execute("UPDATE project SET name = 'theirs'")
    other.close()
    theirs = path.read_bytes()

    with store.transaction("Paste") as tx:
        about = Document(DocumentId(0), "t", sha256_of("No."), 3, tx.now, "ben")
        tx.add_document(about, "No.")

    assert (store.keeping.unsaved, cause(store)) == (("Paste",), Cause.CHANGED)
    assert not store.keeping.retry()
    assert path.read_bytes() == theirs
    copy = path.with_name("copy.annotator")
    store.copy_to(copy)
    with closing(Store.open(copy, read_only=True)) as both:
        assert (both.queries.project().name, both.queries.documents.count()) == ("theirs", 1)


def test_another_copy_written_over_the_file_in_place_is_noticed(store: Store, path: Path) -> None:
    rename(store, "before")
    store.close()
    theirs = path.with_name("theirs.annotator")
    theirs.write_bytes(path.read_bytes())
    with_theirs = Store.open(theirs, author="tom")
    rename(with_theirs, "theirs")
    with_theirs.close()
    ours = Store.open(path)
    rename(ours, "ours")

    path.write_bytes(theirs.read_bytes())  # as some that synchronise do: the same file, rewritten
    ours.keeping.look()

    assert cause(ours) is Cause.CHANGED
    with pytest.raises(StoreError, match="another program has written to it"):
        rename(ours, "over theirs")
    assert path.read_bytes() == theirs.read_bytes()
    ours.close()


def test_a_file_that_was_only_touched_is_ours_still(store: Store, path: Path) -> None:
    rename(store, "before")

    path.touch()
    store.keeping.look()

    assert store.keeping.trouble is None
    rename(store, "after")
    assert store.keeping.unsaved == ()


def test_a_window_that_reads_hears_when_the_one_that_writes_did_or_closed(
    store: Store, path: Path
) -> None:
    reading = Store.open(path)
    assert reading.held_by
    reading.keeping.look()
    assert reading.keeping.trouble is None

    rename(store, "after")
    reading.keeping.look()
    assert cause(reading) is Cause.OVERTAKEN

    store.close()
    reading.keeping.look()
    assert cause(reading) is Cause.FREED
    assert "Open it again to annotate" in reading.keeping.trouble.sentence
    reading.close()


def test_the_end_of_a_step_is_not_taken_for_somebody_else_writing(store: Store) -> None:
    def watched(work: Callable[[], object]) -> None:
        work()
        store.keeping.look()  # as a timer may, when what ends the step runs on a thread of its own

    with store.transaction("Rename", alone=watched) as tx:
        tx.set_project(name="after")

    assert store.keeping.trouble is None
    assert store.keeping.unsaved == ()
