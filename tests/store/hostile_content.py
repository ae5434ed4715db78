"""Project files of the right shape whose rows, pages or companions are made to do harm."""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from tests.store.hostile_files import REFUSED, TOLD, attack, rewritten, sql

PAGE = 4096
HUGE = 2**63 - 1


def loose(path: Path, table: str, script: str) -> None:
    """Write what a strict table does not take, and leave no trace in how it was made."""
    rewritten(path, table, " STRICT", "")
    sql(path, script)
    rewritten(path, table, "\n)", "\n) STRICT")


def root_of(path: Path, name: str) -> int:
    """The number of the page at which a table begins."""
    with closing(sqlite3.connect(path)) as db:
        row = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [name]).fetchone()
    return int(row[0])


def patched(path: Path, at: int, data: bytes) -> None:
    """Write over bytes of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def appended(path: Path, pages: list[bytes]) -> int:
    """Add pages, as if SQLite had; returns the number of the first."""
    first = path.stat().st_size // PAGE + 1
    with path.open("ab") as file:
        file.write(b"".join(pages))
    patched(path, 28, struct.pack(">I", path.stat().st_size // PAGE))
    return first


def interior(children: list[int]) -> bytes:
    """A page of a table whose rows are all on other pages."""
    cells = b"".join(struct.pack(">IB", child, 100) for child in children)
    start = PAGE - len(cells)
    places = b"".join(struct.pack(">H", start + 5 * n) for n in range(len(children)))
    head = struct.pack(">BHHHBI", 5, 0, len(children), start, 0, children[0])
    return (head + places).ljust(start, b"\0") + cells


# What rows hold


@attack(TOLD)
def title_of_80_megabytes(path: Path) -> None:
    sql(
        path,
        "UPDATE document SET title = replace(hex(zeroblob(40000000)), '00', 'xx') WHERE id = 1",
    )


@attack(TOLD)
def title_of_100_megabytes(path: Path) -> None:
    sql(path, "UPDATE document SET title = hex(zeroblob(50000000)) WHERE id = 1")


@attack(TOLD)
def title_that_is_not_utf_8(path: Path) -> None:
    sql(path, "UPDATE document SET title = CAST(x'4142ff43' AS TEXT) WHERE id = 2")


@attack(TOLD)
def title_with_a_nul(path: Path) -> None:
    sql(path, "UPDATE document SET title = 'a' || char(0) || 'b' WHERE id = 1")


@attack(TOLD)
def bytes_for_a_title(path: Path) -> None:
    loose(path, "document", "UPDATE document SET title = x'414243'")


@attack(TOLD)
def words_for_a_number(path: Path) -> None:
    loose(path, "document", "UPDATE document SET length = 'many'")


@attack(TOLD)
def nothing_where_something_must_be(path: Path) -> None:
    rewritten(path, "mention", '"type" TEXT NOT NULL', '"type" TEXT')
    sql(path, "UPDATE mention SET type = NULL")
    rewritten(path, "mention", '"type" TEXT', '"type" TEXT NOT NULL')


@attack(TOLD)
def text_of_another_length(path: Path) -> None:
    sql(path, "UPDATE document SET length = 9000000000000000000")


@attack(TOLD)
def the_largest_ids(path: Path) -> None:
    sql(
        path,
        f"UPDATE mention SET id = {HUGE} WHERE id = 1; UPDATE step SET id = {HUGE} WHERE id = 1",
    )


@attack(TOLD)
def ids_below_nothing(path: Path) -> None:
    sql(path, "UPDATE entity SET id = -id")


@attack(TOLD)
def places_beyond_every_text(path: Path) -> None:
    sql(path, f'UPDATE mention SET start = {HUGE - 1}, "end" = {HUGE}, bin = {HUGE}')


@attack(TOLD)
def places_turned_round(path: Path) -> None:
    sql(path, 'UPDATE mention SET start = "end", "end" = start')


@attack(TOLD)
def spans_nested_100_000_deep(path: Path) -> None:
    sql(path, f"UPDATE mention SET spans = '{'[' * 100_000}{']' * 100_000}'")


@attack(TOLD)
def spans_by_the_million(path: Path) -> None:
    # 30 MB in one cell; at 36 MB an export takes 303 to 310 MB on Python 3.13
    sql(path, f"UPDATE mention SET spans = '[{'[1,2],' * 5_000_000}[1,2]]' WHERE id = 1")


@attack(TOLD)
def spans_of_five_thousand_digits(path: Path) -> None:
    sql(path, f"UPDATE mention SET spans = '[[1,{'9' * 5_000}]]'")


@attack(TOLD)
def spans_that_are_no_numbers(path: Path) -> None:
    sql(path, "UPDATE mention SET spans = '[[NaN,Infinity],[1e999,\"x\"]]'")


@attack(TOLD)
def attributes_with_one_name_twice(path: Path) -> None:
    sql(path, """UPDATE mention SET attributes = '{"a":1,"a":[[[]]]}'""")


@attack(TOLD)
def attributes_nested_deep(path: Path) -> None:
    sql(path, f"UPDATE document SET attributes = '{'[' * 200_000}'")


@attack(TOLD)
def schema_nested_deep(path: Path) -> None:
    sql(path, f"UPDATE project SET schema = '{'[' * 50_000}{']' * 50_000}'")


@attack(TOLD)
def schema_that_is_none(path: Path) -> None:
    sql(path, "UPDATE project SET schema = '\"<script>\"'")


@attack(TOLD)
def no_project_in_the_project(path: Path) -> None:
    sql(path, "DELETE FROM project")


@attack(TOLD)
def statement_inside_itself(path: Path) -> None:
    sql(path, "UPDATE statement SET parent = id")


@attack(TOLD)
def history_in_a_ring(path: Path) -> None:
    sql(path, 'UPDATE step SET below = id, undo_top = id, redo_top = id, "of" = id')


@attack(TOLD)
def history_that_writes_to_other_tables(path: Path) -> None:
    sql(path, """UPDATE patch SET "table" = 'sqlite_schema'""")


@attack(TOLD)
def history_with_a_statement_for_a_column(path: Path) -> None:
    sql(path, """UPDATE patch SET after = '{"id\\" = 1; DROP TABLE note; --": 1}'""")


@attack(TOLD)
def history_nested_deep(path: Path) -> None:
    sql(path, f"UPDATE patch SET after = '{'[' * 100_000}'")


# What no SQLite ever wrote


@attack(REFUSED)
def nothing_but_zeros(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + bytes(20_000))


@attack(REFUSED)
def page_size_of_three(path: Path) -> None:
    patched(path, 16, b"\0\3")


@attack(REFUSED)
def page_size_of_64_kilobytes(path: Path) -> None:
    patched(path, 16, b"\0\1")


@attack(REFUSED)
def four_thousand_million_pages(path: Path) -> None:
    patched(path, 28, b"\xff\xff\xff\xfe")


@attack(REFUSED)
def a_file_of_16_terabytes_of_nothing(path: Path) -> None:
    os.truncate(path, (1 << 44) - (1 << 20))
    patched(path, 28, struct.pack(">I", ((1 << 44) - (1 << 20)) // PAGE))


@attack(TOLD)
def a_file_of_60_gigabytes_of_nothing(path: Path) -> None:
    os.truncate(path, 60 << 30)
    patched(path, 28, struct.pack(">I", (60 << 30) // PAGE))


@attack(TOLD)
def header_that_asks_for_another_journal(path: Path) -> None:
    patched(path, 18, b"\2\2")


@attack(REFUSED)
def header_of_a_later_sqlite(path: Path) -> None:
    patched(path, 18, b"\7\7")


@attack(REFUSED)
def text_said_to_be_utf_16(path: Path) -> None:
    patched(path, 56, struct.pack(">I", 2))


@attack(REFUSED)
def schema_of_an_unknown_kind(path: Path) -> None:
    patched(path, 44, struct.pack(">I", 99))


@attack(TOLD)
def pages_with_hardly_room(path: Path) -> None:
    patched(path, 20, b"\xff")


@attack(TOLD)
def free_pages_in_a_ring(path: Path) -> None:
    first = appended(path, [struct.pack(">II", 0, 0).ljust(PAGE, b"\0")])
    patched(path, (first - 1) * PAGE, struct.pack(">II", first, 0))
    patched(path, 32, struct.pack(">II", first, 5))


@attack(REFUSED)
def table_in_a_ring(path: Path) -> None:
    root = root_of(path, "note")
    patched(path, (root - 1) * PAGE, interior([root] * 200))


@attack(REFUSED)
def table_that_doubles_at_every_level(path: Path) -> None:
    """Twelve pages, each 300 times the next: more rows than anything could count."""
    root = root_of(path, "note")
    leaf = path.read_bytes()[(root - 1) * PAGE : root * PAGE]
    first = path.stat().st_size // PAGE + 1
    pages = [interior([first + level + 1] * 300) for level in range(11)]
    appended(path, [*pages, leaf])
    patched(path, (root - 1) * PAGE, interior([first] * 300))


@attack(TOLD)
def text_on_pages_in_a_ring(path: Path) -> None:
    sql(path, "UPDATE source_text SET text = zeroblob(40000) WHERE id = 1")
    data = path.read_bytes()
    pages = range(1, len(data) // PAGE)
    zeros = [n for n in pages if not any(data[n * PAGE + 4 : (n + 1) * PAGE])]
    for page in zeros:
        patched(path, page * PAGE, struct.pack(">I", zeros[0] + 1))


@attack(TOLD)
def lengths_of_nine_bytes(path: Path) -> None:
    """The first cell of every leaf says that it is as long as a number can be."""
    data = path.read_bytes()
    for page in range(1, len(data) // PAGE):
        if data[page * PAGE] == 13:
            cell = int.from_bytes(data[page * PAGE + 8 : page * PAGE + 10], "big")
            patched(path, page * PAGE + cell, b"\xff" * 9)


# What lies beside it


@attack(REFUSED)
def journal_that_names_another_file(path: Path) -> None:
    name = str(path.with_name("precious")).encode()
    tail = struct.pack(">I", 1) + name + struct.pack(">II", len(name), sum(name))
    magic = bytes.fromhex("d9d505f920a163d7")
    journal = magic + struct.pack(">IIIII", 0, 0, 0, 512, PAGE)
    path.with_name("precious").write_bytes(b"\0")
    path.with_name(f"{path.name}-journal").write_bytes(journal.ljust(512, b"\0") + tail + magic)


@attack(REFUSED)
def write_ahead_log_beside_it(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"\x37\x7f\x06\x82".ljust(4096, b"\0"))
