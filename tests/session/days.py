"""A clock for tests of what is done every so often."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Days:
    """A clock that goes on by a minute whenever it is asked, and further when it is told to."""

    def __init__(self) -> None:
        self.at = MORNING

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at
