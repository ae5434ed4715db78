"""The heights of the claim panel's rows: measured at once where seen, the rest when idle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
Measure = Callable[[int], int]
"""Tells how high a row is."""


class RowHeights(QObject):
    """Keeps the list's rows as high as what they show, without the list jumping."""

    def __init__(self, rows: RowList, model: ClaimModel, measure: Measure) -> None:
        super().__init__(rows)
        self._rows = rows
        self._model = model
        self._measure = measure
        self._known: set[Row] = set()
        # what is to be measured when nobody waits: these, and all rows from a number on
        self._due: dict[Row, None] = {}
        self._from = 0
        # whether rows have come, gone or changed their heights
        self._moved = False
        self._idle = pause(self, 0, self._on_idle)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.modelReset.connect(self._on_reset)

    def forget(self, rows: Iterable[Row] | None = None) -> None:
        """Measure some rows again; all of them for None, as for another width."""
        if rows is None:
            self._known.clear()
            self._due.clear()
            self._from = 0
        for row in rows or ():
            if row in self._known:
                self._known.discard(row)
                self._due[row] = None

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
        count = self._model.rowCount()
        if count <= _MOST_MEASURED and (self._due or self._from < count):
            self._idle.start()

    @contextmanager
    def keeping(self, row: Row | None) -> Iterator[None]:
        """Keep a row where it is on the screen while others come and go; the first one for None."""
        number = self._model.number_of(row) if row else None
        if number is None or not 0 <= self._top(number) < self._rows.viewport().height():
            number = max(0, self._rows.rowAt(0))
        anchor = self._model.row(number)
        top = self._top(number)
        self._moved = False
        yield
        if not self._moved:
            return
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
        if row not in self._known:
            self._known.add(row)
            height = self._measure(number)
            if height != self._rows.rowHeight(number):
                self._moved = True
                self._rows.setRowHeight(number, height)

    @guarded
    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        for number in range(first, last + 1):
            row = self._model.row(number)
            if row is not None:
                self._known.discard(row)
                self._due[row] = None
        self._moved = True
        if first <= self._from:
            self._from += last + 1 - first

    @guarded
    def _on_reset(self) -> None:
        self._moved = True
        self.forget()

    @guarded
    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._moved = True
        self._from -= max(0, min(last + 1, self._from) - first)

    @guarded
    def _on_idle(self) -> None:
        if not self._rows.isVisible():
            return
        until = monotonic() + _SLICE_SECONDS
        with self.keeping(None):
            while (number := self._next()) is not None:
                row = self._model.row(number)
                if row is not None:
                    self._set(number, row)
                if monotonic() > until:
                    self._idle.start()
                    return

    def _next(self) -> int | None:
        """The number of a row that may have to be measured; None when there is none."""
        while self._due:
            number = self._model.number_of(self._due.popitem()[0])
            if number is not None:
                return number
        if self._from >= self._model.rowCount():
            return None
        self._from += 1
        return self._from - 1
