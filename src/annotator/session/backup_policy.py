"""When a project is backed up, and which backups stay: pure rules, with the time handed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

WORK_BETWEEN = timedelta(minutes=30)
"""So much work, not so much time, lies between two backups."""
BULK = 1000
"""A step that touches more objects than this is preceded by a backup."""
_IDLE = timedelta(minutes=5)
"""Longer between two steps, and nobody was working."""
_ALL = timedelta(days=2)
_PERIODS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (7, lambda at: at.date()),
    (4, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
"""How many days, weeks and months keep their newest backup, beyond those that keep all."""


def kept(times: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """Which of the times at which backups were made stay.

    All of the last two days stay; of the rest the newest of each of the last seven days that have
    one, then of each of four weeks, then of each of twelve months. The newest of all always stays.
    """
    old = sorted((at for at in times if now - at > _ALL), reverse=True)
    stay = {at for at in times if now - at <= _ALL} | set(sorted(times)[-1:])
    for most, period in _PERIODS:
        newest: dict[Hashable, datetime] = {}
        for at in old:
            newest.setdefault(period(at), at)
        chosen = dict(list(newest.items())[:most])
        stay |= set(chosen.values())
        # the longer periods begin where the shorter ones end
        old = [at for at in old if period(at) not in chosen]
    return frozenset(stay)


@dataclass(slots=True)
class WorkClock:
    """Adds up the time in which somebody works, from the moments of the steps."""

    worked: timedelta = timedelta(0)
    last: datetime | None = None

    def step(self, now: datetime) -> bool:
        """Notice a step; says whether a backup is due by now."""
        if self.last is not None and timedelta(0) < now - self.last <= _IDLE:
            self.worked += now - self.last
        self.last = now
        return self.worked >= WORK_BETWEEN

    def backed_up(self) -> None:
        """Begin anew."""
        self.worked = timedelta(0)
