"""What each word of a sentence does there, guessed from lists and endings, as one letter.

Small words: B be, H have, Z do, M modal, O pronoun, U pronoun as object, D determiner, Q who or
what, S that or because, T to, R and, P preposition, A adverb. Verbs: V finite, E past or
participle, Y participle, G in -ing, I base form, K verb or noun. Others: C name, N noun,
J adjective, # number, X possessor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.text.lexicon import Lexicon

NOMINAL = "NCOXU#KGJDQ"
_POSSESSIVE = ("'s", "s'")
_SHORT = 3
_TITLED = 0.75
_FEW = 4


def tagged(words: Sequence[str], capitals: Sequence[bool], lexicon: Lexicon) -> list[str]:
    """The tag of each lower-case word, given which are written with a capital."""
    ignore = _is_title_case(words, capitals)
    known = lexicon.tags
    there, owning = lexicon.listed("there"), lexicon.listed("owning")
    # "El estudio", "le juge": a form of a verb behind an article is a noun.
    nouns = lexicon.grammar.free and not lexicon.grammar.capitals
    tags: list[str] = []
    for index, word in enumerate(words):
        tag = known.get(word)
        if capitals[index] and not ignore and (tag is None or tag in "KIEVYGJ"):
            # The first word of a sentence may be a verb, but is seldom the one that reports.
            tag = tag if index == 0 and tag and tag in "GEYV" else _name_tag(word)
        elif tag is None:
            tag = _guess(word, lexicon)
        elif word in there and tags and tags[-1] in "NCX" and not _is_verb(words, index + 1, known):
            tag = "A"
        elif tag in "KI" and tags and words[index - 1] in owning:
            tag = "N"
        if nouns and tag in "VYIKEG" and tags and tags[-1] == "D":
            tag = "N"
        tags.append(tag)
    return tags


def _is_verb(words: Sequence[str], index: int, known: Mapping[str, str]) -> bool:
    """Whether a word such as "was" stands at an index: "told the inquest there was no sign"."""
    return index < len(words) and known.get(words[index], " ") in "BHM"


def _is_title_case(words: Sequence[str], capitals: Sequence[bool]) -> bool:
    """Whether capitals tell nothing, as in a headline."""
    long = [capital for word, capital in zip(words, capitals, strict=True) if len(word) > _SHORT]
    return len(long) > _FEW and sum(long) > _TITLED * len(long)


def _name_tag(word: str) -> str:
    return "X" if word.endswith(_POSSESSIVE) else "C"


def _guess(word: str, lexicon: Lexicon) -> str:
    """The tag of a word in no list, by how it ends."""
    if word.endswith(_POSSESSIVE):
        return "X"
    if word[:1].isdigit():
        return "#"
    if len(word) <= _SHORT + 1 or word in lexicon.listed("noun"):
        return "N"
    return next((tag for ending, tag in lexicon.endings if word.endswith(ending)), "N")
