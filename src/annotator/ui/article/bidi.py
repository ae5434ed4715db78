"""Boxes of single characters on lines where reading directions mix.

Qt gives the two edges of a character well, except for the first one of a run against the direction
of the paragraph: there it answers with the end of the text before, twice. Every run leaves exactly
one such gap on its line, so the character without a width belongs to the gap that touches its
neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Box:
    """Where a character is drawn; combining characters have no width."""

    position: int
    left: float
    right: float
    rtl: bool

    @property
    def before(self) -> float:
        """The x of a caret before the character."""
        return self.right if self.rtl else self.left

    @property
    def after(self) -> float:
        """The x of a caret after the character."""
        return self.left if self.rtl else self.right


def boxes(
    edges: Sequence[tuple[int, float, float]], left: float, right: float, *, rtl: bool
) -> tuple[Box, ...]:
    """The boxes of a line in text order, from position and both edges of each character.

    `left` and `right` bound the drawn line; `rtl` is the direction of the paragraph.
    """
    known = {
        position: Box(position, min(lead, trail), max(lead, trail), trail < lead)
        for position, lead, trail in edges
        if abs(lead - trail) > _SAME
    }
    gaps = _gaps(known.values(), left, right)
    made: list[Box] = []
    for position, lead, _ in edges:
        box = known.get(position) or _filled(known.get(position + 1), lead, gaps, rtl=rtl)
        if box is None:
            box = Box(position, lead, lead, made[-1].rtl if made else rtl)
        made.append(Box(position, box.left, box.right, box.rtl))
    return tuple(made)


def _gaps(known: Iterable[Box], left: float, right: float) -> list[tuple[float, float]]:
    """The stretches of the line that no known box covers."""
    found: list[tuple[float, float]] = []
    reached = left
    for box in sorted(known, key=lambda box: box.left):
        if box.left - reached > _SAME:
            found.append((reached, box.left))
        reached = max(reached, box.right)
    if right - reached > _SAME:
        found.append((reached, right))
    return found


def _filled(
    neighbour: Box | None, lead: float, gaps: list[tuple[float, float]], *, rtl: bool
) -> Box | None:
    """The gap that a character without a width fills; it is taken out of the list."""
    for gap in gaps:
        left, right = gap
        if neighbour and neighbour.rtl and abs(left - neighbour.right) < _SAME:
            gaps.remove(gap)
            return Box(0, left, right, rtl=True)
        if neighbour and not neighbour.rtl and abs(right - neighbour.left) < _SAME:
            gaps.remove(gap)
            return Box(0, left, right, rtl=False)
    for gap in gaps:
        if min(abs(gap[0] - lead), abs(gap[1] - lead)) < _SAME:
            gaps.remove(gap)
            # a run of one character goes against its paragraph, or it would not have lost its width
            return Box(0, *gap, rtl=not rtl)
    return None


def runs(line: Sequence[Box], start: int, end: int) -> Iterator[tuple[float, float]]:
    """The stretches of a line that the characters from start to end cover, from left to right."""
    covered = sorted(
        (box.left, box.right)
        for box in line
        if start <= box.position < end and box.right > box.left
    )
    if not covered:
        return
    left, right = covered[0]
    for next_left, next_right in covered[1:]:
        if next_left > right + _SAME:
            yield left, right
            left = next_left
        right = max(right, next_right)
    yield left, right


def box_of(line: Sequence[Box], position: int) -> Box | None:
    """The box of the character at a position of the line."""
    return next((box for box in line if box.position == position), None)


def caret_x(line: Sequence[Box], position: int, end: float) -> float:
    """The x of a caret before the character at a position; `end` is where the line ends."""
    box = box_of(line, position)
    return end if box is None else box.before


def position_at(line: Sequence[Box], x: float) -> int | None:
    """The caret position nearest to an x, None on an empty line."""
    wide = [box for box in line if box.right > box.left]
    if not wide:
        return None
    box = min(wide, key=lambda box: max(box.left - x, x - box.right, 0))
    before = abs(box.before - x) <= abs(box.after - x)
    return box.position if before else _after(line, box)


def _after(line: Sequence[Box], box: Box) -> int:
    """The position after a character and the marks without width that cling to it."""
    position = box.position + 1
    for other in line:
        if other.position == position and other.right <= other.left:
            position += 1
    return position
