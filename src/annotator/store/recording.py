"""A step of the history in the making: its patches are stored and hashed as they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlite_utils import Database

from annotator.model.ids import Kind
from annotator.store.chain import STEP_COLUMNS, Link, last_link
from annotator.store.columns import Cell, dump, integer
from annotator.store.patches import DumpRow, Patch, write_patches
from annotator.store.runs import Runs

_LIST_OWNER: dict[str, Kind] = {"entity_member": "entity", "statement_about": "statement"}
_KIND_OF: dict[str, Kind] = {"source_text": "document"}
_LABEL = STEP_COLUMNS.index("label")


def touched_by(patches: Iterable[Patch]) -> dict[Kind, Runs]:
    """The objects whose rows, or rows of whose lists, the patches changed."""
    touched: dict[Kind, Runs] = {}
    touch(touched, patches)
    return touched


def touch(touched: dict[Kind, Runs], patches: Iterable[Patch]) -> None:
    """Add what some more patches changed."""
    for patch in patches:
        kind, id = _KIND_OF.get(patch.table, cast("Kind", patch.table)), patch.row
        if patch.table in _LIST_OWNER:
            kind = _LIST_OWNER[patch.table]
            id = integer((patch.after or patch.before or {})["owner"])
        if kind not in touched:
            touched[kind] = Runs()
        touched[kind].add(id)


class Recording:
    """Begins a step with all its columns, of which only the label may be another in the end."""

    def __init__(self, db: Database, cells: Sequence[Cell]) -> None:
        self.touched: dict[Kind, Runs] = {}
        self._db = db
        self._cells = list(cells)
        self._link = Link(last_link(db))
        names = ", ".join(f'"{name}"' for name in STEP_COLUMNS)
        marks = ", ".join("?" * len(cells))
        # before its patches, whose links to it would else have to be found again
        db.execute(f"INSERT INTO step ({names}) VALUES ({marks})", self._cells)

    def take(self, patches: Sequence[Patch], dump: DumpRow = dump) -> None:
        """Store some patches of the step, in order."""
        write_patches(self._db, integer(self._cells[0]), patches, self._link, dump)
        touch(self.touched, patches)

    def close(self, label: str) -> None:
        """Give the step its label and its hash."""
        self._cells[_LABEL] = label
        self._db.execute(
            "UPDATE step SET label = ?, hash = ? WHERE id = ?",
            [label, self._link.close(self._cells), self._cells[0]],
        )
