"""Reads the words of a source: a pronoun, a name, "the minister", "a spokesman for the bank"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.span import Span
from annotator.suggest.describing import WORD, Description, phrase_of
from annotator.suggest.speaker_words import (
    CROWD_ENDINGS,
    DETERMINERS,
    FEMALE_WORDS,
    FIRST,
    HE,
    INDEFINITE,
    IT,
    MALE_WORDS,
    POSSESSIVES,
    RELATIVE,
    SHE,
    SPOKES,
    THEY,
    WE,
    Gender,
    bodies_like,
    is_personal,
)
from annotator.text.words import TITLE_MODIFIERS

_OPENING = DETERMINERS | INDEFINITE
_SINGULAR_S = frozenset({"boss", "press", "congress", "process", "business", "princess", "actress"})


class Referring(StrEnum):
    """In which way the words of a source refer to somebody."""

    NOTHING = "nothing"
    HE_OR_SHE = "he or she"
    IT = "it"
    THEY = "they"
    FIRST = "I"
    WE = "we"
    RELATIVE = "who"
    DESCRIPTION = "the minister"
    SOMEBODY = "a neighbour"


_PRONOUNS = (
    (HE | SHE, Referring.HE_OR_SHE),
    (IT, Referring.IT),
    (THEY, Referring.THEY),
    (FIRST, Referring.FIRST),
    (WE, Referring.WE),
    (RELATIVE, Referring.RELATIVE),
)


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What the words of a source say: how they refer, and as what they describe somebody.

    `owner` is the possessive pronoun in "her party". `spokes` marks those who speak for somebody,
    `there` that a place is taken up: "officials there". `names` are the capitalised words that are
    no titles, in lower case: they name something of their own.
    """

    way: Referring
    words: str = ""
    gender: Gender | None = None
    description: Description | None = None
    owner: str = ""
    spokes: bool = False
    there: bool = False
    plural: bool = False
    names: frozenset[str] = frozenset()

    @property
    def is_body(self) -> bool:
        """Whether the words are about no person."""
        if self.way in (Referring.IT, Referring.THEY):
            return True
        return self.description is not None and not is_personal(self.description.head)


NO_WORDS = SourceWords(Referring.NOTHING)


def source_words(text: str, span: Span) -> SourceWords:
    """Read the words of a source."""
    surface = span.of(text)
    main = surface.split(",")[0].split(" who ")[0] if surface.lower() not in RELATIVE else surface
    lower = [match[0].lower() for match in WORD.finditer(main)]
    if not lower:
        return NO_WORDS
    if len(lower) == 1 or lower[1:] == ["also"] or lower[0] in (FIRST | HE | SHE) - POSSESSIVES:
        for pronouns, way in _PRONOUNS:
            if lower[0] in pronouns:
                return SourceWords(way, surface, gender=_gender_of(lower[0]))
    return _phrase(surface, main, lower)


def _phrase(surface: str, main: str, lower: list[str]) -> SourceWords:
    description = phrase_of(lower)
    head = description.head if description else lower[-1]
    plural = _is_plural(head)
    definite = lower[0] in DETERMINERS or "'s" in main or "\u2019s" in main
    # "Union members" and "neighbours" are some of many; "club president" is one.
    bare = not definite and (lower[0] in INDEFINITE or plural)
    capitals = [match[0].lower() for match in WORD.finditer(main) if match[0][0].isupper()]
    named = any(word in capitals for word in lower[1:])
    spokes = head in SPOKES
    some = bare and not (spokes and named)
    return SourceWords(
        Referring.SOMEBODY if some else Referring.DESCRIPTION,
        surface,
        gender=_gender_of(head),
        description=description,
        owner=lower[0] if lower[0] in POSSESSIVES else "",
        spokes=spokes,
        there="there" in lower,
        plural=plural,
        names=frozenset(word for word in capitals if not _is_common(word)),
    )


def _is_common(word: str) -> bool:
    """Whether a word is a title, a role or a body, which may be written with a capital."""
    known = word in _OPENING or word in TITLE_MODIFIERS or word in bodies_like()
    return known or is_personal(word)


def _gender_of(word: str) -> Gender | None:
    if word in HE or word in MALE_WORDS:
        return "male"
    return "female" if word in SHE or word in FEMALE_WORDS else None


def _is_plural(head: str) -> bool:
    return head.endswith(CROWD_ENDINGS) and not head.endswith("ss") and head not in _SINGULAR_S
