"""Amounts in running text: money, shares, measures, ages and plain numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import regex

from annotator.model.span import Span
from annotator.text.currencies import BEFORE, BEHIND, DOUBTFUL, PLAIN
from annotator.text.run_patterns import is_in_name

_NUMBER = r"\d++(?:[.,]\d++)*+"
_SCALE = r"(?:[ \u00a0-]?(?:million|billion|trillion|thousand|hundred|mn|bn|tn|m|k)\b)"
_BIG = r"(?:million|billion|trillion|thousand|hundred)\b"
_LARGE = r"(?:\d{1,3}(?:,\d{3})++|\d{5,})"
#: Whose money it is: "New Zealand dollars", "CFA francs", "new shekels".
_ISSUER = r"(?:(?:new|convertible|\p{Lu}[\p{L}.]+)[ ]){0,3}"
_ADJECTIVE = r"(?:\p{Lu}\p{Ll}+[ ]){0,2}\p{Lu}\p{Ll}+(?:an|ish|ese|en|ch|ic|i|uk)[ ]"
_PLAIN = rf"{_ISSUER}\L<plain>(?![\p{{L}}\p{{M}}])"
_DOUBTFUL = r"\L<doubtful>(?![\p{L}\p{M}])"
_MEASURE = (
    r"(?:kilomet(?:re|er)s?|km|met(?:re|er)s?|centimet(?:re|er)s?|cm|millimet(?:re|er)s?|mm|miles?|feet"
    r"|foot|inch(?:es)?|yards?|acres?|hectares?"
    r"|square[ ](?:kilomet|met)(?:re|er)s|square[ ](?:miles|feet)"
    r"|kilograms?|kg|grams?|tonnes?|tons?|pounds|ounces?|lit(?:re|er)s?|gallons?|barrels?|mph|km/h"
    r"|kilowatts?|megawatts?|gigawatts?|MW|GW|degrees(?:[ ](?:Celsius|Fahrenheit))?|\u00b0[CF]"
    r"|gigabytes?)"
    r"(?![\p{L}\p{M}])"
)
_START = r"(?<![\p{L}\p{M}\p{N}_.,-]|\p{N}:)"
_SUM = rf"[ \u00a0]?{_NUMBER}(?:[\u2013-]{_NUMBER})?{_SCALE}?"
_IN_DIGITS = rf"""(?=[\p{{N}}\p{{Sc}}]){_START}(?:
      (?P<money>\p{{Sc}}{_SUM}
        | {_NUMBER}{_SCALE}?(?:[ \u00a0-]{_PLAIN}|[ \u00a0]?\L<behind>\b)
        | (?:{_NUMBER}{_SCALE}|{_LARGE})[ \u00a0-](?:{_ADJECTIVE})?{_DOUBTFUL}
        | {_NUMBER}[ \u00a0-]{_ADJECTIVE}(?!won\b){_DOUBTFUL})
    | (?P<share>{_NUMBER}[ \u00a0]?(?:%|\u2030|(?:per[ ]?cent|percentage[ ]points?)\b))
    | (?P<age>\d+-year-olds?\b)
    | (?P<measure>{_NUMBER}{_SCALE}?[ \u00a0-]?{_MEASURE})
    | (?P<count>{_NUMBER}(?:st|nd|rd|th)?{_SCALE}?(?![\p{{L}}\p{{M}}_-]))
    )"""
_IN_CODES = rf"\b(?=\L<before>){_START}(?P<money>\L<before>{_SUM})"
_WRITTEN = r"\L<written>(?:-\L<written>)?"
_FEW = rf"(?:{_WRITTEN}|half[ ]an?|an?(?:[ ]few)?|several)[ -]{_BIG}"
_MANY = r"\L<many>[ ]of[ ]"
_IN_WORDS = rf"""\b(?=\L<starts>\b){_START}(?:
      (?P<money>(?:{_FEW}[ -]|{_MANY}(?:{_MANY})?)(?:{_PLAIN}|{_ISSUER}{_DOUBTFUL})
        | {_WRITTEN}[ -]{_PLAIN})
    | (?P<count>(?:{_WRITTEN}|half[ ]a)[ ]{_BIG})
    )"""
_FIGURES = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
     "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
     "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
)  # fmt: skip
_MANIES = frozenset({"tens", "hundreds", "thousands", "millions", "billions", "trillions"})
_LISTS: dict[str, Any] = {
    "plain": PLAIN, "doubtful": DOUBTFUL, "before": BEFORE,
    "behind": BEHIND, "written": _FIGURES, "many": _MANIES,
    "starts": _FIGURES | _MANIES | {"half", "several", "a", "an"},
}  # fmt: skip


class Amount(NamedTuple):
    """An amount in a text; `form` is `money`, `share`, `age`, `measure` or `count`."""

    span: Span
    form: str


def amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts of a stretch in text order: those in digits, behind a code, and in words."""
    found = (m for pattern in _amount_patterns() for m in pattern.finditer(text, start, end))
    last = start
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        form = match.lastgroup or "count"
        if match.start() >= last and not (form == "count" and is_in_name(text, match.start())):
            last = match.end()
            yield Amount(Span(*match.span()), form)


@cache
def _amount_patterns() -> Sequence[regex.Pattern[str]]:
    # Each begins with one kind of sign, so that it is looked for fast.
    return [
        regex.compile(pattern, regex.VERBOSE, ignore_unused=True, **_LISTS)
        for pattern in (_IN_DIGITS, _IN_CODES, _IN_WORDS)
    ]
