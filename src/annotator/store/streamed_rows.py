"""Rows of a step that is too large for memory, such as an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlite_utils import Database

from annotator.store.columns import Cell
from annotator.store.patches import PatchedRows
from annotator.store.recording import Recording
from annotator.store.texts import Texts

_TOGETHER = 1000


class StreamedRows(PatchedRows):
    """Hands its patches and its counts to the file a thousand at a time.

    `begin` begins the step in the history. Ids of new rows go up and are not looked for again.
    """

    def __init__(self, db: Database, texts: Texts, begin: Callable[[], Recording]) -> None:
        super().__init__(db, texts)
        self._begin = begin
        self._ids: dict[str, int] = {}

    def insert(self, table: str, row: Mapping[str, Cell]) -> int:
        """Write a new row; without an id it gets the next one. Returns the id."""
        id = super().insert(table, row)
        if id >= self._ids.get(table, 0):
            self._ids[table] = id + 1
        if len(self.patches) >= _TOGETHER:
            self._stream()
        return id

    def _next_id(self, table: str) -> int:
        return self._ids.get(table) or super()._next_id(table)

    def _stream(self) -> None:
        self.recording = self.recording or self._begin()
        self.recording.take(self.patches)
        self.patches.clear()
        self.derived.flush()
