"""What stands between two words where a file does not say: one rule, told in docs/formats.md."""

from __future__ import annotations

import regex

_CLOSING = regex.compile(r"[.,;:!?%)\]}\u00bb\u201d\u2019\u2026\u3001\u3002\uff0c\uff01\uff1f]+")
_OPENING = regex.compile(r"[(\[{\u00ab\u201c\u2018\u00bf\u00a1$\u00a3\u20ac]+|``|`")
_CLITIC = regex.compile(r"['\u2019]\p{L}{1,3}|[nN]['\u2019][tT]|''")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class Spacing:
    """Decides word by word, within one sentence.

    One space, except: none before closing marks and endings as 's and n't, none after opening
    marks, straight quotation marks open and close in turn, and none between letters of a script
    that is written without spaces.
    """

    def __init__(self) -> None:
        self._before = ""
        self._inside = False  # whether a straight quotation mark is open

    def before(self, word: str) -> str:
        """The white space before the next word."""
        left, self._before = self._before, word
        if word.isascii() and word.isalnum() and left.isalnum():
            return " "  # as the rules below say of two plain words
        opened = left == '"' and self._inside
        closes = word == '"' and self._inside
        self._inside ^= word == '"'
        if not left or opened or closes or _CLOSING.fullmatch(word) or _CLITIC.fullmatch(word):
            return ""
        if _OPENING.fullmatch(left) or (_UNSPACED.match(left[-1]) and _UNSPACED.match(word)):
            return ""
        return " "
