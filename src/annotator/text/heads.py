"""What a noun phrase is about: its head, and not a name that only modifies it."""

from __future__ import annotations

import regex

from annotator.model.span import Span

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'\u2019\-]*")
_PREPOSITIONS = frozenset(
    {"of", "in", "at", "from", "for", "to", "with", "by", "on", "near", "under", "over", "against"}
)
# Words that may stand behind a head without being one.
_AFTER = _PREPOSITIONS | {"there", "here", "himself", "herself", "itself", "themselves", "who"}
_AFTER |= {"which", "that", "and", "also", "too", "alone", "today", "yesterday", "then", "now"}
_POSSESSIVES = ("'s", "\u2019s", "'", "\u2019")


def is_head(text: str, phrase: Span, part: Span) -> bool:
    """Whether a part of a noun phrase can be what the phrase is about.

    In "Otieno's deputy, Per Lund", "the mayor of Torvik" and "Kenyan officials" the names Otieno,
    Torvik and Kenyan are not: the first owns, the second places, the third describes.
    """
    behind = text[part.end : phrase.end]
    if behind.startswith(_POSSESSIVES):
        return False
    before = _WORD.findall(text[phrase.start : part.start])
    if before and before[-1].lower() in _PREPOSITIONS:
        return False
    following = _WORD.search(behind)
    if following is None or not behind[: following.start()].isspace():
        return True
    word = following[0]
    return word.lower() in _AFTER
