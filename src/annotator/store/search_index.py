"""An index of the words of all texts, which tells a search where it need not look.

It only narrows: the places themselves are always found in the texts, so that an index that is old
or missing makes a search slower and never wrong. It lies in the project file, outside of history,
is brought up to date after imports, and is dropped and made again when it is damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import pairwise

from sqlite_utils import Database

from annotator.model.ids import DocumentId
from annotator.store.errors import StoreError
from annotator.store.search_tables import OBJECTS
from annotator.text.folding import searchable
from annotator.text.places import Needed

LONGEST = 400_000
"""A text longer than this (code points) is read by each search: to index it takes too long."""
# As SQLite makes it: no segment in the index, and the version of its layout.
_INSIDE_OF_NEW = {
    "search_words_data": ((1, b""), (10, bytes(7))),
    "search_words_config": (("version", 4),),
}
_DEFENSIVE = 1010
"""SQLITE_DBCONFIG_DEFENSIVE, which Python has a name for from 3.12 on."""
_SHORTEST_PREFIX = 2
_RANGES = ("", *"123456789abcdef", "\U0010ffff")
_KEPT_OLD = 5000


Write = Callable[[], AbstractContextManager[None]]


class SearchIndex:
    """The index of an open project. `write` begins a transaction; without it it is only read."""

    def __init__(self, db: Database, write: Write | None) -> None:
        self._db = db
        self._write = write
        self._complete_at: tuple[int, int] | None = None
        self.damaged = False

    @property
    def exists(self) -> bool:
        """Whether there is anything to ask."""
        sql = "SELECT count(*) FROM sqlite_schema WHERE name IN ('search_text', 'search_words')"
        return not self.damaged and self._db.execute(sql).fetchone()[0] == 2  # noqa: PLR2004

    @property
    def held_up(self) -> bool:
        """Whether a step is under way, in which nothing can be indexed."""
        return bool(self._db.conn.in_transaction)

    def newest(self) -> int:
        """The number of the last text that was indexed; a search goes by those up to it."""
        if not self.exists:
            return 0
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM search_text").fetchone()[0])

    def candidates(
        self, needed: str, after: int, newest: int, limit: int
    ) -> list[tuple[int, DocumentId]] | None:
        """Documents that have what is needed, after a number, with their numbers.

        None when the index is damaged; it will be made again.
        """
        sql = (
            "SELECT t.id, t.document FROM search_words w CROSS JOIN search_text t ON t.id = w.rowid"
            " CROSS JOIN document d ON d.id = t.document AND d.sha256 = t.sha256"
            " WHERE search_words MATCH ? AND w.rowid > ? AND w.rowid <= ?"
            " ORDER BY w.rowid LIMIT ?"
        )
        try:
            rows = self._db.execute(sql, [needed, after, newest, limit]).fetchall()
        except StoreError:
            self.damaged = True
            return None
        return [(id, DocumentId(document)) for id, document in rows]

    def missing(self, newest: int) -> Iterator[list[DocumentId]]:
        """The documents whose texts are not among those up to a number, a part at a time."""
        if newest == 0:
            yield self._ids("SELECT id FROM document ORDER BY id", [])
            return
        state = self._state(newest)
        if state == self._complete_at:
            return
        found = 0
        for low, high in pairwise(_RANGES):
            # both sides are read in the order of their hashes
            part = self._ids(
                "SELECT id FROM document d INDEXED BY idx_document_sha256 WHERE sha256 >= ?"
                " AND sha256 < ? AND NOT EXISTS (SELECT 1 FROM search_text t"
                " WHERE t.sha256 = d.sha256 AND t.document = d.id AND t.id <= ?)",
                [low, high, newest],
            )
            found += len(part)
            yield sorted(part)
        if not found and state == self._state(newest):
            self._complete_at = state

    def forget(self) -> None:
        """Documents have changed: what is missing is looked for again."""
        self._complete_at = None

    def add(self, documents: Iterable[DocumentId]) -> None:
        """Index texts, in one small transaction; those that are too long are passed over."""
        if self._write is None or self.held_up:
            return
        with self._write():
            if not self.exists:
                self._make()
            for document in documents:
                self._add(document)
        self.forget()

    def clear(self) -> None:
        """Drop the index. It is made again with the next text that is added."""
        if self._write is None or self.held_up:
            return
        try:
            self._drop()
        except StoreError:  # SQLite cannot even read what it is to drop
            self._empty()
            self._drop()
        self.damaged = False
        self.forget()

    def is_whole(self) -> bool:
        """Whether SQLite finds the index whole; reads all of it, and writes nothing."""
        if self._write is None or not self.exists:
            return not self.damaged
        try:
            with self._write():
                sql = "INSERT INTO search_words(search_words) VALUES ('integrity-check')"
                self._db.execute(sql)
        except StoreError:
            self.damaged = True
        return not self.damaged

    def is_worn(self) -> bool:
        """Whether most of what it holds are texts that the project no longer has."""
        if not self.exists:
            return self.damaged
        held = self._db.execute("SELECT count(*) FROM search_text").fetchone()[0]
        there = self._db.execute("SELECT count(*) FROM document").fetchone()[0]
        return self.damaged or held > 2 * there + _KEPT_OLD

    def _drop(self) -> None:
        assert self._write
        with self._write():
            for name in ("search_words", "search_text"):
                self._db.execute(f"DROP TABLE IF EXISTS {name}")

    def _empty(self) -> None:
        """Give a damaged index the inside of a new one, past SQLite's guard of such tables."""
        assert self._write
        guard = getattr(self._db.conn, "setconfig", lambda *_: None)
        guard(_DEFENSIVE, False)  # noqa: FBT003 - the signature of sqlite3
        try:
            with self._write():
                for table, rows in _INSIDE_OF_NEW.items():
                    self._db.execute(f"DELETE FROM {table}")
                    sql = f"INSERT INTO {table} VALUES (?, ?)"
                    self._db.conn.executemany(sql, rows)
        finally:
            guard(_DEFENSIVE, True)  # noqa: FBT003

    def _make(self) -> None:
        for sql in OBJECTS.values():
            self._db.execute(sql)

    def _add(self, document: DocumentId) -> None:
        row = self._db.execute(
            "SELECT d.sha256, d.length, s.text FROM document d JOIN source_text s ON s.id = d.id"
            " WHERE d.id = ?",
            [document],
        ).fetchone()
        if row is None or row[1] > LONGEST:
            return
        sha256, _, data = row
        words = searchable(bytes(data).decode("utf-8", "replace"))
        cursor = self._db.execute(
            "INSERT OR IGNORE INTO search_text (document, sha256) VALUES (?, ?)", [document, sha256]
        )
        if cursor.rowcount == 1:
            sql = "INSERT INTO search_words (rowid, words) VALUES (?, ?)"
            self._db.execute(sql, [cursor.lastrowid, words])

    def _state(self, newest: int) -> tuple[int, int]:
        """What changes when another window writes, and when the index grows."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0]), newest

    def _ids(self, sql: str, values: Sequence[str | int]) -> list[DocumentId]:
        return [DocumentId(id) for (id,) in self._db.execute(sql, values).fetchall()]


def fts_query(needed: Sequence[Sequence[Needed]]) -> str:
    """What is needed in the terms of the index; empty where it cannot narrow anything."""
    groups = [[_phrase(each) for each in group] for group in needed]
    return " AND ".join(f"({' OR '.join(group)})" for group in groups if all(group))


def _phrase(needed: Needed) -> str:
    # a beginning of one letter is in every text, and takes long to gather
    if needed.open_end and len(needed.tokens) == 1 and len(needed.tokens[0]) < _SHORTEST_PREFIX:
        return ""
    return f'"{" ".join(needed.tokens)}"{" *" if needed.open_end else ""}'
