"""Which quotation marks of a stretch belong together: the cheapest of all readings.

The marks are read once, from left to right, with a handful of readings at a time. Each reading is a
stack of what is open and the price paid so far; of two that have the same marks open the cheaper
one goes on. So one forgotten mark does not turn the rest of an article inside out, and the cost is
linear in the number of marks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from annotator.text.leaning import NEVER, UNCLOSED, leaning
from annotator.text.marks import MARKS, PAIRS, is_line_end, is_single

_DEPTH = 8
_READINGS = 5
#: A stretch with more marks than this is no prose: it is read in less detail, and then no further.
_MANY, _FEW_READINGS, _TOO_MANY = 1_500, 1, 3_000
_TOO_DEAR = 6.0
_SAME_MARK, _SAME_STRAIGHT = 1.2, 3.0
_OTHER_MARK = 0.1
_AGAIN = 1.0
_PER_LINE = 0.05
_WRAPPED = 100
_NEXT_LINE = 64


class Mark(NamedTuple):
    """A mark of a stretch; `line` counts the line ends before it."""

    at: int
    end: int
    sign: str
    line: int


class Pair(NamedTuple):
    """A quotation from its opening mark to behind its closing one, or to where it is left open.

    `close` is None where it is not closed. `again` says that the next paragraph opens with the
    same mark.
    """

    open: Mark
    end: int
    close: Mark | None
    again: bool = False


class _Open(NamedTuple):
    mark: Mark
    below: _Open | None


class _Done(NamedTuple):
    """What a reading has found, last first; a missing `close` was left open before `until`."""

    mark: Mark
    close: Mark | None
    until: Mark | None
    before: _Done | None


class _Reading(NamedTuple):
    cost: float
    open: _Open | None
    done: _Done | None


def pairs(text: str, following: str = "") -> list[Pair]:
    """The quotations of a stretch in text order; none of them cross.

    `following` is what the next stretch begins with: it may take a quotation up.
    """
    return _Pairing(text, following).run()


class _Pairing:
    def __init__(self, text: str, following: str) -> None:
        self.text = text
        self.following = following
        self.lines: list[int] = []
        self.count = 0
        self.readings: dict[str, _Reading] = {"": _Reading(0, None, None)}

    def run(self) -> list[Pair]:
        for match in MARKS.finditer(self.text):
            if is_line_end(match[0]):
                self.lines.append(match.start())
            elif self.count < _TOO_MANY:
                self._read(Mark(match.start(), match.end(), match[0], len(self.lines)))
        best = min(
            self.readings.items(), key=lambda each: (each[1].cost + _left(each[0]), each[0])
        )[1]
        return self._found(_all_left(best, None).done)

    def _read(self, mark: Mark) -> None:
        self.count += 1
        lean = leaning(self.text, mark.at, mark.end)
        found: dict[str, _Reading] = {}
        for opened, reading in self.readings.items():
            _keep(found, opened, reading.cost + lean.ignore, reading.open, reading.done)
            if lean.close < NEVER and reading.open is not None:
                self._close(found, opened, reading, mark, lean.close)
            if lean.open < NEVER and mark.sign in PAIRS:
                self._open(found, opened, reading, mark, lean.open)
        if len(found) > 1:
            limit = min(each.cost for each in found.values()) + _TOO_DEAR
            kept = [each for each in found.items() if each[1].cost <= limit]
            most = _READINGS if self.count < _MANY else _FEW_READINGS
            if len(kept) > most:
                kept = sorted(kept, key=lambda each: (each[1].cost, each[0]))[:most]
            found = dict(kept)
        self.readings = found

    def _open(
        self, found: dict[str, _Reading], opened: str, reading: _Reading, mark: Mark, cost: float
    ) -> None:
        key = _KEY.get(mark.sign, mark.sign)
        cost += reading.cost
        if len(opened) < _DEPTH:
            inside = _inside(key, opened)
            if not (is_single(mark.sign) and key in opened):
                top = _Open(mark, reading.open)
                _keep(found, opened + key, cost + inside, top, reading.done)
        if reading.open is not None and mark.line > reading.open.mark.line:
            left = _all_left(reading, mark)
            price = _AGAIN if self._takes_up(mark, opened[0]) else _left(opened)
            _keep(found, key, cost + price, _Open(mark, None), left.done)

    def _takes_up(self, mark: Mark, first: str) -> bool:
        """Whether a mark at the start of a line is the one that is open already."""
        same = first == _KEY.get(mark.sign, mark.sign)
        return same and not self.text[self.lines[mark.line - 1] : mark.at].strip()

    def _close(
        self, found: dict[str, _Reading], opened: str, reading: _Reading, mark: Mark, cost: float
    ) -> None:
        top, depth = reading.open, len(opened)
        cost += reading.cost
        while top is not None:
            depth -= 1
            price = PAIRS[top.mark.sign].get(mark.sign)
            if price is not None:
                cost += price + _PER_LINE * (mark.line - top.mark.line)
                done = _Done(top.mark, mark, None, reading.done)
                _keep(found, opened[:depth], cost, top.below, done)
                return
            cost += _left(opened[depth])
            top = top.below

    def _found(self, done: _Done | None) -> list[Pair]:
        result = []
        while done is not None:
            if done.close is not None:
                result.append(Pair(done.mark, done.close.end, done.close))
            else:
                self._left_open(done.mark, done.until, result)
            done = done.before
        return _uncrossed(result)

    def _left_open(self, mark: Mark, until: Mark | None, result: list[Pair]) -> None:
        end = self._paragraph_end(mark, until)
        after = self.text[end : end + _NEXT_LINE].lstrip() or self.following
        again = after.startswith(mark.sign)
        if again or not is_single(mark.sign):
            result.append(Pair(mark, end, None, again))

    def _paragraph_end(self, mark: Mark, until: Mark | None) -> int:
        """The first line end behind a mark that was not only made to wrap the text."""
        line = mark.line
        last = len(self.lines) if until is None else until.line
        start = self.lines[line - 1] if line else 0
        while line < last:
            end = self.lines[line]
            if self._ends_paragraph(start, end, mark.sign):
                return end
            start, line = end, line + 1
        return len(self.text) if until is None else self.lines[last - 1]

    def _ends_paragraph(self, start: int, end: int, sign: str) -> bool:
        if end - start > _WRAPPED:
            return True
        after = self.text[end : end + _NEXT_LINE].lstrip()
        if not after or after.startswith(sign):
            return True
        before = self.text[max(start, end - 3) : end].rstrip()
        return before[-1:] in _SENTENCE_ENDS and not after[0].islower()


_SENTENCE_ENDS = frozenset(".!?\u2026\u3002\uff01\uff1f")
#: In the key of a reading every mark is one character.
_KEY = {"``": "\x02", "''": "\x03"}


def _uncrossed(found: list[Pair]) -> list[Pair]:
    """The same in text order; what is left open ends no earlier than what it holds."""
    result: list[Pair] = []
    around: list[int] = []
    for pair in sorted(found, key=lambda each: (each.open.at, -each.end)):
        while around and result[around[-1]].end <= pair.open.at:
            around.pop()
        for index in reversed(around):
            if result[index].end >= pair.end:
                break
            result[index] = result[index]._replace(end=pair.end)
        around.append(len(result))
        result.append(pair)
    return result


def _inside(key: str, opened: str) -> float:
    """What it costs to open a mark within those that are open."""
    if key in opened:
        return _SAME_STRAIGHT if key == '"' else _SAME_MARK
    return _OTHER_MARK if opened else 0


def _keep(
    found: dict[str, _Reading], key: str, cost: float, top: _Open | None, done: _Done | None
) -> None:
    known = found.get(key)
    if known is None or cost < known.cost:
        found[key] = _Reading(cost, top, done)


# Asked for at every mark of a text, and seldom with more than a few different answers.
@lru_cache(maxsize=256)
def _left(opened: str) -> float:
    """What it costs to leave all of these open."""
    return sum(2.0 if is_single(sign) else UNCLOSED for sign in opened)


def _all_left(reading: _Reading, until: Mark | None) -> _Reading:
    top, done = reading.open, reading.done
    while top is not None:
        done = _Done(top.mark, None, until, done)
        top = top.below
    return _Reading(reading.cost, None, done)
