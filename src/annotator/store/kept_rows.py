"""Rows of a step that goes on in memory when the file refuses one of its writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sqlite_utils import Database

from annotator.store.columns import Cell, integer
from annotator.store.derived import Derived
from annotator.store.errors import StoreError, Unwritable
from annotator.store.patches import PatchedRows
from annotator.store.tables import BY_NAME
from annotator.store.texts import Texts

T = TypeVar("T")
Rescue = Callable[[StoreError], None]
"""Moves the project into memory and begins there; raises the error when that cannot be."""


class KeptRows(PatchedRows):
    """Repeats in memory what the file took back, and the write that it refused."""

    def __init__(self, db: Database, texts: Texts, rescue: Rescue) -> None:
        super().__init__(db, texts)
        self._texts = texts
        self._rescue = rescue
        self._heavy: dict[tuple[str, int], Cell] = {}

    def insert_all(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Write new rows that all have the same columns, their ids among them."""
        insert_all = super().insert_all
        self._kept(lambda: insert_all(table, rows))
        heavy = BY_NAME[table].heavy
        if heavy:
            self._heavy |= {(table, integer(row["id"])): row[heavy] for row in rows}

    def update(self, table: str, id: int, row: Mapping[str, Cell]) -> bool:
        """Change the columns that differ. Returns whether any did."""
        update = super().update
        return self._kept(lambda: update(table, id, row))

    def delete(self, table: str, id: int) -> None:
        """Take a row away."""
        delete = super().delete
        self._kept(lambda: delete(table, id))

    def again(self) -> None:
        """Write everything once more, where the project is by now."""
        done, self.patches = self.patches, []
        self.derived = Derived(self._db, self._texts)
        for patch in done:
            heavy = self._heavy.get((patch.table, patch.row))
            assert heavy is None or isinstance(heavy, bytes)
            self.apply(patch, forwards=True, heavy=heavy)

    def _kept(self, write: Callable[[], T]) -> T:
        try:
            return write()
        except Unwritable as error:
            self._rescue(error)
            self.again()
            return write()
