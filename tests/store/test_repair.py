"""A repaired copy is whole, has all that was intact, and lists the rest with its words."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.checking import check_file
from annotator.store.connection import connect
from annotator.store.errors import StoreError
from annotator.store.finding import Finding
from annotator.store.lost import LostAndFound
from annotator.store.new_history import RepairedBy
from annotator.store.repair import NotRepaired, repair_copy
from annotator.store.store import Store
from annotator.store.tables import CONTENT
from tests.store.rich import SCHEMA, rich_project
from tests.store.test_flips import damaged

BY = RepairedBy("ana", "2026-11-25T10:00:00.000+00:00", SCHEMA)
Rows = dict[tuple[str, int], tuple[object, ...]]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.annotator"
    rich_project(path)
    return path


@pytest.fixture(scope="session")
def intact(whole: Path) -> Rows:
    return content(whole)


@pytest.fixture
def project(tmp_path: Path, whole: Path) -> Path:
    path = tmp_path / "desk.annotator"
    path.write_bytes(whole.read_bytes())
    return path


def content(path: Path) -> Rows:
    """Every row that somebody made."""
    found: Rows = {}
    with closing(connect(path, read_only=True, immutable=True)) as db:
        db.conn.text_factory = lambda cell: cell.decode("utf-8", "replace")
        for table in CONTENT:
            if table.name != "project":
                for row in db.execute(f'SELECT * FROM "{table.name}"').fetchall():
                    found[table.name, row[0]] = tuple(row)
    return found


def told(path: Path) -> list[Finding] | None:
    try:
        return check_file(path)
    except StoreError:
        return None


def broken(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def repaired(project: Path, backup: Path | None = None) -> tuple[Path, LostAndFound]:
    output = project.with_name("repaired.annotator")
    output.unlink(missing_ok=True)
    return output, repair_copy(project, output, [backup] if backup else [], BY)


VIOLATIONS = {
    "text hash": "UPDATE document SET sha256 = 'x' WHERE id = {document}",
    "text length": "UPDATE document SET length = {n} WHERE id = {document}",
    "text": "UPDATE source_text SET text = CAST(text || 'x' AS BLOB) WHERE id = {document}",
    "lost text": "DELETE FROM source_text WHERE id = {document}",
    "offset": 'UPDATE mention SET "end" = 9000 + {n} WHERE id = {mention}',
    "backwards": 'UPDATE mention SET start = "end" + {n} WHERE id = {mention}',
    "bin": "UPDATE mention SET bin = {n} + 5 WHERE id = {mention}",
    "head": "UPDATE mention SET head_start = 0, head_end = 1 + {n} WHERE id = {mention}",
    "words": "UPDATE mention SET surface = 'w{n}' WHERE id = {mention}",
    "link": "UPDATE mention SET entity = 900 + {n} WHERE id = {mention}",
    "entity gone": "DELETE FROM entity WHERE id = 1 + {n} % 2",
    "type": "UPDATE mention SET type = 'ghost{n}' WHERE id = {mention}",
    "kind": "UPDATE statement SET kind = 'ghost{n}' WHERE id = {statement}",
    "loop": "UPDATE statement SET parent = id WHERE id = {statement}",
    "members": "UPDATE entity_member SET entity = owner",
    "no name": "UPDATE entity SET name = ' ' WHERE id = 1 + {n} % 2",
    "not UTF-8": "UPDATE mention SET author = CAST(x'ff' AS TEXT) WHERE id = {mention}",
    "state": "UPDATE claim SET text = 'Else {n}.' WHERE id = {document}",
    "row gone": "DELETE FROM mention WHERE id = {mention}",
    "row from nowhere": "INSERT INTO claim (id, text, verdict, author, created_at, status)"
    " VALUES (900 + {n}, 'x', 'unverified', 'a', 'b', 'accepted')",
    "two ends": "UPDATE note SET target_entity = 1 WHERE id = {document}",
    "tally": "UPDATE document_tally SET mentions = mentions + 1 + {n} WHERE id = {document}",
    "names": "UPDATE entity_word SET word = 'w{n}' "
    " WHERE id = (SELECT min(id) + {n} % 3 FROM entity_word)",
    "schema": "UPDATE project SET schema = '{{' || {n}",
    "chain": "UPDATE step SET hash = 'x' WHERE id = 1 + {n}",
    "label": "UPDATE step SET label = label || 'x' WHERE id = 1 + {n}",
    "tops": "UPDATE step SET below = 900 WHERE id = 2 + {n}",
    "patch": "UPDATE patch SET after = after || ' ' WHERE id = 3 + {n}",
    "patch gone": "DELETE FROM patch WHERE id = 1 + {n}",
    "step gone": "DELETE FROM step WHERE id = 2 + {n}",
}
_MADE_UP = {"row from nowhere"}


def violation(name: str, n: int) -> str:
    ids = {"document": 1 + n % 6, "mention": 1 + n % 40, "statement": 1 + n % 12}
    return VIOLATIONS[name].format(n=n, **ids)


def mend_one(project: Path, intact: Rows, name: str, n: int, backup: Path) -> None:
    data = project.read_bytes()
    broken(project, violation(name, n))
    found = told(project)
    assert found, "it is named"
    changed = content(project)

    # without any text nothing can be said to be annotated in it
    output, lost = repaired(project, backup if name == "lost text" else None)

    after = content(output)
    assert check_file(output) == []
    listed = {(one["table"], one["id"]) for one in lost.changes}
    for key, row in intact.items():
        if changed.get(key) == row and key not in listed:
            assert after.get(key) == row, key
    mentions = {
        key for key, row in intact.items() if key[0] == "mention" and changed.get(key) == row
    }
    gone = mentions - set(after)
    assert not gone, "no intact annotation is deleted"
    output.unlink()
    project.write_bytes(data)


@pytest.mark.parametrize("name", VIOLATIONS)
def test_what_is_broken_is_named_and_mended(
    project: Path, intact: Rows, whole: Path, name: str
) -> None:
    for n in (0, 7):
        mend_one(project, intact, name, n, whole)


@pytest.mark.slow
@pytest.mark.parametrize("name", VIOLATIONS)
def test_what_is_broken_in_twenty_ways_is_mended(
    project: Path, intact: Rows, whole: Path, name: str
) -> None:
    for n in range(20):
        mend_one(project, intact, name, n, whole)


def flips(whole: bytes, bits: int, seed: int) -> bytes:
    """A file with some bits changed behind its first page."""
    chance, data = random.Random(seed), bytearray(whole)
    for _ in range(bits):
        data[chance.randrange(4096, len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def kept_rows(project: Path, intact: Rows, seeds: range, bits: int) -> float:
    """The share of the rows that are in the repaired copies as they were."""
    whole, rows = project.read_bytes(), 0
    for seed in seeds:
        project.write_bytes(flips(whole, bits, seed))
        output, _ = repaired(project)
        assert check_file(output) == [], seed
        after = content(output)
        rows += sum(after.get(key) == row for key, row in intact.items())
    return rows / (len(seeds) * len(intact))


def test_rows_outlive_eight_flipped_bits(project: Path, intact: Rows) -> None:
    assert kept_rows(project, intact, range(6), 8) > 0.9


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_99_of_100_rows_outlive_flipped_bits(project: Path, intact: Rows, bits: int) -> None:
    assert kept_rows(project, intact, range(100), bits) >= 0.99


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_with_a_backup_everything_comes_back(project: Path, whole: Path, intact: Rows) -> None:
    data = project.read_bytes()
    for seed in range(100, 400):
        project.write_bytes(damaged(data, seed))
        output, lost = repaired(project, whole)
        after = content(output)
        missing = [key for key, row in intact.items() if after.get(key) != row]
        assert set(missing) <= {(str(one["table"]), one["id"]) for one in lost.changes}, seed


def test_a_file_without_a_beginning_is_read_by_the_pages_of_a_new_one(
    project: Path, intact: Rows
) -> None:
    project.write_bytes(bytes(4096) + project.read_bytes()[4096:])

    output, _ = repaired(project)

    assert content(output) == intact


def test_a_backup_gives_back_lost_pages(project: Path, whole: Path, intact: Rows) -> None:
    data = project.read_bytes()
    project.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))

    output, _ = repaired(project, whole)

    assert content(output) == intact


def test_what_is_in_doubt_is_listed_with_its_words(project: Path, tmp_path: Path) -> None:
    broken(project, "UPDATE mention SET type = 'ghost' WHERE id = 3")

    output, lost = repaired(project)
    _, listed = lost.write(output)

    assert "mention 3: it differed from the history, which was kept." in listed.read_text()
    assert "words: Ada Otieno" in listed.read_text()


def test_the_history_of_a_repaired_project_goes_on(project: Path) -> None:
    broken(project, "UPDATE step SET label = 'x' WHERE id = 4")
    output, lost = repaired(project)
    assert lost.history

    with closing(Store.open(output)) as store:
        with store.transaction("Rename") as tx:
            tx.set_project(name="goes on")
        store.undo()
    assert check_file(output) == []


def test_what_cannot_be_repaired_leaves_nothing(project: Path) -> None:
    project.write_bytes(random.Random(1).randbytes(20000))

    with pytest.raises(NotRepaired):
        repaired(project)
    assert [path.name for path in project.parent.iterdir()] == [project.name]
