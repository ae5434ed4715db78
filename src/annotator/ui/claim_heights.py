"""The heights of the claim panel's rows: measured at once where seen, the rest when idle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import QModelIndex, QObject

from annotator.ui.claim_model import ClaimModel
from annotator.ui.claim_order import Row
from annotator.ui.guard import guarded
from annotator.ui.jobs import pause
from annotator.ui.panel_frame import RowList

_SLICE_SECONDS = 0.006
# Where there are more rows than this, those out of view keep a usual height until they are seen.
_MOST_MEASURED = 2_000
Measure = Callable[[int], tuple[int, bool]]
"""Tells how high a row is, and whether that hangs on the names of entities."""


class RowHeights(QObject):
    """Keeps the list's rows as high as what they show, without the list jumping."""

    def __init__(self, rows: RowList, model: ClaimModel, measure: Measure) -> None:
        super().__init__(rows)
        self._rows = rows
        self._model = model
        self._measure = measure
        # by statement, so that the rows of one are forgotten without looking at all of them
        self._known: dict[int, set[Row]] = {}
        self._named: set[int] = set()
        self._measured = 0
        self._idle = pause(self, 0, self._on_idle)
        model.rowsInserted.connect(self._on_inserted)
        model.modelReset.connect(self.forget)

    def forget(self) -> None:
        """Measure all rows again, as for another width."""
        self._known.clear()
        self._named.clear()
        self._measured = 0

    def forget_named(self) -> None:
        """Measure the rows again whose heights hang on the names of entities."""
        self.forget_statements(frozenset(self._named))
        self._named.clear()

    def forget_statements(self, statements: Set[int]) -> None:
        """Measure the cards and fields of some statements again."""
        for statement in statements:
            self._measured -= len(self._known.pop(statement, ()))

    def settle(self) -> None:
        """Give the rows in view their heights now, and the others soon."""
        if self._rows.rowAt(0) < 0:
            # Scrolled beyond the end, where fewer rows or lower ones have come: all of them would
            # seem to be in view. Qt scrolls back when it is asked to.
            self._rows.updateGeometries()
        number = max(0, self._rows.rowAt(0))
        bottom = self._rows.viewport().height()
        while (row := self._model.row(number)) is not None:
            if self._rows.rowViewportPosition(number) > bottom:
                break
            self._set(number, row)
            number += 1
        if self._measured < self._model.rowCount() <= _MOST_MEASURED:
            self._idle.start()

    @contextmanager
    def keeping(self, row: Row | None) -> Iterator[None]:
        """Keep a row where it is on the screen while others come and go; the first one for None."""
        number = self._model.number_of(row) if row else None
        if number is None or not 0 <= self._top(number) < self._rows.viewport().height():
            number = max(0, self._rows.rowAt(0))
        anchor = self._model.row(number)
        top = self._top(number)
        yield
        self._rows.updateGeometries()
        number = self._model.number_of(anchor) if anchor else None
        if number is not None:
            self.scroll_by(self._top(number) - top)

    def scroll_by(self, pixels: int) -> None:
        """Scroll down by some pixels."""
        bar = self._rows.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _top(self, number: int) -> int:
        return self._rows.rowViewportPosition(number)

    def _set(self, number: int, row: Row) -> None:
        known = self._known.setdefault(row.statement, set())
        if row not in known:
            known.add(row)
            self._measured += 1
            height, named = self._measure(number)
            self._rows.setRowHeight(number, height)
            if named:
                self._named.add(row.statement)

    @guarded
    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        for number in range(first, last + 1):
            row = self._model.row(number)
            if row is not None and row in self._known.get(row.statement, ()):
                self._known[row.statement].discard(row)
                self._measured -= 1

    @guarded
    def _on_idle(self) -> None:
        if not self._rows.isVisible():
            return
        until = monotonic() + _SLICE_SECONDS
        with self.keeping(None):
            for number in range(self._model.rowCount()):
                row = self._model.row(number)
                if row is not None and row not in self._known.get(row.statement, ()):
                    self._set(number, row)
                    if monotonic() > until:
                        self._idle.start()
                        return
