"""Capitalised runs of words, and how they fall apart into names and titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

import regex

from annotator.model.span import Span
from annotator.text.lexicon import Lexicon
from annotator.text.sentences import LINE_ENDS, OPENERS, line_near
from annotator.text.titles import Name, split_titles
from annotator.text.words import (
    FUNCTION_WORDS,
    HONORIFICS,
    NAME_HEADS,
    PARTICLES,
    TITLE_HEADS,
    TITLE_MODIFIERS,
)

_INNER = (
    r"(?:[\p{L}\p{M}\p{N}]|[\u2010\u2011-](?=\p{Lu}|\p{Nd})|['\u2019](?=\p{Lu})"
    r"|['\u2019](?=\p{Ll}{2,})(?!(?:re|ve|ll)\b)|&(?=\p{Lu})|\.(?=\p{Lu}\p{Ll}*\b(?!\.)))*+"
)
_CAPITAL = (
    r"(?:(?:\p{Lu}\.){2,}|\p{Lu}\.(?=[ ]\p{Lu})|(?:St|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov"
    rf"|Prof|Rev|Hon|Jr|Sr|Mt)\.|(?:[aeu]l|an|as|ash|ad)-\p{{Lu}}{_INNER}|\p{{Lu}}{_INNER})"
)
_SMALL = (
    r"de|del|dela|della|di|da|das|do|dos|du|des|la|las|los|van|von|der|den|ter|ten|zu|bin|ibn|bint"
    r"|ben|al|el|ul|y|e|af|av"
)
_JOIN = (
    rf"(?:[ \u00a0](?:(?:{_SMALL})[ ]){{0,3}}(?:d['\u2019]|l['\u2019])?"
    r"|[ ](?:of|for)[ ](?:the[ ])?|[ ]and[ ]|[ ]&[ ])"
)
_RUN = (
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}_@#])(?<![\p{{L}}\p{{N}}]['\u2019])"
    rf"{_CAPITAL}(?:{_JOIN}(?={_CAPITAL}){_CAPITAL}){{0,12}}+"
)
_LOWER = r"(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}'\u2019-]*+"
_AND_HEADS = frozenset(
    {
        "ministry",
        "department",
        "office",
        "bureau",
        "commission",
        "committee",
        "institute",
        "secretary",
        "minister",
        "organization",
        "organisation",
        "agency",
        "council",
        "centre",
        "center",
    }
)
#: What stands before the word that opens a sentence, a line or a quotation.
_BEFORE_OPENING = frozenset(LINE_ENDS + OPENERS + ".!?:\u2026\u201d\u2022*\u2014\u2013")
_SPACES = " \t\u00a0"
_JOINING = frozenset({"and", "&", "of", "for"})
_NEVER_FIRST = _JOINING | {"the"}
_EDGE = 400
_TITLE_CASE = 0.6
_TITLE_WORDS = 4
_COMMON_ENDINGS = (
    "ing",
    "ed",
    "ly",
    "ion",
    "ions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ers",
    "ors",
    "ful",
    "less",
    "able",
    "ible",
    "ous",
    "ance",
    "ence",
    "ants",
    "ents",
    "ists",
    "ies",
    "ings",
    "ism",
)


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    # On first use: the window opens without looking for names.
    return regex.compile(pattern)


@dataclass(frozen=True, slots=True)
class Setting:
    """The words that stand around in lower case, and those capitalised inside a sentence."""

    lower: AbstractSet[str]
    middle: AbstractSet[str]
    runs: Sequence[tuple[Span, bool]]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Setting:
        """Read a stretch once: its words, and its runs, each with whether a headline has it."""
        lower = frozenset(_compiled(_LOWER).findall(text, start, end))
        middle: set[str] = set()
        runs = []
        headlines = Headlines(text)
        for match in _compiled(_RUN).finditer(text, start, end):
            low, high = match.span()
            is_headline = headlines.covers(low)
            runs.append((Span(low, high), is_headline))
            if not is_headline:
                pieces = match[0].split()
                middle.update(pieces[1:] if opens_sentence(text, low) else pieces)
        return cls(lower, middle, runs)


class Headlines:
    """Which lines are written with capitals throughout, so that capitals tell nothing there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = (-1, -1)
        self._is_headline = False

    def covers(self, at: int) -> bool:
        """Whether a position lies in such a line; asked in text order, each line is read once."""
        if not self._line[0] <= at < self._line[1]:
            self._line = line_near(self._text, at, _EDGE)
            self._is_headline = _is_headline(self._text[slice(*self._line)].strip())
        return self._is_headline


def _is_headline(line: str) -> bool:
    if not line or line[-1] in '.!?:,;"\u201d)' or len(line) > _EDGE // 2:
        return False
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]  # noqa: PLR2004
    capital = sum(1 for word in long if word[0].isupper())
    return len(long) >= _TITLE_WORDS and capital > _TITLE_CASE * len(long)


def headline_names(text: str, run: Span, setting: Setting, lexicon: Lexicon) -> Iterator[Name]:
    """The names of a run in a headline: only those known from elsewhere."""
    words = _words_of(text, run)
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 3), at, -1):
            span = Span(words[at].start, words[end - 1].end)
            name = span.of(text)
            if name in lexicon.names or all(word in setting.middle for word in name.split()):
                yield Name(span, lexicon.names.get(name))
                at = end - 1
                break
        at += 1


def opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a line or a quotation begins at a position."""
    low = max(0, at - 4)
    while at > low and text[at - 1] in _SPACES:
        at -= 1
    return at == low or text[at - 1] in _BEFORE_OPENING


def names_in(
    text: str, run: Span, setting: Setting, lexicon: Lexicon, blocked: Sequence[Span] = ()
) -> Iterator[Name]:
    """The names and titles of one run, without honorifics and words that only open a sentence.

    `blocked` are dates and amounts, which part the run.
    """
    words = _without_opening(text, _words_of(text, run), setting, lexicon)
    for group in _parted(text, words, lexicon, blocked):
        yield from split_titles(text, group, lexicon)


def _words_of(text: str, run: Span) -> list[Span]:
    pieces = run.of(text).split()
    if len(pieces) == 1:
        return [run]
    words, at = [], run.start
    for word in pieces:
        at = text.index(word, at)
        words.append(Span(at, at + len(word)))
        at += len(word)
    return words


def _without_opening(
    text: str, words: list[Span], setting: Setting, lexicon: Lexicon
) -> list[Span]:
    if not words or not opens_sentence(text, words[0].start):
        return words
    first = words[0].of(text)
    while words and words[0].of(text).casefold() in FUNCTION_WORDS:
        words = words[1:]
    while words and words[0].of(text).casefold() in PARTICLES | {"and", "the", "for"}:
        words = words[1:]
    if not words or words[0].of(text) != first:
        return words
    return words if _is_opening_name(text, words, setting, lexicon) else words[1:]


def _is_opening_name(text: str, words: list[Span], setting: Setting, lexicon: Lexicon) -> bool:
    """Whether the word that opens a sentence is a name, judged by the same word elsewhere."""
    word = words[0].of(text)
    folded = word.casefold()
    if word in setting.middle or word in lexicon.names or folded in TITLE_HEADS | TITLE_MODIFIERS:
        return True
    if folded.rstrip(".") in HONORIFICS or not word[1:].islower():
        return True
    if folded in setting.lower or folded.endswith("ly"):
        return False
    if len(words) > 1 or text[words[0].end : words[0].end + 2] in {"'s", "\u2019s"}:
        return True
    plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is", "os", "as"))
    return not (plural or folded.endswith(_COMMON_ENDINGS) or folded in lexicon.verbs)


def _parted(
    text: str, words: list[Span], lexicon: Lexicon, blocked: Sequence[Span]
) -> Iterator[list[Span]]:
    """The run cut at dates, at "and" and at an "of" that does not belong to a name."""
    group: list[Span] = []
    for index, word in enumerate(words):
        small = word.of(text)
        dated = blocked and any(word.overlaps(span) for span in blocked)
        if dated or (
            group and small in _JOINING and _parts(text, small, group, words[index + 1 :], lexicon)
        ):
            yield group
            group = []
        elif group or small not in _NEVER_FIRST:
            group.append(word)
    yield group


def _parts(text: str, small: str, group: list[Span], after: list[Span], lexicon: Lexicon) -> bool:
    """Whether a joining word behind some words of a name ends the name."""
    heads = {each.of(text).casefold() for each in group}
    following = after[0].of(text) if after else ""
    if small == "&":
        return False
    if small == "and":
        whole = " ".join([*(each.of(text) for each in group), small, following]).rstrip()
        return whole not in lexicon.names and not heads & _AND_HEADS
    last = group[-1].of(text).casefold()
    if last in NAME_HEADS or (last in _AND_HEADS and following not in lexicon.names):
        return False
    return not (last in lexicon.heads or group[-1].of(text) in lexicon.heads)
