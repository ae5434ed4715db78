"""Who belongs to whom: the one-to-one assignment of the greatest weight in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

_Column = tuple[bool, int]
"""A column, or the empty place of a row (False, row): nobody has to be assigned."""
_Costs = Mapping[int, Sequence[tuple[_Column, float]]]


def best_assignment(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs of row and column, each used once, whose weights have the greatest sum.

    Weights are positive; a pair that is not among them is worth nothing. This is the method of
    Kuhn and Munkres with shortest augmenting paths, over the pairs that there are and not over a
    matrix: an entity of one annotator meets few of the other's, however many there are.
    """
    most = max(weights.values(), default=0.0)
    costs: dict[int, list[tuple[_Column, float]]] = {}
    for (row, column), weight in sorted(weights.items()):
        costs.setdefault(row, [((False, row), most)]).append(((True, column), most - weight))
    assigned = _Assigned(costs)
    for row in costs:
        assigned.take(row)
    return sorted((row, column) for (real, column), row in assigned.row_of.items() if real)


@dataclass(slots=True)
class _Path:
    """The search for the cheapest way from a row to a free column."""

    distance: dict[_Column, float] = field(default_factory=dict)
    via: dict[_Column, int] = field(default_factory=dict)
    passed: dict[_Column, float] = field(default_factory=dict)
    _heap: list[tuple[float, _Column]] = field(default_factory=list)

    def offer(self, column: _Column, distance: float, row: int) -> None:
        if column not in self.passed and distance < self.distance.get(column, distance + 1):
            self.distance[column] = distance
            self.via[column] = row
            heappush(self._heap, (distance, column))

    def nearest(self) -> tuple[float, _Column]:
        while True:  # the empty place of a row is always to be found
            distance, column = heappop(self._heap)
            if column not in self.passed:
                return distance, column


@dataclass(slots=True)
class _Assigned:
    """Rows with their columns at the least cost; with its prices no pair costs less than 0."""

    costs: _Costs
    row_of: dict[_Column, int] = field(default_factory=dict)
    _column_of: dict[int, _Column] = field(default_factory=dict)
    _row_price: dict[int, float] = field(default_factory=dict)
    _column_price: dict[_Column, float] = field(default_factory=dict)

    def take(self, row: int) -> None:
        """Give one more row a column; others move where that costs less."""
        path = _Path()
        at, far = row, 0.0
        while True:
            self._look_on(path, at, far)
            far, column = path.nearest()
            if column not in self.row_of:
                break
            path.passed[column] = far
            at = self.row_of[column]
        self._price(row, path, far)
        self._move(row, path, column)

    def _look_on(self, path: _Path, row: int, far: float) -> None:
        paid = far - self._row_price.get(row, 0.0)
        for column, cost in self.costs[row]:
            path.offer(column, paid + cost - self._column_price.get(column, 0.0), row)

    def _price(self, row: int, path: _Path, far: float) -> None:
        self._row_price[row] = self._row_price.get(row, 0.0) + far
        for column, distance in path.passed.items():
            self._row_price[self.row_of[column]] += far - distance
            self._column_price[column] = self._column_price.get(column, 0.0) - far + distance

    def _move(self, first: int, path: _Path, column: _Column) -> None:
        """Give each row on the way to a free column the next column of it."""
        row = -1
        while row != first:
            row = path.via[column]
            left = self._column_of.get(row)
            self.row_of[column], self._column_of[row] = row, column
            if left is not None:
                column = left
