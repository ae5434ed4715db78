"""Words that open a sentence: which of them are names, and which have a capital for that only."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.text.lexicon import Lexicon
from annotator.text.name_words import BODIES, ROLES
from annotator.text.setting import Setting, opens_sentence
from annotator.text.words import (
    AND_HEADS,
    FUNCTION_WORDS,
    HONORIFICS,
    JOINING,
    NAME_HEADS,
    PARTICLES,
    TITLE_HEADS,
    TITLE_MODIFIERS,
)

_COMMON_ENDINGS = (
    "ing", "ed", "ly", "ion", "ions", "ment", "ments", "ness", "ity", "ers", "ors", "ful", "less",
    "able", "ible", "ous", "ance", "ence", "ants", "ents", "ists", "ies", "ings", "ism",
)  # fmt: skip
_ROLE_ENDINGS = ("er", "or", "ist", "ian", "ant", "man", "woman", "ess", "eur")

#: First words of names, which alone are none.
_NEVER_ALONE = frozenset({"New", "Old", "Great", "Big", "Young", "Saint", "San", "Santa", "Super"})


def is_known(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is known by itself, whatever stands around it."""
    return name in lexicon.names or lexicon.gazetteer.types.get(name, "other") != "other"


def without_opening(text: str, words: list[Span], setting: Setting, lexicon: Lexicon) -> list[Span]:
    """The words of a run without those that only open the sentence: "Then Ada Otieno"."""
    if not words or not opens_sentence(text, words[0].start):
        return words
    first = words[0].of(text)
    while words and _is_function_word(words[0].of(text)):
        words = words[1:]
    while words and words[0].of(text) in PARTICLES | {"and", "the", "for"}:
        words = words[1:]
    if not words or words[0].of(text) != first:
        return words
    return words if _is_opening_name(text, words, setting, lexicon) else words[1:]


def _is_function_word(word: str) -> bool:
    # "US" and "WHO" are none.
    return word.casefold() in FUNCTION_WORDS and not (len(word) > 1 and word.isupper())


def _is_opening_name(text: str, words: list[Span], setting: Setting, lexicon: Lexicon) -> bool:
    """Whether the word that opens a sentence is a name, judged by the same word elsewhere."""
    word = words[0].of(text)
    folded = word.casefold()
    if len(words) == 1 and word in _NEVER_ALONE:
        return False
    is_part = len(words) == 1 and word in lexicon.heads and folded in lexicon.gazetteer.nouns
    if (word in setting.middle and not is_part) or _is_name_itself(text, words, lexicon):
        return True
    if len(words) > 1 and lexicon.heads.get(word) in {"location", "event"}:
        return True
    if folded in setting.lower or folded.endswith("ly"):
        return False
    if len(words) > 1:
        return _belongs(text, words, lexicon)
    return _stands_alone(text, words[0], lexicon)


def _stands_alone(text: str, word: Span, lexicon: Lexicon) -> bool:
    folded = word.of(text).casefold()
    if text[word.end : word.end + 2] in {"'s", "\u2019s"}:
        gazetteer = lexicon.gazetteer
        is_common = folded in gazetteer.common or folded in gazetteer.nouns
        return not is_common or f"{word.of(text)}'s" in gazetteer.types
    return not _is_common(folded, lexicon)


def _is_name_itself(text: str, words: list[Span], lexicon: Lexicon) -> bool:
    """Whether the first word is a name or title by itself, or begins one."""
    word = words[0].of(text)
    folded = word.casefold()
    is_title = folded in TITLE_HEADS or folded.rstrip(".") in HONORIFICS
    if folded in TITLE_MODIFIERS and len(words) > 1:
        is_title = words[1].of(text).casefold() in TITLE_HEADS | TITLE_MODIFIERS
    return is_title or not word[1:].islower() or is_known(word, lexicon)


def _is_common(folded: str, lexicon: Lexicon) -> bool:
    """Whether a word that opens a sentence is no name, by what it is or ends in."""
    gazetteer = lexicon.gazetteer
    if folded in gazetteer.common or folded in ROLES or folded in BODIES:
        return True
    if folded in gazetteer.nouns or folded.removesuffix("s") in gazetteer.nouns:
        return True
    if folded.removesuffix("s") in lexicon.demonyms:
        return False
    plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is", "os", "as"))
    return plural or folded.endswith(_COMMON_ENDINGS) or folded in lexicon.sayings


def _belongs(text: str, words: list[Span], lexicon: Lexicon) -> bool:
    """Whether an opening word is the first one of a name: "Human Rights Watch", not "Young Ada"."""
    folded = words[0].of(text).casefold()
    last, second = words[-1].of(text), words[1].of(text)
    rest = text[words[1].start : words[-1].end]
    if is_known(rest, lexicon) and folded.endswith(_COMMON_ENDINGS):
        return is_known(text[words[0].start : words[-1].end], lexicon)
    is_role = folded in ROLES or folded in BODIES or folded.endswith("maker")
    if _is_of_somebody(text, words, lexicon):
        return False
    if not is_role and folded not in lexicon.gazetteer.common:
        return True
    if is_known(text[words[0].start : words[-1].end], lexicon) or last in lexicon.heads:
        return True
    if second in JOINING:
        return folded in NAME_HEADS | AND_HEADS
    return not (is_role or lexicon.gazetteer.is_given(second) or is_known(second, lexicon))


def _is_of_somebody(text: str, words: list[Span], lexicon: Lexicon) -> bool:
    """Whether the first word ends like a role, and somebody's name follows: "Restorer Ada Low"."""
    first, second = words[0].of(text), words[1].of(text)
    gazetteer = lexicon.gazetteer
    if gazetteer.is_given(first) or first in gazetteer.surnames or first in lexicon.heads:
        return False
    is_role = first.casefold().endswith(_ROLE_ENDINGS)
    is_person = len(words) > 2 and words[-1].of(text) not in lexicon.heads  # noqa: PLR2004
    return is_role and is_person and gazetteer.is_given(second)
