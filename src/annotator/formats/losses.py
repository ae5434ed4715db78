"""What a format could not carry: counted by kind, with a line for each of the first places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_LINES = 1000
"""So many places of one kind are told in a line each; beyond them they are only counted."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format could not carry: what, how often, and where (one line per place)."""

    what: str
    count: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Losses:
    """All that was left out of an import or export; false when nothing was."""

    items: tuple[Loss, ...] = ()

    def __bool__(self) -> bool:
        return any(loss.count for loss in self.items)

    def __str__(self) -> str:
        kept = [f"{loss.count:,} {loss.what}" for loss in self.items if loss.count]
        return f"left out: {', '.join(kept)}" if kept else "nothing was left out"

    @property
    def lines(self) -> tuple[str, ...]:
        """One line per place where something was left out, of each kind the first ones."""
        return tuple(line for loss in self.items for line in loss.lines)

    @property
    def told(self) -> tuple[str, ...]:
        """The lines, each with what it is that was left out there."""
        return tuple(f"{loss.what}: {line}" for loss in self.items for line in loss.lines)

    def __add__(self, other: Losses) -> Losses:
        tally = Tally()
        for loss in (*self.items, *other.items):
            tally.add_all(loss)
        return tally.losses


NO_LOSSES = Losses()


class Tally:
    """Counts what is left out while a file is read or written."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._lines: dict[str, list[str]] = {}

    def add(self, what: str, line: str = "", times: int = 1) -> None:
        """Count something left out; `line` says where, for the first places of a kind."""
        self._counts[what] = self._counts.get(what, 0) + times
        lines = self._lines.setdefault(what, [])
        if line and len(lines) < MOST_LINES:
            lines.append(line)

    def is_full(self, what: str) -> bool:
        """Whether no more lines of a kind are kept, so that none has to be made."""
        return len(self._lines.get(what, ())) >= MOST_LINES

    def add_all(self, loss: Loss) -> None:
        """Count what was counted elsewhere."""
        self.add(loss.what, times=loss.count)
        lines = self._lines[loss.what]
        lines += loss.lines[: MOST_LINES - len(lines)]

    def take(self) -> Losses:
        """What was counted since it was last taken."""
        found = self.losses
        self._counts.clear()
        self._lines.clear()
        return found

    @property
    def losses(self) -> Losses:
        """What was counted so far, in the order in which each kind came first."""
        counts = self._counts.items()
        return Losses(tuple(Loss(what, n, tuple(self._lines[what])) for what, n in counts))


def losses(found: Iterable[tuple[str, str]]) -> Losses:
    """Count pairs of what was left out and the line that says where, as losses."""
    tally = Tally()
    for what, line in found:
        tally.add(what, line)
    return tally.losses
