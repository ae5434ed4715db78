"""Values of dates, times and durations, as TIMEX3 of TimeML 1.2.1 writes them.

They are reckoned from the day of publication: a weekday is the nearest one that is not after it, or
with `ahead` (the sentence speaks of what is to come) the nearest one after it. A date without a
year is the nearest such day in the same way. "last" is always before, "next" always after.
Where the day of publication is not known, TIMEX3's `XXXX` stands for the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from annotator.text.date_words import WORDS, DateWords

_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_COUNTS = {name: str(number) for number, name in enumerate(_NUMBERS, start=2)} | {"several": "X"}
_COUNTS |= {"one": "1", "a": "1", "an": "1"}
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "night": "D", "weekend": "W"}
_CLOCK = {"hour": "H", "minute": "M", "second": "S"}
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI"}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_STEPS = {"last": -1, "this": 0, "next": 1}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_COUNT = r"(\d+|" + "|".join(_COUNTS) + ")"
_UNIT = "(decade|" + "|".join((*_UNITS, *_CLOCK)) + ")s?"


def date_value(
    surface: str, published: str | None, *, ahead: bool = False, language: str = "en"
) -> str | None:
    """The value of a date, or None where it is not plain; `published` is ISO."""
    words = " ".join(surface.split()).casefold()
    reckoning = _Reckoning(_anchor(published), ahead=ahead)
    if language in WORDS:
        return _foreign(words, WORDS[language], reckoning)
    # "March" and "may" are months here: the caller has seen that they are dates.
    for pattern, act in _FORMS:
        if match := pattern.fullmatch(words):
            try:
                return act(reckoning, match)
            except (ValueError, OverflowError):
                return None
    return None


def _anchor(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


class _Reckoning:
    """Reckons from the day of publication, backwards unless the text looks ahead."""

    def __init__(self, anchor: date | None, *, ahead: bool) -> None:
        self.anchor = anchor
        self.ahead = ahead

    def day(self, year: str | None, month: int, day: int) -> str | None:
        if year:
            return date(int(year), month, day).isoformat()
        date(2000, month, day)
        if self.anchor is None:
            return f"XXXX-{month:02}-{day:02}"
        found = date(self.anchor.year, month, day)
        if self.ahead and found < self.anchor:
            found = found.replace(year=found.year + 1)
        elif not self.ahead and found > self.anchor:
            found = found.replace(year=found.year - 1)
        return found.isoformat()

    def month(self, month: int) -> str | None:
        if self.anchor is None:
            return f"XXXX-{month:02}"
        year = self.anchor.year
        if self.ahead and month < self.anchor.month:
            year += 1
        elif not self.ahead and month > self.anchor.month:
            year -= 1
        return f"{year}-{month:02}"

    def weekday(self, number: int, step: str = "") -> str | None:
        if self.anchor is None:
            return None
        back = (self.anchor.weekday() - number) % 7
        if step == "last":
            back = back or 7
        elif step == "next" or (self.ahead and back):
            back -= 7
        return (self.anchor - timedelta(days=back)).isoformat()

    def near(self, days: int) -> str | None:
        return (self.anchor + timedelta(days=days)).isoformat() if self.anchor else None

    def stepped(self, step: int, unit: str) -> str | None:
        """The week, month or year that lies some steps away."""
        if self.anchor is None:
            return None
        if unit in {"week", "weekend"}:
            year, week, _ = (self.anchor + timedelta(weeks=step)).isocalendar()
            return f"{year}-W{week:02}" + ("-WE" if unit == "weekend" else "")
        if unit == "year":
            return str(self.anchor.year + step)
        if unit == "decade":
            return str(self.anchor.year + 10 * step)
        if unit == "month":
            years, month = divmod(self.anchor.month - 1 + step, 12)
            return f"{self.anchor.year + years}-{month + 1:02}"
        return self.near(step) if unit in {"day", "night"} else None


Act = Callable[[_Reckoning, "re.Match[str]"], str | None]


def _month_first(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    return reckoning.day(match[3], _MONTHS[match[1]], int(match[2]))


def _day_first(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    return reckoning.day(match[3], _MONTHS[match[2]], int(match[1]))


def _day_range(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    month = _MONTHS[match[1]]
    ends = [reckoning.day(match[4], month, int(match[number])) for number in (2, 3)]
    return "/".join(end for end in ends if end)


def _numeric(_: _Reckoning, match: re.Match[str]) -> str | None:
    """Day and month in digits: plain only where one of them can be no month."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if (first > 12) == (second > 12) and first != second:  # noqa: PLR2004
        return None
    day, month = (first, second) if first > 12 else (second, first)  # noqa: PLR2004
    return date(year, month, day).isoformat()


def _duration(_: _Reckoning, match: re.Match[str]) -> str | None:
    count, unit = _COUNTS.get(match[1], match[1]), match[2]
    if unit == "decade":
        return f"P{count}0Y" if count != "X" else "PXY"
    return f"PT{count}{_CLOCK[unit]}" if unit in _CLOCK else f"P{count}{_UNITS[unit]}"


def _distance(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    count = _COUNTS.get(match[1], match[1])
    if match[3] != "ago" or count == "X":
        return None
    return reckoning.stepped(-int(count), match[2])


def _weekday(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    found = reckoning.weekday(_DAYS.index(match[2]), match[1] or "")
    return found and found + (_PARTS[match[3]] if match[3] else "")


def _near(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    found = reckoning.near(_NEAR[match[1]])
    part = _PARTS.get(match[2] or match[1], "")
    return found and found + part


def _step(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    step, unit = _STEPS[match[1]], match[2]
    if unit in _SEASONS:
        return f"{reckoning.anchor.year + step}-{_SEASONS[unit]}" if reckoning.anchor else None
    if unit in _PARTS:
        found = reckoning.near(step)
        return found and found + _PARTS[unit]
    return reckoning.stepped(step, unit)


def _quarter(reckoning: _Reckoning, match: re.Match[str]) -> str | None:
    number = match[2] or _ORDINALS[match[1]]
    year = match[3] or (reckoning.anchor and reckoning.anchor.year) or "XXXX"
    return f"{year}-Q{number}"


def _clock(_: _Reckoning, match: re.Match[str]) -> str | None:
    hour, minute, half = int(match[1]), match[2] or "00", match[3] or ""
    if half and hour <= 12:  # noqa: PLR2004
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24:  # noqa: PLR2004
        return None
    return f"T{hour:02}:{minute}" + ("Z" if match[4] in {"gmt", "utc"} else "")


def _years(_: _Reckoning, match: re.Match[str]) -> str | None:
    first, last = match[1], match[2]
    return f"{first}/{last if len(last) == 4 else first[:2] + last}"  # noqa: PLR2004


def _form(pattern: str, act: Act) -> tuple[re.Pattern[str], Act]:
    return re.compile(pattern), act


_YEAR = r"(?:,? (\d{4}))?"
_WEEKDAYS = "|".join(_DAYS)
_ANY_WEEKDAY = rf"(?:(?:{_WEEKDAYS}),? )?"
_FORMS = (
    _form(r"\d{4}(?:-\d{2}){0,2}(?:t[\d:]+z?)?", lambda _, match: match[0].upper()),
    _form(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", _numeric),
    _form(rf"({_MONTH})\.?,? (\d{{4}})", lambda _, m: f"{m[2]}-{_MONTHS[m[1]]:02}"),
    _form(rf"{_ANY_WEEKDAY}({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}", _month_first),
    _form(rf"{_ANY_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\.?{_YEAR}", _day_first),
    _form(rf"({_MONTH})\.? (\d{{1,2}}) ?[\u2013-] ?(\d{{1,2}}){_YEAR}", _day_range),
    _form(rf"({_MONTH})\.?", lambda reckoning, match: reckoning.month(_MONTHS[match[1]])),
    _form(rf"{_COUNT}[ \u00a0-]{_UNIT}", _duration),
    _form(rf"{_COUNT} {_UNIT} (ago|earlier|later)", _distance),
    _form(
        rf"(?:(last|next|this) )?({_WEEKDAYS})(?: (morning|afternoon|evening|night))?", _weekday
    ),
    _form(
        r"(today|yesterday|tomorrow|tonight)(?: (morning|afternoon|evening|night))?", _near
    ),
    _form(
        r"(last|next|this) (week|weekend|month|year|night|summer|winter|spring|autumn|fall)", _step
    ),
    _form(
        r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})",
        lambda _, match: f"{match[2]}-{_SEASONS[match[1]]}",
    ),
    _form(r"(?:(first|second|third|fourth) quarter|q([1-4]))(?:(?: of)? (\d{4}))?", _quarter),
    _form(r"(?:1[5-9]|20)\d0s", lambda _, match: match[0][:3]),
    _form(r"['\u2019](\d)0s", lambda _, match: f"19{match[1]}"),
    _form(r"(\d{4})[\u2013-](\d{4}|\d{2})", _years),
    _form(r"(\d{1,2})(?::(\d\d))?(?::\d\d)? ?(?:([ap])\.?m\.?)?(?: ([a-z]{3,4}))?", _clock),
)  # fmt: skip


def _foreign(words: str, known: DateWords, reckoning: _Reckoning) -> str | None:
    """The value of a date in another language: its words alone, whatever joins them."""
    if words in known.days:
        return reckoning.near(known.days[words])
    pieces = words.replace(",", " ").replace(".", " ").split()
    month = next((known.months[each] for each in pieces if each in known.months), None)
    numbers = [int(each.removesuffix("er")) for each in pieces if each.removesuffix("er").isdigit()]
    year = next((str(each) for each in numbers if each > 31), None)  # noqa: PLR2004
    day = next((each for each in numbers if each <= 31), None)  # noqa: PLR2004
    weekday = next((known.weekdays[each] for each in pieces if each in known.weekdays), None)
    try:
        if month and day:
            return reckoning.day(year, month, day)
        if month:
            return f"{year}-{month:02}" if year else reckoning.month(month)
        if weekday is not None and not numbers:
            steps = {"last": known.last, "next": known.next}
            step = next((name for name, of in steps.items() if of & set(pieces)), "")
            return reckoning.weekday(weekday, step)
        if year and len(pieces) == 1:
            return year
    except ValueError:
        pass
    return None
