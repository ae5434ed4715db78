"""What a quotation mark rather does where it stands: open, close, or neither.

Nothing is decided here: every use has a cost, and `pairing` looks for the cheapest reading of a
paragraph. In tokenised text every mark has spaces on both sides, which say nothing; then the words
around it do.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from annotator.text.marks import PAIRS
from annotator.text.sentences import LINE_ENDS

#: A cost that no reading can pay.
NEVER = 99.0
#: What it costs to leave a quotation open, and to pass over a mark that looks like one.
UNCLOSED, IGNORED = 2.8, 3.0

_LOW = frozenset("\u201e\u201a\u2e42\u201f\u201b\u300c\u300e\ufe41\ufe43\uff62\u301d")
_ALWAYS_CLOSE = frozenset("\u300d\u300f\ufe42\ufe44\uff63\u301e\u301f")
_EITHER_WAY = frozenset("\u201d\u00ab\u00bb\u2039\u203a")
_LEADING = frozenset("([{<\u2014\u2013-/\u2026|*_=\u00bf\u00a1>" + "".join(PAIRS))
_TRAILING = frozenset(
    ".,;:!?)]}\u2026\u2014\u2013-/|*_\u060c\u061b\u061f\u3002\uff0c" + "".join(PAIRS)
)
_ENDING = frozenset(".,!?\u2026\u2014\u2013-_*\u203d\u061f\u3002\uff01\uff1f")
_NEAR = 4
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3000-\u303f\uff00-\uffef]")
_ARABIC = regex.compile(r"\p{Arabic}")
_INCHES = regex.compile(r"\d['\u2019\u2032]\s?\d{1,2}(?:[.,]\d+)?[\u00bc-\u00be]?\Z")
_ELIDED = regex.compile(
    r"(?:\d{2,4}s?|t[iw]ll?|tis|twas|twere|til|till|em|n|cause|cos|bout|round|neath|er|ere|s|re|"
    r"ve|ll|d|m|t|im|un|nd|uns?|way|mid|pon|gainst|cept|spose|fraid|nuff|tain|tisn|twould)"
    r"(?!\p{L}|\p{N})",
    regex.IGNORECASE,
)
#: Ends of words that are written with an apostrophe for what is not spoken.
_CLIPPED = regex.compile(
    r"(?:\p{L}in|\ban|\bo|\bth|\bwi|\bt|\bol|\bmus|\bo'|\bjes|\bhan|n)\s?\Z", regex.IGNORECASE
)


class Leaning(NamedTuple):
    """What it costs to take a mark as opening, as closing, or as no quotation mark."""

    open: float
    close: float
    ignore: float


class Place(NamedTuple):
    """What stands around a mark: the characters beside it, and the nearest that are no space.

    An empty `near_before` is the start of a line, an empty `near_after` its end.
    """

    before: str
    after: str
    near_before: str
    near_after: str

    @property
    def free_before(self) -> bool:
        """Whether a space or nothing stands before the mark."""
        return not self.before or self.before.isspace()

    @property
    def free_after(self) -> bool:
        """Whether a space or nothing stands behind the mark."""
        return not self.after or self.after.isspace()


#: Marks that mean the same wherever they stand.
_ONE_WAY = {
    **dict.fromkeys(("``", *_LOW), Leaning(0, NEVER, IGNORED)),
    **dict.fromkeys("\u201e\u201f\u2e42", Leaning(0, 1, IGNORED)),
    **dict.fromkeys(_ALWAYS_CLOSE, Leaning(NEVER, 0, IGNORED)),
}


def leaning(text: str, at: int, end: int) -> Leaning:
    """How the mark between two positions leans."""
    sign, place = text[at:end], _place(text, at, end)
    if sign in _ONE_WAY:
        return _ONE_WAY[sign]
    if sign == "\u201c":
        return _curly_opener(place)
    if sign in _EITHER_WAY:
        return _either_way(sign, place)
    if sign == "\u2018":
        return _single_opener(text, end, place)
    if sign in "'\u2019`":
        return _apostrophe(text, at, end, place)
    return _straight(text, at, place)


def _place(text: str, at: int, end: int) -> Place:
    low, high = at, end
    while low > max(0, at - _NEAR) and _is_space(text[low - 1]):
        low -= 1
    while high < min(len(text), end + _NEAR) and _is_space(text[high]):
        high += 1
    near_before = text[low - 1] if low else ""
    near_after = text[high : high + 1]
    return Place(
        text[at - 1] if at else "",
        text[end : end + 1],
        "" if near_before and near_before in LINE_ENDS else near_before,
        "" if near_after and near_after in LINE_ENDS else near_after,
    )


def _is_space(char: str) -> bool:
    return char.isspace() and char not in LINE_ENDS


def _curly_opener(place: Place) -> Leaning:
    if not place.free_before and place.before not in _LEADING:
        if place.free_after or place.after in _TRAILING:
            return Leaning(4, 0, IGNORED)
        return Leaning(0.5, 2, IGNORED)
    return Leaning(0, 0.5 if place.free_after and not place.free_before else 4, IGNORED)


def _either_way(sign: str, place: Place) -> Leaning:
    """Marks that open in some languages and close in others."""
    usually_opens = sign in "\u00ab\u2039"
    if place.free_before and place.free_after:
        return Leaning(0, 3, IGNORED) if usually_opens else Leaning(4, 0, IGNORED)
    if usually_opens:
        closes = not place.free_before and (place.free_after or place.after in _TRAILING)
        return Leaning(1.5 if closes else 0, 0 if closes else 2, IGNORED)
    opens = (place.free_before or place.before in _LEADING) and not place.free_after
    if opens and place.after not in _TRAILING:
        return Leaning(1, 2, IGNORED)
    return Leaning(5, 0, IGNORED)


def _straight(text: str, at: int, place: Place) -> Leaning:
    if not place.free_before and not place.free_after:
        return _straight_within(place)
    if place.free_before and place.free_after:
        return Leaning(_opening_words(place), _closing_words(place), IGNORED)
    if place.free_before:
        # Dots stand for what is left out of the words quoted.
        trails = place.after in _TRAILING and not text.startswith(("..", "\u2026"), at + 1)
        return Leaning(6, 1, IGNORED) if trails else Leaning(0, 5, IGNORED)
    if place.before.isdigit():
        inches = _INCHES.search(text, max(0, at - 9), at)
        return Leaning(7, 3, 0) if inches else Leaning(6, 1, 1)
    if place.before in "([{\u00bf\u00a1":
        return Leaning(1, 2, IGNORED)
    return Leaning(6, 0, IGNORED)


def _straight_within(place: Place) -> Leaning:
    """A straight mark with something on both sides."""
    before, after = place.before, place.after
    if _CJK.match(before) or _CJK.match(after):
        return Leaning(0.5, 0.5, IGNORED)
    if before.isalnum():
        return _straight_in_word(before, after)
    if before in ",;:" and after.isalnum():
        return Leaning(0.5, 2, IGNORED) if before != "," else Leaning(1.2, 1, IGNORED)
    leads, trails = before in _LEADING, after in _TRAILING
    if leads == trails:
        return Leaning(1, 0.5, IGNORED if leads else 2)
    return Leaning(0, 3, IGNORED) if leads else Leaning(5, 0, IGNORED)


def _straight_in_word(before: str, after: str) -> Leaning:
    """Behind a letter: the end of a quotation, a Hebrew abbreviation, or a space was forgotten."""
    if not after.isalnum():
        return Leaning(5, 0, IGNORED) if after in _TRAILING else Leaning(3, 1, 1)
    if "\u0590" <= before <= "\u05ff":
        return Leaning(4, 3, 0)
    return Leaning(1, 1.5, 2) if _ARABIC.match(before) else Leaning(4, 1.5, 1)


def _opening_words(place: Place) -> float:
    cost = 0.0
    if place.near_before and place.near_before not in ",:;\u2014\u2013-(":
        cost += 1.2 if place.near_before.isalnum() else 0.5
    if not place.near_after or place.near_after in ",.;:!?)":
        return cost + 4
    return cost + (0.7 if place.near_after.islower() else 0)


def _closing_words(place: Place) -> float:
    if not place.near_before:
        return 2.5
    if place.near_before in _ENDING:
        return 0
    if place.near_before.isalnum() or place.near_before in "'\u2019)":
        return 0.2 if place.near_after and place.near_after in ",.;:!?)" else 1.2
    return 2


def _single_opener(text: str, end: int, place: Place) -> Leaning:
    if place.before.isalnum():
        return Leaning(5, 0.5, 0.3 if place.after.isalpha() else 1)
    if _ELIDED.match(text, end) is not None:
        return Leaning(1.2, 5, 0.3)
    if not place.free_before and place.free_after and place.before not in _LEADING:
        return Leaning(3, 0, 2)
    return Leaning(0, 1 if not place.free_before else 5, IGNORED)


def _apostrophe(text: str, at: int, end: int, place: Place) -> Leaning:
    """A straight single mark, a closing one, or an apostrophe."""
    curly = text[at] == "\u2019"
    if place.free_before and not place.free_after:
        return _before_a_word(text, end, place, curly=curly)
    close, ignore = _behind_a_word(text, at, place)
    if place.free_before and place.free_after and not curly:
        return Leaning(_opening_words(place) + 0.5, close, ignore)
    leads = place.before in _LEADING and not place.free_after and place.after not in _TRAILING
    if leads and _ELIDED.match(text, end) is None:
        return Leaning(2 if curly else 0.2, close if curly else close + 2, ignore)
    return Leaning(NEVER, close if text[at] != "`" else NEVER, ignore)


def _before_a_word(text: str, end: int, place: Place, *, curly: bool) -> Leaning:
    if _ELIDED.match(text, end) is not None:
        return Leaning(NEVER if curly else 2.5, NEVER, 0)
    if place.after in _TRAILING and place.after not in PAIRS:
        return Leaning(NEVER if curly else 4, 0.5, 1)
    if curly:
        return Leaning(1.8, 4, 1)
    return Leaning(0.3, 5, 2)


def _behind_a_word(text: str, at: int, place: Place) -> tuple[float, float]:
    """What it costs to close with a single mark, and to take it as an apostrophe."""
    before = place.near_before
    if not before:
        return 4, 1
    if before in _ENDING or not before.isalnum():
        return 0, IGNORED
    if before in "sSxz":
        ends = bool(place.near_after) and place.near_after in ",.;:!?)"
        return (0.2, 1.2) if ends else (0.6, 0.3)
    if before.isdigit():
        return 0.5, 0.3
    if _CLIPPED.search(text, max(0, at - 8), at):
        return 0.7, 0.4
    return 0.2, 1.6
