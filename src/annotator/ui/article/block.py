"""One block of text laid out in lines, and where each of its characters is."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.model.span import Span
from annotator.ui.article import bidi
from annotator.ui.article.display import displayed, has_right_to_left, invisible, turn
from annotator.ui.article.metrics import Metrics
from annotator.ui.offsets import Offsets


@dataclass(frozen=True, slots=True)
class Line:
    """One line: code points of the document, pixels from the top of the block.

    `visible_end` leaves out the spaces at which the line was broken.
    """

    start: int
    end: int
    visible_end: int
    top: int
    height: int
    baseline: int
    drawn: QTextLine


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a span on one line; `left` and `right` are pixels from the left of the column."""

    line: int
    start: int
    end: int
    left: int
    right: int


class Block:
    """A laid out block. Nothing in it depends on annotations, which is why text never moves."""

    def __init__(
        self, start: int, words: str, metrics: Metrics, *, width: int, top: int, rtl: bool
    ) -> None:
        self.start = start
        self.end = start + len(words)
        self.words = words
        self.rtl = rtl
        self.top = top
        self.offsets = Offsets(words)
        self.invisible = tuple(start + at for at in invisible(words))
        self._bidi = rtl or has_right_to_left(words)
        self._boxes: dict[int, tuple[bidi.Box, ...]] = {}
        self.layout = QTextLayout(displayed(words), metrics.text)
        self.layout.setTextOption(_option(metrics, rtl=rtl))
        self.lines = self._broken(metrics, width)
        last = self.lines[-1]
        self.height = last.top + (last.height if words else metrics.empty)

    def line_at(self, position: int) -> int:
        """The number of the line on which a caret at a position of this block stands."""
        return max(0, bisect_right(self.lines, position, key=lambda line: line.start) - 1)

    def line_below(self, y: float) -> int:
        """The number of the line at a height, the nearest one where there is none."""
        bottom = bisect_right(self.lines, y, key=lambda line: line.top + line.height)
        return min(bottom, len(self.lines) - 1)

    def caret_x(self, position: int) -> int:
        """The x of a caret before a position, in pixels from the left of the column."""
        number = self.line_at(position)
        if self._bidi:
            return round(bidi.caret_x(self._line_boxes(number), position, self._end_x(number)))
        return round(self._x(self.lines[number], position))

    def position_at(self, number: int, x: float) -> int:
        """The caret position nearest to an x on a line."""
        line = self.lines[number]
        if self._bidi:
            found = bidi.position_at(self._line_boxes(number), x)
            found = line.start if found is None else found
        else:
            found = self.start + self.offsets.to_code_point(self._nearest_unit(line.drawn, x))
        wrapped = number + 1 < len(self.lines)
        return min(found, line.visible_end) if wrapped and line.visible_end < line.end else found

    def edge_x(self, number: int) -> int:
        """Where the words of a line end, the spaces at its break left out."""
        pieces = self.line_pieces(number, self.lines[number].start, self.lines[number].visible_end)
        drawn = list(pieces)
        if not drawn:
            return round(self._end_x(number))
        return min(p.left for p in drawn) if self.rtl else max(p.right for p in drawn)

    def pieces(self, span: Span) -> Iterator[Piece]:
        """Where a span of the document is drawn in this block, line by line."""
        start, end = max(span.start, self.start), min(span.end, self.end)
        if start >= end:
            return
        for number in range(self.line_at(start), self.line_at(end - 1) + 1):
            yield from self.line_pieces(number, start, end)

    def line_pieces(self, number: int, start: int, end: int) -> Iterator[Piece]:
        """The part of a stretch on one line, several pieces where directions mix."""
        line = self.lines[number]
        start, end = max(start, line.start), min(end, line.visible_end)
        if start >= end:
            return
        if self._bidi:
            for left, right in bidi.runs(self._line_boxes(number), start, end):
                yield Piece(number, start, end, round(left), max(round(right), round(left) + 1))
            return
        left, right = round(self._x(line, start)), round(self._x(line, end))
        yield Piece(number, start, end, left, max(right, left + 1))

    def last_edge(self, piece: Piece) -> tuple[int, bool]:
        """The far edge of a piece's last character, and whether that runs right to left."""
        if not self._bidi:
            return piece.right, False
        box = bidi.box_of(self._line_boxes(piece.line), piece.end - 1)
        if box is None:
            return piece.right, False
        return round(box.left if box.rtl else box.right), box.rtl

    def _nearest_unit(self, line: QTextLine, x: float) -> int:
        """The cursor position nearest to an x of a line that reads left to right.

        Qt's own `xToCursor` answers with the end of the line over a character with several marks.
        """
        units = range(line.textStart(), line.textStart() + line.textLength() + 1)
        found = bisect_left(units, x, key=lambda unit: _edge(line, unit, QTextLine.Edge.Leading))
        after = units[min(found, len(units) - 1)]
        if not self.layout.isValidCursorPosition(after):
            after = min(self.layout.nextCursorPosition(after), units[-1])
        if after == units[0]:
            return after
        before = max(self.layout.previousCursorPosition(after), units[0])
        left, right = (_edge(line, unit, QTextLine.Edge.Leading) for unit in (before, after))
        return before if x - left < right - x else after

    def _x(self, line: Line, position: int) -> float:
        unit = self.offsets.to_utf16(position - self.start)
        return _edge(line.drawn, unit, QTextLine.Edge.Leading)

    def _end_x(self, number: int) -> float:
        natural = self.lines[number].drawn.naturalTextRect()
        return natural.left() if self.rtl else natural.right()

    def _line_boxes(self, number: int) -> tuple[bidi.Box, ...]:
        if number not in self._boxes:
            line = self.lines[number]
            natural = line.drawn.naturalTextRect()
            edges = tuple(
                (position, *self._edges(line, position)) for position in range(line.start, line.end)
            )
            self._boxes[number] = bidi.boxes(edges, natural.left(), natural.right(), rtl=self.rtl)
        return self._boxes[number]

    def _edges(self, line: Line, position: int) -> tuple[float, float]:
        unit = self.offsets.to_utf16(position - self.start)
        return (
            _edge(line.drawn, unit, QTextLine.Edge.Leading),
            _edge(line.drawn, unit, QTextLine.Edge.Trailing),
        )

    def _broken(self, metrics: Metrics, width: int) -> tuple[Line, ...]:
        lines: list[Line] = []
        top = self.top
        self.layout.beginLayout()
        while (drawn := self.layout.createLine()).isValid():
            drawn.setLineWidth(width)
            baseline = max(metrics.baseline, math.ceil(drawn.ascent()))
            below = max(metrics.leading - metrics.baseline, math.ceil(drawn.descent()) + 2)
            drawn.setPosition(QPointF(0, top + baseline - drawn.ascent()))
            lines.append(self._line(drawn, top, baseline, below))
            top += baseline + below
        self.layout.endLayout()
        return tuple(lines)

    def _line(self, drawn: QTextLine, top: int, baseline: int, below: int) -> Line:
        first, units = drawn.textStart(), drawn.textLength()
        start = self.offsets.to_code_point(first)
        end = self.offsets.to_code_point(first + units)
        visible = start + len(self.words[start:end].rstrip(" \t")) if end < len(self.words) else end
        return Line(
            start=self.start + start,
            end=self.start + end,
            visible_end=self.start + max(visible, start),
            top=top,
            height=baseline + below,
            baseline=baseline,
            drawn=drawn,
        )


def _edge(line: QTextLine, unit: int, edge: QTextLine.Edge) -> float:
    # PySide returns the x together with the position it was given
    found: tuple[float, int] = line.cursorToX(unit, edge)  # type: ignore[assignment]
    return found[0]


def _option(metrics: Metrics, *, rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    turn(option, rtl=rtl)
    option.setTabStopDistance(metrics.leading * 1.5)
    return option
