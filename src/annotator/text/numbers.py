"""Patterns for dates and amounts in running text.

They are compiled on first use, which takes 10 ms: the window opens without them.
"""

from __future__ import annotations

from functools import cache

import regex

_MONTH_NAMES = (
    "January|February|April|June|July|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    "|Aug|Sept|Sep|Oct|Nov|Dec"
)
#: Months that are also other words: they need a number beside them or a preposition before.
_DOUBTFUL = "March|May|August"
_MONTH = rf"(?:(?:{_MONTH_NAMES}|{_DOUBTFUL})\b\.?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%\u2030-]|[.,:]\d)"
_SMALL = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several)"
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade)"
_PART = r"(?:[ ](?:morning|afternoon|evening|night))?"

# How a date can begin is looked at first, since most words fail there.
_DATE = rf"""(?<![\p{{L}}\p{{M}}\p{{N}}_$\u20ac\u00a3])
    (?=[0-9JFMASONDTWLY'\u2019]|last|next|th[ir]|to[dmn]|two|ten|yes|f[oi]|s[ie]|ei|ni)(?:
      \d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?!\d)
    | \d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)(?![\d.])
    | (?:{_WEEKDAY},?[ ])? {_DAY}[ ](?:of[ ])?{_MONTH}(?:,?[ ]{_YEAR})?
    | (?:{_WEEKDAY},?[ ])? {_MONTH}[ ]{_DAY}(?:[ ]?[\u2013-][ ]?{_DAY})?(?:,?[ ]{_YEAR})?
    | {_MONTH},?[ ]{_YEAR}
    | (?:{_MONTH_NAMES})\b
    | (?<=\b(?:[Ii]n|[Ss]ince|until|till|[Bb]y|of|[Ff]rom|[Ll]ast|this|next
        |early|late|mid|before|after|through)[ -])
      (?:{_DOUBTFUL})\b
    | (?:(?:last|next|this)[ ])?{_WEEKDAY}{_PART}
    | (?:[Ll]ast|[Nn]ext|[Tt]his)[ ](?:week|month|year|weekend|night|summer|winter|spring
        |autumn|fall)\b
    | (?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b{_PART}
    | (?:1[5-9]|20)\d0s\b | ['\u2019]\d0s\b
    | {_SMALL}[ ]{_UNIT}s?[ ](?:ago|earlier|later)\b
    | \d+[ \u00a0-]{_UNIT}s?\b(?!-old)(?:\s(?:and|to)\s\d+[ ]{_UNIT}s?\b)?
    | \d{{1,2}}(?::\d\d){{1,2}}(?:[ ]?[aApP]\.?[mM]\b\.?)?
        (?:[ ](?:GMT|UTC|BST|CET|EST|EDT|PST|PDT)\b)?
    | \d{{1,2}}[ ]?[ap]\.?m\b\.?
    | {_YEAR}(?![\p{{L}}\p{{M}}_])(?:[\u2013](?:\d\d|\d{{4}})\b)?
    )"""

_NUMBER = r"\d++(?:[.,]\d++)*+"
_SCALE = r"(?:[ \u00a0-]?(?:million|billion|trillion|thousand|hundred|mn|bn|m|k)\b)"
_CURRENCY = (
    r"(?:(?:US|Canadian|Australian)[ ])?(?:dollars?|euros?|pounds?|pesos?|soles|shillings?|yen|yuan"
    r"|rupees?|francs?|roubles?|rubles?|reais|rand|liras?|USD|EUR|GBP|CHF|JPY)\b"
)
_AMOUNT = rf"""(?<![\p{{L}}\p{{M}}\p{{N}}_.,-]|\p{{N}}:)(?:
      (?P<money>(?:US|A|C|NZ|HK|R|S)?[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20ba]
          [ \u00a0]?{_NUMBER}{_SCALE}?
        | {_NUMBER}{_SCALE}?[ ]{_CURRENCY})
    | {_NUMBER}[ \u00a0]?(?:%|\u2030|(?:per[ ]?cent|percentage[ ]points?)\b)
    | \d+-year-olds?\b
    | {_NUMBER}(?:st|nd|rd|th)?{_SCALE}?(?![\p{{L}}\p{{M}}_-])
    )"""


@cache
def date_pattern() -> regex.Pattern[str]:
    """Finds dates and times, written out or in digits."""
    return regex.compile(_DATE, regex.VERBOSE)


@cache
def amount_pattern() -> regex.Pattern[str]:
    """Finds amounts; the group `money` has those with a currency."""
    return regex.compile(_AMOUNT, regex.VERBOSE)
