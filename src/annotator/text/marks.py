"""What one mark can be where it stands: opening, closing, apostrophe or neither."""

from __future__ import annotations

from collections.abc import Sequence

import regex

#: Each mark that can open, with those that can close what it opens.
PAIRS = {
    "\u201c": '\u201d\u201c"',
    "\u201d": "\u201d",
    "\u201e": '\u201c\u201d\u201f"',
    "\u201f": "\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab\u00bb",
    "\u2039": "\u203a",
    "\u203a": "\u2039\u203a",
    '"': '"\u201d',
    "\uff02": "\uff02",
    "\u2018": "\u2019'",
    "\u201a": "\u2018\u2019",
    "'": "'\u2019",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\ufe41": "\ufe42",
    "\ufe43": "\ufe44",
    "\uff62": "\uff63",
    "\u301d": "\u301e\u301f",
}
_ALL = "".join(sorted({mark for pair in PAIRS.items() for mark in "".join(pair)}))
MARKS = regex.compile(rf"[{regex.escape(_ALL)}]|\r\n|[\n\r\u2028\u2029]")
_SINGLE = "\u2018\u2019\u201a'"
_ALWAYS_OPEN = "\u201e\u00ab\u2039\u300c\u300e\ufe41\ufe43\uff62\u301d"
_BEFORE_OPEN = "([{<\u2014\u2013-:,;/\u2026|*" + _ALL
_ELIDED = regex.compile(
    r"(?:\d{2,4}s?\b|tis\b|twas\b|til\b|till\b|em\b|n\b|cause\b|cos\b|bout\b|round\b|neath\b|er\b)",
    regex.IGNORECASE,
)


def is_line_end(match: regex.Match[str]) -> bool:
    """Whether what the scan met is the end of a line."""
    return match[0][0] in "\r\n\u2028\u2029"


def is_single(mark: str) -> bool:
    """Whether a mark is shaped like an apostrophe."""
    return mark in _SINGLE


def opens(text: str, at: int) -> bool:
    """Whether the mark at a position can begin a quotation."""
    mark = text[at]
    if mark in _ALWAYS_OPEN:
        return True
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark not in PAIRS or not after or before.isalnum():
        return mark == "\u201c" and bool(after) and not after.isspace()
    if mark == "\u201c":
        return True
    free = not before or before.isspace() or before in _BEFORE_OPEN
    if is_single(mark):
        return free and _opens_single(text, at)
    if mark in "\u201d\u00bb\u203a":
        return free and not after.isspace() and (not before or before not in _ALL)
    return free and not after.isspace()


def closes(text: str, at: int, opener: int) -> bool:
    """Whether the mark at a position ends the quotation opened at another."""
    mark = text[at]
    if mark not in PAIRS[text[opener]]:
        return False
    after = text[at + 1 : at + 2]
    if is_single(mark):
        return not after.isalnum() and not text[at - 1].isspace() and at > opener + 1
    if mark == "\u201c" and text[opener] == "\u201c":
        # Two openers the same way round: the second closes only where no word follows.
        return not after.isalnum() and not text[at - 1].isspace()
    if mark == text[opener] and mark in "\u00bb\u203a\u201d":
        return not text[at - 1].isspace()
    return not (mark == '"' and text[opener] != '"' and text[at - 1].isspace())


def possessives(text: str, marks: Sequence[regex.Match[str]]) -> frozenset[int]:
    """Which marks are apostrophes: inside a word, or behind an -s before a better closer."""
    held = set()
    closer_follows = False
    for index in range(len(marks) - 1, -1, -1):
        match = marks[index]
        at = match.start()
        if is_line_end(match) or text[at] == "\u2018":
            closer_follows = False
        elif text[at] in "'\u2019":
            if _is_apostrophe(text, at, better=closer_follows):
                held.add(index)
            else:
                closer_follows = _could_close(text, at) or (
                    closer_follows and not text[at + 1 : at + 2].isalnum()
                )
    return frozenset(held)


def _is_apostrophe(text: str, at: int, *, better: bool) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before.isalnum():
        return False
    return after.isalnum() or (better and before in "sS" and after.isspace())


def _could_close(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _opens_single(text: str, at: int) -> bool:
    if text[at] == "\u2019":
        return False
    after = text[at + 1 : at + 2]
    if not (after.isalnum() or after in PAIRS or after in "([\u2026"):
        return False
    return text[at] == "\u201a" or _ELIDED.match(text, at + 1) is None
