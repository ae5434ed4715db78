"""What spellings of one word have in common: letters without case and accents.

Two uses that must agree: `searchable` is what a search index keeps of a text, and `blind_pattern`
finds words in the text itself. Whatever the pattern finds with word edges around it, the index has
as whole tokens, so that the index never hides a place.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

import regex

from annotator.text.matching import alike

_JOINERS = "\u00ad\u200c\u200d\u2060"
"""Characters inside a word that a reader does not see."""
# Accents, Hebrew points and Arabic vowel signs; not what makes another letter, as the marks of
# Japanese, Thai and Devanagari do.
_POINTS = range(10, 37)
_ACCENTS = 200
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_IS_UNSPACED = regex.compile(f"[{_UNSPACED}]")
_STROKES = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "ð": "d"}
_TWO_LETTERS = {"æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff"}
_FOLDED_BLOCKS = ((0x80, 0x600), (0x1C80, 0x2000), (0x2C00, 0x2E00), (0xA640, 0xABC0))
_WIDE = range(0xFF01, 0xFF5F)
_EDGE = rf"[\p{{L}}\p{{M}}\p{{N}}_{_JOINERS}]"
#: Before and after a whole word; scripts without spaces have an edge at each letter.
BEFORE = rf"(?:(?<!{_EDGE})|(?<=[{_UNSPACED}]))"
AFTER = rf"(?:(?!{_EDGE})|(?=[{_UNSPACED}]))"


def searchable(text: str) -> str:
    """The words of a text as an index keeps them: folded, with spaces around what has none.

    An ASCII text is its own searchable form, up to case.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_table())


def tokens(words: str) -> list[str]:
    """The whole tokens of some words, as an index has them."""
    return regex.findall(r"[a-z0-9\u0080-\U0010ffff]+", searchable(words).lower())


def blind_pattern(words: str) -> str:
    """A regular expression for words, blind to case, accents, normal form, spaces and marks alike.

    To be compiled without flags.
    """
    folded = "".join(map(_fold, unicodedata.normalize("NFC", words)))
    pieces, at = [], 0
    while at < len(folded):
        if folded[at].isspace():
            end = at + len(folded[at:]) - len(folded[at:].lstrip())
            pieces.append(r"\s++")
        else:
            end = at + (2 if folded[at : at + 2] in _pairs() else 1)
            pieces.append(_piece(folded[at:end]) + _unseen())
        at = end
    return "".join(pieces)


def begins_word(words: str) -> bool:
    """Whether words begin in a script that has spaces, so that a word must begin there."""
    return not _IS_UNSPACED.match(words[:1])


def ends_word(words: str) -> bool:
    """Whether words end in a script that has spaces, so that a word must end there."""
    return not _IS_UNSPACED.match(words[-1:])


def _piece(folded: str) -> str:
    marks = alike(folded)
    if marks:
        return f"[{regex.escape(marks)}]"
    singles = "".join(sorted(_spellings().get(folded, ())))
    forms = [f"[{regex.escape(singles)}]"] if singles else []
    if len(folded) > 1:
        forms.append("".join(_piece(letter) + _unseen() for letter in folded))
    decomposed = unicodedata.normalize("NFD", folded)
    forms += [regex.escape(form) for form in {folded, decomposed} if len(form) > 1 and not singles]
    if not singles and len(folded) == 1:
        forms.append(regex.escape(folded))
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


@cache
def _fold(character: str) -> str:
    """A character without case and accents; nothing for one that is not seen."""
    if character in _JOINERS or _is_accent(character):
        return ""
    if ord(character) in _WIDE:
        character = unicodedata.normalize("NFKC", character)
    letters = unicodedata.normalize("NFD", character.casefold())
    bare = "".join(letter for letter in letters if not _is_accent(letter))
    bare = unicodedata.normalize("NFC", bare)
    return "".join(_STROKES.get(letter) or _TWO_LETTERS.get(letter) or letter for letter in bare)


def _is_accent(character: str) -> bool:
    kind = unicodedata.combining(character)
    return kind in _POINTS or kind >= _ACCENTS


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Folded letters, and the single characters that fold to them."""
    found: dict[str, set[str]] = {}
    blocks = [*(range(*block) for block in ((0x41, 0x7B), *_FOLDED_BLOCKS)), _WIDE]
    for character in (*map(chr, (c for block in blocks for c in block)), *_TWO_LETTERS):
        folded = _fold(character)
        if character.isalnum() and folded:
            found.setdefault(folded, {folded} if len(folded) == 1 else set()).add(character)
    return {folded: frozenset(characters) for folded, characters in found.items()}


@cache
def _pairs() -> frozenset[str]:
    """Two letters that some single character folds to, as ß to ss."""
    return frozenset(folded for folded in _spellings() if len(folded) == 2)  # noqa: PLR2004


@cache
def _unseen() -> str:
    """A pattern for the accents and joiners that may follow a letter."""
    marks = [code for code in range(0x300, 0x20F1) if _is_accent(chr(code))]
    # one after the other they differ from their number by the same
    runs = [
        [code for _, code in run]
        for _, run in groupby(enumerate(marks), lambda each: each[1] - each[0])
    ]
    ranges = "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)
    return f"[{ranges}{_JOINERS}]*+"


class _Table(dict[int, str]):
    """Folds each character that is met for the first time, and keeps it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _fold(character)
        if folded and not all(map(_belongs, folded)):
            folded = character if code < 0x80 else " "  # noqa: PLR2004 - the end of ASCII
        elif folded and _IS_UNSPACED.match(folded):
            folded = f" {folded} "
        self[code] = folded
        return folded


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


@cache
def _table() -> _Table:
    return _Table()
