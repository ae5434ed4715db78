"""Rows of a step that is too large for memory, such as an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlite_utils import Database

from annotator.store.columns import Cell, integer
from annotator.store.patches import PatchedRows
from annotator.store.recording import Recording
from annotator.store.texts import Texts

_TOGETHER = 1000
_MOST_COUNTED = 10_000


class StreamedRows(PatchedRows):
    """Hands its patches and its counts to the file a thousand at a time.

    `begin` begins the step in the history. Ids of new rows go up and are not looked for again.
    """

    def __init__(self, db: Database, texts: Texts, begin: Callable[[], Recording]) -> None:
        super().__init__(db, texts)
        from annotator.store.row_json import dump_row  # noqa: PLC0415 - what no start needs

        self._begin, self._dump = begin, dump_row
        self._ids: dict[str, int] = {}

    def insert_all(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Write new rows that all have the same columns, their ids among them."""
        super().insert_all(table, rows)
        last = max(integer(row["id"]) for row in rows)
        self._ids[table] = max(last + 1, self._ids.get(table, 0))
        if len(self.patches) >= _TOGETHER:
            self._stream()

    def _next_id(self, table: str) -> int:
        return self._ids.get(table) or super()._next_id(table)

    def _stream(self) -> None:
        self.recording = self.recording or self._begin()
        self.recording.take(self.patches, self._dump)
        self.patches.clear()
        if self.derived.held >= _MOST_COUNTED:
            self.derived.flush()
