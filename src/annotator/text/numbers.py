"""Patterns for dates and amounts in running text.

They are compiled on first use, which takes 10 ms: the window opens without them.
"""

from __future__ import annotations

from functools import cache

import regex

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
    | {_YEAR}(?![\p{{L}}\p{{M}}_])(?:[\u2013](?:\d\d|\d{{4}})\b)?
    )"""

_NUMBER = r"\d++(?:[.,]\d++)*+"
_SCALE = r"(?:[ \u00a0-]?(?:million|billion|trillion|thousand|hundred|mn|bn|m|k)\b)"
_CURRENCY = (
    r"(?:(?:US|Canadian|Australian|Hong[ ]Kong|Singapore)[ ])?(?:dollars?|euros?|pounds?|pesos?"
    r"|soles|shillings?|yen|yuan|won|rupees?|rupiah|francs?|roubles?|rubles?|reais|rand|liras?|naira"
    r"|cedis?|dirhams?|riyals?|dinars?|kron(?:or|er|a)|zlotys?|cents|USD|EUR|GBP|CHF|JPY|\u20ac)"
    r"(?![\p{L}\p{M}])"
)
_SIGN = (
    r"(?:(?:US|AU|CA|A|C|NZ|HK|R|S|NT)?[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20ba\u20a6\u20b1]"
    r"|(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|AUD|CAD|KES|NGN|ZAR|KSh|Ksh|Sh|Rs\.?|Rp|Tk)"
    r"(?=[ \u00a0]?\d))"
)
_MEASURE = (
    r"(?:kilomet(?:re|er)s?|km|met(?:re|er)s?|centimet(?:re|er)s?|cm|millimet(?:re|er)s?|mm|miles?|feet"
    r"|foot|inch(?:es)?|yards?|acres?|hectares?"
    r"|square[ ](?:kilomet|met)(?:re|er)s|square[ ](?:miles|feet)"
    r"|kilograms?|kg|grams?|tonnes?|tons?|pounds|ounces?|lit(?:re|er)s?|gallons?|barrels?|mph|km/h"
    r"|kilowatts?|megawatts?|gigawatts?|MW|GW|degrees(?:[ ](?:Celsius|Fahrenheit))?|\u00b0[CF]"
    r"|gigabytes?)"
    r"(?![\p{L}\p{M}])"
)
_WRITTEN = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|half[ ]a)"
)
_AMOUNT = rf"""(?<![\p{{L}}\p{{M}}\p{{N}}_.,-]|\p{{N}}:)(?=[\p{{N}}\p{{Sc}}UACNHRSEGJIKTetfsnh])(?:
      (?P<money>{_SIGN}[ \u00a0]?{_NUMBER}(?:[\u2013-]{_NUMBER})?{_SCALE}?
        | (?:{_NUMBER}{_SCALE}?|{_WRITTEN}{_SCALE})[ \u00a0]{_CURRENCY})
    | (?P<share>{_NUMBER}[ \u00a0]?(?:%|\u2030|(?:per[ ]?cent|percentage[ ]points?)\b))
    | (?P<age>\d+-year-olds?\b)
    | (?P<measure>{_NUMBER}{_SCALE}?[ \u00a0-]?{_MEASURE})
    | (?P<count>{_NUMBER}(?:st|nd|rd|th)?{_SCALE}?(?![\p{{L}}\p{{M}}_-])
        | {_WRITTEN}[ ](?:million|billion|trillion|thousand|hundred)\b)
    )"""


def date_pattern(language: str = "en") -> regex.Pattern[str]:
    """Finds dates and times, written out in words of a language or in digits."""
    return _date_pattern(language if language in WORDS else "en")


@cache
def _date_pattern(language: str) -> regex.Pattern[str]:
    return regex.compile(_foreign(WORDS[language]) if language in WORDS else _DATE, regex.VERBOSE)


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


@cache
def amount_pattern() -> regex.Pattern[str]:
    """Finds amounts; the groups are `money`, `share`, `age`, `measure` and `count`."""
    return regex.compile(_AMOUNT, regex.VERBOSE)
