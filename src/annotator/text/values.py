"""Normalised values of plain dates and amounts; TIMEX3-like for dates (TimeML 1.2.1)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,? (\d{{4}})", re.IGNORECASE)
_MONTH_DAY = re.compile(
    rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?", re.IGNORECASE
)
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\.?(?:,? (\d{{4}}))?", re.IGNORECASE
)
_DURATION = re.compile(r"(\d+)[- ](year|month|week|day)s?", re.IGNORECASE)
_NUMBER = re.compile(
    r"[^\d]{0,6}?(\d[\d,]*(?:\.\d+)?) ?(thousand|million|billion|trillion)?(?: \D*|%)?",
    re.IGNORECASE,
)


def date_value(surface: str, published: str | None) -> str | None:
    """The value of a date, or None where it is not plain.

    `published` (ISO) is the day from which "Friday" or a date without a year is reckoned: the
    nearest such day that is not after it.
    """
    return _date(" ".join(surface.split()), _anchor(published))


def amount_value(surface: str) -> str | None:
    """The number of an amount, its scale multiplied in, or None where it is not plain."""
    match = _NUMBER.fullmatch(" ".join(surface.split()))
    if match is None:
        return None
    number = Decimal(match[1].replace(",", "")) * _SCALES.get((match[2] or "").lower(), 1)
    return f"{number.normalize():f}"


def _anchor(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _date(words: str, anchor: date | None) -> str | None:
    if _ISO.fullmatch(words):
        return words
    if match := _MONTH_YEAR.fullmatch(words):
        return f"{match[2]}-{_MONTHS[match[1].lower()]:02}"
    if match := _MONTH_DAY.fullmatch(words):
        return _day(match[3], match[1], match[2], anchor)
    if match := _DAY_MONTH.fullmatch(words):
        return _day(match[3], match[2], match[1], anchor)
    if match := _DURATION.fullmatch(words):
        return f"P{match[1]}{_UNITS[match[2].lower()]}"
    return _relative(words.lower(), anchor)


def _day(year: str | None, month: str, day: str, anchor: date | None) -> str | None:
    number = _MONTHS[month.lower()]
    try:
        if year:
            return date(int(year), number, int(day)).isoformat()
        if anchor is None:
            return f"XXXX-{number:02}-{int(day):02}"
        found = date(anchor.year, number, int(day))
        return (found if found <= anchor else found.replace(year=anchor.year - 1)).isoformat()
    except ValueError:
        return None


def _relative(words: str, anchor: date | None) -> str | None:
    if anchor is None:
        return None
    if words in {"today", "yesterday", "tomorrow"}:
        by = {"today": 0, "yesterday": -1, "tomorrow": 1}[words]
        return (anchor + timedelta(days=by)).isoformat()
    if words in _DAYS:
        return (anchor - timedelta(days=(anchor.weekday() - _DAYS.index(words)) % 7)).isoformat()
    if words in _MONTHS:
        year = anchor.year if _MONTHS[words] <= anchor.month else anchor.year - 1
        return f"{year}-{_MONTHS[words]:02}"
    return None
