"""Names and sentences without the characters that change what is around them, or hide.

A title out of a file could turn the words after it round, move the cursor of a terminal, or look
like another title. The text of an article is never changed: this is for showing what is about it.
"""

from __future__ import annotations

import re

SIGN = "\ufffd"
"""Stands where such a character is."""
# Controls of terminals, though not tabs and line ends; embeddings, overrides and isolates of
# direction; what has no width. The marks and joiners that Arabic, Persian and Hindi are written
# with stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(words: str) -> str:
    """Words with a sign for each character that cannot be seen, but does something."""
    return _HIDDEN.sub(SIGN, words)


def cut(words: str, most: int) -> str:
    """Words in at most so many code points; what is longer ends in `…`."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def hidden_in(words: str) -> str | None:
    """The name (U+202E) of the first character of words that cannot be seen; None when all can."""
    found = _HIDDEN.search(words)
    return f"U+{ord(found[0]):04X}" if found else None
