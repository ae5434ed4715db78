"""Patterns for capitalised runs of words, compiled on first use: the window opens without them."""

from __future__ import annotations

from functools import cache

import regex

#: The second syllable of a name such as "Sung-min", and what only looks like one.
_SYLLABLE = (
    r"(?<=\b\p{Lu}\p{Ll}{1,5})[\u2010\u2011-](?=[bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}"
    r"(?:ng|[nkmptlhiwb])?\b)(?!(?:run|up|in|on|at|out|to|hit|set|top|ton|man|men|war|wing|long|new"
    r"|non|win|free|the|day|hop|key|by|go|how|who|do|so|no|tie|law|low|pay|buy|cut|sea|ray|plus|pro"
    r"|gun|fly|eye|ear|an|or|and|am|pm|is|it|tv|ban|like|type|wide|made)\b)"
)
_INNER = (
    r"(?:[\p{L}\p{M}\p{N}]|[\u2010\u2011-](?=\p{Lu}|\p{Nd})|-(?:e|i|ul|ur|us)-(?=\p{Lu})|"
    + _SYLLABLE
    + r"|['\u2019](?=\p{Lu})"
    r"|['\u2019](?=\p{Ll}{2,}|[aeiou]\b)(?!(?:re|ve|ll)\b)|\u02bb|&(?=\p{Lu})|\.(?=\p{Lu}\p{Ll}*\b(?!\.))|\.(?=(?:com|org|net|info|tv|co\.\p{Ll}\p{Ll})\b))*+"
)
_CAPITAL = (
    r"(?:(?:\p{Lu}\.){2,}|\p{Lu}\.(?=[ ]\p{Lu})|(?:St|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov"
    rf"|Prof|Rev|Hon|Jr|Sr|Mt)\.|(?:[aeu]l|an|as|ash|ad)-\p{{Lu}}{_INNER}|[\u02bb\u02bc]?+\p{{Lu}}{_INNER}|[ei]\p{{Lu}}\p{{Ll}}{_INNER})"
)
_SMALL = (
    r"upon|de|del|dela|della|di|da|das|do|dos|du|des|la|las|los|van|von|der|den|ter|ten|zu|bin|ibn|bint"
    r"|ben|al|el|ul|y|e|af|av|ap|ab|wa|ould|ag|i|og|och|und|et|sur|aux|les|le|lo|zur|zum|dos|della|delle|degli"
)
#: "People's Party", "St. John's Hospital": the possessive is inside the name.
_OWNED = (
    r"(?<=\b(?:People|Women|Children|Men|Workers?|Farmers?|Veterans?|Writers?|Teachers?|Citizens?"
    r"|Players?|Students?|Lawyers?|Drivers?|Consumers?|Sailors?|Mothers?|Sheriffs?|Nurses?|Doctors?|Officers?"
    r"|Firefighters?|Fishermen|Parents?|Boys?|Girls?|Ladies|Employers?|Miners?|Seafarers?))"
    r"(?:['\u2019]s|(?<=s)['\u2019])[ ](?=(?!Day)\p{Lu})"
    r"|(?<=\b\p{Lu}\p{Ll}{2,14}s)(?<!\b(?:States|Netherlands|Philippines|Emirates|Wales|Bahamas"
    r"|Maldives|Seychelles|Nations|Islands))['\u2019][ ]"
    r"(?=(?:Union|Association|Federation|Guild|Co-?operative|Society|Club|League)\b)"
    r"|(?<=\bSt\.?[ ]\p{Lu}\p{Ll}{2,9}|\b(?:King|Queen|Trinity))['\u2019]s[ ]"
    r"(?=(?:Church|Hospital|Cathedral|College|School|University|Basilica|Square|Park|Cross)\b)"
)
#: "Committee on Foreign Affairs", but not a committee that met on Friday.
_ON = (
    r"(?<=\b(?:Panel|Council|Commission|Committee|Subcommittee|Conference|Convention|Cent(?:er|re)"
    r"|Office|Institute|Agreement|Treaty|Covenant|Declaration|Report|Force))[ ]on[ ](?:the[ ])?"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)"
)
_JOIN = (
    rf"(?:{_OWNED}|[ \u00a0](?:(?:{_SMALL})[ ]){{0,3}}(?:d['\u2019]|l['\u2019])?"
    rf"|[ ](?:of|for)[ ](?:the[ ])?|[ ]and[ ]|[ ]&[ ]|{_ON})"
)
#: Words that a number belongs to: "Interstate 75", "Boeing 737".
_NUMBERED = (
    r"\b(?:Interstate|Route|Highway|Junction|Flight|Channel|Terminal|Apollo|Formula|Platform|Boeing"
    r"|Airbus|Windows|Falcon|Euro|PlayStation|Ariane|Voyager|Sputnik|Radio|Schalke|iPhone"
    r"|Galaxy|Barrio|Cessna|Stream|Android|Gemini|Antonov|Tupolev|Ilyushin|Yakovlev|Embraer"
    r"|Xbox|Viking|Pioneer|Mariner|Luna|Zond|Soyuz|Explorer)"
)
_NUMBER = rf"(?:(?<={_NUMBERED})[ ](?:\d{{1,3}}|20\d\d(?<=\bEuro[ ]\d{{4}}))\b)?+"
_RUN = (
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}_@#])(?<![\p{{L}}\p{{N}}]['\u2019])"
    r"(?<!\b(?:pro|anti|non|pre|post|mid|un|inter|trans|cross|neo|sub|pan)[\u2010\u2011-])"
    r"(?!(?:Pro|Anti|Non|Pre|Post|Mid|Inter|Trans|Cross|Neo|Sub|Pan|Ex|Self|Co|Re|Multi|Semi|Ultra"
    r"|[IVXL]{2,})(?:[\u2010\u2011-]\p{Ll}|(?<=[IVXL]{2})\b))"
    rf"{_CAPITAL}(?:{_JOIN}(?={_CAPITAL}){_CAPITAL}){{0,12}}+{_NUMBER}"
)
_LOWER = r"(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}'\u2019-]*+"


@cache
def run_pattern() -> regex.Pattern[str]:
    """Finds runs of capitalised words, with the small words that can stand inside a name."""
    return regex.compile(_RUN)


@cache
def lower_pattern() -> regex.Pattern[str]:
    """Finds words in lower case."""
    return regex.compile(_LOWER)


@cache
def _numbered() -> regex.Pattern[str]:
    return regex.compile(rf"(?<={_NUMBERED} )")


def is_in_name(text: str, at: int) -> bool:
    """Whether a number that begins at a position is part of a name: "Boeing 737"."""
    return at > 0 and text[at - 1] == " " and _numbered().match(text, at) is not None
