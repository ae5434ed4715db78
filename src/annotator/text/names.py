"""The parts of a name: titles, given names, particles, surname."""

from __future__ import annotations

from annotator.text.words import HONORIFICS, SURNAME_PARTICLES, TITLE_HEADS, TITLE_MODIFIERS

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mp", "qc", "kc"})
_MINOR = frozenset(
    {"of", "the", "and", "for", "de", "la", "et", "on", "in", "to", "y", "del", "des"}
)
_DOUBLE_FROM = 4
_ACRONYM_FROM = 3


def is_title_word(word: str) -> bool:
    """Whether a word is an honorific, a rank or an office, or part of one."""
    folded = word.casefold().rstrip(".")
    if folded in HONORIFICS or folded in TITLE_HEADS or folded in TITLE_MODIFIERS:
        return True
    first, _, last = folded.replace("\u2010", "-").partition("-")
    return bool(last) and first in TITLE_MODIFIERS and last in TITLE_HEADS | TITLE_MODIFIERS


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, or only differ in that one is all in capitals.

    Headlines and datelines write names so; "Polish" and "polish" are two words.
    """
    if one == other:
        return True
    return (one.isupper() or other.isupper()) and one.casefold() == other.casefold()


def without_titles(name: str) -> list[str]:
    """The words of a person's name without titles before it and suffixes behind it."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and is_title_word(words[0]):
        del words[0]
    while len(words) > 1 and words[-1].casefold().rstrip(".") in _SUFFIXES:
        del words[-1]
    return words


def surnames(name: str) -> list[str]:
    """The forms of a person's surname, longest first; none for a name of one word."""
    words = without_titles(name)
    if len(words) <= 1:
        return [word for word in words if word != name.strip() and word[0].isalpha()]
    forms = []
    if len(words) >= _DOUBLE_FROM and words[-2][:1].isupper():
        forms.append(" ".join(words[-2:]))
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in SURNAME_PARTICLES:
        first -= 1
    if first < len(words) - 1:
        with_particles = " ".join(words[first:])
        forms += [with_particles, with_particles[0].upper() + with_particles[1:]]
    forms.append(words[-1])
    return [form for form in dict.fromkeys(forms) if form[:1].isalpha() and len(form) > 1]


def acronym(name: str) -> list[str]:
    """The initials that an organisation of several words goes by, or nothing."""
    words = [word for word in name.split() if word.casefold() not in _MINOR]
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) != len(words) or len(initials) < 2:  # noqa: PLR2004
        return []
    if len(initials) >= _ACRONYM_FROM:
        return [initials]
    # Two letters are too many other words, but for these.
    if words[0] in {"United", "European"}:
        return [".".join(initials) + ".", initials]
    return []
