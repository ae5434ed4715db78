"""Capitalised runs of words, and how they fall apart into names and titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from annotator.model.span import Span
from annotator.text.lexicon import Lexicon
from annotator.text.openings import is_known, without_opening
from annotator.text.setting import Setting
from annotator.text.spans import Cover
from annotator.text.titles import Name, split_titles
from annotator.text.words import (
    AND_HEADS,
    FOR_HEADS,
    JOINING,
    LAST_HEADS,
    NAME_HEADS,
    TITLE_HEADS,
    TITLE_MODIFIERS,
)

_LONG = 3
_NEVER_FIRST = JOINING | {"the"}
_BRACKET = regex.compile(r" \((\p{Lu}[\p{Lu}-]{1,8})\)")
#: Titles in short, before which another name ends: "Ohio Gov. Ada Low".
_ABBREVIATED = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "capt", "maj", "sgt", "sen", "rep",
     "gov", "adm", "rev", "hon"}
)  # fmt: skip
#: Behind "of" they are the title of somebody: "the party of President Ada Low".
_OFFICES = frozenset(
    {"president", "prime", "minister", "chancellor", "senator", "governor", "mayor", "premier",
     "vice", "former", "then", "general", "captain", "professor", "judge", "justice"}
)  # fmt: skip
#: Where one of these is capitalised behind a name, a heading without a stop ended before it.
_CUTTING = frozenset(
    {"The", "In", "On", "At", "By", "With", "From", "After", "Before", "During", "But", "If",
     "When", "While", "As", "He", "She", "It", "They", "We", "This", "These", "That", "Those",
     "There", "According", "However", "Meanwhile", "Both", "Some", "Many", "Most"}
)  # fmt: skip


def headline_names(text: str, run: Span, setting: Setting, lexicon: Lexicon) -> Iterator[Name]:
    """The names of a run in a headline: only those known from elsewhere."""
    words = _words_of(text, run)
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 4), at, -1):
            span = Span(words[at].start, words[end - 1].end)
            pieces = tuple(word.of(text) for word in words[at:end])
            if _is_met(span.of(text), pieces, setting, lexicon):
                yield Name(span, pieces)
                at = end - 1
                break
        at += 1


def _is_met(name: str, pieces: Sequence[str], setting: Setting, lexicon: Lexicon) -> bool:
    """Whether a name is known, or stands inside a sentence; all capitals are read as small ones."""
    if not (pieces[0][0].isupper() and pieces[-1][0].isupper()):
        return False
    if is_known(name, lexicon) or all(word in setting.middle for word in pieces):
        return True
    if not name.isupper() or len(name) <= _LONG:
        return False
    small = name.title()
    return is_known(small, lexicon) or all(word.title() in setting.middle for word in pieces)


def names_in(
    text: str, run: Span, setting: Setting, lexicon: Lexicon, blocked: Sequence[Span] = ()
) -> Iterator[Name]:
    """The names and titles of one run, without honorifics and words that only open a sentence.

    `blocked` are dates and amounts, which part the run.
    """
    words = without_opening(text, _words_of(text, run), setting, lexicon)
    for group in _parted(text, words, lexicon, blocked):
        for name in split_titles(text, group, lexicon):
            yield _with_genitive(text, name, lexicon)


def _with_genitive(text: str, name: Name, lexicon: Lexicon) -> Name:
    """A name such as "Sotheby's", of which the genitive is a part."""
    end = name.span.end
    if text[end : end + 2] not in {"'s", "\u2019s"}:
        return name
    if f"{name.span.of(text)}'s" not in lexicon.gazetteer.types:
        return name
    words = (*name.words[:-1], f"{name.words[-1]}'s")
    return Name(Span(name.span.start, end + 2), words, name.is_title, name.titled)


def names_of(text: str, setting: Setting, lexicon: Lexicon, blocked: Cover) -> Iterator[Name]:
    """Every name and title of a stretch that was read, in text order."""
    for run, is_headline in setting.runs:
        if is_headline:
            yield from headline_names(text, run, setting, lexicon)
        else:
            yield from names_in(text, run, setting, lexicon, blocked.overlapping(run))


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


def _parted(
    text: str, words: list[Span], lexicon: Lexicon, blocked: Sequence[Span]
) -> Iterator[list[Span]]:
    """The run cut at dates, at "and" and at an "of" that does not belong to a name."""
    group: list[Span] = []
    spelled = _spelled(text, words)
    for index, word in enumerate(words):
        small = word.of(text)
        if group and small in _CUTTING and _is_cut(text, group, small):
            yield group
            group = []
            continue
        if group and small.endswith(".") and small[:-1].casefold() in _ABBREVIATED:
            yield group
            group = []
        dated = blocked and any(word.overlaps(span) for span in blocked)
        if dated or (
            group
            and small in JOINING
            and index not in spelled
            and _parts(text, small, group, words[index + 1 :], lexicon)
        ):
            yield group
            group = []
        elif group or small not in _NEVER_FIRST:
            group.append(word)
    yield group


def _spelled(text: str, words: list[Span]) -> range:
    """The words that the capitals in brackets behind them spell: "Union for the Sea (US)"."""
    bracket = _BRACKET.match(text, words[-1].end) if len(words) > 2 else None  # noqa: PLR2004
    if bracket is None:
        return range(0)
    for first in range(len(words) - 1):
        initials = [word.of(text)[0] for word in words[first:]]
        if bracket[1] in {"".join(initials).upper(), "".join(filter(str.isupper, initials))}:
            return range(first, len(words))
    return range(0)


def _is_cut(text: str, group: list[Span], word: str) -> bool:
    """Whether a sentence begins within a run; "The" does so only behind a stop."""
    return word != "The" or text[group[-1].end - 1] == "."


def _is_of_two(text: str, group: list[Span], after: list[Span], lexicon: Lexicon) -> bool:
    """Whether "and" lies within a name such as "the Water and Fisheries Board"."""
    if len(group) > _LONG or not after or after[-1].of(text).casefold() not in LAST_HEADS:
        return False
    first = text[group[0].start : group[-1].end]
    article = text[max(0, group[0].start - 4) : group[0].start].casefold()
    return (
        article == "the "
        and not is_known(first, lexicon)
        and group[-1].of(text) not in lexicon.heads
    )


def _and_parts(text: str, group: list[Span], after: list[Span], lexicon: Lexicon) -> bool:
    words = [each.of(text) for each in group]
    whole = " ".join([*words, "and", *(each.of(text) for each in after[:1])])
    if is_known(whole, lexicon) or AND_HEADS & {word.casefold() for word in words}:
        return False
    return not _is_of_two(text, group, after, lexicon)


def _is_somebody(text: str, after: list[Span], lexicon: Lexicon) -> bool:
    """Whether a name follows a title: "President Ada Low", not "Justice and Peace"."""
    words = [word.of(text) for word in after]
    rest = [w for w in words if w.casefold() not in TITLE_HEADS | TITLE_MODIFIERS]
    return bool(rest) and rest[0][0].isupper() and rest[-1] not in lexicon.heads


def _parts(text: str, small: str, group: list[Span], after: list[Span], lexicon: Lexicon) -> bool:
    """Whether a joining word behind some words of a name ends the name."""
    following = after[0].of(text) if after else ""
    if small == "&":
        return False
    if small == "and":
        return _and_parts(text, group, after, lexicon)
    last = group[-1].of(text).casefold()
    if following.casefold() in _OFFICES and _is_somebody(text, after, lexicon):
        return True
    if small == "for":
        return last not in NAME_HEADS | AND_HEADS | FOR_HEADS
    is_name = last in NAME_HEADS or (last in AND_HEADS and not is_known(following, lexicon))
    return not (is_name or last in lexicon.heads or group[-1].of(text) in lexicon.heads)
