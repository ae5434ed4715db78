"""Quotation marks of the world's news: which there are, and what closes what."""

from __future__ import annotations

import regex

from annotator.text.sentences import LINE_ENDS

_STRAIGHT = {'"': 0.0, "\u201d": 0.6, "\u201c": 1.0, "\uff02": 0.6, "''": 0.6}
#: Each mark that can open, with those that can close it and what that costs.
PAIRS: dict[str, dict[str, float]] = {
    "\u201c": {"\u201d": 0.0, "\u201c": 1.0, '"': 0.6, "\u201f": 0.6, "''": 0.6},
    "\u201d": {"\u201d": 0.0, "\u201c": 0.5},
    "\u201e": {"\u201c": 0.0, "\u201d": 0.0, "\u201f": 0.0, '"': 0.6, "\u201e": 2.0, "\u00bb": 2.0},
    "\u201f": {"\u201d": 0.0},
    "\u2e42": {"\u201c": 0.0, "\u201d": 0.0, "\u2e42": 1.0},
    "\u00ab": {"\u00bb": 0.0, "\u00ab": 2.0},
    "\u00bb": {"\u00ab": 0.0, "\u00bb": 0.0},
    "\u2039": {"\u203a": 0.0},
    "\u203a": {"\u2039": 0.0, "\u203a": 0.0},
    '"': _STRAIGHT,
    "\uff02": {"\uff02": 0.0, '"': 0.6},
    "\u05f4": {"\u05f4": 0.0, '"': 0.6},
    "``": {"''": 0.0, '"': 0.3, "\u201d": 0.6},
    "''": {"''": 0.0},
    "\u2018": {"\u2019": 0.0, "'": 0.3},
    "\u2019": {"\u2019": 0.0, "\u2018": 0.5},
    "\u201a": {"\u2018": 0.0, "\u2019": 0.0, "'": 0.6},
    "\u201b": {"\u2019": 0.0, "'": 0.3},
    "'": {"'": 0.0, "\u2019": 0.3},
    "`": {"'": 0.0, "\u2019": 0.3},
    "\u300c": {"\u300d": 0.0},
    "\u300e": {"\u300f": 0.0},
    "\ufe41": {"\ufe42": 0.0},
    "\ufe43": {"\ufe44": 0.0},
    "\uff62": {"\uff63": 0.0},
    "\u301d": {"\u301e": 0.0, "\u301f": 0.0},
}
_SINGLE = "\u2018\u2019\u201a\u201b'`"
_CLOSING = frozenset(mark for closers in PAIRS.values() for mark in closers)
_DOUBLES = "".join(
    sorted(mark for mark in _CLOSING | set(PAIRS) if len(mark) == 1 and mark not in "'\u2019`")
)
#: Every mark but an apostrophe with letters on both sides, and every line end.
MARKS = regex.compile(
    rf"``|''|[{regex.escape(_DOUBLES)}]|(?<!\w)['\u2019`]|['\u2019](?!\w)|\r\n|[{LINE_ENDS}]"
)


def is_line_end(sign: str) -> bool:
    """Whether what was met is the end of a line."""
    return sign[0] in LINE_ENDS


def is_single(sign: str) -> bool:
    """Whether a mark is shaped like an apostrophe."""
    return sign in _SINGLE
