"""When backups are due, and which of them stay."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from annotator.session.backup_policy import WorkClock, kept

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def every(step: timedelta, days: float) -> list[datetime]:
    return [NOW - n * step for n in range(int(timedelta(days=days) / step))]


def test_all_of_two_days_stay() -> None:
    times = every(HALF_HOUR, 2)

    assert kept(times, NOW) == set(times)


def test_then_the_newest_of_seven_days_four_weeks_and_twelve_months_stay() -> None:
    times = every(HALF_HOUR, 3 * 365)

    stay = sorted(kept(times, NOW), reverse=True)

    old = [at for at in stay if NOW - at > timedelta(days=2)]
    days, weeks, months = old[:7], old[7:11], old[11:]
    assert [at.date() for at in days] == [(NOW - timedelta(days=n)).date() for n in range(2, 9)]
    assert all(at.hour == 23 for at in days[1:])
    assert len(weeks) == 4
    assert all(timedelta(days=7) * 0.9 <= a - b <= timedelta(days=7) for a, b in pairs(weeks)[1:])
    assert len(months) == 12
    assert len({(at.year, at.month) for at in months}) == 12


def pairs(times: list[datetime]) -> list[tuple[datetime, datetime]]:
    return list(pairwise(times))


def test_thinned_day_by_day_a_year_stays_as_well_covered_as_thinned_at_once() -> None:
    begin, there = NOW - timedelta(days=500), set()

    for day in range(500):
        today = begin + timedelta(days=day)
        there |= {today + hour * timedelta(hours=1) for hour in range(8)}
        there = set(kept(there, today + timedelta(hours=8)))

    old = sorted((at for at in there if NOW - at > timedelta(days=2)), reverse=True)
    assert len(there) <= 2 * 8 + 8 + 7 + 4 + 12
    assert len(old) >= 7 + 4 + 12
    assert NOW - old[-1] > timedelta(days=330)
    assert max(a - b for a, b in pairs(old)) < timedelta(days=40)


def test_the_newest_stays_however_old_it_is() -> None:
    old = NOW - timedelta(days=4000)

    assert kept([old], NOW) == {old}
    assert kept([], NOW) == frozenset()


def test_nothing_that_was_chosen_goes_when_it_is_thinned_again() -> None:
    chance = random.Random(3)

    for _ in range(50):
        times = [NOW - timedelta(minutes=chance.expovariate(1 / 90000)) for _ in range(300)]
        stay = kept(times, NOW)
        assert kept(stay, NOW) == stay


def test_a_backup_is_due_after_half_an_hour_of_work() -> None:
    clock = WorkClock()

    due = [clock.step(NOW + minutes * timedelta(minutes=1)) for minutes in range(31)]

    assert due == [False] * 30 + [True]
    clock.backed_up()
    assert not clock.step(NOW + timedelta(minutes=32))


def test_a_pause_is_no_work() -> None:
    clock = WorkClock()

    for hour in range(100):
        assert not clock.step(NOW + timedelta(hours=hour))
        assert not clock.step(NOW + timedelta(hours=hour, seconds=10))
