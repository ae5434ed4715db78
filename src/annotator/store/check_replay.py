"""Whether the history, played from nothing, gives exactly the present rows.

Steps touch each row on its own, so the history can be played row by row, in no more memory than one
row's patches need. Most rows were only ever made: SQLite compares those with their one patch. The
others, and those that this finds suspicious, are played patch by patch.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlite_utils import Database

from annotator.store.check_history import Turns, turns
from annotator.store.check_made import note_touched, strange_steps
from annotator.store.check_printed import canonical, is_small
from annotator.store.check_rows import row_findings
from annotator.store.columns import Cell
from annotator.store.finding import Finding, ref_of
from annotator.store.reading import row_of, rows
from annotator.store.tables import CONTENT, DOCUMENT, PROJECT, Table

Cells = dict[str, Cell]
_Event = tuple[int, int, Cells | None, Cells | None, bytes | None]
"""Step, order in it, the row before and after, and content that leaves it with this."""


class _Unplayable(Exception):
    """A patch that does not fit the row it is to be applied to."""


def replay_findings(db: Database) -> Iterator[Finding]:
    """Every row that is not as the history says, and the first patch of each that cannot be."""
    turned = turns(db)
    note_touched(db, turned)
    for step in strange_steps(db):
        told = f"Step {step} of the history is about no table of a project."
        yield Finding("history", None, told)
    for difference in _played(db, turned):
        table, row = difference.table, difference.row
        told = f"{table.name} {row}: it is not as the history says it became."
        yield Finding("history", ref_of(table.name, row), difference.problem or told)
        yield from row_findings(db, table, row)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not as the history says: as that has it (None for no row), or why it cannot."""

    table: Table
    row: int
    played: Cells | None
    problem: str = ""


def differences(db: Database) -> Iterator[Difference]:
    """The rows that are not as the history says, by tables."""
    turned = turns(db)
    note_touched(db, turned)
    return _played(db, turned)


def _played(db: Database, turned: Turns) -> Iterator[Difference]:
    player = _Player(db, turned)
    for table in CONTENT:
        yield from player.differences(table)


class _Player:
    """Plays the touched rows of one table after the other; documents come before their texts."""

    def __init__(self, db: Database, turned: Turns) -> None:
        self._db = db
        self._turned = turned
        self._undos = {when for whens in turned.values() for when, again in whens if not again}
        self._hashes: dict[int, set[Cell]] = {}  # those that the text of a document ever had

    def differences(self, table: Table) -> Iterator[Difference]:
        """Play every touched row of a table, beside the present rows in the same order."""
        # closed at once: a group and its groups hold each other, and so a table, in memory
        with closing(self._patches(table)) as patches:
            groups = groupby(patches, itemgetter(0))
            for (row, group), (_, there) in zip(groups, self._present(table), strict=True):
                try:
                    played = self._play(table, row, self._events(list(group)), there)
                except _Unplayable as error:
                    yield Difference(table, row, None, str(error))
                    continue
                if not self._same(table, row, played, there):
                    yield Difference(table, row, played)

    def _patches(self, table: Table) -> Generator[Any, None, None]:
        sql = (
            't."row", p.id, p.step, p.before, p.after, p.heavy FROM touched t'
            " LEFT JOIN patch p ON p.id = t.patch"
            ' WHERE t."table" = ? ORDER BY t."row", t.patch'
        )
        return rows(self._db, f"SELECT {sql}", [table.name])

    def _present(self, table: Table) -> Iterator[Any]:
        small = f"CASE WHEN {is_small(table, 'r')} THEN {canonical(table, 'r')}"
        row = f"CASE WHEN r.id IS NOT NULL THEN {small} ELSE '' END END"
        touched = 'SELECT DISTINCT "row" FROM touched WHERE "table" = ?'
        join = f'LEFT JOIN "{table.name}" r ON r.id = t."row"'
        sql = f'SELECT t."row", {row} FROM ({touched}) t {join} ORDER BY t."row"'
        return rows(self._db, sql, [table.name])

    def _events(self, patches: Sequence[Any]) -> list[_Event]:
        """What happened to a row, in order: its steps, their undoing and redoing."""
        kept = {step: heavy for _, _, step, _, _, heavy in patches if step in self._undos}
        events: list[_Event] = []
        for _, id, step, before, after, heavy in patches:
            if id is None or step in self._undos:
                continue
            was, became = _cells(before), _cells(after)
            events.append((step, id, was, became, heavy))
            for when, again in self._turned.get(step, ()):
                if again:
                    events.append((when, id, was, became, heavy))
                else:
                    events.append((when, -id, became, was, kept.get(when)))
        events.sort(key=itemgetter(0, 1))
        return events

    def _play(
        self, table: Table, row: int, events: Sequence[_Event], there: str | None
    ) -> Cells | None:
        """The row that the events leave; raises _Unplayable where one does not fit."""
        if table is DOCUMENT:
            cells = (one for event in events for one in event[2:4] if one)
            self._hashes[row] = {one["sha256"] for one in cells if "sha256" in one}
        state = _first(events, there) if table is PROJECT and row == 1 else None
        for step, _, before, after, heavy in events:
            if not _fits(state, before, after) or not (after or self._keeps(table, row, heavy)):
                told = f"Step {step} of the history does not fit {table.name} {row}."
                raise _Unplayable(told)
            state = {**(state or {}), **after} if after is not None else None
        return state and {name: cell for name, cell in state.items() if cell is not None}

    def _keeps(self, table: Table, row: int, heavy: bytes | None) -> bool:
        """Whether the text of a document that goes away is in the history."""
        if table.heavy is None:
            return True
        return heavy is not None and sha256(heavy).hexdigest() in self._hashes.get(row, ())

    def _same(self, table: Table, row: int, played: Cells | None, there: str | None) -> bool:
        if played is None or there is None:
            return played is None and there is None
        return (
            msgspec.json.encode(played, order="sorted").decode() == there
            or row_of(self._db, table.name, row) == played
        )


def _first(events: Sequence[_Event], there: str | None) -> Cells | None:
    """The project's own row as it was made, which no step of the history did."""
    first = _cells(there)
    for event in reversed(events):
        first = {**(first or {}), **(event[2] or {})}
    return first


def _cells(stored: str | None) -> Cells | None:
    if stored is None:
        return None
    try:
        cells = msgspec.json.decode(stored)
    except (ValueError, RecursionError) as error:
        raise _Unplayable(f"A patch of the history cannot be read ({error}).") from error
    if not isinstance(cells, dict):
        raise _Unplayable("A patch of the history holds no row.")
    return cells


def _fits(state: Cells | None, before: Cells | None, after: Cells | None) -> bool:
    """Whether a row is as a patch found it."""
    if before is None or state is None:
        return before is None and state is None and after is not None
    if after is None:
        return {name: cell for name, cell in state.items() if cell is not None} == before
    return all(state.get(name) == cell for name, cell in before.items())
