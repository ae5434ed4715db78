"""Patterns for dates in running text.

They are compiled on first use, which takes some milliseconds: the window opens without them.
"""

from __future__ import annotations

from functools import cache

import regex

from annotator.text.currencies import PLAIN
from annotator.text.date_words import WORDS, DateWords

_MONTH_NAMES = (
    "January|February|April|June|July|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b(?:\.(?=[ ]\d))?"
)
#: Months that are also other words: they need a number beside them or a preposition before.
_DOUBTFUL = "March|May|August"
_MONTH = rf"(?:(?:{_MONTH_NAMES}|{_DOUBTFUL})(?![\p{{L}}\p{{M}}]))"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[:,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%\u2030-]|[.,:]\d)"
_SMALL = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|eighteen|twenty|thirty|forty|fifty|several)"
)
_FEAST = (
    r"(?:Christmas|Easter|Thanksgiving|Halloween|Ramadan|Passover|Diwali|Hanukkah|New[ ]Year)"
    r"(?!['\u2019]|[ ](?:Island|eggs?|trees?|market|cards?|presents?|party|Accord|Day|Eve|Monday"
    r"|Sunday))"
)
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade)"
_PART = r"(?:[ ](?:morning|afternoon|evening|night))?"

# How a date can begin is looked at first, since most words fail there.
_DATE = rf"""(?<![\p{{L}}\p{{M}}\p{{N}}_$\u20ac\u00a3])
    (?=[0-9JFMASONDTWLYQ'\u2019]|Box|Chris|Eas|Good[ ]F|Hal|Han|Ram|Pass|Val|last|next
        |th[ir]|to[dmn]|tw|ten|el|yes|f[oia]|s[iepu]|ei|ni|au|wi)(?:
      \d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?!\d)
    | \d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)(?!\.?\d)
    | (?:{_WEEKDAY},?[ ])? {_DAY}[ ](?:of[ ])?{_MONTH}(?:,?[ ]{_YEAR})?
    | (?:{_WEEKDAY},?[ ])? {_MONTH}[ ]{_DAY}(?:[ ]?[\u2013-][ ]?{_DAY})?(?:,?[ ]{_YEAR})?
    | {_MONTH},?[ ]{_YEAR}
    | (?:{_MONTH_NAMES})(?![\p{{L}}\p{{M}}])
    | (?<=\b(?:[Ii]n|[Ss]ince|until|till|[Bb]y|of|[Ff]rom|[Ll]ast|this|next
        |early|late|mid|before|after|through)[ -])
      (?:{_DOUBTFUL})\b
    | (?:(?:last|next|this)[ ])?{_WEEKDAY}{_PART}
    | (?:[Ll]ast|[Nn]ext|[Tt]his)[ ](?:week|month|year|weekend|night|morning|afternoon
        |evening|summer|winter|spring|autumn|fall)\b
    | (?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b{_PART}
    | (?:Christmas|Boxing|Easter|New[ ]Year['\u2019]s|Thanksgiving|Valentine['\u2019]s)
        [ ](?:Day|Eve|Sunday|Monday)\b
    | Good[ ]Friday\b
    | (?<=\b(?:at|on|over|before|after|by|since|until|through|during|around|for|last|next|this)[ ])
        {_FEAST}
    | (?:1[5-9]|20)\d0s\b | ['\u2019]\d0s\b
    | {_SMALL}[ ]{_UNIT}s?[ ](?:ago|earlier|later)\b
    | {_SMALL}[ \u00a0-]{_UNIT}s?\b(?![ \u00a0-]olds?\b)
    | (?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)[ ](?:of[ ])?{_YEAR}
    | (?:(?:first|second|third|fourth)[ ]quarter\b|Q[1-4]\b)(?:[ ](?:of[ ])?{_YEAR})?
    | \d{{1,2}}(?::\d\d){{1,2}}(?:[ ]?[aApP]\.?[mM]\b\.?)?
        (?:[ ](?:GMT|UTC|BST|CET|EST|EDT|PST|PDT)\b)?
    | \d{{1,2}}[ ]?[ap]\.?m\b\.?
    | (?:(?<=\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil)[ ])|(?!\d{{4}}[ \u00a0]\L<counted>\b))
      {_YEAR}(?![\p{{L}}\p{{M}}_])(?:[\u2013](?:\d\d|\d{{4}})\b)?
    )"""
#: What a number of four digits before it counts: "some 2000 people".
_COUNTED = PLAIN | frozenset(
    {"people", "men", "women", "children", "soldiers", "troops", "officers", "police", "workers",
     "employees", "staff", "jobs", "homes", "houses", "families", "students", "residents",
     "civilians", "refugees", "migrants", "passengers", "fans", "supporters", "protesters",
     "demonstrators", "members", "delegates", "votes", "seats", "points", "runs", "cases", "deaths",
     "dead", "injured", "firefighters", "companies", "pages", "copies", "tonnes", "tons", "metres",
     "meters", "kilometres", "kilometers", "miles", "feet", "square", "acres", "hectares", "km",
     "kg", "mm", "years", "days", "hours", "animals", "trees", "prisoners", "guests", "others"}
)  # fmt: skip


def date_pattern(language: str = "en") -> regex.Pattern[str]:
    """Finds dates and times, written out in words of a language or in digits."""
    return _date_pattern(language if language in WORDS else "en")


@cache
def _date_pattern(language: str) -> regex.Pattern[str]:
    pattern = _foreign(WORDS[language]) if language in WORDS else _DATE
    return regex.compile(pattern, regex.VERBOSE, ignore_unused=True, counted=_COUNTED)


def _foreign(words: DateWords) -> str:
    """Dates such as "5 de mayo de 2031", "5 mai 2031" and "5. Mai 2031"."""
    months, weekdays, days, steps = (
        "|".join(sorted(of, key=len, reverse=True))
        for of in (words.months, words.weekdays, words.days, words.last | words.next)
    )
    return rf"""(?<![\p{{L}}\p{{M}}\p{{N}}_$\u20ac\u00a3])(?i:
      \d{{4}}-\d\d-\d\d(?!\d) | \d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}(?!\.?\d)
    | (?:(?:{weekdays})[ ,]{{1,2}}(?:den[ ]|el[ ]|le[ ])?)?
      {words.day}{words.of if words.of != "[ ]" else "[ ]?"}(?:{months})\b(?:{words.of}{_YEAR})?
    | (?:{months}){words.of}{_YEAR}
    | (?:(?:{steps})[ ])?(?:{weekdays})\b(?:[ ](?:{steps})\b)?
    | (?:{days})\b
    | {_YEAR}(?![\p{{L}}\p{{M}}_])
    )"""
