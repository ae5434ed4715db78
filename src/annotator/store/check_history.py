"""Whether the history is whole: played again from nothing, it must give the present state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlite_utils import Database

from annotator.store.change import StepKind
from annotator.store.check_rows import Rows, RowsById
from annotator.store.columns import Cell
from annotator.store.finding import Finding, ref_of
from annotator.store.tables import BY_NAME, CONTENT

Cells = dict[str, Cell]


class _Unplayable(Exception):
    """A patch that does not fit the state it is to be applied to."""


@dataclass(frozen=True, slots=True)
class _Patch:
    """A stored patch; of a heavy column only the hash is kept."""

    table: str
    row: int
    before: Cells | None
    after: Cells | None
    heavy: str | None


@dataclass(frozen=True, slots=True)
class _Step:
    id: int
    kind: str
    of: int | None
    below: int | None
    undo_top: int | None
    redo_top: int | None


def history_findings(db: Database, rows: Rows) -> Iterator[Finding]:
    """Everything that is wrong with the steps and their patches."""
    steps = [
        _Step(*row)
        for row in db.execute(
            'SELECT id, kind, "of", below, undo_top, redo_top FROM step ORDER BY id'
        )
    ]
    problem = _gap(steps) or _wrong_top(steps)
    if problem:
        yield problem
        return
    try:
        replay = _Replay(_patches(db), rows.tables["project"])
        for step in steps:
            replay.step(step)
    except _Unplayable as error:
        yield Finding("history", None, str(error))
        return
    yield from _differences(replay.tables, rows)


def _gap(steps: list[_Step]) -> Finding | None:
    for number, step in enumerate(steps, 1):
        if step.id != number:
            return Finding("history", None, f"Step {number} of the history is missing.")
    return None


def _wrong_top(steps: list[_Step]) -> Finding | None:
    """The first step whose note of what undo and redo take next is wrong."""
    tops = _Tops()
    for step in steps:
        if not tops.follow(step):
            told = f"Step {step.id} of the history does not follow from those before it."
            return Finding("history", None, told)
    return None


@dataclass(slots=True)
class _Tops:
    """The steps that stand and those taken back, with the undo that took each."""

    undo: list[int] = field(default_factory=list)
    redo: list[tuple[int, int]] = field(default_factory=list)

    def follow(self, step: _Step) -> bool:
        """Take a step; whether it is the one that can come now."""
        return {
            StepKind.DO.value: self._do,
            StepKind.UNDO.value: self._undo,
            StepKind.REDO.value: self._redo,
        }.get(step.kind, lambda _: False)(step)

    def _do(self, step: _Step) -> bool:
        below = self.undo[-1] if self.undo else None
        self.undo.append(step.id)
        self.redo.clear()
        return step.of is None and step.below == below and self._noted(step)

    def _undo(self, step: _Step) -> bool:
        if not self.undo:
            return False
        below = self.redo[-1][0] if self.redo else None
        of = self.undo.pop()
        self.redo.append((step.id, of))
        return step.of == of and step.below == below and self._noted(step)

    def _redo(self, step: _Step) -> bool:
        if not self.redo:
            return False
        _, of = self.redo.pop()
        self.undo.append(of)
        return step.of == of and step.below is None and self._noted(step)

    def _noted(self, step: _Step) -> bool:
        undo = self.undo[-1] if self.undo else None
        redo = self.redo[-1][0] if self.redo else None
        return (step.undo_top, step.redo_top) == (undo, redo)


def _patches(db: Database) -> dict[int, list[_Patch]]:
    patches: dict[int, list[_Patch]] = {}
    sql = 'SELECT step, "table", "row", before, after, heavy FROM patch ORDER BY id'
    for step, table, row, before, after, heavy in db.execute(sql):
        patches.setdefault(step, []).append(
            _Patch(table, row, _cells(before), _cells(after), _hash(heavy))
        )
    return patches


def _cells(stored: str | None) -> Cells | None:
    if stored is None:
        return None
    try:
        cells = json.loads(stored)
    except ValueError as error:
        raise _Unplayable(f"A patch of the history cannot be read ({error}).") from error
    if not isinstance(cells, dict):
        raise _Unplayable("A patch of the history holds no row.")
    return cells


def _hash(heavy: bytes | None) -> str | None:
    return None if heavy is None else hashlib.sha256(heavy).hexdigest()


class _Replay:
    """Plays the steps on tables in memory; rows have no empty cells and no heavy ones."""

    def __init__(self, patches: Mapping[int, list[_Patch]], project: RowsById) -> None:
        self._patches = patches
        self.tables: dict[str, RowsById] = {table.name: {} for table in CONTENT}
        self.tables["project"] = _first_project(project, patches)

    def step(self, step: _Step) -> None:
        """Play one step; raises _Unplayable with a sentence when it does not fit."""
        own = self._patches.get(step.id, [])
        if step.kind == StepKind.DO:
            self._play(step, own, {})
        elif step.kind == StepKind.UNDO:
            assert step.of is not None
            kept = {(one.table, one.row): one.heavy for one in own}
            taken = reversed(self._patches.get(step.of, []))
            self._play(step, (_turned(one) for one in taken), kept)
        else:
            assert step.of is not None
            self._play(step, self._patches.get(step.of, []), {})

    def _play(
        self, step: _Step, patches: Iterable[_Patch], kept: Mapping[tuple[str, int], str | None]
    ) -> None:
        for patch in patches:
            if patch.table not in self.tables:
                raise _Unplayable(f"Step {step.id} of the history is about no table of a project.")
            heavy = patch.heavy or kept.get((patch.table, patch.row))
            if not self._fits(patch) or not self._keeps(patch, heavy):
                raise _Unplayable(
                    f"Step {step.id} of the history does not fit {patch.table} {patch.row}."
                )
            self._apply(patch)

    def _fits(self, patch: _Patch) -> bool:
        """Whether a row is as the patch found it."""
        row = self.tables[patch.table].get(patch.row)
        if patch.before is None:
            return row is None and patch.after is not None
        if row is None:
            return False
        if patch.after is None:
            return row == patch.before
        return all(row.get(name) == cell for name, cell in patch.before.items())

    def _keeps(self, patch: _Patch, heavy: str | None) -> bool:
        """Whether the text of a document that goes away is in the history."""
        if patch.after is not None or BY_NAME[patch.table].heavy is None:
            return True
        document = self.tables["document"].get(patch.row, {})
        return heavy is not None and heavy == document.get("sha256")

    def _apply(self, patch: _Patch) -> None:
        table = self.tables[patch.table]
        if patch.after is None:
            del table[patch.row]
            return
        row = {**table.get(patch.row, {}), **patch.after}
        table[patch.row] = {name: cell for name, cell in row.items() if cell is not None}


def _turned(patch: _Patch) -> _Patch:
    return replace(patch, before=patch.after, after=patch.before, heavy=None)


def _first_project(present: RowsById, patches: Mapping[int, list[_Patch]]) -> RowsById:
    """The project's own row as it was made, which no step of the history did."""
    first = {id: dict(row) for id, row in present.items()}
    for step in sorted(patches, reverse=True):
        for patch in reversed(patches[step]):
            if patch.table == "project" and patch.row in first:
                first[patch.row].update(patch.before or {})
    return first


def _differences(played: Mapping[str, RowsById], rows: Rows) -> Iterator[Finding]:
    for table, present in rows.tables.items():
        for id in sorted(present.keys() | played[table].keys()):
            if present.get(id) != played[table].get(id):
                told = f"{table} {id}: it is not as the history says it became."
                yield Finding("history", ref_of(table, id), told)
