"""Rows of a step that is too large for memory, such as an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlite_utils import Database

from annotator.store.columns import Cell, integer
from annotator.store.patches import PatchedRows
from annotator.store.recording import Recording
from annotator.store.texts import Texts

_TOGETHER = 1000
_AT_ONCE = ("document", "source_text")
"""What the rest of a step goes by."""


class StreamedRows(PatchedRows):
    """Hands new rows, its patches and its counts to the file a thousand at a time.

    `begin` begins the step in the history. Ids of new rows go up and are not looked for again.
    Whoever reads in the step what was made in it, documents aside, has to call `settle` before.
    """

    def __init__(self, db: Database, texts: Texts, begin: Callable[[], Recording]) -> None:
        super().__init__(db, texts)
        from annotator.store.row_json import dump_row  # noqa: PLC0415 - what no start needs

        self._begin, self._dump = begin, dump_row
        self._ids: dict[str, int] = {}
        self._held: dict[str, list[Mapping[str, Cell]]] = {}
        self._many = 0

    def insert_all(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Write new rows that all have the same columns, their ids among them."""
        last = max(integer(row["id"]) for row in rows)
        self._ids[table] = max(last + 1, self._ids.get(table, 0))
        if table in _AT_ONCE:
            super().insert_all(table, rows)
        else:
            self._held.setdefault(table, []).extend(rows)
            self._many += len(rows)
        if len(self.patches) + self._many >= _TOGETHER:
            self.settle()
            self._stream()

    def read(self, table: str, id: int) -> dict[str, Cell] | None:
        """A row as a dictionary, or None where there is none."""
        self.settle()
        return super().read(table, id)

    def settle(self) -> None:
        """Write what is held back, so that it can be read."""
        held, self._held, self._many = self._held, {}, 0
        for table, rows in held.items():
            super().insert_all(table, rows)

    def _next_id(self, table: str) -> int:
        return self._ids.get(table) or super()._next_id(table)

    def _stream(self) -> None:
        self.recording = self.recording or self._begin()
        self.recording.take(self.patches, self._dump)
        self.patches.clear()
        self.derived.flush_if_many()
