"""The heights of the claim panel's rows: measured at once where seen, the rest when idle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import QModelIndex, QObject, QTimer

from annotator.ui.claim_model import ClaimModel
from annotator.ui.claim_rows import Row
from annotator.ui.guard import guarded
from annotator.ui.panel_frame import RowList

_SLICE_SECONDS = 0.006
Measure = Callable[[int], int]


class RowHeights(QObject):
    """Keeps the list's rows as high as what they show, without the list jumping."""

    def __init__(self, rows: RowList, model: ClaimModel, measure: Measure) -> None:
        super().__init__(rows)
        self._rows = rows
        self._model = model
        self._measure = measure
        self._known: set[Row] = set()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        model.rowsInserted.connect(self._on_inserted)
        model.modelReset.connect(self.forget)

    def forget(self) -> None:
        """Measure all rows again, as for another width."""
        self._known.clear()

    def forget_statements(self, statements: frozenset[int]) -> None:
        """Measure the cards and fields of some statements again."""
        self._known = {row for row in self._known if row.statement not in statements}

    def settle(self) -> None:
        """Give the rows in view their heights now, and the others soon."""
        number = max(0, self._rows.rowAt(0))
        bottom = self._rows.viewport().height()
        while (row := self._model.row(number)) is not None:
            if self._rows.rowViewportPosition(number) > bottom:
                break
            self._set(number, row)
            number += 1
        if len(self._known) < self._model.rowCount():
            self._idle.start(0)

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
        if row not in self._known:
            self._known.add(row)
            self._rows.setRowHeight(number, self._measure(number))

    @guarded
    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        for number in range(first, last + 1):
            row = self._model.row(number)
            if row is not None:
                self._known.discard(row)

    @guarded
    def _on_idle(self) -> None:
        if not self._rows.isVisible():
            return
        until = monotonic() + _SLICE_SECONDS
        with self.keeping(None):
            for number in range(self._model.rowCount()):
                row = self._model.row(number)
                if row is not None and row not in self._known:
                    self._set(number, row)
                    if monotonic() > until:
                        self._idle.start(0)
                        return
