"""The forms of an English verb, from its lemma and what is irregular about it."""

from __future__ import annotations

from enum import StrEnum

import regex

_VOWELS = "aeiou"
# One syllable that ends in a single consonant behind a single vowel: "plan", "stop".
_DOUBLES = regex.compile(r"[^aeiou]*[aeiou][^aeiouwxyh]")


class Tense(StrEnum):
    """What an inflected form of a verb is.

    Languages whose finite forms show the person have FINITE in the place of PRESENT and PAST.
    """

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"
    FINITE = "finite"


def inflections(lemma: str, irregular: str = "") -> dict[str, Tense]:
    """Every form of an English verb, from its lemma and its past forms where they are irregular."""
    past = [form.strip() for form in irregular.split(",") if form.strip()] or [_regular_past(lemma)]
    forms = {lemma: Tense.BASE, _present(lemma): Tense.PRESENT}
    for form in past:
        forms[form] = Tense.PAST
        doubled = form.endswith("ed") and len(form) == len(lemma) + 3
        forms[form[:-2] + "ing" if doubled else _ing(lemma)] = Tense.ING
    if len(past) > 1 and not past[1].endswith("ed"):
        forms[past[1]] = Tense.PARTICIPLE if past[1] != past[0] else Tense.PAST
    return forms


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    if _DOUBLES.fullmatch(lemma):
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


def _present(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    if _DOUBLES.fullmatch(lemma):
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"
