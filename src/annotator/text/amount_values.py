"""The numbers that amounts of money, shares, measures and counts stand for."""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORDS: dict[str, int] = {
    **_ONES, **_TENS, **{f"{ten}-{one}": _TENS[ten] + _ONES[one] for ten in _TENS for one in _ONES},
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_HALF = Decimal("0.5")
#: Words that are a number only before a larger one.
_PARTS = {"a": Decimal(1), "an": Decimal(1), "half a": _HALF, "half an": _HALF}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"[^\d]{{0,6}}?(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(?:[ \u00a0-]?({_SCALE})\b)?"
    r"(?:[ -]\D*|%|\u2030)?"
)
_NUMERAL = "|".join(sorted(_WORDS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?:({_NUMERAL})(?:[ -]({_SCALE}))?|({'|'.join(_PARTS)})[ -]({_SCALE}))(?:[ -]\D*)?"
)


def amount_value(surface: str) -> str | None:
    """The number of an amount, its scale multiplied in, or None where it is not plain.

    A share of 34 % is 34. A comma parts thousands.
    """
    words = " ".join(surface.split()).casefold()
    if match := _NUMBER.fullmatch(words):
        number = Decimal(match[1].replace(",", "")) * _SCALES.get(match[2] or "", 1)
    elif match := _WRITTEN.fullmatch(words):
        number = Decimal(_WORDS[match[1]]) if match[1] else _PARTS[match[3]]
        number *= _SCALES.get(match[2] or match[4] or "", 1)
    else:
        return None
    return f"{number.normalize():f}"
